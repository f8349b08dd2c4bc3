import type { Day } from '../day.ts'
import { type Cells, type CellScratch, clearCells, createCellScratch, emptyCells } from './breakdown-cells.ts'
import { emptyRules, type EntryRules, reportableOn } from './engagement.ts'
import { type Vector, emptyVector, emptyIntVector } from '../columns/vector.ts'
import { PERSON } from './totals.ts'

/** Layout of a row in `DayRows.ints`: the offset of each integer. */
export const ROW = {
  person: 0,
  /** The number of the entity id that it carries. */
  entityId: 1,
  /** The number of its login. */
  login: 2,
  /** 1 if the row carries `totals_by_feature`: a feature without an entry in it is 0, not unknown. */
  hasFeatureArray: 3,
  /** `ai_adoption_phase.phase_number`, -1 where there is none. */
  phase: 4,
  /** Three words of `PERSON` bits. */
  bits: 5,
  /** Bitmasks of the USER_COLUMNS, and of the FEATURES, that are known, true or not. */
  flags: 8,
  features: 9,
  length: 10,
} as const

/** The rows of one day, reduced to numbers, until the day is rolled up. Plain data, so that threads can exchange it. */
export interface DayRows {
  readonly day: Day
  /** Number of rows, duplicate rows included; `eachRow` skips those. */
  count: number
  /** `ROW.length` integers per row. */
  readonly ints: Vector<Int32Array>
  /** `SUM.flags` sums per row: the first of `Totals.sums`. */
  readonly sums: Vector
  /** By person: the index of the row that counts, plus one; 0 if there is none. */
  readonly rowByPerson: Vector<Int32Array>
  /** By row: the unlisted features that it reports, and whether the user engaged with each. */
  readonly unlistedFeatures: Map<number, ReadonlyMap<number, boolean>>
  /** Whether rows can carry counters; those of the feature engagement preview cannot. */
  hasCounters: boolean
  /** Undefined if only totals are needed. */
  readonly cells: Cells | undefined
  /** Duplicate rows: those equal to the row that counts in all data used, and those that differ from it. */
  repeated: number
  conflicting: number
}

/** The rows of a day while they are read. */
export interface OpenRows extends DayRows {
  readonly scratch: RowScratch
  /** Bits of the features that rows can show on this day, even where none does. */
  readonly reportable: number
  /** By value of a dimension: the last row that has it, as its index plus one. */
  readonly lastRowOf: number[]
  /** By person: how many duplicate rows are equal to the row that counts, if any. */
  readonly equals: Map<number, number>
}

/** Caches, and memory used during one call; shared by all rows that are read with the same names. */
export interface RowScratch extends CellScratch {
  readonly rules: EntryRules
}

/** Empty caches. */
export function createRowScratch(): RowScratch {
  return { rules: emptyRules(), ...createCellScratch() }
}

/** Sentinel: the person has no row. */
export const NO_ROW = -1

/** The index of the row that counts for a person, or NO_ROW. */
export function rowOf({ rowByPerson }: DayRows, person: number): number {
  return person < rowByPerson.length ? (rowByPerson.values[person] as number) - 1 : NO_ROW
}

/** Calls `visit` with each person and the row that counts for them. */
export function eachRow(rows: DayRows, visit: (person: number, row: number) => void): void {
  for (let row = 0; row < rows.count; row++) {
    const person = intOf(rows, row, ROW.person)
    if (rowOf(rows, person) === row) visit(person, row)
  }
}

/** An integer of a row, by its offset in `ROW`. */
export function intOf({ ints }: DayRows, row: number, offset: number): number {
  return ints.values[row * ROW.length + offset] as number
}

/** Bits of the features that the user engaged with, in the order of FEATURES. */
export function engagedBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.bits + PERSON.engagedFeatures)
}

/** Bits of the features that are known from the row, engaged or not. */
export function knownBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.features)
}

/** Bits of USER_COLUMNS that are true. */
export function flagBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.bits) >>> PERSON.flags
}

/** Bits of USER_COLUMNS that are known from the row, true or not. */
export function knownFlagBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.flags)
}

/** Whether the row carries `totals_by_feature`, so that a feature without an entry in it is 0. Never true for the preview. */
export function hasFeatureArray(rows: DayRows, row: number): boolean {
  return intOf(rows, row, ROW.hasFeatureArray) === 1
}

/** A day without rows. `withCells`: breakdowns are needed, too. `memory` is that of a day rolled up before. */
export function emptyDayRows(
  day: Day,
  withCells = true,
  memory = newMemory(),
  scratch = createRowScratch(),
): OpenRows {
  return {
    ...memory,
    scratch,
    lastRowOf: [],
    day,
    count: 0,
    unlistedFeatures: new Map(),
    hasCounters: true,
    cells: withCells ? memory.cells : undefined,
    reportable: reportableOn(day),
    repeated: 0,
    conflicting: 0,
    equals: new Map(),
  }
}

/** Memory of a day's rows, reused for another day after the roll-up. */
export interface DayMemory extends Pick<DayRows, 'ints' | 'sums' | 'rowByPerson'> {
  readonly cells: Cells
}

function newMemory(): DayMemory {
  return {
    ints: emptyIntVector(),
    sums: emptyVector(),
    rowByPerson: emptyIntVector(),
    cells: emptyCells(),
  }
}

/** Releases the memory of a day for reuse; its rows are invalid from then on. */
export function clearedMemory({ ints, sums, rowByPerson, cells = emptyCells() }: DayRows): DayMemory {
  clearCells(cells)
  for (const memory of [ints, sums, rowByPerson]) memory.length = 0
  return { ints, sums, rowByPerson, cells }
}
