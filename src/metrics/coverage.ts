import type { Day } from '../day.ts'
import type { Fold } from './fold.ts'

/** Which days the numbers stand on. */
export interface Coverage {
  readonly days: number
  readonly days_reported: number
  readonly days_with_teams: number
  readonly missing_days: readonly Day[]
  readonly previous_days_reported: number
  readonly previous_days_with_teams: number
  readonly rejected_lines: number
  readonly repeated_rows: number
  readonly conflicting_rows: number
}

/** Counts the days that an entity's numbers stand on, and what was kept out of them. */
export function coverageOf({ windows, window, previous, days }: Fold, rejectedLines: number): Coverage {
  const kept = windows.days.flatMap((day) => days.get(day) ?? [])
  return {
    days: windows.days.length,
    days_reported: window.daysReported,
    days_with_teams: window.daysWithTeams,
    missing_days: kept.filter(({ status }) => status === 'missing').map(({ day }) => day),
    previous_days_reported: previous.daysReported,
    previous_days_with_teams: previous.daysWithTeams,
    rejected_lines: rejectedLines,
    repeated_rows: kept.reduce((sum, { repeated }) => sum + repeated, 0),
    conflicting_rows: kept.reduce((sum, { conflicting }) => sum + conflicting, 0),
  }
}
