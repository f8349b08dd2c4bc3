import { type Breakdown, USER_DAYS, VALUE_LENGTH } from './breakdowns.ts'
import { DIMENSIONS } from './dimensions.ts'
import type { Fold } from './fold.ts'
import { type CounterSums, toCounterSums } from './counter-sums.ts'
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
  const sums = breakdown.sums.values
  const lines: { rank: number; bucket: number; line: TeamBreakdownLine }[] = []
  for (const [slot, number] of breakdown.values.entries()) {
    const { dimension, value, second } = names.values.valueOf(number)
    if (value === '') continue
    const start = slot * VALUE_LENGTH
    const line = {
      entity: subject.entity,
      team_id: subject.team_id,
      slug: subject.slug,
      dimension,
      value,
      second_value: second,
      active_users: users[slot] ?? 0,
      active_user_days: known(sums[start + USER_DAYS]),
      ...toCounterSums((index) => known(sums[start + index])),
      raw_values: raws.get(number)?.toSorted().join(';') ?? '',
    }
    lines.push({ rank: dimensionRank(dimension), bucket: bucketRank(value, second), line })
  }
  return lines
    .toSorted(
      (left, right) =>
        left.rank - right.rank ||
        compareTexts(left.line.dimension, right.line.dimension) ||
        left.bucket - right.bucket ||
        compareLines(left.line, right.line),
    )
    .map(({ line }) => line)
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
export function usersOf({ people: { width, words }, values }: Breakdown): number[] {
  const users: number[] = Array.from({ length: values.length }, () => 0)
  words.forEach((bits, at) => {
    const first = (at % width) * 32
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const place = first + 31 - Math.clz32(rest & -rest)
      users[place] = (users[place] ?? 0) + 1
    }
  })
  return users
}

/** 0 for a value, 1 for `others`, 2 for `unknown`: the buckets that stay visible, last. */
export function bucketRank(value: string, second: string): number {
  if (value === 'unknown' || second === 'unknown') return 2
  return value === 'others' || second === 'others' ? 1 : 0
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
    right.active_users - left.active_users ||
    compareTexts(left.value, right.value) ||
    compareTexts(left.second_value, right.second_value)
  )
}

function compareDimensions(left: string, right: string): number {
  return dimensionRank(left) - dimensionRank(right) || compareTexts(left, right)
}

/** Newer dimensions stand behind the known ones. */
function dimensionRank(dimension: string): number {
  const place = (DIMENSIONS as readonly string[]).indexOf(dimension)
  return place === -1 ? DIMENSIONS.length : place
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
