import { PRESENT } from '../parse/fields.ts'
import { COUNTERS } from '../parse/report-format.ts'
import {
  addCounterRow,
  addPresent,
  clearCounterTable,
  countAt,
  type CounterTable,
  newCounterRow,
} from '../columns/counter-table.ts'
import { emptyValueCounts } from './value-counts.ts'
import { type CounterKeys, createCounterKeys } from '../rules/dimensions.ts'
import { type Vector, emptyVector, emptyIntVector } from '../columns/vector.ts'
import type { Names } from './names.ts'

/** Bit of a cell that continues an earlier cell of the same row and value. The lower bits are those of `RowFields.bitsOf`. */
export const REST = 1 << (2 * COUNTERS.length)
const ALL = (1 << COUNTERS.length) - 1

/** The breakdowns of a day's rows: for each row its cells (one per value), its other counters and its aliases. */
export interface Cells {
  /**
   * Layout of a cell (int32, of variable length):
   *
   * | offset | holds                                                                                       |
   * | ------ | ------------------------------------------------------------------------------------------- |
   * | 0      | the number of its value                                                                     |
   * | 1      | bitmask: counters reported; from bit `PRESENT` on, counters above 0; `REST`                 |
   * | 2 …    | the counters above 0, in order; a negative one is -1 minus the index in `large` of its value |
   */
  readonly numbers: Vector<Int32Array>
  readonly large: number[]
  /** Pairs of a counter's number and its sum. */
  readonly counters: Vector
  /** The numbers of the aliases that rows use. */
  readonly aliases: Vector<Int32Array>
  /** `ENDS` indexes per row: the ends of its part of `numbers`, `counters` and `aliases`. It begins where the previous ends. */
  readonly ends: Vector<Int32Array>
}

/** What adding cells needs besides. */
export interface CellScratch {
  /** A cache of which keys of entries are counters. */
  readonly counterKeys: CounterKeys
  /** Memory for the counters of one entry, and for the sums of one row. */
  readonly entryCounters: Float64Array
  readonly rowCounts: CounterTable
}

/** Empty caches. */
export function createCellScratch(): CellScratch {
  return {
    counterKeys: createCounterKeys(),
    entryCounters: new Float64Array(COUNTERS.length),
    rowCounts: emptyValueCounts(),
  }
}

/** No rows yet. */
export function emptyCells(): Cells {
  return {
    numbers: emptyIntVector(),
    large: [],
    counters: emptyVector(64),
    aliases: emptyIntVector(64),
    ends: emptyIntVector(),
  }
}

/** Removes all rows and keeps the memory. */
export function clearCells({ numbers, large, counters, aliases, ends }: Cells): void {
  for (const memory of [numbers, counters, aliases, ends]) memory.length = 0
  large.length = 0
}

/** Elements per row in `Cells.ends`. */
export const ENDS = 3

/** The index where the cells (0), counters (1) or aliases (2) of a row begin. */
function beginOf({ ends }: Cells, row: number, kind: 0 | 1 | 2): number {
  return row === 0 ? 0 : (ends.values[(row - 1) * ENDS + kind] as number)
}

function endOf({ ends }: Cells, row: number, kind: 0 | 1 | 2): number {
  return ends.values[row * ENDS + kind] as number
}

/** Calls `visit` with the other counters of a row and their sums. */
export function countersOf(cells: Cells, row: number, visit: (counter: number, sum: number) => void): void {
  const { values } = cells.counters
  const end = endOf(cells, row, 1)
  for (let at = beginOf(cells, row, 1); at < end; at += 2)
    visit(values[at] as number, values[at + 1] as number)
}

/** Calls `visit` with the aliases of a row, by their numbers. */
export function eachAlias(cells: Cells, row: number, visit: (spelling: number) => void): void {
  const end = endOf(cells, row, 2)
  for (let at = beginOf(cells, row, 2); at < end; at++) visit(cells.aliases.values[at] as number)
}

/** Adds the cells of a row to a counter table. `tableRowOf` is called for each cell and returns the table row of its value. */
export function addCellsTo(
  counts: CounterTable,
  cells: Cells,
  row: number,
  tableRowOf: (value: number) => number,
): void {
  const numbers = cells.numbers.values
  const end = endOf(cells, row, 0)
  for (let at = beginOf(cells, row, 0); at < end;) {
    const bits = numbers[at + 1] as number
    const present = (bits >>> PRESENT) & ALL
    const tableRow = tableRowOf(numbers[at] as number)
    const days = bits >= REST ? 0 : 1
    at += 2
    addPresent(counts, tableRow, numbers, at, bits & ALL, present, days, cells.large)
    at += bitCount(present)
  }
}

/** How many of seven bits are set. */
function bitCount(bits: number): number {
  return BIT_COUNTS[bits] as number
}

const BIT_COUNTS = Uint8Array.from(
  { length: ALL + 1 },
  (_, bits) => bits.toString(2).replaceAll('0', '').length,
)

/** Replaces the numbers of values, counters and aliases by those at their index in other numberings. */
export function renumberCells(
  { numbers, counters, aliases }: Cells,
  values: Numbering,
  counterNumbers: Numbering,
  aliasNumbers: Numbering,
): void {
  const cells = numbers.values
  for (let at = 0; at < numbers.length;) {
    cells[at] = values[cells[at] as number] as number
    at += 2 + bitCount(((cells[at + 1] as number) >>> PRESENT) & ALL)
  }
  for (let at = 0; at < counters.length; at += 2)
    counters.values[at] = counterNumbers[counters.values[at] as number] as number
  for (let at = 0; at < aliases.length; at++)
    aliases.values[at] = aliasNumbers[aliases.values[at] as number] as number
}

/** The number of each name among other names. */
export type Numbering = readonly number[]

/** The cells, counters and aliases of a row with names instead of numbers, sorted. */
export function cellTexts(cells: Cells, row: number, names: Names, { rowCounts }: CellScratch): string[] {
  const texts: string[] = []
  const tableRows = new Map<number, number>()
  addCellsTo(rowCounts, cells, row, (value) => {
    const tableRow = tableRows.get(value) ?? newCounterRow(rowCounts)
    tableRows.set(value, tableRow)
    return tableRow
  })
  for (const [number, tableRow] of tableRows) {
    const first = tableRows.get(names.values.firstKeyOf(number))
    if (first !== undefined) addCounterRow(rowCounts, first, rowCounts, tableRow, COUNTERS.length)
  }
  for (const [number, tableRow] of tableRows) {
    const { dimension, value, second } = names.values.get(number)
    texts.push(
      JSON.stringify([
        dimension,
        value,
        second,
        COUNTERS.map((_, index) => countAt(rowCounts, tableRow, index)),
      ]),
    )
  }
  clearCounterTable(rowCounts)
  countersOf(cells, row, (counter, sum) => {
    texts.push(JSON.stringify([names.counters.textOf(counter), sum]))
  })
  eachAlias(cells, row, (spelling) => {
    texts.push(JSON.stringify(names.values.aliasOf(spelling).raw))
  })
  return texts.toSorted()
}
