import type { Day } from '../day.ts'
import { COUNTERS, type Row } from '../parse/rows.ts'
import { type COUNTED_FLAGS, plus, SUM } from './totals.ts'

/** Writes a row's counters, credits and completion counters where `SUM` has them; what the row does not carry is unknown. */
export function writeCounters(sums: Float64Array, row: Row): void {
  COUNTERS.forEach((name, index) => {
    sums[SUM.counters + index] = row[name] ?? Number.NaN
  })
  sums[SUM.credits] = Math.round((row.ai_credits_used ?? Number.NaN) * 1e6)
  for (const entry of row.totals_by_feature ?? []) {
    if (!isCompletion(entry['feature'])) continue
    const { completionGenerations: shown, completionAcceptances: accepted } = SUM
    sums[shown] = plus(sums[shown] ?? Number.NaN, entry.code_generation_activity_count ?? Number.NaN)
    sums[accepted] = plus(sums[accepted] ?? Number.NaN, entry.code_acceptance_activity_count ?? Number.NaN)
  }
}

function isCompletion(feature: unknown): boolean {
  return (
    feature === 'code_completion' ||
    (typeof feature === 'string' && feature.trim().toLowerCase() === 'code_completion')
  )
}

/** A flag as counted; undefined where the row does not carry it. `null` of code review means: no review signal. */
export function flagOf(row: Row, flag: (typeof COUNTED_FLAGS)[number], day: Day): boolean | undefined {
  switch (flag) {
    case 'chat':
      return row.used_chat ?? undefined
    case 'agent':
      return row.used_agent ?? undefined
    case 'cli':
      return row.used_cli ?? undefined
    case 'copilot_app':
      return row.used_copilot_app ?? undefined
    case 'cloud_agent': {
      const { used_copilot_cloud_agent: now, used_copilot_coding_agent: before } = row
      return now === true || before === true ? true : (now ?? before ?? undefined)
    }
    case 'code_review':
      return reviewFlag(row.used_copilot_code_review_active, day)
    case 'code_review_passive': {
      const active = row.used_copilot_code_review_active === true
      return active ? false : reviewFlag(row.used_copilot_code_review_passive, day)
    }
  }
}

function reviewFlag(value: boolean | null | undefined, day: Day): boolean | undefined {
  return value === null ? (day >= '2026-04-06' ? false : undefined) : value
}

/** `ai_adoption_phase.phase_number`, -1 where there is none. GitHub writes an object; some clients have seen its text alone. */
export function phaseOf(phase: unknown): number {
  const number =
    typeof phase === 'object' && phase !== null
      ? (phase as { phase_number?: unknown }).phase_number
      : undefined
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number
  const text = typeof phase === 'string' ? /^Phase (\d+)$/.exec(phase)?.[1] : undefined
  return text === undefined ? (phase === 'No Cohort' ? 0 : -1) : Number(text)
}
