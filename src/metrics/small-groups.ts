import { addValue, type Breakdown, emptyBreakdown, ensurePlace, valuesOf } from './breakdowns.ts'
import { USER_DAYS } from './counts.ts'
import { usersOf } from './breakdown-lines.ts'
import { counterText, type Names, parseCounterText } from './names.ts'
import { countAny } from './person-sets.ts'

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
  const all = valuesOf(breakdown)
  const places = new Map(all.map((value, place) => [value, place]))
  const placeOf = (value: number) => places.get(value) ?? -1
  const dimensions = Map.groupBy(all, (value) => names.values.valueOf(value).dimension)
  const target = new Map<number, number | undefined>()
  for (const [dimension, values] of dimensions) {
    const others = names.values.others(dimension)
    const groups = values
      .toSorted((left, right) => compareValues(names, left, right))
      .map((number) => ({ number, size: users[placeOf(number)] ?? 0 }))
    const { folded, isLargeEnough } = groupsToFold(groups, minimum, (numbers) =>
      countAny(breakdown.people, numbers.map(placeOf)),
    )
    const withBucket = folded.size > 0 && places.has(others) ? [...folded, others] : [...folded]
    for (const number of withBucket) target.set(number, isLargeEnough ? others : undefined)
  }
  return moveValues(breakdown, names, target)
}

function compareValues(names: Names, left: number, right: number): number {
  const key = (number: number) =>
    `${names.values.valueOf(number).value}\n${names.values.valueOf(number).second}`
  return key(left) < key(right) ? -1 : 1
}

/** The breakdown with each value under its target; a target of `undefined` withholds it. Days of people are then unknown. */
function moveValues(
  breakdown: Breakdown,
  names: Names,
  target: ReadonlyMap<number, number | undefined>,
): Breakdown {
  const moved = emptyBreakdown(breakdown.counts, breakdown.people.roster)
  const values = valuesOf(breakdown)
  values.forEach((value, place) => {
    const to = target.has(value) ? target.get(value) : value
    if (to === undefined) return
    addValue(moved, ensurePlace(moved, to), breakdown, place, target.has(value) ? USER_DAYS : USER_DAYS + 1)
  })
  for (const [counter, sum] of breakdown.counters) {
    const to = counterTarget(names, counter, values, target)
    if (to !== undefined) moved.counters.set(to, (moved.counters.get(to) ?? 0) + sum)
  }
  for (const spelling of breakdown.folded) {
    if (!target.has(names.values.foldedOf(spelling).value)) moved.folded.add(spelling)
  }
  return moved
}

/**
 * Where a counter goes when its value does; one whose value has no people of its own to count is withheld. A counter of a
 * pair is named by the first half alone: it goes with the pairs that are folded, whichever of them it came with.
 */
function counterTarget(
  names: Names,
  counter: number,
  values: readonly number[],
  target: ReadonlyMap<number, number | undefined>,
): number | undefined {
  const [dimension, value, name] = parseCounterText(names.counters.textOf(counter))
  const own = values.filter((number) => {
    const known = names.values.valueOf(number)
    return known.dimension === dimension && known.value === value
  })
  if (own.length === 0) return undefined
  const folded = own.filter((number) => target.has(number))
  if (folded.length === 0) return counter
  const isWithheld = value === '' || folded.some((number) => target.get(number) === undefined)
  return isWithheld ? undefined : names.counters.idOf(counterText(dimension, 'others', name))
}
