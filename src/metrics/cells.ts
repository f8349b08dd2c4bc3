import { PRESENT, type RowFields } from '../parse/fields.ts'
import { COUNTERS, type Totals } from '../parse/rows.ts'
import type { Day } from '../day.ts'
import { addPresent, clearCounts, countAt, type Counts, emptyCounts, newLine, toNumber } from './counts.ts'
import { DIMENSIONS_OF_ARRAYS, hasSeven, isCount, namesOf, newerTotals, otherCounters } from './dimensions.ts'
import { extend, type Growing, growing, growingInts } from './growing.ts'
import type { Names } from './names.ts'
import type { Spelling } from './values.ts'

/** Of a cell's second number the bit of one that is the rest of a cell before; the others are those of `RowFields.bitsOf`. */
const REST = 1 << (2 * COUNTERS.length)
const ALL = (1 << COUNTERS.length) - 1

/** The breakdowns of a day's rows: for each row its cells, one a value, and its other counters. */
export interface Cells {
  /**
   * Of each cell the number of its value, then bits: which of the seven counters are reported, which of these are above
   * 0, and whether it is the rest of an earlier cell of that row; then the counters that are above 0. One below 0 is
   * -1 minus its place in `large`.
   */
  readonly numbers: Growing<Int32Array>
  readonly large: number[]
  /** Pairs of a counter's number and its sum. */
  readonly counters: Growing
  /** Spellings that were folded, by their numbers. */
  readonly folded: Growing<Int32Array>
  /** Of each row, where its numbers, its counters and its folded spellings end. They begin where those of the row before end. */
  readonly ends: Growing<Int32Array>
  /** The last row, by number and one, that has each value. */
  readonly lastRowOf: number[]
}

/** No rows yet. */
export function emptyCells(): Cells {
  return {
    numbers: growingInts(),
    large: [],
    counters: growing(64),
    folded: growingInts(64),
    ends: growingInts(),
    lastRowOf: [],
  }
}

/** Forgets all rows and keeps the memory. */
export function clearCells({ numbers, large, counters, folded, ends, lastRowOf }: Cells): void {
  for (const memory of [numbers, counters, folded, ends]) memory.length = 0
  large.length = 0
  lastRowOf.fill(0)
}

/** Ends of a row. */
const ENDS = 3

/** Where the cells (0), counters (1) or folded spellings (2) of a row begin. */
function beginOf({ ends }: Cells, row: number, kind: 0 | 1 | 2): number {
  return row === 0 ? 0 : (ends.values[(row - 1) * ENDS + kind] as number)
}

function endOf({ ends }: Cells, row: number, kind: 0 | 1 | 2): number {
  return ends.values[row * ENDS + kind] as number
}

/** Hands over the other counters of a row with their sums. */
export function countersOf(cells: Cells, row: number, take: (counter: number, sum: number) => void): void {
  const { values } = cells.counters
  const end = endOf(cells, row, 1)
  for (let at = beginOf(cells, row, 1); at < end; at += 2)
    take(values[at] as number, values[at + 1] as number)
}

/** Hands over the spellings of a row that were folded, by their numbers. */
export function foldedOf(cells: Cells, row: number, take: (spelling: number) => void): void {
  const end = endOf(cells, row, 2)
  for (let at = beginOf(cells, row, 2); at < end; at++) take(cells.folded.values[at] as number)
}

