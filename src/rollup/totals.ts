import { type Counter, COUNTERS } from '../parse/report-format.ts'
import { FEATURES, USER_COLUMNS, type UserColumn } from '../rules/features.ts'
import { countBit, countIn, emptySets, type BitSets, type Roster, unite } from '../columns/bit-sets.ts'

/** Sums side by side. Those of many small totals are plain arrays, which cost less to make and to drop than typed ones. */
export type Sums = number[] | Float64Array

/** What some people did: `SUM.flags` sums at least. Of a person and of a day there are no more. */
export interface Activity {
  readonly sums: Sums
  /** Whether its rows can carry counters; those of the feature engagement preview cannot. */
  readonly hasCounters: boolean
}

/**
 * What a row, a team's day, a day, a week or a window amounts to: sums that add, and sets of people that unite.
 * A sum that nothing was added to is unknown (`NaN`), which is the neutral element of `plus`: unknown is not zero.
 * `addTotals` is associative and commutative, so that days may arrive in any order.
 */
export interface Totals extends Activity {
  /** True as soon as a day of rows with counters was added. */
  hasCounters: boolean
  /** By the numbers of `SUM`; credits are whole millionths, so that their sum does not depend on order. */
  readonly sums: number[]
  /** Engaged days of people, by the number of a feature that is in no registry; `addUnlistedFeatureDays` adds to it. */
  unlistedFeatureDays: ReadonlyMap<number, number>
  /** By the bits of `PERSON`. */
  readonly people: BitSets
}

const FIRST_FLAG = COUNTERS.length + 5
const FIRST_FEATURE = FIRST_FLAG + USER_COLUMNS.length

/** Where in `Totals.sums` a sum stands. */
export const SUM = {
  /** 0 to 6: the seven counters. */
  counters: 0,
  /** Millionths of a credit. */
  credits: COUNTERS.length,
  completionGenerations: COUNTERS.length + 1,
  completionAcceptances: COUNTERS.length + 2,
  /** Days of people with a row. */
  activeDays: COUNTERS.length + 3,
  engagedDays: COUNTERS.length + 4,
  /** Days of people with a flag set, in the order of USER_COLUMNS; unknown where no row carries the flag. */
  flags: FIRST_FLAG,
  /** Days of people who engaged, in the order of FEATURES; unknown where no row shows the feature. */
  features: FIRST_FEATURE,
  /** Days of people whose row delivers `totals_by_feature`, so that a feature without an entry in it is a 0. */
  featureArrays: FIRST_FEATURE + FEATURES.length,
  /** Days on which a team was listed and rows were reported. */
  daysJoined: FIRST_FEATURE + FEATURES.length + 1,
  length: FIRST_FEATURE + FEATURES.length + 2,
} as const

/** Bits of `Totals.people`. Of a feature: who engaged with it, and who was active when rows could show it. */
export const PERSON = {
  member: 0,
  active: 1,
  engaged: 2,
  /** Active on a day whose teams are known. */
  teamsKnown: 3,
  /** In the order of USER_COLUMNS. */
  flags: 4,
  /** Words 1 and 2, in the order of FEATURES. */
  engagedFeatures: 1,
  reportableFeatures: 2,
  /** From here on: engaged with a feature that is in no registry, by its number. */
  unlistedFeatures: 96,
} as const

/** Words of `PERSON` bits that every row has. */
export const PERSON_WORDS = 3

/** Totals of nothing, for the people of a roster where they are always the same; `words` is memory that may be used for their bits. */
export function emptyTotals(roster?: Roster, words?: Int32Array): Totals {
  return {
    sums: NOTHING.slice(),
    hasCounters: false,
    unlistedFeatureDays: NO_DAYS,
    people: emptySets(roster, PERSON_WORDS, words),
  }
}

const NOTHING: readonly number[] = Array.from({ length: SUM.length }, () => Number.NaN)

/** Adds `more` into `totals` and answers `totals`. */
export function addTotals(totals: Totals, more: Totals): Totals {
  addSums(totals.sums, more.sums)
  totals.hasCounters ||= more.hasCounters
  for (const [feature, days] of more.unlistedFeatureDays) addUnlistedFeatureDays(totals, feature, days)
  unite(totals.people, more.people)
  return totals
}

/** Most totals have none. */
const NO_DAYS: ReadonlyMap<number, number> = new Map()

