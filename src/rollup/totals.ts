import { type Counter, COUNTERS } from '../parse/report-format.ts'
import { FEATURES, USER_COLUMNS, type UserColumn } from '../rules/features.ts'
import { countBit, countIn, emptySets, type BitSets, type Roster, unite } from '../columns/bit-sets.ts'

/** An array of sums. Many small totals use plain arrays, which are cheaper to allocate than typed arrays. */
export type Sums = number[] | Float64Array

/** The activity of some people. */
export interface Activity {
  /** By `SUM`; at least the first `SUM.flags`, and no others for a person or a day. */
  readonly sums: Sums
  /** Whether its rows can carry counters; those of the feature engagement preview cannot. */
  readonly hasCounters: boolean
}

/**
 * The totals of a row, a team's day, a day, a week or a window: additive sums, and sets of distinct users.
 * A sum that nothing was added to is unknown (`NaN`), which is the neutral element of `plus`: unknown is not zero.
 * `addTotals` is associative and commutative, so that days may arrive in any order.
 */
export interface Totals extends Activity {
  /** True as soon as a day of rows with counters was added. */
  hasCounters: boolean
  /** By the offsets of `SUM`. Credits are integer millionths, so that their sum does not depend on order. */
  readonly sums: number[]
  /** User-days of engagement by the number of an unlisted feature. Changed only by `addUnlistedFeatureDays`. */
  unlistedFeatureDays: ReadonlyMap<number, number>
  /** By the bits of `PERSON`. */
  readonly people: BitSets
}

const FIRST_FLAG = COUNTERS.length + 5
const FIRST_FEATURE = FIRST_FLAG + USER_COLUMNS.length

/** Layout of `Totals.sums`: the offset of each sum. */
export const SUM = {
  /** 0 to 6: the seven counters. */
  counters: 0,
  /** Millionths of a credit. */
  credits: COUNTERS.length,
  completionGenerations: COUNTERS.length + 1,
  completionAcceptances: COUNTERS.length + 2,
  /** User-days with a row; with engagement in any feature. */
  activeDays: COUNTERS.length + 3,
  engagedDays: COUNTERS.length + 4,
  /** User-days with a flag set, in the order of USER_COLUMNS; unknown if no row carries the flag. */
  flags: FIRST_FLAG,
  /** User-days of engagement, in the order of FEATURES; unknown if no row shows the feature. */
  features: FIRST_FEATURE,
  /** User-days whose row carries `totals_by_feature`, so that a feature without an entry in it is 0. */
  featureArrays: FIRST_FEATURE + FEATURES.length,
  /** Days on which a team was listed and rows were reported. */
  daysJoined: FIRST_FEATURE + FEATURES.length + 1,
  length: FIRST_FEATURE + FEATURES.length + 2,
} as const

/** Layout of `Totals.people`: bits 0 to 31 in word 0, then a word per kind of feature bit, then further bits. */
export const PERSON = {
  member: 0,
  active: 1,
  engaged: 2,
  /** Active on a day whose teams are known. */
  teamsKnown: 3,
  /** The first of the bits in the order of USER_COLUMNS. */
  flags: 4,
  /** In the same order: a row of theirs carries the flag, set or not. */
  knownFlags: 4 + USER_COLUMNS.length,
  /** Words, with bits in the order of FEATURES: engaged with it; active when rows could show it. */
  engagedFeatures: 1,
  reportableFeatures: 2,
  /** The first of the bits for unlisted features, by number: engaged with it. */
  unlistedFeatures: 96,
} as const

/** Words of `PERSON` bits that every row has. */
export const PERSON_WORDS = 3

/** Empty totals, for the people of `roster` if given. Reuses `words` as backing storage if it is large enough. */
export function emptyTotals(roster?: Roster, words?: Int32Array): Totals {
  return {
    sums: NOTHING.slice(),
    hasCounters: false,
    unlistedFeatureDays: NO_DAYS,
    people: emptySets(roster, PERSON_WORDS, words),
  }
}

const NOTHING: readonly number[] = Array.from({ length: SUM.length }, () => Number.NaN)

/** Adds `more` to `totals` and returns `totals`. */
export function addTotals(totals: Totals, more: Totals): Totals {
  addSums(totals.sums, more.sums)
  totals.hasCounters ||= more.hasCounters
  for (const [feature, days] of more.unlistedFeatureDays) addUnlistedFeatureDays(totals, feature, days)
  unite(totals.people, more.people)
  return totals
}

/** Shared by all totals without unlisted features; never modified. */
const NO_DAYS: ReadonlyMap<number, number> = new Map()

/** Adds user-days of engagement with an unlisted feature. */
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

/** Adds sums element by element; the addends begin at index `from` of `more`. */
export function addSums(sums: Sums, more: Sums, from = 0, count = sums.length): void {
  addSumsAt(sums, 0, more, from, count)
}

/** The same, with sums that begin at index `start`. */
export function addSumsAt(sums: Sums, start: number, more: Sums, from: number, count: number): void {
  for (let index = 0; index < count; index++) {
    const addend = more[from + index] as number
    if (addend !== addend) continue
    const sum = sums[start + index] as number
    sums[start + index] = sum === sum ? sum + addend : addend
  }
}

/** A set of people in totals. `teams_known`: active on a day whose teams are known. */
export type UserSet = 'member' | 'active' | 'engaged' | 'teams_known'

const BIT_OF_SET: Readonly<Record<UserSet, number>> = {
  member: PERSON.member,
  active: PERSON.active,
  engaged: PERSON.engaged,
  teams_known: PERSON.teamsKnown,
}

/** Distinct users who are in all of some sets. */
export function users({ people }: Totals, ...sets: readonly UserSet[]): number {
  return countIn(
    people,
    0,
    sets.reduce((bits, set) => bits | (1 << BIT_OF_SET[set]), 0),
  )
}

/** User-days with a row; for one day, the number of active users. */
export function activeDays({ sums }: Activity): number {
  return known(sums[SUM.activeDays]) ?? 0
}

/** User-days of engagement with any feature; for one day, the number of engaged users. */
export function engagedDays({ sums }: Activity): number {
  return known(sums[SUM.engagedDays]) ?? 0
}

/** Whether rows were joined on any day. If not, the activity of a team is unknown. */
export function isJoined({ sums }: Totals): boolean {
  return (known(sums[SUM.daysJoined]) ?? 0) > 0
}

/** The seven counters; `null` is unknown. */
export type CounterSums = { readonly [Name in Counter]: number | null }

/**
 * The seven counters. 0 if nobody was active and rows can carry counters; otherwise `null` (unknown) if no row carries them,
 * or if there is no activity.
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

/** AI credits; `null` if unknown, as for counters. */
export function credits(activity: Activity): number | null {
  const millionths = reportedSum(activity, SUM.credits)
  return millionths === null ? null : millionths / MILLION
}

/** Sums of credits are kept in millionths. */
const MILLION = 1e6

/** Code completions shown, and accepted; `null` if unknown. */
export function completions({ sums }: Activity): { generated: number | null; accepted: number | null } {
  return {
    generated: known(sums[SUM.completionGenerations]),
    accepted: known(sums[SUM.completionAcceptances]),
  }
}

/** Distinct users with a flag of a column set; `null` if no row carries one. */
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

/** Converts unknown numbers from `NaN` or undefined to `null`. */
export function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}
