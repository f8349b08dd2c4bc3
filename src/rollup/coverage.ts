import { type Day, isWeekday } from '../day.ts'
import type { DaySummary } from './day-summary.ts'
import { eachDay, type EntityTotals } from './entity-totals.ts'
import { activeDays } from './totals.ts'
import { USER_TEAMS_SINCE } from '../rules/timeline.ts'

/** The minimum number of weekdays for a meaningful median. */
const MIN_WEEKDAYS = 5

/** The days on which the numbers are based. */
export interface Coverage {
  readonly days: number
  readonly days_reported: number
  readonly days_with_teams: number
  readonly missing_days: readonly Day[]
  /** Days with a user-teams report, even an empty one. */
  readonly days_with_teams_report: number
  /** Days with a users report and no user-teams report, from the first day on which GitHub offers the latter. */
  readonly missing_teams_days: readonly Day[]
  /** Weekdays with less than half the rows of the median weekday of the window: counted, but possibly incomplete. */
  readonly sparse_days: readonly Day[]
  readonly previous_days_reported: number
  readonly previous_days_with_teams: number
  /** The same as `sparse_days`, for the previous window. */
  readonly previous_sparse_days: readonly Day[]
  readonly rejected_lines: number
  readonly repeated_rows: number
  readonly conflicting_rows: number
}

/** Lists and counts the days on which an entity's numbers are based, and the lines that were rejected. */
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

/** Weekends are excluded, since the usual number of users is unknown. A holiday cannot be told from an incomplete report. */
function sparseDays(kept: readonly DaySummary[]): Day[] {
  const weekdays = kept.flatMap(({ day, activity }) =>
    activity === undefined || !isWeekday(day) ? [] : [{ day, rows: activeDays(activity) }],
  )
  if (weekdays.length < MIN_WEEKDAYS) return []
  const counts = weekdays.map(({ rows }) => rows).toSorted((left, right) => left - right)
  const middle = counts.length >> 1
  const upper = counts[middle] ?? 0
  const median = counts.length % 2 === 1 ? upper : (upper + (counts[middle - 1] ?? 0)) / 2
  return weekdays.filter(({ rows }) => rows < median / 2).map(({ day }) => day)
}
