import { compareTexts } from '../compare.ts'
import { type Counter, COUNTERS } from '../parse/report-format.ts'
import { type Breakdown, emptyBreakdown, rowAt, valueAt, valuesOf } from './breakdowns.ts'
import { countAt } from '../columns/counter-table.ts'
import { USER_DAYS } from './value-counts.ts'
import { ENTITY, type EntityTotals } from './entity-totals.ts'
import { type Names, parseCounterText } from './names.ts'
import { countAny } from '../columns/bit-sets.ts'
import type { CounterSums } from './totals.ts'
import { bucketRank, compareDimensions } from './value-order.ts'

/** The use of a value of a dimension. A counter that GitHub does not report for the dimension is `null`. */
export interface ValueUse extends CounterSums {
  readonly dimension: string
  readonly value: string
  readonly second_value: string
  readonly active_users: number
  readonly active_user_days: number | null
  /** Aliases counted under the value, sorted and separated by `;`. */
  readonly raw_values: string
}

/** The sum of a counter that is not one of COUNTERS. */
export interface CounterSum {
  readonly dimension: string
  readonly value: string
  readonly counter: string
  readonly sum: number
}

/** The breakdown of a team, or of the entity; empty if there is none. */
export function breakdownOf({ breakdowns }: EntityTotals, team = ENTITY): Breakdown {
  return breakdowns.get(team) ?? emptyBreakdown()
}

/** Some values of a breakdown: of these dimensions the `most` used ones of each, and always `others` and `unknown`. */
export interface ValueChoice {
  readonly dimensions: ReadonlySet<string>
  readonly most: number
}

/** A line without numbers, as a template: each field once, in the order of files. */
export const EMPTY_USE: ValueUse = {
  dimension: '',
  value: '',
  second_value: '',
  active_users: 0,
  active_user_days: null,
  ...(Object.fromEntries(COUNTERS.map((name) => [name, null])) as Record<Counter, null>),
  raw_values: '',
}

/**
 * The values of a breakdown, or a choice of them, by dimension, the most used value first, `others` and `unknown` last: each a
 * copy of `template`, since an object of a known shape is made many times faster than one of its parts.
 */
export function valueUses<Line extends ValueUse>(
  { names }: EntityTotals,
  breakdown: Breakdown,
  template: Line,
  choice?: ValueChoice,
): Line[] {
  const usersByIndex = usersOf(breakdown)
  const spellings = spellingsOf(breakdown, names)
  const counts = new Map<string, number>()
  const lines: Line[] = []
  for (const index of inOrder(breakdown, names, usersByIndex)) {
    const number = valueAt(breakdown, index)
    const { dimension, value, second } = names.values.get(number)
    if (value === '') continue
    if (choice !== undefined && !isChosen(choice, counts, dimension, bucketRank(value, second) > 0)) continue
    const row = rowAt(breakdown, index)
    const line = { ...template }
    const use: Writable<ValueUse> = line
    use.dimension = dimension
    use.value = value
    use.second_value = second
    use.active_users = usersByIndex[index] as number
    use.active_user_days = countAt(breakdown.counts, row, USER_DAYS)
    for (let counter = 0; counter < COUNTERS.length; counter++)
      use[COUNTERS[counter] as Counter] = countAt(breakdown.counts, row, counter)
    use.raw_values = spellings.get(number)?.toSorted().join(';') ?? ''
    lines.push(line)
  }
  return lines
}

type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] }

/** Whether a value is among the most used ones of its dimension, whose values come in that order. `counts` are those so far. */
function isChosen(
  { dimensions, most }: ValueChoice,
  counts: Map<string, number>,
  dimension: string,
  isBucket: boolean,
): boolean {
  if (!dimensions.has(dimension)) return false
  const count = (counts.get(dimension) ?? 0) + 1
  counts.set(dimension, count)
  return isBucket || count <= most
}

