import { compareTexts } from '../compare.ts'
import { DIMENSIONS } from '../rules/dimensions.ts'
import type { Value, Values } from './dimension-values.ts'

/** By value: its group (the values of a dimension, or its buckets) and its rank by name; groups sort first. */
export interface ValueOrder {
  readonly groups: readonly number[]
  readonly ranks: readonly number[]
}

/** The order of all values of an entity, sorted again only when there are more of them. */
export function createValueOrder(values: Values): () => ValueOrder {
  let order: ValueOrder = { groups: [], ranks: [] }
  return () => {
    if (order.ranks.length !== values.size) order = orderOf(values)
    return order
  }
}

function orderOf(values: Values): ValueOrder {
  const [groups, ranks]: [number[], number[]] = [[], []]
  let group = 0
  Array.from({ length: values.size }, (_, number) => number)
    .toSorted((left, right) => {
      const [one, other] = [values.get(left), values.get(right)]
      return (
        compareGroups(one, other) ||
        compareTexts(one.value, other.value) ||
        compareTexts(one.second, other.second)
      )
    })
    .forEach((number, rank, all) => {
      const before = values.get(all[rank - 1] ?? number)
      if (compareGroups(before, values.get(number)) !== 0) group++
      groups[number] = group
      ranks[number] = rank
    })
  return { groups, ranks }
}

function compareGroups(left: Value, right: Value): number {
  return (
    compareDimensions(left.dimension, right.dimension) ||
    bucketRank(left.value, left.second) - bucketRank(right.value, right.second)
  )
}

/** Sort key: 0 for a value, 1 for the bucket `others`, 2 for the bucket `unknown`. */
export function bucketRank(value: string, second: string): number {
  if (value === 'unknown' || second === 'unknown') return 2
  return value === 'others' || second === 'others' ? 1 : 0
}

/** Sorts newer dimensions behind the known ones. */
export function compareDimensions(left: string, right: string): number {
  return dimensionRank(left) - dimensionRank(right) || compareTexts(left, right)
}

function dimensionRank(dimension: string): number {
  const index = (DIMENSIONS as readonly string[]).indexOf(dimension)
  return index === -1 ? DIMENSIONS.length : index
}