/** Adds engaged days of a feature that is in no registry. */
export function addUnlistedFeatureDays(totals: Totals, feature: number, days: number): void {
  const own =
    totals.unlistedFeatureDays === NO_DAYS ? new Map() : (totals.unlistedFeatureDays as Map<number, number>)
  own.set(feature, plus(own.get(feature) ?? Number.NaN, days))
  totals.unlistedFeatureDays = own
}

/** The sum of two numbers either of which may be unknown. */
export function plus(left: number, right: number): number {
  return Number.isNaN(left) ? right : Number.isNaN(right) ? left : left + right
}

/** Adds sums one by one; `from` is where the addends begin in `more`. */
export function addSums(sums: Sums, more: Sums, from = 0, count = sums.length): void {
  addSumsAt(sums, 0, more, from, count)
}

/** The same where the sums begin at `start`. */
export function addSumsAt(sums: Sums, start: number, more: Sums, from: number, count: number): void {
  for (let index = 0; index < count; index++) {
    const addend = more[from + index] as number
    if (addend !== addend) continue
    const sum = sums[start + index] as number
    sums[start + index] = sum === sum ? sum + addend : addend
  }
}

/** A set of people that totals know. `teams_known`: active on a day whose teams are known. */
export type UserSet = 'member' | 'active' | 'engaged' | 'teams_known'

const BIT_OF_SET: Readonly<Record<UserSet, number>> = {
  member: PERSON.member,
  active: PERSON.active,
  engaged: PERSON.engaged,
  teams_known: PERSON.teamsKnown,
}

/** How many people are in all of some sets. */
export function users({ people }: Totals, ...sets: readonly UserSet[]): number {
  return countIn(
    people,
    0,
    sets.reduce((bits, set) => bits | (1 << BIT_OF_SET[set]), 0),
  )
}

/** Days of people with a row; on one day as many as people. */
export function activeDays({ sums }: Activity): number {
  return known(sums[SUM.activeDays]) ?? 0
}

/** Days of people who engaged with a feature; on one day as many as people. */
export function engagedDays({ sums }: Activity): number {
  return known(sums[SUM.engagedDays]) ?? 0
}

/** Whether rows were joined on any day; where none were, nothing is known of what a team did. */
export function isJoined({ sums }: Totals): boolean {
  return (known(sums[SUM.daysJoined]) ?? 0) > 0
}

/** The seven counters; `null` is unknown. */
export type CounterSums = { readonly [Name in Counter]: number | null }

/**
 * The seven counters: 0 where nobody was active, unknown (`null`) where people were and no row carries them, or where there
 * are none at all.
 */
export function counters(activity: Activity | undefined): CounterSums {
  const values: Record<Counter, number | null> = { ...ALL_UNKNOWN }
  if (activity === undefined) return values
  for (let index = 0; index < COUNTERS.length; index++) {
    values[COUNTERS[index] as Counter] = reportedSum(activity, SUM.counters + index)
  }
  return values
}

const ALL_UNKNOWN = Object.fromEntries(COUNTERS.map((name) => [name, null])) as Record<Counter, null>

/** AI credits; unknown as counters are. */
export function credits(activity: Activity): number | null {
  const millionths = reportedSum(activity, SUM.credits)
  return millionths === null ? null : millionths / MILLION
}

/** Sums of credits are kept in millionths. */
const MILLION = 1e6

/** What code completion showed, and what of that was accepted; `null` is unknown. */
export function completions({ sums }: Activity): { generated: number | null; accepted: number | null } {
  return {
    generated: known(sums[SUM.completionGenerations]),
    accepted: known(sums[SUM.completionAcceptances]),
  }
}

/** People with a flag of a column set; unknown where no row carries one. */
export function flagUsers(totals: Totals, column: UserColumn): number | null {
  const index = USER_COLUMNS.indexOf(column)
  return reportedSum(totals, SUM.flags + index) === null
    ? null
    : countBit(totals.people, PERSON.flags + index)
}

function reportedSum(activity: Activity, sum: number): number | null {
  const quiet = activity.hasCounters && activeDays(activity) === 0
  return known(activity.sums[sum]) ?? (quiet ? 0 : null)
}

/** A number that may be unknown, as files and pages have it: `null` rather than `NaN`. */
export function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
