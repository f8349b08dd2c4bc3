import type { Day } from '../day.ts'
import type { EngagementRow } from '../parse/engagement-rows.ts'
import { COUNTERS, type Row } from '../parse/rows.ts'
import { addCells, type Cells, cellTexts, emptyCells } from './cells.ts'
import { type Engagement, engagementOf, shownOn } from './engagement.ts'
import { FEATURES } from './features.ts'
import { extend, type Growing, growing } from './growing.ts'
import type { Names } from './names.ts'
import { flagOf, phaseOf, writeCounters } from './row-sums.ts'
import { COUNTED_FLAGS, PERSON, SUM } from './totals.ts'

/** The rows of one day, one a person, reduced to numbers. They live until the day is rolled up. */
export interface DayRows {
  readonly day: Day
  /** The number of each person's row. */
  readonly rowOf: Map<number, number>
  /** Of each row, its person and the entity id it carries. */
  readonly person: number[]
  readonly entityId: number[]
  /** `SUM.rowEnd` sums a row. */
  readonly sums: Growing
  /** Three words of `PERSON` bits a row. */
  readonly bits: number[]
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
  const { sums, numbers, counters } = idleMemory.pop() ?? {
    sums: growing(),
    numbers: growing(),
    counters: growing(64),
  }
  return {
    day,
    rowOf: new Map(),
    person: [],
    entityId: [],
    sums,
    bits: [],
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
export function dropDayRows({ sums, cells }: DayRows): void {
  if (cells === undefined) return
  for (const numbers of [sums, cells.numbers, cells.counters]) numbers.length = 0
  idleMemory.push({ sums, numbers: cells.numbers, counters: cells.counters })
}

const idleMemory: { sums: Growing; numbers: Growing; counters: Growing }[] = []

/** Takes a row in. Of two rows of a person the one with the larger activity stays, whatever the order they come in. */
export function addRow(rows: DayRows, row: Row, names: Names): void {
  const engagement = engagementOf(row, rows.shown)
  if (rows.cells !== undefined) addCells(rows.cells, row, names)
  const number = append(rows, row, engagement, phaseOf(row.ai_adoption_phase), names)
  const start = number * SUM.rowEnd
  writeCounters(rows.sums.values.subarray(start, start + SUM.rowEnd), row)
  COUNTED_FLAGS.forEach((flag, index) => {
    const value = flagOf(row, flag, rows.day)
    if (value === undefined) return
    rows.sums.values[start + SUM.flags + index] = Number(value)
    if (value) rows.bits[number * 3] = (rows.bits[number * 3] ?? 0) | (1 << (PERSON.flags + index))
  })
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
  keepLarger(rows, append(rows, row, engagement, -1, names), names)
}

/** What rows of both kinds have in common: who, when, and which features. Answers the row's number. */
function append(
  rows: DayRows,
  row: Row | EngagementRow,
  engagement: Engagement,
  phase: number,
  names: Names,
): number {
  const { engaged, known, own } = engagement
  const number = rows.person.push(names.people.numberOf(row.user_id, row.user_login, rows.day)) - 1
  const isEngaged = engaged !== 0 || [...(own?.values() ?? [])].includes(true)
  const start = extend(rows.sums, SUM.rowEnd, Number.NaN)
  const { values } = rows.sums
  values[start + SUM.activeDays] = 1
  values[start + SUM.engagedDays] = Number(isEngaged)
  for (let index = 0; index < FEATURES.length; index++) {
    if ((known >>> index) & 1) values[start + SUM.features + index] = (engaged >>> index) & 1
  }
  rows.entityId.push(names.entityIdOf(row))
  rows.phase.push(phase)
  rows.bits.push((1 << PERSON.active) | (isEngaged ? 1 << PERSON.engaged : 0), engaged, known | rows.shown)
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
    COUNTERS.reduce((sum, _, index) => sum + (rows.sums.values[row * SUM.rowEnd + index] || 0), 0)
  return (
    activity(left) - activity(right) || compareTexts(textOf(rows, left, names), textOf(rows, right, names))
  )
}

/** All that is used of a row, in names rather than numbers, since numbers depend on the order of reading. */
function textOf(rows: DayRows, row: number, names: Names): string {
  const sums = [...rows.sums.values.subarray(row * SUM.rowEnd, (row + 1) * SUM.rowEnd)]
  const own = [...(rows.ownFeatures.get(row) ?? [])].map(([feature, engaged]) => [
    names.ownFeatures.textOf(feature),
    engaged,
  ])
  const entityId = names.entityIds.textOf(rows.entityId[row] ?? 0)
  const cells = rows.cells === undefined ? [] : cellTexts(rows.cells, row, names)
  return JSON.stringify([
    sums,
    rows.bits.slice(row * 3, row * 3 + 3),
    rows.phase[row],
    entityId,
    own.toSorted(),
    cells,
  ])
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
