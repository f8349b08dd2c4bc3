import type { Day } from '../day.ts'
import { type Cells, clearCells, emptyCells } from './cells.ts'
import { emptyRules, type EntryRules, shownOn } from './engagement.ts'
import { type Growing, growing, growingInts } from './growing.ts'

/** Where in `DayRows.words` a row's whole numbers stand. */
export const ROW = {
  person: 0,
  /** The number of the entity id that it carries. */
  entityId: 1,
  /** 1 where `totals_by_feature` was delivered, so that a feature without an entry in it is a 0 and not unknown. */
  hasFeatureArray: 2,
  /** `ai_adoption_phase.phase_number`, -1 where there is none. */
  phase: 3,
  /** Three words of `PERSON` bits. */
  bits: 4,
  /** Bits of the flags, and of the features, that it tells of, true or not. */
  flags: 7,
  features: 8,
  length: 9,
} as const

/** The rows of one day, one a person, reduced to numbers. They live until the day is rolled up. */
export interface DayRows {
  readonly day: Day
  /** How many were taken in; `eachStandingRow` hands over those that count. */
  count: number
  /** `ROW.length` whole numbers a row. */
  readonly words: Growing<Int32Array>
  /** `SUM.flags` sums a row: the first of `Totals.sums`. */
  readonly sums: Growing
  /** By person, one more than the number of their row that stands. */
  readonly standing: Growing<Int32Array>
  readonly ownFeatures: Map<number, ReadonlyMap<number, boolean>>
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
  /** How many rows are equal to the one of a person that stands, where there are any. */
  readonly equals: Map<number, number>
}

/** A person without a row. */
export const NO_ROW = -1

/** The number of the row that stands for a person, or NO_ROW. */
export function rowOf({ standing }: DayRows, person: number): number {
  return person < standing.length ? (standing.values[person] as number) - 1 : NO_ROW
}

/** Hands over every row that stands, with its person. */
export function eachStandingRow(rows: DayRows, take: (person: number, row: number) => void): void {
  for (let row = 0; row < rows.count; row++) {
    const person = wordOf(rows, row, ROW.person)
    if (rowOf(rows, person) === row) take(person, row)
  }
}

/** One of a row's whole numbers, by `ROW`. */
export function wordOf({ words }: DayRows, row: number, word: number): number {
  return words.values[row * ROW.length + word] as number
}

/** A day with no rows yet, with room for their breakdowns when those are wanted. */
export function emptyDayRows(day: Day, withCells = true, memory = newMemory()): DayRows {
  return {
    ...memory,
    day,
    count: 0,
    ownFeatures: new Map(),
    hasCounters: true,
    cells: withCells ? memory.cells : undefined,
    shown: shownOn(day),
    repeated: 0,
    conflicting: 0,
    equals: new Map(),
  }
}

/** What the rows of a day lie in: that of a day that was rolled up can be used for another one. */
export interface DayMemory extends Pick<DayRows, 'words' | 'sums' | 'standing' | 'rules'> {
  readonly cells: Cells
}

function newMemory(): DayMemory {
  return {
    words: growingInts(),
    sums: growing(),
    standing: growingInts(),
    rules: emptyRules(),
    cells: emptyCells(),
  }
}

/** The memory of a day whose rows are not needed any more. */
export function clearedMemory({ words, sums, standing, rules, cells = emptyCells() }: DayRows): DayMemory {
  clearCells(cells)
  for (const memory of [words, sums, standing]) memory.length = 0
  return { words, sums, standing, rules, cells }
}
