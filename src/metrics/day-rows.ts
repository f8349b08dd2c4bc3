import type { Day } from '../day.ts'
import type { EngagementRow } from '../parse/engagement-rows.ts'
import { type RowFields, TEXT } from '../parse/fields.ts'
import { COUNTERS } from '../parse/rows.ts'
import { addCells, type Cells, cellTexts, emptyCells } from './cells.ts'
import { type Engagement, engagementOf, shownOn } from './engagement.ts'
import { FEATURES } from './features.ts'
import { extend, type Growing, growing, growingInts } from './growing.ts'
import type { Names } from './names.ts'
import { FLAGS_COUNTED, phaseOf, writeCounters } from './row-sums.ts'
import { COUNTED_FLAGS, PERSON, SUM } from './totals.ts'

/** Words of a row in `DayRows.bits`, and which of them tell the flags and the features that are known, engaged or not. */
export const ROW_WORDS = 5
export const FLAGS_WORD = 3
export const FEATURES_WORD = 4

/** The rows of one day, one a person, reduced to numbers. They live until the day is rolled up. */
export interface DayRows {
  readonly day: Day
  /** The number of each person's row. */
  readonly rowOf: Map<number, number>
  /** Of each row, its person and the entity id it carries. */
  readonly person: number[]
  readonly entityId: number[]
  /** `SUM.flags` sums a row: the first of `Totals.sums`. */
  readonly sums: Growing
  /** `ROW_WORDS` words a row: three of `PERSON` bits, then which flags and which features it tells of. */
  readonly bits: Growing<Int32Array>
  readonly ownFeatures: Map<number, ReadonlyMap<number, boolean>>
  /** `ai_adoption_phase.phase_number`, -1 where there is none. */
  readonly phase: number[]
  /** None where only totals are wanted. */
  readonly cells: Cells | undefined
  /** Features that rows can show on this day. */
  readonly shown: number
  /** Rows that repeat another one in all that is used, and rows that lost to a larger one of the same person. */
  repeated: number
  conflicting: number
  /** How many rows are equal to the one of a person that stands, where there are any. */
  readonly equals: Map<number, number>
}

/**
 * A day with no rows yet, with room for their breakdowns when those are wanted. `shown` are the features that rows can
 * show on that day even where none does; the feature engagement preview shows what its columns say and nothing else.
 */
export function emptyDayRows(day: Day, withCells = true, shown = shownOn(day)): DayRows {
  const { sums, bits, numbers, counters } = idleMemory.pop() ?? {
    sums: growing(),
    bits: growingInts(),
    numbers: growingInts(),
    counters: growing(64),
  }
  return {
    day,
    rowOf: new Map(),
    person: [],
    entityId: [],
    sums,
    bits,
    ownFeatures: new Map(),
    phase: [],
    cells: withCells ? emptyCells(numbers, counters) : undefined,
    shown,
    repeated: 0,
    conflicting: 0,
    equals: new Map(),
  }
}

/** Gives the memory of a day that was rolled up to the days to come. Its rows must not be used again. */
export function dropDayRows({ sums, bits, cells }: DayRows): void {
  if (cells === undefined) return
  const { numbers, counters } = cells
  for (const memory of [sums, bits, numbers, counters]) memory.length = 0
  idleMemory.push({ sums, bits, numbers, counters })
}

const idleMemory: {
  sums: Growing
  bits: Growing<Int32Array>
  numbers: Growing<Int32Array>
  counters: Growing
}[] = []

const countedFlags = COUNTED_FLAGS.map((flag) => FLAGS_COUNTED[flag])

/** Takes a row in. Of two rows of a person the one with the larger activity stays, whatever the order they come in. */
export function addRow(rows: DayRows, row: RowFields, names: Names): void {
  if (rows.cells !== undefined) addCells(rows.cells, row, rows.day, names)
  const person = names.people.numberOf(row, TEXT.userId, TEXT.userLogin, rows.day)
  const engagement = engagementOf(row, rows.shown)
  const number = append(rows, person, names.entityIdOf(row), engagement, phaseOf(row.phase), names)
  writeCounters(rows.sums.values, number * SUM.flags, row)
  let [on, known] = [0, 0]
  for (let flag = 0; flag < countedFlags.length; flag++) {
    const value = countedFlags[flag]?.(row, rows.day)
    if (value !== undefined) known |= 1 << flag
    if (value === true) on |= 1 << (PERSON.flags + flag)
  }
  const bits = rows.bits.values
  bits[number * ROW_WORDS] = (bits[number * ROW_WORDS] as number) | on
  bits[number * ROW_WORDS + FLAGS_WORD] = known
  keepLarger(rows, number, names)
}

