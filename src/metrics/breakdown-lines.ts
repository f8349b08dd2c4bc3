import { COUNTERS } from '../parse/rows.ts'
import { type Breakdown, USER_DAYS, VALUE_LENGTH } from './breakdowns.ts'
import { DIMENSIONS } from './dimensions.ts'
import type { Fold } from './fold.ts'
import type { CounterSums } from './lines.ts'
import type { Names } from './names.ts'
import { known } from './totals.ts'

/** One line of `breakdowns.csv`. A counter that GitHub does not report for the dimension is `null`. */
export interface BreakdownLine extends CounterSums {
  readonly entity: string
  readonly dimension: string
  readonly value: string
  readonly second_value: string
  readonly active_users: number
  readonly active_user_days: number | null
  /** Spellings that were folded into the value. */
  readonly raw_values: string
}

/** One line of `team-breakdowns.csv`. */
export interface TeamBreakdownLine extends BreakdownLine {
  readonly team_id: string
  readonly slug: string
}

/** One line of `breakdown-counters.csv`: a counter that is none of the seven. */
export interface CounterLine {
  readonly entity: string
  readonly team_id: string
  readonly slug: string
  readonly dimension: string
  readonly value: string
  readonly counter: string
  readonly sum: number
}

/** Whom the lines are about. */
export interface Subject {
  readonly entity: string
  readonly team_id: string
  readonly slug: string
}

/** A line for each value, by dimension, the most used first, `others` and `unknown` last. */
export function breakdownLines(subject: Subject, breakdown: Breakdown, { names }: Fold): TeamBreakdownLine[] {
  const users = usersOf(breakdown)
  const raws = rawsOf(breakdown, names)
  const lines = [...breakdown.slots].flatMap(([number, slot]) => {
    const { dimension, value, second } = names.values.valueOf(number)
    if (value === '') return []
    const sums = breakdown.sums.values.subarray(slot * VALUE_LENGTH, (slot + 1) * VALUE_LENGTH)
    return {
      ...subject,
      dimension,
      value,
      second_value: second,
      active_users: users[slot] ?? 0,
      active_user_days: known(sums[USER_DAYS]),
      ...(Object.fromEntries(
        COUNTERS.map((name, index) => [name, known(sums[index])]),
      ) as unknown as CounterSums),
      raw_values: (raws.get(number) ?? []).toSorted().join(';'),
    }
  })
  return lines.toSorted(compareLines)
}

/** A line for each counter that is none of the seven. */
export function counterLines(subject: Subject, breakdown: Breakdown, { names }: Fold): CounterLine[] {
  return [...breakdown.counters]
    .map(([number, sum]) => {
      const [dimension = '', value = '', counter = ''] = names.counters.textOf(number).split('\n')
      return { ...subject, dimension, value, counter, sum }
    })
    .toSorted(
      (left, right) =>
        compareDimensions(left.dimension, right.dimension) ||
        bucketRank(left.value, '') - bucketRank(right.value, '') ||
        compareTexts(left.value, right.value) ||
        compareTexts(left.counter, right.counter),
    )
}

/** How many people have each value, by its place. */
export function usersOf({ people, slots }: Breakdown): number[] {
  const users: number[] = Array.from({ length: slots.size }, () => 0)
  people.words.forEach((column, word) => {
    for (const bits of column) {
      for (let rest = bits; rest !== 0; rest &= rest - 1) {
        const slot = word * 32 + (31 - Math.clz32(rest & -rest))
        users[slot] = (users[slot] ?? 0) + 1
      }
    }
  })
  return users
}

/** 0 for a value, 1 for `others`, 2 for `unknown`: the buckets that stay visible, last. */
export function bucketRank(...values: string[]): number {
  return values.includes('unknown') ? 2 : values.includes('others') ? 1 : 0
}

/** The spellings that were folded into each value, by its number. */
function rawsOf({ folded }: Breakdown, names: Names): Map<number, string[]> {
  const raws = new Map<number, string[]>()
  for (const spelling of folded) {
    const { value, raw } = names.values.foldedOf(spelling)
    raws.set(value, [...(raws.get(value) ?? []), raw])
  }
  return raws
}

function compareLines(left: BreakdownLine, right: BreakdownLine): number {
  return (
    compareDimensions(left.dimension, right.dimension) ||
    bucketRank(left.value, left.second_value) - bucketRank(right.value, right.second_value) ||
    right.active_users - left.active_users ||
    compareTexts(left.value, right.value) ||
    compareTexts(left.second_value, right.second_value)
  )
}

function compareDimensions(left: string, right: string): number {
  const rank = (dimension: string) => (DIMENSIONS as readonly string[]).indexOf(dimension) >>> 0
  return rank(left) - rank(right) || compareTexts(left, right)
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
