import { type CounterTable, emptyCounterTable } from '../columns/counter-table.ts'
import { COUNTERS } from '../parse/report-format.ts'

/** Column of the days of people in a table of values; the seven counters come before it. */
export const USER_DAYS = COUNTERS.length

/** A table without values: the seven counters of each, and its days of people. */
export function emptyValueCounts(): CounterTable {
  return emptyCounterTable(COUNTERS.length + 1)
}
