import {
  type Breakdown,
  counterSumsOf,
  type CounterSums,
  EMPTY_USE,
  valueUses,
  type ValueChoice,
} from '../rollup/reading.ts'
import {
  NOTHING_WITHHELD,
  type Protected,
  type Usage,
  withheldCount,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** One line of `breakdowns.csv`. A counter that GitHub does not report for the dimension is `null`. */
export interface BreakdownLine extends CounterSums, Protected {
  readonly entity: string
  readonly dimension: string
  readonly value: string
  readonly second_value: string
  readonly active_users: number | null
  readonly active_user_days: number | null
  /** Aliases: spellings in the reports that count as this value. */
  readonly raw_values: string
}

/** One line of `team-breakdowns.csv`. */
interface TeamBreakdownLine extends BreakdownLine {
  readonly team_id: string
  readonly slug: string
}

/** One line of `breakdown-counters.csv`: a counter other than the seven of `COUNTERS`. */
export interface CounterLine {
  readonly entity: string
  readonly team_id: string
  readonly slug: string
  readonly dimension: string
  readonly value: string
  readonly counter: string
  readonly sum: number
}

/** The entity or team of the lines; `team_id` and `slug` are empty for the entity. */
export interface Subject {
  readonly entity: string
  readonly team_id: string
  readonly slug: string
  /** Its users: a value used by nearly all of them would reveal a withheld number of active users. */
  readonly usage: Usage
}

/** One line per value, or per value of a choice, by dimension, most used first, `others` and `unknown` last. */
export function breakdownLines(
  { entity, team_id, slug, usage }: Subject,
  breakdown: Breakdown,
  shown: ShownTotals,
  choice?: ValueChoice,
): TeamBreakdownLine[] {
  const withheld = withheldUsage(usage, shown.minimumGroupSize)
  const template = { entity, team_id, slug, ...EMPTY_USE, withheld: NOTHING_WITHHELD }
  return valueUses(shown, breakdown, template, choice).map((line) => {
    const bounds = withheldCount(line.active_users, usage.members, withheld, shown.minimumGroupSize)
    return bounds === undefined ? line : withhold(line, { active_users: bounds, active_user_days: null })
  })
}

/** One line per counter other than the seven of `COUNTERS`. */
export function counterLines(
  { entity, team_id, slug }: Subject,
  breakdown: Breakdown,
  shown: ShownTotals,
): CounterLine[] {
  return counterSumsOf(shown, breakdown).map((sum) => ({ entity, team_id, slug, ...sum }))
}
