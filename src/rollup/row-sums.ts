import type { RowFields } from '../parse/fields.ts'
import { COUNTERS } from '../parse/report-format.ts'
import type { Engagement } from './engagement.ts'
import { SUM } from './totals.ts'

/** Writes a row's counters, credits and completions at the offsets of `SUM` from `start` on; `NaN` if not carried. */
export function writeCounters(
  sums: Float64Array,
  start: number,
  row: RowFields,
  engagement: Engagement,
): void {
  for (let index = 0; index < COUNTERS.length; index++) {
    sums[start + SUM.counters + index] = row.counters[index] as number
  }
  sums[start + SUM.credits] = Math.round(row.credits * 1e6)
  sums[start + SUM.completionGenerations] = engagement.generations
  sums[start + SUM.completionAcceptances] = engagement.acceptances
}

/** Sanity limit on phase numbers. */
const LAST_PHASE = 1_000_000

/** `ai_adoption_phase.phase_number`; -1 if there is none. Usually an object; some reports have only its name as a string. */
export function phaseOf(phase: unknown): number {
  const number =
    typeof phase === 'object' && phase !== null
      ? (phase as { phase_number?: unknown }).phase_number
      : undefined
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= LAST_PHASE)
    return number
  const text = typeof phase === 'string' ? /^Phase (\d{1,6})$/.exec(phase)?.[1] : undefined
  return text === undefined ? (phase === 'No Cohort' ? 0 : -1) : Number(text)
}
