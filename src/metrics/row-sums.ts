import { counterOf, type RowFields } from '../parse/fields.ts'
import { COUNTERS } from '../parse/report-format.ts'
import { type EntryRules, rulesAt } from './engagement.ts'
import { plus, SUM } from './totals.ts'

const GENERATIONS = COUNTERS.indexOf('code_generation_activity_count')
const ACCEPTANCES = COUNTERS.indexOf('code_acceptance_activity_count')

/** Writes a row's counters, credits and completion counters to the offsets of `SUM`, from `start` on; `NaN` for what the row does not carry. */
export function writeCounters(sums: Float64Array, start: number, row: RowFields, rules: EntryRules): void {
  for (let index = 0; index < COUNTERS.length; index++) {
    sums[start + SUM.counters + index] = row.counters[index] as number
  }
  sums[start + SUM.credits] = Math.round(row.credits * 1e6)
  let [shown, accepted] = [Number.NaN, Number.NaN]
  for (let entry = 0; entry < row.entries; entry++) {
    if (rulesAt(row, entry, rules)?.isCompletion !== true) continue
    shown = plus(shown, counterOf(row, entry, GENERATIONS))
    accepted = plus(accepted, counterOf(row, entry, ACCEPTANCES))
  }
  sums[start + SUM.completionGenerations] = shown
  sums[start + SUM.completionAcceptances] = accepted
}

/** Sanity limit on phase numbers. */
const LAST_PHASE = 1_000_000

/** `ai_adoption_phase.phase_number`, -1 where there is none. GitHub writes an object; some clients have seen its text alone. */
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
