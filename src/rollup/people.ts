import { type Day, isWeekday } from '../day.ts'
import { type DayRows, eachRow, engagedBits, hasFeatureArray, intOf, knownBits, ROW } from './day-rows.ts'
import { FEATURES } from '../rules/features.ts'
import { extend, type Vector, emptyVector, emptyByteVector } from '../columns/vector.ts'
import { type Activity, addSumsAt, plus, SUM, type Sums } from './totals.ts'

/** The activity of each person over the window, by the person's number. */
export interface People {
  /** `SUM.flags` sums per person: the first of `Totals.sums`. */
  readonly sums: Vector
  /** Engaged days per person and feature, in the order of FEATURES; `UNKNOWN_DAYS` if none of their rows shows it. */
  readonly featureDays: Vector<Uint8Array>
  /** Whether any of their rows carries `totals_by_feature`. */
  readonly hasFeatureArray: boolean[]
  readonly engagedWeekdays: number[]
  readonly firstActiveDay: (Day | undefined)[]
  readonly lastActiveDay: (Day | undefined)[]
  /** `phase_number` on the person's first and last active day; -1 where that day's row has none. */
  readonly firstPhase: number[]
  readonly lastPhase: number[]
  /** Engaged days by unlisted feature, then by person. */
  readonly unlistedFeatureDays: Map<number, Map<number, number>>
}

/** Sentinel, larger than the number of days in any window. */
const UNKNOWN_DAYS = 255

/** Nobody. */
export function emptyPeople(): People {
  return {
    sums: emptyVector(),
    featureDays: emptyByteVector(),
    hasFeatureArray: [],
    engagedWeekdays: [],
    firstActiveDay: [],
    lastActiveDay: [],
    firstPhase: [],
    lastPhase: [],
    unlistedFeatureDays: new Map(),
  }
}

/** Adds a day's rows to the people they are of. Days may come in any order. */
export function addDayToPeople(people: People, rows: DayRows): void {
  const weekday = isWeekday(rows.day)
  eachRow(rows, (person, row) => {
    const more = person + 1 - people.sums.length / SUM.flags
    if (more > 0) {
      extend(people.sums, more * SUM.flags, Number.NaN)
      extend(people.featureDays, more * FEATURES.length, UNKNOWN_DAYS)
    }
    const from = row * SUM.flags
    addSumsAt(people.sums.values, person * SUM.flags, rows.sums.values, from, SUM.flags)
    addFeatureDays(people, person, rows, row)
    if (hasFeatureArray(rows, row)) people.hasFeatureArray[person] = true
    if (weekday && rows.sums.values[from + SUM.engagedDays] === 1) {
      people.engagedWeekdays[person] = (people.engagedWeekdays[person] ?? 0) + 1
    }
    updateActiveRange(people, person, rows.day, intOf(rows, row, ROW.phase))
    if (rows.unlistedFeatures.size === 0) return
    for (const [feature, engaged] of rows.unlistedFeatures.get(row) ?? [])
      addUnlistedFeature(people, person, feature, engaged)
  })
}

/** Features by person, as bits in the order of FEATURES, then one for `totals_by_feature`: those that any of their rows shows, used or not. */
export type KnownFeatures = number[]

const FEATURE_ARRAY = 1 << FEATURES.length

/** Adds what a day's rows show, used or not. */
export function addKnownFeatures(known: KnownFeatures, rows: DayRows): void {
  eachRow(rows, (person, row) => {
    const array = hasFeatureArray(rows, row) ? FEATURE_ARRAY : 0
    known[person] = (known[person] ?? 0) | knownBits(rows, row) | array
  })
}

/** Which features, by their index in FEATURES, any row of some people shows, and whether one carries `totals_by_feature`. */
export function knownFeaturesOf(known: KnownFeatures, group: readonly number[]) {
  const bits = group.reduce((all, person) => all | (known[person] ?? 0), 0)
  const features = [...FEATURES.keys()].filter((feature) => ((bits >>> feature) & 1) === 1)
  return { features, hasFeatureArray: (bits & FEATURE_ARRAY) !== 0 }
}

/** A person's activity over the window; `null` is unknown. */
export interface PersonTotals extends Activity {
  readonly engagedWeekdays: number
  readonly firstActiveDay: Day | null
  readonly lastActiveDay: Day | null
  /** `phase_number` on the last active day. */
  readonly lastPhase: number | null
}

/** A person's activity over the window. `hasCounters`: rows of the window can carry counters, so that no row means 0. */
export function totalsOfPerson(people: People, person: number, hasCounters: boolean): PersonTotals {
  const phase = people.lastPhase[person] ?? -1
  return {
    sums: sumsOfPerson(people, person),
    hasCounters,
    engagedWeekdays: people.engagedWeekdays[person] ?? 0,
    firstActiveDay: people.firstActiveDay[person] ?? null,
    lastActiveDay: people.lastActiveDay[person] ?? null,
    lastPhase: phase === -1 ? null : phase,
  }
}

/** Calls `visit` with the phases of everyone whose first and last row both carry one. */
export function eachPhaseChange(
  { firstPhase, lastPhase }: People,
  visit: (first: number, last: number) => void,
): void {
  lastPhase.forEach((last, person) => {
    const first = firstPhase[person] ?? -1
    if (first !== -1 && last !== -1) visit(first, last)
  })
}

/** The sums of a person before `SUM.flags`; `NaN` if unknown, as all are for a person without rows. */
function sumsOfPerson({ sums }: People, person: number): Sums {
  const start = person * SUM.flags
  return start < sums.length ? sums.values.subarray(start, start + SUM.flags) : NO_SUMS
}

const NO_SUMS = new Float64Array(SUM.flags).fill(Number.NaN)

/** Whether a person has no row in the window. */
export function isIdlePerson({ sums }: People, person: number): boolean {
  const index = person * SUM.flags + SUM.activeDays
  return index >= sums.length || Number.isNaN(sums.values[index])
}

/** Days on which a person engaged with a feature, by its index in FEATURES; `null` if unknown. */
export function featureDaysOfPerson({ featureDays }: People, person: number, feature: number): number | null {
  const index = person * FEATURES.length + feature
  const days = index < featureDays.length ? (featureDays.values[index] as number) : UNKNOWN_DAYS
  return days === UNKNOWN_DAYS ? null : days
}

function addFeatureDays({ featureDays }: People, person: number, rows: DayRows, row: number): void {
  const days = featureDays.values
  const engaged = engagedBits(rows, row)
  const known = knownBits(rows, row)
  for (let feature = 0; feature < FEATURES.length; feature++) {
    if (((known >>> feature) & 1) === 0) continue
    const at = person * FEATURES.length + feature
    const before = days[at] as number
    days[at] = (before === UNKNOWN_DAYS ? 0 : before) + ((engaged >>> feature) & 1)
  }
}

function updateActiveRange(people: People, person: number, day: Day, phase: number): void {
  if (day < (people.firstActiveDay[person] ?? '~')) {
    people.firstActiveDay[person] = day
    people.firstPhase[person] = phase
  }
  if (day > (people.lastActiveDay[person] ?? '')) {
    people.lastActiveDay[person] = day
    people.lastPhase[person] = phase
  }
}

function addUnlistedFeature(people: People, person: number, feature: number, engaged: boolean): void {
  let days = people.unlistedFeatureDays.get(feature)
  if (days === undefined) people.unlistedFeatureDays.set(feature, (days = new Map()))
  days.set(person, plus(days.get(person) ?? Number.NaN, Number(engaged)))
}
