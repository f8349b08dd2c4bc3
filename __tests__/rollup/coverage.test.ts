import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/day.ts'
import { addRow } from '../../src/rollup/add-row.ts'
import { coverageOf } from '../../src/rollup/coverage.ts'
import { emptyDayRows } from '../../src/rollup/day-rows.ts'
import { addReadDay, createEntityTotals } from '../../src/rollup/entrance.ts'
import { windowsEnding } from '../../src/windows.ts'
import { dayOf, row } from '../fixtures/rows.ts'

/** The days from a Monday on with so many rows each; `null` is a day without a users report. */
function coverage(monday: string, counts: readonly (number | null)[], withTeams = true) {
  const windows = windowsEnding(addDays(dayOf(monday), counts.length - 1), counts.length, false)
  const totals = createEntityTotals({ scope: 'organization', slug: 'octo' }, windows)
  counts.forEach((count, index) => {
    const day = addDays(dayOf(monday), index)
    const rows = emptyDayRows(day, false)
    for (let user_id = 1; user_id <= (count ?? 0); user_id++)
      addRow(rows, row({ day, user_id }), totals.names)
    const memberships = withTeams ? { day, teams: new Map() } : undefined
    addReadDay(totals, day, { rows: count === null ? undefined : rows, memberships })
  })
  return coverageOf(totals, 0)
}

describe('a sparse day', () => {
  const sparse = (counts: readonly (number | null)[]) => coverage('2026-10-12', counts).sparse_days

  test('has less than half the rows of the median weekday', () => {
    expect(sparse([10, 10, 4, 10, 10])).toEqual(['2026-10-14'])
    expect(sparse([10, 10, 5, 10, 10])).toEqual([])
    expect(sparse([10, 9, 4, 8, 10, 1, 1, 10])).toEqual(['2026-10-14'])
  })

  test('is no weekend, no missing day, and none where four weekdays are known', () => {
    expect(sparse([10, 10, 10, 10, 10, 1, 1])).toEqual([])
    expect(sparse([10, 10, null, 10, 10, 1, 1])).toEqual([])
    expect(sparse([10, 10, 1, 10])).toEqual([])
  })
})

test('a user-teams report is missing where there is none, not where it lists nobody, nor before there were any', () => {
  expect(coverage('2026-10-12', [1, null], false)).toMatchObject({
    missing_teams_days: ['2026-10-12'],
    days_with_teams_report: 0,
  })
  expect(coverage('2026-10-12', [1, 1])).toMatchObject({ missing_teams_days: [], days_with_teams_report: 2 })
  expect(coverage('2026-05-12', [1, 1, 1], false).missing_teams_days).toEqual(['2026-05-14'])
})
