import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysEnding,
  daysFrom,
  formatDay,
  formatMoment,
  isWeekday,
  parseDay,
  parseMoment,
  toDay,
  weekOf,
} from '../src/day.ts'
import { dayOf } from './fixtures/rows.ts'

const anyDay = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2100, 0) }).map(toDay)

describe('parseDay', () => {
  test('takes a calendar day', () => {
    expect(parseDay('2026-10-14')).toBe('2026-10-14')
  })

  test('cuts a timestamp to its date', () => {
    expect(parseDay('2026-10-14T00:00:00.0000000Z')).toBe('2026-10-14')
  })

  test('takes the 29th of February in leap years only', () => {
    expect(parseDay('2028-02-29')).toBe('2028-02-29')
    expect(parseDay('2026-02-29')).toBeUndefined()
  })

  test.each([
    '',
    '2026-13-01',
    '2026-04-31',
    '2026-1-1',
    '20261014',
    '2026-10-14 00:00',
    ' 2026-10-14',
    '2026-10-140',
    '2026-10-14T',
    '2026-10-14Tgarbage',
    '2026-10-14T25:00:00Z',
    '2026-10-14T00:00:00Zgarbage',
    '2026-10-14T23:00:00-05:00',
  ])('knows no day in %j', (text) => {
    expect(parseDay(text)).toBeUndefined()
  })

  test.each([20261014, null, undefined, new Date(0)])('knows no day in %s, which is no text', (value) => {
    expect(parseDay(value)).toBeUndefined()
  })
})

describe('toDay', () => {
  test('is the UTC day, up to its last millisecond', () => {
    expect(toDay(Date.UTC(2026, 9, 14, 23, 59, 59, 999))).toBe('2026-10-14')
    expect(toDay(Date.UTC(2026, 9, 15))).toBe('2026-10-15')
  })
})

describe('addDays', () => {
  test('crosses months, years and the day on which clocks change', () => {
    expect(addDays(dayOf('2026-02-28'), 1)).toBe('2026-03-01')
    expect(addDays(dayOf('2026-01-01'), -1)).toBe('2025-12-31')
    expect(addDays(dayOf('2026-10-24'), 2)).toBe('2026-10-26')
  })

  test('goes back as far as it went', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day)
      }),
    )
  })

  test('keeps the order of days as text', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 400 }), (day, count) => {
        expect(addDays(day, count) > day).toBe(true)
      }),
    )
  })
})

test('daysEnding lists consecutive days, oldest first, and ends with the last', () => {
  expect(daysEnding(dayOf('2026-03-02'), 3)).toEqual(['2026-02-28', '2026-03-01', '2026-03-02'])
})

test('Monday to Friday are weekdays, Saturday and Sunday are not', () => {
  const week = daysEnding(dayOf('2026-10-18'), 7)
  expect(week.map(isWeekday)).toEqual([true, true, true, true, true, false, false])
})

test('every day of an ISO week has the same Monday, also over the turn of the year', () => {
  expect(daysEnding(dayOf('2027-01-03'), 7).map(weekOf)).toEqual(
    Array.from({ length: 7 }, () => '2026-12-28'),
  )
  expect(weekOf(dayOf('2027-01-04'))).toBe('2027-01-04')
})

test('formatDay writes the day without leading zeros, the year only when asked', () => {
  expect(formatDay(dayOf('2026-10-04'))).toBe('4 Oct')
  expect(formatDay(dayOf('2026-10-04'), { year: true })).toBe('4 Oct 2026')
})

describe('a moment', () => {
  test.each([
    ['2026-11-18T14:03:05Z', '2026-11-18T14:03:05Z'],
    ['2026-11-18T14:03:05.999Z', '2026-11-18T14:03:05Z'],
    ['2026-11-18T23:03:05-06:00', '2026-11-19T05:03:05Z'],
    ['2026-11-18', '2026-11-18T00:00:00Z'],
  ])('%s is %s', (text, expected) => {
    expect(formatMoment(parseMoment(text) ?? Number.NaN)).toBe(expected)
  })

  test.each(['', 'today', '2026-11-18 14:03', '2026-11-18T14:03:05', '2026-13-01', 1, null, undefined])(
    '%j is none',
    (text) => {
      expect(parseMoment(text)).toBeUndefined()
    },
  )

  test('lies some days before another, not rounded', () => {
    expect(daysFrom(Date.UTC(2026, 10, 18, 12), Date.UTC(2026, 10, 20))).toBe(1.5)
  })
})
