import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isFew, withheldUsage, withhold } from '../../src/privacy/withheld.ts'
import { withheldSeats, withheldSeatsOfGroup } from '../../src/privacy/withheld-seats.ts'

const LEAST = 5

describe('of a group', () => {
  const members = (of: number, idle: number) => ({ members: of, idle_users: idle, withheld: {} })

  test('nothing is withheld where everybody may be shown', () => {
    expect(withheldSeatsOfGroup({ seats: 3, idle: 1 }, members(4, 2), 0)).toEqual({})
  })

  test.each([
    ['many', { seats: 20, idle: 8 }, members(30, 15), undefined, undefined],
    ['none, or all', { seats: 12, idle: 0 }, members(12, 7), undefined, undefined],
    ['a few seats', { seats: 3, idle: 0 }, members(12, 0), { least: 1, most: 4 }, undefined],
    ['a few members without a seat', { seats: 18, idle: 9 }, members(20, 15), { least: 16, most: 19 }, null],
    ['a few idle seats', { seats: 20, idle: 2 }, members(20, 9), undefined, { least: 1, most: 4 }],
    [
      'a few seats that are not idle',
      { seats: 20, idle: 17 },
      members(20, 17),
      undefined,
      { least: 16, most: 19 },
    ],
    ['a few idle members whose seat is not', { seats: 20, idle: 8 }, members(20, 10), undefined, null],
  ])('with %s', (_, count, of, seats, idle_seats) => {
    expect(withheldSeatsOfGroup(count, of, LEAST)).toEqual({ seats, idle_seats })
  })

  test('idle seats are withheld where idle members are', () => {
    const hidden = { members: 20, idle_users: null, withheld: { idle_users: null } }
    expect(withheldSeatsOfGroup({ seats: 20, idle: 9 }, hidden, LEAST).idle_seats).toBeNull()
  })

  test('no shown number, and no difference of two of them, is that of a few people', () => {
    const groups = fc
      .record({
        members: fc.integer({ min: 5, max: 40 }),
        idleUsers: fc.nat(40),
        seats: fc.nat(40),
        idle: fc.nat(40),
      })
      .map(({ members: size, ...rest }) => {
        const idleUsers = Math.min(rest.idleUsers, size)
        const seats = Math.min(rest.seats, size)
        return { size, idleUsers, seats, idle: Math.min(rest.idle, seats, idleUsers) }
      })
    fc.assert(
      fc.property(groups, ({ size, idleUsers, seats, idle }) => {
        const active = size - idleUsers
        const usage = { members: size, activeMembers: active, active, engaged: null }
        const line = withhold(
          { members: size, idle_users: idleUsers },
          { idle_users: withheldUsage(usage, LEAST).idle },
        )
        const hidden = withheldSeatsOfGroup({ seats, idle }, line, LEAST)
        const shown = [size, line.idle_users, hidden.seats === undefined ? seats : null]
        if (hidden.idle_seats === undefined) shown.push(idle)
        const numbers = shown.filter((number) => number !== null)
        // Of idle members and seats neither is a part of the other.
        const pairs = [
          [size, hidden.seats === undefined ? seats : null],
          [
            hidden.seats === undefined ? seats : null,
            hidden.idle_seats === undefined && idle > 0 ? idle : null,
          ],
          [line.idle_users, hidden.idle_seats === undefined && idle > 0 ? idle : null],
        ]
        const differences = pairs.flatMap(([whole, part]) =>
          whole == null || part == null ? [] : [whole - part],
        )
        expect([...numbers, ...differences].filter((number) => isFew(number, LEAST))).toEqual([])
      }),
    )
  })
})

describe('of an entity', () => {
  const line = (cells: Partial<Parameters<typeof withheldSeats>[0]>) => ({
    seats: 100,
    active_seats: 60,
    idle_seats: 20,
    long_idle_seats: 8,
    new_seats: 12,
    pending_cancellation_seats: 8,
    seats_active_in_window: 62,
    missing_seats: 0,
    ...cells,
  })
  const totals = (active_users: number | null, withheld = {}) => ({ active_users, withheld })
  const namesOf = (cells: Partial<Parameters<typeof withheldSeats>[0]>, active = totals(90)) =>
    Object.entries(withheldSeats(line(cells), active, LEAST))
      .filter(([, bounds]) => bounds !== undefined)
      .map(([name]) => name)
      .toSorted()

  test('nothing is withheld where no number is of a few', () => {
    expect(namesOf({})).toEqual([])
  })

  test('a few of a state are withheld with the next smallest state', () => {
    expect(namesOf({ new_seats: 17, pending_cancellation_seats: 3 })).toEqual([
      'new_seats',
      'pending_cancellation_seats',
    ])
  })

  test('a few idle seats take their cost and the long idle with them', () => {
    expect(namesOf({ active_seats: 77, idle_seats: 3, long_idle_seats: 1 })).toEqual([
      'idle_cost',
      'idle_seats',
      'long_idle_seats',
      'pending_cancellation_seats',
    ])
  })

  test('of the idle ones a few long idle, or all but a few, are withheld alone', () => {
    expect(namesOf({ long_idle_seats: 4 })).toEqual(['long_idle_seats'])
    expect(namesOf({ long_idle_seats: 17 })).toEqual(['long_idle_seats'])
    expect(namesOf({ long_idle_seats: 20 })).toEqual([])
  })

  test.each([
    ['nearly all seats', { seats_active_in_window: 97 }, totals(120)],
    ['all but a few active people', {}, totals(64)],
    ['all but a few of the seats that are not idle', { seats_active_in_window: 78 }, totals(120)],
    ['active people who are withheld', {}, totals(null, { active_users: null })],
  ])('seats with a row are withheld with their share where they are those of %s', (_, cells, active) => {
    expect(namesOf(cells, active)).toEqual(['adoption_per_seat', 'seats_active_in_window'])
  })

  test('of a few seats nothing is shown', () => {
    const few = { seats: 4, active_seats: 3, idle_seats: 1, long_idle_seats: 1, new_seats: 0 }
    const names = namesOf({
      ...few,
      pending_cancellation_seats: 0,
      seats_active_in_window: 3,
      missing_seats: 2,
    })
    expect(names).toEqual([
      'active_seats',
      'adoption_per_seat',
      'idle_cost',
      'idle_seats',
      'long_idle_seats',
      'missing_seats',
      'seats',
      'seats_active_in_window',
    ])
  })
})
