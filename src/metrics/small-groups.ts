import { COUNTERS } from '../parse/rows.ts'
import { type Breakdown, emptyBreakdown, placeOf, VALUE_LENGTH } from './breakdowns.ts'
import { usersOf } from './breakdown-lines.ts'
import type { Names } from './names.ts'
import { orInto, slotOf } from './person-sets.ts'
import { addSums } from './totals.ts'

/** A group of people by its number, and how many they are. */
export interface Group {
  readonly number: number
  readonly size: number
}

/**
 * The one rule for small groups: those of fewer than `minimum` people are folded into `others`, and the next smallest with
 * them until `others` is large enough. Answers the numbers to fold, and whether `others` may be shown at last.
 * Of groups of one size the earlier goes first, so hand them over in an order that does not depend on reading.
 * An empty group shows nobody and stays. `sizeOf` counts the people of several groups, each once.
 */
export function groupsToFold(
  groups: readonly Group[],
  minimum: number,
  sizeOf: (numbers: readonly number[]) => number,
): { folded: ReadonlySet<number>; isLargeEnough: boolean } {
  const rising = groups.filter(({ size }) => size > 0).toSorted((left, right) => left.size - right.size)
  const numbers = rising.filter(({ size }) => size < minimum).map(({ number }) => number)
  if (numbers.length === 0) return { folded: new Set(), isLargeEnough: true }
  let size = sizeOf(numbers)
  while (size < minimum && numbers.length < rising.length) {
    numbers.push(rising[numbers.length]?.number ?? 0)
    size = sizeOf(numbers)
  }
  return { folded: new Set(numbers), isLargeEnough: size >= minimum }
}

/** A breakdown whose small values are folded into `others`, dimension by dimension. */
export function foldSmallValues(breakdown: Breakdown, names: Names, minimum: number): Breakdown {
  const users = usersOf(breakdown)
  const dimensions = Map.groupBy(breakdown.slots.keys(), (value) => names.values.valueOf(value).dimension)
  const target = new Map<number, number | undefined>()
  for (const [dimension, values] of dimensions) {
    const others = names.values.others(dimension)
    const groups = values
      .toSorted((left, right) => compareValues(names, left, right))
      .map((number) => ({ number, size: users[breakdown.slots.get(number) ?? -1] ?? 0 }))
    const { folded, isLargeEnough } = groupsToFold(groups, minimum, (numbers) => countAny(breakdown, numbers))
    const withBucket = folded.size > 0 && breakdown.slots.has(others) ? [...folded, others] : [...folded]
    for (const number of withBucket) target.set(number, isLargeEnough ? others : undefined)
  }
  return moveValues(breakdown, names, target)
}

function compareValues(names: Names, left: number, right: number): number {
  const key = (number: number) =>
    `${names.values.valueOf(number).value}\n${names.values.valueOf(number).second}`
  return key(left) < key(right) ? -1 : 1
}

/** How many people have any of some values. */
function countAny({ slots, people }: Breakdown, values: readonly number[]): number {
  const places = values.map((value) => slots.get(value) ?? 0)
  let count = 0
  for (const slot of people.slots.values()) {
    if (places.some((place) => ((people.words[place >>> 5]?.[slot] ?? 0) >>> (place & 31)) & 1)) count++
  }
  return count
}

/** The breakdown with each value under its target; a target of `undefined` withholds it. Days of people are then unknown. */
function moveValues(
  breakdown: Breakdown,
  names: Names,
  target: ReadonlyMap<number, number | undefined>,
): Breakdown {
  const moved = emptyBreakdown()
  for (const [value, place] of breakdown.slots) {
    const to = target.has(value) ? target.get(value) : value
    if (to === undefined) continue
    const slot = placeOf(moved, to)
    const start = slot * VALUE_LENGTH
    const count = target.has(value) ? COUNTERS.length : VALUE_LENGTH
    addSums(
      moved.sums.values.subarray(start, start + VALUE_LENGTH),
      breakdown.sums.values,
      place * VALUE_LENGTH,
      count,
    )
    for (const [person, from] of breakdown.people.slots) {
      const isIn = ((breakdown.people.words[place >>> 5]?.[from] ?? 0) >>> (place & 31)) & 1
      if (isIn === 1) orInto(moved.people, slotOf(moved.people, person), slot >>> 5, 1 << (slot & 31))
    }
  }
  for (const [counter, sum] of breakdown.counters) {
    const to = counterTarget(names, counter, breakdown, target)
    if (to !== undefined) moved.counters.set(to, (moved.counters.get(to) ?? 0) + sum)
  }
  for (const spelling of breakdown.folded) {
    if (!target.has(names.values.foldedOf(spelling).value)) moved.folded.add(spelling)
  }
  return moved
}

/** Where a counter goes when its value does; one whose value has no people of its own to count is withheld. */
function counterTarget(
  names: Names,
  counter: number,
  { slots }: Breakdown,
  target: ReadonlyMap<number, number | undefined>,
): number | undefined {
  const [dimension = '', value = '', name = ''] = names.counters.textOf(counter).split('\n')
  const own = [...slots.keys()].find((number) => {
    const known = names.values.valueOf(number)
    return known.dimension === dimension && known.value === value
  })
  if (own === undefined) return undefined
  if (!target.has(own)) return counter
  return target.get(own) === undefined || value === ''
    ? undefined
    : names.counters.idOf(`${dimension}\nothers\n${name}`)
}
