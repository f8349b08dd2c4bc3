import { type CounterTable, emptyCounterTable } from '../columns/counter-table.ts'
import { COUNTERS } from '../parse/report-format.ts'

/** Index of the user-days in a row of the table; the seven counters come before it. */
export const USER_DAYS = COUNTERS.length

/** An empty counter table for values: the seven counters, then user-days. */
export function emptyValueCounts(): CounterTable {
  return emptyCounterTable(COUNTERS.length + 1)
}
