import type { Day } from '../day.ts'
import { CARRIED_AS_NULL, counterOf, NOT_CARRIED, type RowFields } from '../parse/fields.ts'
import { COUNTERS, FLAGS } from '../parse/report-format.ts'
import { type EntryRules, rulesAt } from './engagement.ts'
import { type COUNTED_FLAGS, plus, SUM } from './totals.ts'

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

const CHAT = FLAGS.indexOf('used_chat')
const AGENT = FLAGS.indexOf('used_agent')
const CLI = FLAGS.indexOf('used_cli')
const APP = FLAGS.indexOf('used_copilot_app')
const CLOUD_AGENT = FLAGS.indexOf('used_copilot_cloud_agent')
const CODING_AGENT = FLAGS.indexOf('used_copilot_coding_agent')
const REVIEW = FLAGS.indexOf('used_copilot_code_review_active')
const PASSIVE_REVIEW = FLAGS.indexOf('used_copilot_code_review_passive')

/** The flags of a row as counted, in the order of COUNTED_FLAGS; undefined where the row does not carry one. `null` of code review means: no review signal. */
export const FLAGS_COUNTED: Readonly<
  Record<(typeof COUNTED_FLAGS)[number], (row: RowFields, day: Day) => boolean | undefined>
> = {
  chat: (row) => carried(row, CHAT),
  agent: (row) => carried(row, AGENT),
  cli: (row) => carried(row, CLI),
  copilot_app: (row) => carried(row, APP),
  cloud_agent(row) {
    const [now, before] = [carried(row, CLOUD_AGENT), carried(row, CODING_AGENT)]
    return now === true || before === true ? true : (now ?? before)
  },
  code_review: (row, day) => reviewFlag(row, REVIEW, day),
  code_review_passive: (row, day) =>
    carried(row, REVIEW) === true ? false : reviewFlag(row, PASSIVE_REVIEW, day),
}

function carried({ flags }: RowFields, flag: number): boolean | undefined {
  const value = flags[flag]
  return value === NOT_CARRIED || value === CARRIED_AS_NULL ? undefined : value === 1
}

function reviewFlag(row: RowFields, flag: number, day: Day): boolean | undefined {
  return row.flags[flag] === CARRIED_AS_NULL && day >= '2026-04-06' ? false : carried(row, flag)
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
