import { addDays, type Day, daysEnding } from './day.ts'

/** Consecutive UTC days, and the same number of days right before them. */
export interface Windows {
  readonly since: Day
  readonly until: Day
  readonly days: readonly Day[]
  /** Empty when nothing is compared. */
  readonly previousDays: readonly Day[]
}

/** The window of `count` days that ends with `until`, and the one before it when `compare` is set. */
export function windowsEnding(until: Day, count: number, compare: boolean): Windows {
  const days = daysEnding(until, count)
  const since = days[0] ?? until
  return { since, until, days, previousDays: compare ? daysEnding(addDays(since, -1), count) : [] }
}