/** The sums of counters that are not in COUNTERS, sorted by dimension, value and name. */
export function counterSumsOf({ names }: EntityTotals, breakdown: Breakdown): CounterSum[] {
  return [...breakdown.counters]
    .map(([number, sum]) => {
      const [dimension, value, counter] = parseCounterText(names.counters.textOf(number))
      return { dimension, value, counter, sum }
    })
    .toSorted(
      (left, right) =>
        compareDimensions(left.dimension, right.dimension) ||
        bucketRank(left.value, '') - bucketRank(right.value, '') ||
        compareTexts(left.value, right.value) ||
        compareTexts(left.counter, right.counter),
    )
}

/** The values of a dimension, sorted by name, each with its number of distinct users. */
export interface DimensionGroups {
  readonly values: readonly { readonly number: number; readonly size: number }[]
  /** The number of the value `others`, if the reports themselves contain it. */
  readonly others: number | undefined
}

/** The values of a breakdown by dimension, as groups of people. */
export function valueGroups({ names }: EntityTotals, breakdown: Breakdown): DimensionGroups[] {
  const users = usersOf(breakdown)
  const sized = valuesOf(breakdown).map((number, index) => ({ number, size: users[index] ?? 0 }))
  const dimensions = Map.groupBy(sized, ({ number }) => names.values.get(number).dimension)
  return [...dimensions].map(([dimension, values]) => {
    const others = names.values.others(dimension)
    return {
      values: values.toSorted((left, right) => compareValues(names, left.number, right.number)),
      others: values.some(({ number }) => number === others) ? others : undefined,
    }
  })
}

/** Distinct users with at least one of some values. */
export function usersOfValues(breakdown: Breakdown, numbers: readonly number[]): number {
  const indexes = new Map(valuesOf(breakdown).map((value, index) => [value, index]))
  return countAny(
    breakdown.people,
    numbers.map((number) => indexes.get(number) ?? -1),
  )
}

function compareValues({ values }: Names, left: number, right: number): number {
  const key = (number: number) => `${values.get(number).value}\n${values.get(number).second}`
  return key(left) < key(right) ? -1 : 1
}

/** The indexes of a breakdown's values: by dimension, buckets last, most used first, then by name. */
function inOrder(breakdown: Breakdown, { valueOrder }: Names, users: readonly number[]): number[] {
  const { groups, ranks } = valueOrder()
  const most = users.reduce((larger, count) => Math.max(larger, count), 0)
  const indexOfRank = new Int32Array(ranks.length)
  // Users and rank as one integer, below 2^53 for any number of users and values that fits into memory.
  const keys = new Float64Array(users.length)
  for (let index = 0; index < users.length; index++) {
    const value = valueAt(breakdown, index)
    const rank = ranks[value] as number
    keys[index] = (most - (users[index] as number)) * ranks.length + rank
    indexOfRank[rank] = index
  }
  const byGroup: number[][] = []
  for (const key of keys.sort()) {
    const index = indexOfRank[key % ranks.length] as number
    ;(byGroup[groups[valueAt(breakdown, index)] as number] ??= []).push(index)
  }
  return byGroup.flat()
}

/** Distinct users of each value, by its index in the breakdown. */
function usersOf({ people: { width, words }, columns }: Breakdown): number[] {
  const users: number[] = Array.from({ length: columns.length / 2 }, () => 0)
  words.forEach((bits, at) => {
    const first = (at % width) * 32
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const index = first + 31 - Math.clz32(rest & -rest)
      users[index] = (users[index] ?? 0) + 1
    }
  })
  return users
}

/** The aliases counted under each value, by the number of the value. */
function spellingsOf({ aliases }: Breakdown, names: Names): Map<number, string[]> {
  const raws = new Map<number, string[]>()
  for (const spelling of aliases) {
    const { value, raw } = names.values.aliasOf(spelling)
    raws.set(value, [...(raws.get(value) ?? []), raw])
  }
  return raws
}
