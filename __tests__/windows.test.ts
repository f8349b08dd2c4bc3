import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, toDay } from '../src/day.ts'
import { windowsEnding } from '../src/windows.ts'
import { dayOf } from './fixtures/rows.ts'

test('a window ends with its last day, and the previous one ends right before it', () => {
  expect(windowsEnding(dayOf('2026-03-02'), 3, true)).toEqual({
    since: '2026-02-28',
    until: '2026-03-02',
    days: ['2026-02-28', '2026-03-01', '2026-03-02'],
    previousDays: ['2026-02-25', '2026-02-26', '2026-02-27'],
  })
})

test('there is no previous window when nothing is compared', () => {
  expect(windowsEnding(dayOf('2026-03-02'), 1, false)).toEqual({
    since: '2026-03-02',
    until: '2026-03-02',
    days: ['2026-03-02'],
    previousDays: [],
  })
})

test('both windows are as long as asked for, and their days follow each other without a gap', () => {
  const lastDay = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2030, 0) }).map(toDay)
  fc.assert(
    fc.property(lastDay, fc.integer({ min: 1, max: 180 }), (until, count) => {
      const { days, previousDays, since } = windowsEnding(until, count, true)
      expect([days.length, previousDays.length]).toEqual([count, count])
      expect(days[0]).toBe(since)
      const all = [...previousDays, ...days]
      expect(all.slice(1)).toEqual(all.slice(0, -1).map((day) => addDays(day, 1)))
    }),
  )
})
