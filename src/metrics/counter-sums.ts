import type { Counter } from '../parse/report-format.ts'
import { reportedSum, SUM, type Sums } from './totals.ts'

/** The seven counters of a line; `null` is unknown. */
export type CounterSums = { readonly [Name in Counter]: number | null }

/** The seven counters: `quiet` where nobody was active, unknown where people were and no row carries them. */
export function counterSums(sums: Sums | undefined, quiet: 0 | null): CounterSums {
  const sumAt = (index: number) =>
    sums === undefined ? null : reportedSum(sums, SUM.counters + index, quiet)
  return {
    user_initiated_interaction_count: sumAt(0),
    code_generation_activity_count: sumAt(1),
    code_acceptance_activity_count: sumAt(2),
    loc_suggested_to_add_sum: sumAt(3),
    loc_suggested_to_delete_sum: sumAt(4),
    loc_added_sum: sumAt(5),
    loc_deleted_sum: sumAt(6),
  }
}

/** AI credits from millionths. */
export function credits(sums: Sums, quiet: 0 | null): number | null {
  const millionths = reportedSum(sums, SUM.credits, quiet)
  return millionths === null ? null : millionths / 1e6
}
