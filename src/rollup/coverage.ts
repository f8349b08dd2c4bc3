import { type Day, isWeekday } from '../day.ts'
import type { DaySummary } from './day-summary.ts'
import { eachDay, type EntityTotals } from './entity-totals.ts'
import { activeDays } from './totals.ts'
import { USER_TEAMS_SINCE } from '../rules/timeline.ts'

/** So many weekdays show what is usual. */
const LEAST_WEEKDAYS = 5

/** Which days the numbers stand on. */
export interface Coverage {
  readonly days: number
  readonly days_reported: number
  readonly days_with_teams: number
  readonly missing_days: readonly Day[]
  /** Days that have a user-teams report, be it one that lists nobody. */
  readonly days_with_teams_report: number
  /** Days that have a users report and no user-teams report, since there are such reports. */
  readonly missing_teams_days: readonly Day[]
  /** Weekdays that have less than half the rows of the median weekday of the window: counted, but perhaps not whole. */
  readonly sparse_days: readonly Day[]
  readonly previous_days_reported: number
  readonly previous_days_with_teams: number
  /** The same as `sparse_days`, of the window before. */
  readonly previous_sparse_days: readonly Day[]
  readonly rejected_lines: number
  readonly repeated_rows: number
  readonly conflicting_rows: number
}

/** Counts the days that an entity's numbers stand on, and what was kept out of them. */
export function coverageOf(totals: EntityTotals, rejectedLines: number): Coverage {
  const { windows, window, previous } = totals
  const kept = eachDay(totals)
  return {
    days: windows.days.length,
    days_reported: window.daysReported,
    days_with_teams: window.daysWithTeams,
    missing_days: kept.filter(({ status }) => status === 'missing').map(({ day }) => day),
    days_with_teams_report: kept.filter(({ hasTeamsReport }) => hasTeamsReport).length,
    missing_teams_days: kept.filter(lacksTeamsReport).map(({ day }) => day),
    sparse_days: sparseDays(kept),
    previous_days_reported: previous.daysReported,
    previous_days_with_teams: previous.daysWithTeams,
    previous_sparse_days: sparseDays(eachDay(totals, 'previous')),
    rejected_lines: rejectedLines,
    repeated_rows: kept.reduce((sum, { repeated }) => sum + repeated, 0),
    conflicting_rows: kept.reduce((sum, { conflicting }) => sum + conflicting, 0),
  }
}

function lacksTeamsReport({ day, status, hasTeamsReport }: DaySummary): boolean {
  return status !== 'missing' && !hasTeamsReport && day >= USER_TEAMS_SINCE
}

/** Weekends are left out: nobody knows how many work then. A holiday looks the same as a report that is not whole. */
function sparseDays(kept: readonly DaySummary[]): Day[] {
  const weekdays = kept.flatMap(({ day, activity }) =>
    activity === undefined || !isWeekday(day) ? [] : [{ day, rows: activeDays(activity) }],
  )
  if (weekdays.length < LEAST_WEEKDAYS) return []
  const counts = weekdays.map(({ rows }) => rows).toSorted((left, right) => left - right)
  const middle = counts.length >> 1
  const upper = counts[middle] ?? 0
  const median = counts.length % 2 === 1 ? upper : (upper + (counts[middle - 1] ?? 0)) / 2
  return weekdays.filter(({ rows }) => rows < median / 2).map(({ day }) => day)
}