/** Takes a row of the feature engagement preview in: features and nothing else. */
export function addEngagementRow(rows: DayRows, row: EngagementRow, names: Names): void {
  const engagement = { engaged: 0, known: 0, own: new Map<string, boolean>() }
  for (const [key, engaged] of row.features) {
    const index = FEATURES.findIndex((feature) => feature.key === key)
    if (index === -1) engagement.own.set(key, engaged)
    else {
      engagement.known |= 1 << index
      if (engaged) engagement.engaged |= 1 << index
    }
  }
  const person = names.people.numberOfTexts(row.user_id, row.user_login, rows.day)
  const entityId = names.entityIds.idOf(
    names.scope === 'organization' ? row.organization_id : row.enterprise_id,
  )
  keepLarger(rows, append(rows, person, entityId, engagement, -1, names), names)
}

/** What rows of both kinds have in common: who, when, and which features. Answers the row's number. */
function append(
  rows: DayRows,
  person: number,
  entityId: number,
  { engaged, known, own }: Engagement,
  phase: number,
  names: Names,
): number {
  const number = rows.person.push(person) - 1
  const isEngaged = engaged !== 0 || (own !== undefined && [...own.values()].includes(true))
  const start = extend(rows.sums, SUM.flags, Number.NaN)
  rows.sums.values[start + SUM.activeDays] = 1
  rows.sums.values[start + SUM.engagedDays] = Number(isEngaged)
  rows.entityId.push(entityId)
  rows.phase.push(phase)
  const word = extend(rows.bits, ROW_WORDS)
  const bits = rows.bits.values
  bits[word] = (1 << PERSON.active) | (isEngaged ? 1 << PERSON.engaged : 0)
  bits[word + PERSON.engagedWord] = engaged
  bits[word + PERSON.shownWord] = known | rows.shown
  bits[word + FLAGS_WORD] = 0
  bits[word + FEATURES_WORD] = known
  if (own !== undefined && own.size > 0) {
    rows.ownFeatures.set(number, new Map([...own].map(([key, on]) => [names.ownFeatures.idOf(key), on])))
  }
  return number
}

function keepLarger(rows: DayRows, number: number, names: Names): void {
  const person = rows.person[number] as number
  const rival = rows.rowOf.get(person)
  if (rival === undefined) {
    rows.rowOf.set(person, number)
    return
  }
  const difference = compareRows(rows, number, rival, names)
  const equals = rows.equals.get(person) ?? 0
  if (difference === 0) {
    rows.repeated++
    rows.equals.set(person, equals + 1)
  } else if (difference < 0) {
    rows.conflicting++
  } else {
    rows.repeated -= equals
    rows.conflicting += equals + 1
    rows.equals.delete(person)
    rows.rowOf.set(person, number)
  }
}

/** Above 0 when row `left` has the larger activity (the seven counters); ties go by everything else that is used. */
function compareRows(rows: DayRows, left: number, right: number, names: Names): number {
  const activity = (row: number) =>
    COUNTERS.reduce((sum, _, index) => sum + (rows.sums.values[row * SUM.flags + index] || 0), 0)
  return (
    activity(left) - activity(right) || compareTexts(textOf(rows, left, names), textOf(rows, right, names))
  )
}

/** All that is used of a row, in names rather than numbers, since numbers depend on the order of reading. */
function textOf(rows: DayRows, row: number, names: Names): string {
  const sums = [...rows.sums.values.subarray(row * SUM.flags, (row + 1) * SUM.flags)]
  const own = [...(rows.ownFeatures.get(row) ?? [])].map(([feature, engaged]) => [
    names.ownFeatures.textOf(feature),
    engaged,
  ])
  const entityId = names.entityIds.textOf(rows.entityId[row] ?? 0)
  const cells = rows.cells === undefined ? [] : cellTexts(rows.cells, row, names)
  return JSON.stringify([
    sums,
    [...rows.bits.values.subarray(row * ROW_WORDS, (row + 1) * ROW_WORDS)],
    rows.phase[row],
    entityId,
    own.toSorted(),
    cells,
  ])
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
