import { expect, test } from 'vitest'
import { countChange, direction, incomparableReason, shareChange } from '../../src/lines/changes.ts'
import type { Coverage } from '../../src/rollup/coverage.ts'
import { dayOf } from '../fixtures/rows.ts'
import { sampleEntity } from '../render/sample-report.ts'
import { judge, team } from '../fixtures/judged.ts'

test.each([
  ['below twice the square root of the larger count is noise', 119, 100, 'steady'],
  ['of exactly twice the square root of the larger count is none', 100, 80, 'up'],
  ['of one less than that is noise', 100, 81, 'steady'],
  ['downwards is judged by the same measure', 80, 100, 'down'],
  ['of large counts is noise below 2 %', 100_000, 98_001, 'steady'],
  ['of large counts is none at 2 %', 100_000, 98_000, 'up'],
  ['from 0 to 3 is noise', 3, 0, 'steady'],
  ['from 0 to 4 is none', 4, 0, 'up'],
  ['of nothing is steady', 0, 0, 'steady'],
  ['from an unknown number is unknown', 5, null, 'unknown'],
  ['to an unknown number is unknown', null, 5, 'unknown'],
] as const)('A change of a count of people %s: %s after %s', (_, now, before, expected) => {
  expect(direction(now, before)).toBe(expected)
})

test('A change of a count of people is withheld where either number is, unknown where one is unknown, and else incomparable where windows are', () => {
  const line = { now: 200, before: 100, hidden: null, unknown: null, withheld: { hidden: null } }
  expect(countChange(line, 'now', 'before', true)).toBe('up')
  expect(countChange(line, 'now', 'before', false)).toBe('incomparable')
  expect(countChange(line, 'hidden', 'before', true)).toBe('withheld')
  expect(countChange(line, 'now', 'hidden', false)).toBe('withheld')
  expect(countChange(line, 'now', 'unknown', true)).toBe('unknown')
  expect(countChange(line, 'now', 'unknown', false)).toBe('unknown')
})

test('A change of a share is judged by the number of people that it is of', () => {
  const line = { now: 0.6, before: 0.5, hidden: null, withheld: { hidden: null } }
  expect(shareChange(line, 'now', 'before', 100, true)).toBe('steady')
  expect(shareChange(line, 'now', 'before', 1000, true)).toBe('up')
  expect(shareChange(line, 'now', 'before', null, true)).toBe('unknown')
  expect(shareChange(line, 'now', 'hidden', 1000, true)).toBe('withheld')
  expect(shareChange(line, 'now', 'before', 1000, false)).toBe('incomparable')
})

const coverage = (days_reported: number, previous_days_reported: number): Coverage => ({
  ...sampleEntity().coverage,
  days: 30,
  days_reported,
  previous_days_reported,
})

test.each([
  ['compare where they differ by a tenth of their days', coverage(30, 27), '2026-09-01', false, null],
  ['do not compare where they differ by more', coverage(30, 26), '2026-09-01', false, 'days-differ'],
  ['do not compare the other way round either', coverage(26, 30), '2026-09-01', false, 'days-differ'],
  ['do not compare with nothing', coverage(30, 0), '2026-09-01', false, 'no-previous-reports'],
  ['do not compare where only one was asked for', coverage(30, 30), null, false, 'no-previous-window'],
  ['do not compare where other people count', coverage(30, 30), '2026-06-01', true, 'counts-other-people'],
  ['first of all lack a window', coverage(30, 0), null, true, 'no-previous-window'],
] as const)('Windows %s', (_, some, since, countsOtherPeople, expected) => {
  expect(incomparableReason(some, since, countsOtherPeople)).toBe(expected)
})

test('Windows that do not compare have no movers and no direction', () => {
  const teams = [team('a', 100, 90, { previous_active_users: 10 }), team('b', 100, 90)]
  const { insights } = judge({ teams }, { previous_since: null, previous_until: null })
  expect(insights.incomparable).toBe('no-previous-window')
  expect(insights.movers).toEqual({ up: [], down: [] })
  expect(insights.teams.map(({ active_users }) => active_users)).toEqual(['incomparable', 'incomparable'])
  expect(new Set(Object.values(insights.changes))).toEqual(new Set(['incomparable']))
})

test('Windows in which GitHub began to count other people do not compare', () => {
  const windows = {
    previous_since: dayOf('2026-06-01'),
    previous_until: dayOf('2026-06-14'),
    since: dayOf('2026-06-15'),
    until: dayOf('2026-06-28'),
  }
  expect(judge({}, windows).insights.incomparable).toBe('counts-other-people')
})
