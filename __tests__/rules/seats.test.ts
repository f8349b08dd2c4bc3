import { describe, expect, test } from 'vitest'
import type { Seat } from '../../src/parse/seats.ts'
import { isIdleState, isStaleList, newestActivity, seatState } from '../../src/rules/seats.ts'

const NOW = Date.UTC(2026, 10, 21, 9, 17)
const LIMITS = { idleDays: 28, newSeatDays: 30 }
const SECOND = 1 / 86_400

/** A seat created, and last active, so many days before now; `null` where nothing is known. */
function seat(age: number | null, silence: number | null, more: Partial<Seat> = {}): Seat {
  const ago = (days: number | null) => (days === null ? null : NOW - days * 86_400_000)
  return {
    userId: '1',
    login: 'alice',
    createdAt: ago(age),
    lastActivityAt: ago(silence),
    lastActivityEditor: '',
    lastAuthenticatedAt: null,
    pendingCancellation: null,
    plan: 'business',
    grantedBy: [],
    isDirect: true,
    ...more,
  }
}

describe('the state of a seat', () => {
  test.each([
    [30 - SECOND, null, 'new'],
    [30 - SECOND, 1, 'new'],
    [30, null, 'idle'],
    [90, null, 'idle'],
    [90 + SECOND, null, 'long-idle'],
    [400, 0, 'active'],
    [400, 28, 'active'],
    [400, 28 + SECOND, 'idle'],
    [400, 90 - SECOND, 'idle'],
    [400, 90, 'long-idle'],
    [null, null, 'idle'],
    [null, 95, 'long-idle'],
    // A clock that is a little behind that of GitHub.
    [400, -SECOND, 'active'],
    [-SECOND, null, 'new'],
  ])('of %d days with the last activity %d days ago is %s', (age, silence, expected) => {
    expect(seatState(seat(age, silence), false, NOW, LIMITS)).toBe(expected)
  })

  test('is active with a row in the window, whatever the list says of its activity', () => {
    expect(seatState(seat(400, null), true, NOW, LIMITS)).toBe('active')
    expect(seatState(seat(400, 89), true, NOW, LIMITS)).toBe('active')
    expect(seatState(seat(2, null), true, NOW, LIMITS)).toBe('new')
  })

  test('is its pending cancellation before anything else', () => {
    const ending = seat(2, 0, { pendingCancellation: '2026-12-01' as Seat['pendingCancellation'] })
    expect(seatState(ending, true, NOW, LIMITS)).toBe('pending-cancellation')
  })

  test('follows idle-days and new-seat-days', () => {
    expect(seatState(seat(400, 8), false, NOW, { ...LIMITS, idleDays: 7 })).toBe('idle')
    expect(seatState(seat(2, null), false, NOW, { ...LIMITS, newSeatDays: 0 })).toBe('idle')
  })

  test('counts as idle for however long', () => {
    const states = ['pending-cancellation', 'new', 'active', 'long-idle', 'idle'] as const
    expect(states.filter(isIdleState)).toEqual(['long-idle', 'idle'])
  })
})

test('A list has stopped once its newest activity is more than three days old', () => {
  const newest = newestActivity([seat(9, null), seat(9, 3 + SECOND), seat(9, 40)])
  expect(isStaleList(newest, NOW)).toBe(true)
  expect(isStaleList(newestActivity([seat(9, 40), seat(9, 3)]), NOW)).toBe(false)
  expect(newestActivity([seat(9, null)])).toBeNull()
  expect(isStaleList(null, NOW)).toBe(false)
})
