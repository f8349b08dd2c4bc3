import { addDays, type Day, daysEnding } from './day.ts'

/** The window, consecutive UTC days oldest first, and the previous window, the same number of days right before it. */
export interface Windows {
  readonly since: Day
  readonly until: Day
  readonly days: readonly Day[]
  /** Empty without a comparison. */
  readonly previousDays: readonly Day[]
}

/** The window of `count` days that ends with `until`, and the previous one if `compare` is set. */
export function windowsEnding(until: Day, count: number, compare: boolean): Windows {
  const days = daysEnding(until, count)
  const since = days[0] ?? until
  return { since, until, days, previousDays: compare ? daysEnding(addDays(since, -1), count) : [] }
}
