import type { RowFields } from '../parse/fields.ts'
import { COUNTERS, type Totals } from '../parse/rows.ts'
import type { Day } from '../day.ts'
import { DIMENSIONS_OF_ARRAYS, hasSeven, namesOf, newerTotals, otherCounters } from './dimensions.ts'
import { extend, type Growing, growing, growingInts } from './growing.ts'
import type { Names } from './names.ts'
import { plus } from './totals.ts'
import type { Spelling } from './values.ts'

/** Numbers of a cell: the number of its value, then the seven counters. */
export const CELL_LENGTH = 1 + COUNTERS.length
/** A counter that is not reported. */
const UNREPORTED = -1
const LARGEST = 2 ** 31 - 1

/** The breakdowns of a day's rows: for each row its cells, one a value, and its other counters. */
export interface Cells {
  /** `CELL_LENGTH` numbers a cell; `countOf` tells what a counter's number stands for. */
  readonly numbers: Growing<Int32Array>
  /** Counters that are too large for `numbers`. */
  readonly large: number[]
  /** Pairs of a counter's number and its sum. */
  readonly counters: Growing
  /** Spellings that were folded, by their numbers. */
  readonly folded: number[]
  /** Of each row, where its numbers, its counters and its folded spellings end. They begin where those of the row before end. */
  readonly cellsEnd: number[]
  readonly countersEnd: number[]
  readonly foldedEnd: number[]
  /** The last cell of each value: of the row at hand when it lies behind the row before. */
  readonly lastOf: number[]
}

/** No rows yet. */
export function emptyCells(numbers = growingInts(), counters = growing(64)): Cells {
  return {
    numbers,
    large: [],
    counters,
    folded: [],
    cellsEnd: [],
    countersEnd: [],
    foldedEnd: [],
    lastOf: [],
  }
}

/** The counter that stands at a place of `numbers`; unknown is `NaN`. */
export function countAt({ numbers, large }: Cells, place: number): number {
  const number = numbers.values[place] as number
  if (number >= 0) return number
  return number === UNREPORTED ? Number.NaN : (large[-2 - number] as number)
}

function setCount({ numbers, large }: Cells, place: number, count: number): void {
  if (count <= LARGEST) numbers.values[place] = count
  else numbers.values[place] = Number.isNaN(count) ? UNREPORTED : -1 - large.push(count)
}

/** Adds the cells of the next row. A value that a row has twice, under two spellings, is one cell. */
export function addCells(cells: Cells, row: RowFields, day: Day, names: Names): void {
  const start = cells.numbers.length
  const { texts, ofEntry } = names.values
  const { bytes, keysOf, arrayOf } = row
  for (let entry = 0; entry < row.entries; entry++) {
    const key = entry * 4
    const first = texts.idOfBytes(bytes, keysOf[key] as number, keysOf[key + 1] as number)
    const second = texts.idOfBytes(bytes, keysOf[key + 2] as number, keysOf[key + 3] as number)
    for (const spelling of ofEntry(arrayOf[entry] as number, first, second)) {
      addCell(cells, start, spelling, row.countersOf, entry * COUNTERS.length)
    }
  }
  for (const [entry, totals] of row.newEntries) {
    const { dimension } = DIMENSIONS_OF_ARRAYS[
      arrayOf[entry] as number
    ] as (typeof DIMENSIONS_OF_ARRAYS)[number]
    const first = texts.idOfBytes(bytes, keysOf[entry * 4] as number, keysOf[entry * 4 + 1] as number)
    const second = texts.idOfBytes(bytes, keysOf[entry * 4 + 2] as number, keysOf[entry * 4 + 3] as number)
    const [{ value } = { value: 0 }] = ofEntry(arrayOf[entry] as number, first, second)
    pushCounters(cells, names, dimension, value, totals)
  }
  for (const { dimension, entries, isObject } of newerTotals(row.newTotals)) {
    for (const entry of entries) addNewer(cells, start, names, day, dimension, entry, isObject)
  }
  cells.cellsEnd.push(cells.numbers.length)
  cells.countersEnd.push(cells.counters.length)
  cells.foldedEnd.push(cells.folded.length)
}

/** A row's cells and counters in names rather than numbers, in one order. */
export function cellTexts(cells: Cells, row: number, names: Names): string[] {
  const texts: string[] = []
  for (let cell = cells.cellsEnd[row - 1] ?? 0; cell < (cells.cellsEnd[row] ?? 0); cell += CELL_LENGTH) {
    const { dimension, value, second } = names.values.valueOf(cells.numbers.values[cell] as number)
    const counts = COUNTERS.map((_, index) => countAt(cells, cell + 1 + index))
    texts.push(JSON.stringify([dimension, value, second, counts]))
  }
  for (let at = cells.countersEnd[row - 1] ?? 0; at < (cells.countersEnd[row] ?? 0); at += 2) {
    const [counter = 0, sum] = cells.counters.values.subarray(at, at + 2)
    texts.push(JSON.stringify([names.counters.textOf(counter), sum]))
  }
  for (let at = cells.foldedEnd[row - 1] ?? 0; at < (cells.foldedEnd[row] ?? 0); at++) {
    texts.push(JSON.stringify(names.values.foldedOf(cells.folded[at] ?? 0).raw))
  }
  return texts.toSorted()
}

/** Adds counters that stand from `from` on in `counters`. */
function addCell(
  cells: Cells,
  rowStart: number,
  { value, folded }: Spelling,
  counters: Float64Array,
  from: number,
): void {
  if (folded !== -1) cells.folded.push(folded)
  let cell = cells.lastOf[value] ?? -1
  const isNew = cell < rowStart
  if (isNew) {
    cell = extend(cells.numbers, CELL_LENGTH)
    cells.numbers.values[cell] = value
    cells.lastOf[value] = cell
  }
  const numbers = cells.numbers.values
  for (let index = 0; index < COUNTERS.length; index++) {
    const at = cell + 1 + index
    const count = counters[from + index] as number
    if (isNew && count <= LARGEST) numbers[at] = count
    else setCount(cells, at, isNew ? count : plus(countAt(cells, at), count))
  }
}

const unreported = new Float64Array(COUNTERS.length).fill(Number.NaN)

function addNewer(
  cells: Cells,
  rowStart: number,
  names: Names,
  day: Day,
  dimension: string,
  entry: Totals,
  isObject: boolean,
): void {
  const spelling = isObject
    ? names.values.object(dimension)
    : names.values.newer(dimension, namesOf(entry), day)
  const counters =
    !isObject && hasSeven(dimension, entry)
      ? Float64Array.from(COUNTERS, (name) => entry[name] ?? Number.NaN)
      : unreported
  addCell(cells, rowStart, spelling, counters, 0)
  pushCounters(cells, names, dimension, spelling.value, entry)
}

function pushCounters(cells: Cells, names: Names, dimension: string, value: number, entry: Totals): void {
  otherCounters(entry, dimension, (name, sum) => {
    const at = extend(cells.counters, 2)
    cells.counters.values[at] = names.counterOf(value, name)
    cells.counters.values[at + 1] = sum
  })
}
