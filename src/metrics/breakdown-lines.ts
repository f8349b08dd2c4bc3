import { type Breakdown, lineAt, valuesOf } from './breakdowns.ts'
import { countAt, USER_DAYS } from './counts.ts'
import { DIMENSIONS } from './dimensions.ts'
import type { Fold } from './fold.ts'
import type { CounterSums } from './counter-sums.ts'
import { type Names, parseCounterText } from './names.ts'
import type { Value } from './values.ts'
import { type Protected, type Usage, withheldCount, withheldUsage, withhold } from './withheld.ts'

/** One line of `breakdowns.csv`. A counter that GitHub does not report for the dimension is `null`. */
export interface BreakdownLine extends CounterSums, Protected {
  readonly entity: string
  readonly dimension: string
  readonly value: string
  readonly second_value: string
  readonly active_users: number | null
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
  /** How many they are: a value of nearly all of them would tell how many are active, where that is withheld. */
  readonly usage: Usage
}

/** A line for each value, by dimension, the most used first, `others` and `unknown` last. */
export function* breakdownLines(
  { entity, team_id, slug, usage }: Subject,
  breakdown: Breakdown,
  { names, minimumGroupSize }: Fold,
): Generator<TeamBreakdownLine> {
  const withheld = withheldUsage(usage, minimumGroupSize)
  const users = usersOf(breakdown)
  const raws = rawsOf(breakdown, names)
  const { counts } = breakdown
  const values = valuesOf(breakdown)
  for (const place of placesInOrder(values, names, users)) {
    const number = values[place] as number
    const { dimension, value, second } = names.values.valueOf(number)
    if (value === '') continue
    const line = lineAt(breakdown, place)
    const active_users = users[place] ?? 0
    const bounds = withheldCount(active_users, usage.members, withheld, minimumGroupSize)
    const counted = {
      entity,
      team_id,
      slug,
      dimension,
      value,
      second_value: second,
      active_users,
      active_user_days: countAt(counts, line, USER_DAYS),
      user_initiated_interaction_count: countAt(counts, line, 0),
      code_generation_activity_count: countAt(counts, line, 1),
      code_acceptance_activity_count: countAt(counts, line, 2),
      loc_suggested_to_add_sum: countAt(counts, line, 3),
      loc_suggested_to_delete_sum: countAt(counts, line, 4),
      loc_added_sum: countAt(counts, line, 5),
      loc_deleted_sum: countAt(counts, line, 6),
      raw_values: raws.get(number)?.toSorted().join(';') ?? '',
    }
    const days = bounds === undefined ? undefined : null
    yield withhold(counted, { active_users: bounds, active_user_days: days })
  }
}

/** The places of a breakdown: by dimension, buckets last, most used first, then by name. */
function placesInOrder(values: readonly number[], names: Names, users: readonly number[]): number[] {
  const { groups, ranks } = orderOf(names)
  return [...values.keys()].sort((left, right) => {
    const [one, other] = [values[left] as number, values[right] as number]
    return (
      (groups[one] as number) - (groups[other] as number) ||
      (users[right] as number) - (users[left] as number) ||
      (ranks[one] as number) - (ranks[other] as number)
    )
  })
}

/** Of each value, which lines it belongs to (those of a dimension, or its buckets) and its rank among them by name. */
interface Order {
  readonly groups: readonly number[]
  readonly ranks: readonly number[]
}

const orders = new WeakMap<Names, Order>()

/** Worked out once for all teams, when all values are there. */
function orderOf(names: Names): Order {
  const known = orders.get(names)
  if (known?.ranks.length === names.values.size) return known
  const [groups, ranks]: [number[], number[]] = [[], []]
  const numbers = Array.from({ length: names.values.size }, (_, number) => number)
  let group = 0
  numbers
    .toSorted((left, right) => {
      const [one, other] = [names.values.valueOf(left), names.values.valueOf(right)]
      return (
        compareGroups(one, other) ||
        compareTexts(one.value, other.value) ||
        compareTexts(one.second, other.second)
      )
    })
    .forEach((number, rank, all) => {
      const before = names.values.valueOf(all[rank - 1] ?? number)
      if (compareGroups(before, names.values.valueOf(number)) !== 0) group++
      groups[number] = group
      ranks[number] = rank
    })
  orders.set(names, { groups, ranks })
  return { groups, ranks }
}

function compareGroups(left: Value, right: Value): number {
  return (
    compareDimensions(left.dimension, right.dimension) ||
    bucketRank(left.value, left.second) - bucketRank(right.value, right.second)
  )
}

/** A line for each counter that is none of the seven. */
export function counterLines(
  { entity, team_id, slug }: Subject,
  breakdown: Breakdown,
  { names }: Fold,
): CounterLine[] {
  return [...breakdown.counters]
    .map(([number, sum]) => {
      const [dimension, value, counter] = parseCounterText(names.counters.textOf(number))
      return { entity, team_id, slug, dimension, value, counter, sum }
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
export function usersOf({ people: { width, words }, places }: Breakdown): number[] {
  const users: number[] = Array.from({ length: places.length / 2 }, () => 0)
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
function bucketRank(value: string, second: string): number {
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
