import { type Day, isWeekday } from '../day.ts'
import type { DayRows } from './day-rows.ts'
import { extend, type Growing, growing } from './growing.ts'
import { addSums, plus, SUM } from './totals.ts'

/** What each person did over a window, by the person's number. Segments and breadth are read off it. */
export interface People {
  /** `SUM.rowEnd` sums a person. */
  readonly sums: Growing
  readonly engagedWeekdays: number[]
  readonly firstActiveDay: (Day | undefined)[]
  readonly lastActiveDay: (Day | undefined)[]
  /** `phase_number` on the person's first and last active day; -1 where that day's row has none. */
  readonly firstPhase: number[]
  readonly lastPhase: number[]
  /** Engaged days by own feature, then by person. */
  readonly ownFeatureDays: Map<number, Map<number, number>>
}

/** Nobody. */
export function emptyPeople(): People {
  return {
    sums: growing(),
    engagedWeekdays: [],
    firstActiveDay: [],
    lastActiveDay: [],
    firstPhase: [],
    lastPhase: [],
    ownFeatureDays: new Map(),
  }
}

/** Adds a day's rows to the people they are of. Days may come in any order. */
export function addDayToPeople(people: People, rows: DayRows): void {
  const weekday = isWeekday(rows.day)
  for (const [person, row] of rows.rowOf) {
    const needed = (person + 1) * SUM.rowEnd - people.sums.length
    if (needed > 0) extend(people.sums, needed, Number.NaN)
    const start = person * SUM.rowEnd
    const from = row * SUM.rowEnd
    addSums(people.sums.values.subarray(start, start + SUM.rowEnd), rows.sums.values, from)
    if (weekday && rows.sums.values[from + SUM.engagedDays] === 1) {
      people.engagedWeekdays[person] = (people.engagedWeekdays[person] ?? 0) + 1
    }
    widen(people, person, rows.day, rows.phase[row] ?? -1)
    for (const [feature, engaged] of rows.ownFeatures.get(row) ?? [])
      addOwnFeature(people, person, feature, engaged)
  }
}

/** One of a person's sums; unknown is NaN. */
export function sumOfPerson(people: People, person: number, sum: number): number {
  const index = person * SUM.rowEnd + sum
  return index < people.sums.length ? (people.sums.values[index] as number) : Number.NaN
}

function widen(people: People, person: number, day: Day, phase: number): void {
  if (day < (people.firstActiveDay[person] ?? '~')) {
    people.firstActiveDay[person] = day
    people.firstPhase[person] = phase
  }
  if (day > (people.lastActiveDay[person] ?? '')) {
    people.lastActiveDay[person] = day
    people.lastPhase[person] = phase
  }
}

function addOwnFeature(people: People, person: number, feature: number, engaged: boolean): void {
  let days = people.ownFeatureDays.get(feature)
  if (days === undefined) people.ownFeatureDays.set(feature, (days = new Map()))
  days.set(person, plus(days.get(person) ?? Number.NaN, Number(engaged)))
}
