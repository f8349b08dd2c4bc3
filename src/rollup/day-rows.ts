import type { Day } from '../day.ts'
import { type Cells, clearCells, emptyCells } from './breakdown-cells.ts'
import { emptyRules, type EntryRules, shownOn } from './engagement.ts'
import { type Growing, growing, growingInts } from '../columns/vector.ts'
import { PERSON } from './totals.ts'

/** Offsets of a row's whole numbers in `DayRows.ints`. */
export const ROW = {
  person: 0,
  /** The number of the entity id that it carries. */
  entityId: 1,
  /** 1 where `totals_by_feature` was delivered, so that a feature without an entry in it is a 0 and not unknown. */
  hasFeatureArray: 2,
  /** `ai_adoption_phase.phase_number`, -1 where there is none. */
  phase: 3,
  /** Three numbers of `PERSON` bits. */
  bits: 4,
  /** Bits of the flags, and of the features, that it tells of, true or not. */
  flags: 7,
  features: 8,
  length: 9,
} as const

/** The rows of one day, one a person, reduced to numbers. They live until the day is rolled up. */
export interface DayRows {
  readonly day: Day
  /** How many were added, duplicate rows included; `eachRow` leaves those out. */
  count: number
  /** `ROW.length` whole numbers a row. */
  readonly ints: Growing<Int32Array>
  /** `SUM.flags` sums a row: the first of `Totals.sums`. */
  readonly sums: Growing
  /** By person, one more than the number of the row that counts. */
  readonly rowByPerson: Growing<Int32Array>
  readonly unlistedFeatures: Map<number, ReadonlyMap<number, boolean>>
  readonly rules: EntryRules
  /** Whether rows can carry counters; those of the feature engagement preview cannot. */
  hasCounters: boolean
  /** None where only totals are wanted. */
  readonly cells: Cells | undefined
  /** Bits of the features that rows can show on this day, even where none does. */
  readonly shown: number
  /** Rows that repeat another one in all that is used, and rows that lost to a larger one of the same person. */
  repeated: number
  conflicting: number
  /** By person, how many duplicates are equal to the row that counts, where there are any. */
  readonly equals: Map<number, number>
}

/** A person without a row. */
export const NO_ROW = -1

/** The number of the row that counts for a person, or NO_ROW. */
export function rowOf({ rowByPerson }: DayRows, person: number): number {
  return person < rowByPerson.length ? (rowByPerson.values[person] as number) - 1 : NO_ROW
}

/** Calls `visit` with every row that counts, one a person, and its person. */
export function eachRow(rows: DayRows, visit: (person: number, row: number) => void): void {
  for (let row = 0; row < rows.count; row++) {
    const person = intOf(rows, row, ROW.person)
    if (rowOf(rows, person) === row) visit(person, row)
  }
}

/** One of a row's whole numbers, by `ROW`. */
export function intOf({ ints }: DayRows, row: number, offset: number): number {
  return ints.values[row * ROW.length + offset] as number
}

/** Bits of the features that the user engaged with, in the order of FEATURES. */
export function engagedBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.bits + PERSON.engagedFeatures)
}

/** Bits of the features that the row tells of, engaged or not. */
export function knownBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.features)
}

/** Bits of USER_COLUMNS that are true. */
export function flagBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.bits) >>> PERSON.flags
}

/** Bits of USER_COLUMNS that the row tells of, true or not. */
export function knownFlagBits(rows: DayRows, row: number): number {
  return intOf(rows, row, ROW.flags)
}

/** Whether `totals_by_feature` was delivered, so that a feature without an entry in it is a 0; never in the preview. */
export function hasFeatureArray(rows: DayRows, row: number): boolean {
  return intOf(rows, row, ROW.hasFeatureArray) === 1
}

/** A day with no rows yet, with room for their breakdowns when those are wanted. */
export function emptyDayRows(day: Day, withCells = true, memory = newMemory()): DayRows {
  return {
    ...memory,
    day,
    count: 0,
    unlistedFeatures: new Map(),
    hasCounters: true,
    cells: withCells ? memory.cells : undefined,
    shown: shownOn(day),
    repeated: 0,
    conflicting: 0,
    equals: new Map(),
  }
}

/** Memory of a day's rows, which another day uses again once these were rolled up. */
export interface DayMemory extends Pick<DayRows, 'ints' | 'sums' | 'rowByPerson' | 'rules'> {
  readonly cells: Cells
}

function newMemory(): DayMemory {
  return {
    ints: growingInts(),
    sums: growing(),
    rowByPerson: growingInts(),
    rules: emptyRules(),
    cells: emptyCells(),
  }
}

/** The memory of a day whose rows are not needed any more. */
export function clearedMemory({ ints, sums, rowByPerson, rules, cells = emptyCells() }: DayRows): DayMemory {
  clearCells(cells)
  for (const memory of [ints, sums, rowByPerson]) memory.length = 0
  return { ints, sums, rowByPerson, rules, cells }
}
