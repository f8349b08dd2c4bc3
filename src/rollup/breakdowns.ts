import { addCellsTo, type Cells, countersOf, eachAlias } from './breakdown-cells.ts'
import { addCounterRow, type CounterTable, newCounterRow, type KeyIndex } from '../columns/counter-table.ts'
import { emptyValueCounts, USER_DAYS } from './value-counts.ts'
import { extend, type Vector, emptyIntVector } from '../columns/vector.ts'
import { emptySets, orInto, peopleIn, type BitSets, type Roster, internSlot } from '../columns/bit-sets.ts'

/** The activity of a team, or of an entity, by value of a dimension: additive sums and sets of distinct users. */
export interface Breakdown {
  /** The sums; one table is shared by the breakdowns of all teams. */
  readonly counts: CounterTable
  /** Two elements per column: the number of its value, and its row in `counts`. */
  readonly columns: Vector<Int32Array>
  /** The users of each value; the bit number is the index of its column. */
  readonly people: BitSets
  /** Sums of other counters, by the counter's number. */
  readonly counters: Map<number, number>
  /** The numbers of the aliases that rows used. */
  readonly aliases: Set<number>
}

/** An empty breakdown, for the people of `roster` if given. */
export function emptyBreakdown(counts = emptyValueCounts(), roster?: Roster): Breakdown {
  return {
    counts,
    columns: emptyIntVector(16),
    people: emptySets(roster),
    counters: new Map(),
    aliases: new Set(),
  }
}

/** The numbers of the values of a breakdown, by index. */
export function valuesOf({ columns }: Breakdown): number[] {
  return Array.from({ length: columns.length / 2 }, (_, index) => columns.values[index * 2] as number)
}

/** The number of the value of the column at `index`. */
export function valueAt({ columns }: Breakdown, index: number): number {
  return columns.values[index * 2] as number
}

/** The row in `counts` of the column at `index`. */
export function rowAt({ columns }: Breakdown, index: number): number {
  return columns.values[index * 2 + 1] as number
}

/** Adds the cells of the people in `matches`: by slot, their row; negative: none. */
export function addRowsToBreakdown(breakdown: Breakdown, cells: Cells, matches: Int32Array): void {
  const { counts, aliases, counters, people, columns } = breakdown
  let slot = 0
  const tableRowOf = (value: number): number => {
    const index = internIndex(breakdown, value)
    orInto(people, slot, index >>> 5, 1 << (index & 31))
    return columns.values[index * 2 + 1] as number
  }
  const addCounter = (counter: number, sum: number) => {
    counters.set(counter, (counters.get(counter) ?? 0) + sum)
  }
  const addSpelling = (spelling: number) => {
    aliases.add(spelling)
  }
  for (; slot < matches.length; slot++) {
    const row = matches[slot] as number
    if (row < 0) continue
    addCellsTo(counts, cells, row, tableRowOf)
    countersOf(cells, row, addCounter)
    eachAlias(cells, row, addSpelling)
  }
}

/** Adds the counters of pairs to those of their first key, whose rows have none of their own. To be called once. */
export function addCountersOfPairs(breakdown: Breakdown, firstKeyOf: (value: number) => number): void {
  const { counts } = breakdown
  valuesOf(breakdown).forEach((value, index) => {
    const first = firstKeyOf(value)
    if (first === -1) return
    const row = rowAt(breakdown, internIndex(breakdown, first))
    addCounterRow(counts, row, counts, rowAt(breakdown, index), USER_DAYS)
  })
}

/** Adds `more` to `breakdown` and returns `breakdown`. Associative and commutative, like `addTotals`. */
export function addBreakdowns(breakdown: Breakdown, more: Breakdown): Breakdown {
  valuesOf(more).forEach((value, index) =>
    addValue(breakdown, internIndex(breakdown, value), more, index, USER_DAYS + 1),
  )
  for (const [counter, sum] of more.counters)
    breakdown.counters.set(counter, (breakdown.counters.get(counter) ?? 0) + sum)
  for (const spelling of more.aliases) breakdown.aliases.add(spelling)
  return breakdown
}

/** Adds the column at index `from` of `more` (its first `count` sums, and its people) to the one at `index` of `breakdown`. */
export function addValue(
  breakdown: Breakdown,
  index: number,
  more: Breakdown,
  from: number,
  count: number,
): void {
  addCounterRow(breakdown.counts, rowAt(breakdown, index), more.counts, rowAt(more, from), count)
  for (const [person, bits] of peopleIn(more.people, from >>> 5)) {
    if (((bits >>> (from & 31)) & 1) === 0) continue
    orInto(breakdown.people, internSlot(breakdown.people.roster, person), index >>> 5, 1 << (index & 31))
  }
}

/** Returns the column index of a value in `breakdown`, adding a column if needed. */
export function internIndex(breakdown: Breakdown, value: number): number {
  const { counts, columns } = breakdown
  const { index } = counts
  if (index.keys !== columns) loadIndex(index, columns)
  if (index.loadedFor[value] === index.load) return index.indexOf[value] as number
  const at = extend(columns, 2)
  columns.values[at] = value
  columns.values[at + 1] = newCounterRow(counts)
  index.loadedFor[value] = index.load
  return (index.indexOf[value] = at / 2)
}

/** Loads the column indexes of a breakdown's values, for repeated lookups in the same breakdown. */
function loadIndex(index: KeyIndex, columns: Vector<Int32Array>): void {
  index.keys = columns
  index.load++
  for (let column = 0; column * 2 < columns.length; column++) {
    const value = columns.values[column * 2] as number
    index.indexOf[value] = column
    index.loadedFor[value] = index.load
  }
}
