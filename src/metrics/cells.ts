import { type Counter, COUNTERS, type Row, type Totals } from '../parse/rows.ts'
import {
  ARRAY_CUTS,
  type ArrayCut,
  hasNewKeys,
  hasSeven,
  namesOf,
  newerTotals,
  otherCounters,
} from './dimensions.ts'
import { extend, type Growing, growing } from './growing.ts'
import type { Names } from './names.ts'
import { plus } from './totals.ts'
import type { Spelling } from './values.ts'

/** Numbers of a cell: the number of its value, then the seven counters. */
export const CELL_LENGTH = 1 + COUNTERS.length

/** The breakdowns of a day's rows: for each row its cells, one a value, and its other counters. */
export interface Cells {
  /** `CELL_LENGTH` numbers a cell. A counter that is not reported is `NaN`. */
  readonly numbers: Growing
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
export function emptyCells(numbers: Growing = growing(), counters: Growing = growing()): Cells {
  return { numbers, counters, folded: [], cellsEnd: [], countersEnd: [], foldedEnd: [], lastOf: [] }
}

/** Adds the cells of the next row. A value that a row has twice, under two spellings, is one cell. */
export function addCells(cells: Cells, row: Row, names: Names): void {
  const start = cells.numbers.length
  for (const cut of ARRAY_CUTS) {
    const entries = row[cut.array]
    if (entries === undefined || entries === null) continue
    for (const entry of entries) addEntry(cells, start, cut, entry, names)
  }
  for (const { dimension, entries, isObject } of newerTotals(row)) {
    for (const entry of entries) addNewer(cells, start, names, row, dimension, entry, isObject)
  }
  cells.cellsEnd.push(cells.numbers.length)
  cells.countersEnd.push(cells.counters.length)
  cells.foldedEnd.push(cells.folded.length)
}

function addEntry(cells: Cells, rowStart: number, cut: ArrayCut, entry: Totals, names: Names): void {
  const { dimension, first, second } = cut
  if (second === undefined) addCell(cells, rowStart, names.values.single(dimension, entry[first]), entry)
  else addCell(cells, rowStart, names.values.pair(cut, entry[first], entry[second]), entry)
  if (cut.alsoFirst === true) addCell(cells, rowStart, names.values.single(first, entry[first]), entry)
  if (!hasNewKeys(entry)) return
  const { value } = names.values.valueOf(names.values.single(first, entry[first]).value)
  pushCounters(cells, names, dimension, value, entry)
}

/** A row's cells and counters in names rather than numbers, in one order. */
export function cellTexts(cells: Cells, row: number, names: Names): string[] {
  const texts: string[] = []
  for (let cell = cells.cellsEnd[row - 1] ?? 0; cell < (cells.cellsEnd[row] ?? 0); cell += CELL_LENGTH) {
    const [number = 0, ...counts] = cells.numbers.values.subarray(cell, cell + CELL_LENGTH)
    const { dimension, value, second } = names.values.valueOf(number)
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

function addCell(
  cells: Cells,
  rowStart: number,
  { value, folded }: Spelling,
  entry: Totals | undefined,
): void {
  if (folded !== -1) cells.folded.push(folded)
  let cell = cells.lastOf[value] ?? -1
  const isNew = cell < rowStart
  if (isNew) {
    cell = extend(cells.numbers, CELL_LENGTH)
    cells.numbers.values[cell] = value
    cells.lastOf[value] = cell
  }
  const { values } = cells.numbers
  for (let index = 0; index < COUNTERS.length; index++) {
    const count = entry?.[COUNTERS[index] as Counter] ?? Number.NaN
    const at = cell + 1 + index
    values[at] = isNew ? count : plus(values[at] as number, count)
  }
}

function addNewer(
  cells: Cells,
  rowStart: number,
  names: Names,
  row: Row,
  dimension: string,
  entry: Totals,
  isObject: boolean,
): void {
  const spelling = isObject
    ? names.values.object(dimension)
    : names.values.newer(dimension, namesOf(entry), row.day)
  addCell(cells, rowStart, spelling, !isObject && hasSeven(dimension, entry) ? entry : undefined)
  pushCounters(cells, names, dimension, names.values.valueOf(spelling.value).value, entry)
}

function pushCounters(cells: Cells, names: Names, dimension: string, value: string, entry: Totals): void {
  for (const [counter, sum] of otherCounters(entry, dimension)) {
    pushCounter(cells, names.counters.idOf(`${dimension}\n${value}\n${counter}`), sum)
  }
}

function pushCounter(cells: Cells, counter: number, sum: number): void {
  const at = extend(cells.counters, 2)
  cells.counters.values[at] = counter
  cells.counters.values[at + 1] = sum
}
