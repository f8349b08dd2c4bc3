import { PRESENT, type RowFields } from '../parse/fields.ts'
import { COUNTERS, type BreakdownEntry } from '../parse/report-format.ts'
import { type Cells, ENDS, REST } from './breakdown-cells.ts'
import { toNumber } from '../columns/counter-table.ts'
import {
  DIMENSIONS_OF_ARRAYS,
  isCount,
  namesOf,
  newerTotals,
  otherCounters,
  reportsCounter,
} from '../rules/dimensions.ts'
import { extend, reserve } from '../columns/vector.ts'
import type { OpenRows } from './day-rows.ts'
import type { Names } from './names.ts'
import type { Spelling } from './dimension-values.ts'

/**
 * Appends the cells of the next row. If a row has a value twice, under two spellings, the second cell is marked `REST`. The
 * cell of a first key that is also counted alone has no counters: those of its pairs are added up when all days are.
 */
export function addCells(rows: OpenRows, cells: Cells, row: RowFields, names: Names): void {
  const rowNumber = cells.ends.length / ENDS + 1
  for (let entry = 0; entry < row.entries; entry++) {
    const [own, first] = spellingsOf(row, entry, names)
    if (own !== undefined)
      addCell(
        rows,
        cells,
        rowNumber,
        own,
        row.bitsOf[entry] as number,
        row.countersOf,
        entry * COUNTERS.length,
      )
    if (first !== undefined) addMark(rows, cells, rowNumber, first)
  }
  for (const [entry, totals] of row.newEntries) {
    const { dimension } = DIMENSIONS_OF_ARRAYS[row.arrayOf[entry] as number] ?? { dimension: '' }
    for (const { value } of spellingsOf(row, entry, names).slice(0, 1)) {
      pushCounters(rows, cells, names, dimension, value, totals)
    }
  }
  for (const [field, value] of row.newTotals) {
    newerTotals(field, value, (dimension, entry, isObject) =>
      addNewer(rows, cells, rowNumber, names, dimension, entry, isObject),
    )
  }
  const end = extend(cells.ends, ENDS)
  cells.ends.values[end] = cells.numbers.length
  cells.ends.values[end + 1] = cells.counters.length
  cells.ends.values[end + 2] = cells.aliases.length
}

/** The values under which an entry is counted: first that of the entry itself, then that of its first key, if any. */
function spellingsOf(
  { bytes, arrayOf, keysOf }: RowFields,
  entry: number,
  { values }: Names,
): readonly Spelling[] {
  const key = entry * 4
  const first = values.texts.idOfBytes(bytes, keysOf[key] as number, keysOf[key + 1] as number)
  const second = values.texts.idOfBytes(bytes, keysOf[key + 2] as number, keysOf[key + 3] as number)
  return values.internEntry(arrayOf[entry] as number, first, second)
}

/** Appends a cell. Its counters are at index `from` of `counters`, with `bits` as in `RowFields.bitsOf`. */
function addCell(
  { lastRowOf }: OpenRows,
  cells: Cells,
  rowNumber: number,
  { value, alias }: Spelling,
  bits: number,
  counters: Float64Array,
  from: number,
): void {
  if (alias !== -1) addAlias(cells, alias)
  const start = cells.numbers.length
  if (start + MAX_CELL_LENGTH > cells.numbers.values.length) reserve(cells.numbers, MAX_CELL_LENGTH)
  const numbers = cells.numbers.values
  numbers[start] = value
  numbers[start + 1] = lastRowOf[value] === rowNumber ? bits | REST : bits
  let at = start + 2
  for (let rest = bits >>> PRESENT; rest !== 0; rest &= rest - 1) {
    const count = counters[from + 31 - Math.clz32(rest & -rest)] as number
    numbers[at++] = toNumber(count, cells.large)
  }
  cells.numbers.length = at
  lastRowOf[value] = rowNumber
}

const MAX_CELL_LENGTH = 2 + COUNTERS.length

function addAlias({ aliases }: Cells, alias: number): void {
  // First, since it may replace `values`.
  const at = extend(aliases, 1)
  aliases.values[at] = alias
}

/** Appends a cell without counters, once per row: the user has the value on this day. */
function addMark({ lastRowOf }: OpenRows, cells: Cells, rowNumber: number, { value, alias }: Spelling): void {
  if (alias !== -1) addAlias(cells, alias)
  if (lastRowOf[value] === rowNumber) return
  lastRowOf[value] = rowNumber
  const start = extend(cells.numbers, 2)
  cells.numbers.values[start] = value
  cells.numbers.values[start + 1] = 0
}

function addNewer(
  rows: OpenRows,
  cells: Cells,
  rowNumber: number,
  names: Names,
  dimension: string,
  entry: BreakdownEntry,
  isObject: boolean,
): void {
  const spelling = isObject
    ? names.values.internObject(dimension)
    : names.values.internNewer(dimension, namesOf(entry), rows.day)
  let bits = 0
  if (!isObject) {
    COUNTERS.forEach((name, index) => {
      const count = entry[name]
      if (!isCount(count) || !reportsCounter(dimension, name)) return
      bits |= (1 << index) | (count > 0 ? 1 << (PRESENT + index) : 0)
      rows.scratch.entryCounters[index] = count
    })
  }
  addCell(rows, cells, rowNumber, spelling, bits, rows.scratch.entryCounters, 0)
  pushCounters(rows, cells, names, dimension, spelling.value, entry)
}

function pushCounters(
  { scratch }: OpenRows,
  cells: Cells,
  names: Names,
  dimension: string,
  value: number,
  entry: BreakdownEntry,
): void {
  otherCounters(entry, dimension, scratch.counterKeys, (name, sum) => {
    const at = extend(cells.counters, 2)
    cells.counters.values[at] = names.internCounter(value, name)
    cells.counters.values[at + 1] = sum
  })
}
