import {
  type Breakdown,
  type EntityTotals,
  type Merge,
  usersOfValues,
  valueGroups,
} from '../rollup/reading.ts'

/** A group of people by its number, and how many they are. */
export interface Group {
  readonly number: number
  readonly size: number
}

/**
 * The one rule for small groups: those of fewer than `minimum` people are merged into `others`, and the next smallest with
 * them until `others` is large enough. Answers the groups to merge, and whether `others` may be shown at last.
 * Of groups of one size the earlier goes first, so hand them over in an order that does not depend on reading.
 * An empty group shows nobody and stays. `sizeOf` counts the people of several groups, each once.
 */
export function groupsToMerge(
  groups: readonly Group[],
  minimum: number,
  sizeOf: (numbers: readonly number[]) => number,
): { merged: ReadonlySet<number>; isLargeEnough: boolean } {
  const rising = groups.filter(({ size }) => size > 0).toSorted((left, right) => left.size - right.size)
  const numbers = rising.filter(({ size }) => size < minimum).map(({ number }) => number)
  if (numbers.length === 0) return { merged: new Set(), isLargeEnough: true }
  let size = sizeOf(numbers)
  while (size < minimum && numbers.length < rising.length) {
    numbers.push(rising[numbers.length]?.number ?? 0)
    size = sizeOf(numbers)
  }
  return { merged: new Set(numbers), isLargeEnough: size >= minimum }
}

/** What becomes of the values of a breakdown of which fewer than `minimum` people are, dimension by dimension. */
export function smallValues(totals: EntityTotals, breakdown: Breakdown, minimum: number): Map<number, Merge> {
  const merges = new Map<number, Merge>()
  for (const { values, others } of valueGroups(totals, breakdown)) {
    const { merged, isLargeEnough } = groupsToMerge(values, minimum, (numbers) =>
      usersOfValues(breakdown, numbers),
    )
    const together = merged.size > 0 && others !== undefined ? [...merged, others] : [...merged]
    for (const number of together) merges.set(number, isLargeEnough ? 'others' : 'dropped')
  }
  return merges
}