/** Adds the cells of a row to lines of counts; `lineOf` tells a value's line and learns who has it. */
export function addCellsTo(
  counts: Counts,
  cells: Cells,
  row: number,
  lineOf: (value: number) => number,
): void {
  const numbers = cells.numbers.values
  const end = endOf(cells, row, 0)
  for (let at = beginOf(cells, row, 0); at < end;) {
    const bits = numbers[at + 1] as number
    const present = (bits >>> PRESENT) & ALL
    const line = lineOf(numbers[at] as number)
    const days = bits >= REST ? 0 : 1
    at += 2
    addPresent(counts, line, numbers, at, bits & ALL, present, days, cells.large)
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

/** Adds the cells of the next row. A value that a row has twice, under two spellings, is one cell and the rest of it. */
export function addCells(cells: Cells, row: RowFields, day: Day, names: Names): void {
  const rowNumber = cells.ends.length / ENDS + 1
  for (let entry = 0; entry < row.entries; entry++) {
    for (const spelling of spellingsOf(row, entry, names)) {
      const bits = row.bitsOf[entry] as number
      addCell(cells, rowNumber, spelling, bits, row.countersOf, entry * COUNTERS.length)
    }
  }
  for (const [entry, totals] of row.newEntries) {
    const { dimension } = DIMENSIONS_OF_ARRAYS[row.arrayOf[entry] as number] ?? { dimension: '' }
    for (const { value } of spellingsOf(row, entry, names).slice(0, 1)) {
      pushCounters(cells, names, dimension, value, totals)
    }
  }
  for (const [field, value] of row.newTotals) {
    newerTotals(field, value, (dimension, entry, isObject) =>
      addNewer(cells, rowNumber, names, day, dimension, entry, isObject),
    )
  }
  const end = extend(cells.ends, ENDS)
  cells.ends.values[end] = cells.numbers.length
  cells.ends.values[end + 1] = cells.counters.length
  cells.ends.values[end + 2] = cells.folded.length
}

/** What an entry is counted under: its own value first. */
function spellingsOf(
  { bytes, arrayOf, keysOf }: RowFields,
  entry: number,
  { values }: Names,
): readonly Spelling[] {
  const key = entry * 4
  const first = values.texts.idOfBytes(bytes, keysOf[key] as number, keysOf[key + 1] as number)
  const second = values.texts.idOfBytes(bytes, keysOf[key + 2] as number, keysOf[key + 3] as number)
  return values.ofEntry(arrayOf[entry] as number, first, second)
}

const countsOfRow = emptyCounts()

/** A row's cells and counters in names rather than numbers, in one order. */
export function cellTexts(cells: Cells, row: number, names: Names): string[] {
  const texts: string[] = []
  const lines = new Map<number, number>()
  addCellsTo(countsOfRow, cells, row, (value) => {
    const line = lines.get(value) ?? newLine(countsOfRow)
    lines.set(value, line)
    return line
  })
  for (const [number, line] of lines) {
    const { dimension, value, second } = names.values.valueOf(number)
    texts.push(
      JSON.stringify([
        dimension,
        value,
        second,
        COUNTERS.map((_, index) => countAt(countsOfRow, line, index)),
      ]),
    )
  }
  clearCounts(countsOfRow)
  countersOf(cells, row, (counter, sum) => {
    texts.push(JSON.stringify([names.counters.textOf(counter), sum]))
  })
  foldedOf(cells, row, (spelling) => {
    texts.push(JSON.stringify(names.values.foldedOf(spelling).raw))
  })
  return texts.toSorted()
}

/** Adds counters that stand from `from` on in `counters`, with the bits of `RowFields.bitsOf`. */
function addCell(
  cells: Cells,
  rowNumber: number,
  { value, folded }: Spelling,
  bits: number,
  counters: Float64Array,
  from: number,
): void {
  if (folded !== -1) {
    const last = extend(cells.folded, 1)
    cells.folded.values[last] = folded
  }
  const start = extend(cells.numbers, LONGEST_CELL)
  const numbers = cells.numbers.values
  numbers[start] = value
  numbers[start + 1] = cells.lastRowOf[value] === rowNumber ? bits | REST : bits
  let at = start + 2
  for (let rest = bits >>> PRESENT; rest !== 0; rest &= rest - 1) {
    const count = counters[from + 31 - Math.clz32(rest & -rest)] as number
    numbers[at++] = toNumber(count, cells.large)
  }
  cells.numbers.length = at
  cells.lastRowOf[value] = rowNumber
}

const LONGEST_CELL = 2 + COUNTERS.length

const ownCounters = new Float64Array(COUNTERS.length)

function addNewer(
  cells: Cells,
  rowNumber: number,
  names: Names,
  day: Day,
  dimension: string,
  entry: Totals,
  isObject: boolean,
): void {
  const spelling = isObject
    ? names.values.object(dimension)
    : names.values.newer(dimension, namesOf(entry), day)
  let bits = 0
  if (!isObject && hasSeven(dimension, entry)) {
    COUNTERS.forEach((name, index) => {
      const count = entry[name]
      if (!isCount(count)) return
      bits |= (1 << index) | (count > 0 ? 1 << (PRESENT + index) : 0)
      ownCounters[index] = count
    })
  }
  addCell(cells, rowNumber, spelling, bits, ownCounters, 0)
  pushCounters(cells, names, dimension, spelling.value, entry)
}

function pushCounters(cells: Cells, names: Names, dimension: string, value: number, entry: Totals): void {
  otherCounters(entry, dimension, (name, sum) => {
    const at = extend(cells.counters, 2)
    cells.counters.values[at] = names.counterOf(value, name)
    cells.counters.values[at + 1] = sum
  })
}
