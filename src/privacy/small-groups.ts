import {
  type Breakdown,
  type EntityTotals,
  type Merge,
  usersOfValues,
  valueGroups,
} from '../rollup/reading.ts'

/** A group of users by its id, and its number of distinct users. */
interface Group {
  readonly number: number
  readonly size: number
}

/**
 * The one rule for small groups: groups of fewer than `minimum` users are merged into `others`, together with the next
 * smallest groups until `others` is large enough. Returns the groups to merge and whether the merged group reaches the
 * minimum. Ties are resolved by the order of `groups`, which must therefore not depend on the order of reading.
 * An empty group reveals nobody and is kept. `sizeOf` counts the distinct users of several groups.
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

/** The values of a breakdown to merge or to drop, by id: those of fewer than `minimum` users, per dimension. */
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
