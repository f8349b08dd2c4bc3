import type { Day } from '../day.ts'
import { createDictionary, type Dictionary } from '../dictionary.ts'
import { CARRIED_AS_NULL, counterOf, PRESENT, type RowFields } from '../parse/fields.ts'
import { type Counter, COUNTERS, FLAGS, KNOWN_ARRAYS } from '../parse/report-format.ts'
import { type Evidence, FEATURES, unlistedFeatureKey, USER_FLAGS } from '../rules/features.ts'
import { plus } from './totals.ts'

/** A row's features as bitmasks, in the order of FEATURES. A feature that is not known is neither engaged nor not engaged. */
export interface Engagement {
  readonly engaged: number
  readonly known: number
  /** Unlisted features: the key, and whether the user engaged with it. */
  readonly unlisted: ReadonlyMap<string, boolean> | undefined
  /** Completions shown, and accepted: the counters of the acceptance rate; `NaN` if the row has none. */
  readonly generations: number
  readonly acceptances: number
}

interface EntryRule {
  readonly bit: number
  /** Bitmask by index in COUNTERS: any of them above 0 is engagement. */
  readonly counters: number
}
interface FeatureRules {
  readonly rules: readonly EntryRule[]
  readonly unlistedKey: string | undefined
  /** Its counters are those of the acceptance rate. */
  readonly isCompletion: boolean
}

const withEvidence = FEATURES.flatMap((feature, index) =>
  feature.evidence === undefined ? [] : [{ ...feature.evidence, bit: 1 << index, since: feature.since }],
)
const maskOf = (filter: (evidence: Evidence) => boolean) =>
  withEvidence.filter(filter).reduce((mask, { bit }) => mask | bit, 0)
const IN_ENTRIES = maskOf(({ entries }) => entries !== undefined)
const OMITTED = maskOf(({ omittedWhenUnused }) => omittedWhenUnused === true)
const NULL_MEANS_NO = maskOf(({ nullMeansNo }) => nullMeansNo === true)
/** The features that each of FLAGS shows. */
const BITS_OF_FLAGS = FLAGS.map((flag) => maskOf(({ flags }) => flags?.includes(flag) ?? false))
/** By the name of a field that is an object, or an array of them. */
const OBJECT_RULES = Map.groupBy(
  withEvidence.flatMap(({ bit, objects }) => (objects === undefined ? [] : [{ bit, ...objects }])),
  ({ name }) => name,
)

/** Bits of the features that rows could show on `day`, if GitHub reported them. */
export function reportableOn(day: Day): number {
  return FEATURES.reduce((mask, { since }, index) => {
    return since === undefined || since <= day ? mask | (1 << index) : mask
  }, 0)
}

/** Which features the user of `row` engaged with that day. `reportable` are the bits of `reportableOn` for the row's day. */
export function engagementOf(row: RowFields, reportable: number, rules: EntryRules): Engagement {
  if (row.features !== undefined) return engagementOfPreview(row.features)
  let engaged = 0
  let known = OMITTED & reportable
  for (let flag = 0; flag < BITS_OF_FLAGS.length; flag++) {
    const value = row.flags[flag] as number
    const bit = BITS_OF_FLAGS[flag] as number
    if (value === 1) engaged |= bit
    else if (value === 0) known |= bit
    else if (value === CARRIED_AS_NULL) known |= bit & NULL_MEANS_NO & reportable
  }
  for (let index = 0; index < row.newTotals.length; index++) {
    const [field, value] = row.newTotals[index] as RowFields['newTotals'][number]
    const features = OBJECT_RULES.get(field)
    // A value of another type says nothing about engagement.
    if (features === undefined || typeof value !== 'object' || value === null) continue
    for (const { bit, counters } of features) {
      known |= bit
      if (shows(value, counters)) engaged |= bit
    }
  }
  if (!carriesFeatureArray(row)) return { ...NO_ENTRIES, engaged, known: known | engaged }
  known |= IN_ENTRIES & reportable
  let unlisted: Map<string, boolean> | undefined
  let [generations, acceptances] = [Number.NaN, Number.NaN]
  for (let entry = 0; entry < row.entries; entry++) {
    const feature = rulesAt(row, entry, rules)
    if (feature === undefined) continue
    const present = (row.bitsOf[entry] as number) >>> PRESENT
    for (const { bit, counters } of feature.rules) {
      known |= bit
      if ((present & counters) !== 0) engaged |= bit
    }
    if (feature.isCompletion) {
      generations = plus(generations, counterOf(row, entry, GENERATIONS))
      acceptances = plus(acceptances, counterOf(row, entry, ACCEPTANCES))
    }
    if (feature.unlistedKey === undefined) continue
    unlisted ??= new Map()
    unlisted.set(feature.unlistedKey, (unlisted.get(feature.unlistedKey) ?? false) || present !== 0)
  }
  return { engaged, known: known | engaged, unlisted, generations, acceptances }
}

const NO_ENTRIES = { unlisted: undefined, generations: Number.NaN, acceptances: Number.NaN }
const GENERATIONS = COUNTERS.indexOf('code_generation_activity_count')
const ACCEPTANCES = COUNTERS.indexOf('code_acceptance_activity_count')

const RULES_OF_FLAGS = USER_FLAGS.map(({ flags, nullMeansNoSince, unless }) => ({
  flags: flags.map((flag) => FLAGS.indexOf(flag)),
  nullMeansNoSince,
  unless: unless === undefined ? -1 : FLAGS.indexOf(unless),
}))

/** Bitmasks of USER_COLUMNS for a row of `day`: which are set, and which are known (set or not). */
export function userFlagsOf(row: RowFields, day: Day): { set: number; known: number } {
  let [set, known] = [0, 0]
  for (let column = 0; column < RULES_OF_FLAGS.length; column++) {
    const isSet = flagOf(row, day, RULES_OF_FLAGS[column] as FlagRules)
    if (isSet !== undefined) known |= 1 << column
    if (isSet === true) set |= 1 << column
  }
  return { set, known }
}

type FlagRules = (typeof RULES_OF_FLAGS)[number]

function flagOf(
  row: RowFields,
  day: Day,
  { flags, nullMeansNoSince, unless }: FlagRules,
): boolean | undefined {
  if (unless !== -1 && row.flags[unless] === 1) return false
  let isSet: boolean | undefined
  for (const flag of flags) {
    const value = row.flags[flag]
    if (value === 1) return true
    const isNo = value === CARRIED_AS_NULL && nullMeansNoSince !== undefined && day >= nullMeansNoSince
    if (value === 0 || isNo) isSet = false
  }
  return isSet
}

/** Engagement of a row of the feature engagement preview, which reports it directly. */
function engagementOfPreview(features: ReadonlyMap<string, boolean>): Engagement {
  let [engaged, known] = [0, 0]
  const unlisted = new Map<string, boolean>()
  for (const [key, isEngaged] of features) {
    const index = FEATURES.findIndex((feature) => feature.key === key)
    if (index === -1) unlisted.set(key, isEngaged)
    else {
      known |= 1 << index
      if (isEngaged) engaged |= 1 << index
    }
  }
  return { ...NO_ENTRIES, engaged, known, unlisted }
}

/** Whether the row carries `totals_by_feature`, so that a feature without an entry in it is 0. */
export function carriesFeatureArray({ arrays }: RowFields): boolean {
  return ((arrays >>> FEATURES_ARRAY) & 1) === 1
}

const FEATURES_ARRAY = KNOWN_ARRAYS.indexOf('totals_by_feature')
const bitsOfCounters = (names: readonly Counter[]) =>
  names.reduce((bits, name) => bits | (1 << COUNTERS.indexOf(name)), 0)

/** The rules of an entry of `totals_by_feature`; undefined for an entry of another array. */
function rulesAt(
  { bytes, arrayOf, keysOf }: RowFields,
  entry: number,
  { features, rulesOf }: EntryRules,
): FeatureRules | undefined {
  if (arrayOf[entry] !== FEATURES_ARRAY) return undefined
  const [start, end] = [keysOf[entry * 4] as number, keysOf[entry * 4 + 1] as number]
  // The cache is full: compute the rules each time.
  if (features.size === MAX_FEATURES) return toRules(Buffer.from(bytes.subarray(start, end)).toString())
  const feature = features.idOfBytes(bytes, start, end)
  return (rulesOf[feature] ??= toRules(features.textOf(feature)))
}

const MAX_FEATURES = 10_000

/** A cache of the rules for values of `totals_by_feature[].feature`. */
export interface EntryRules {
  readonly features: Dictionary
  readonly rulesOf: FeatureRules[]
}

/** No rules yet. */
export function emptyRules(): EntryRules {
  return { features: createDictionary(), rulesOf: [] }
}

/** The rules for a value of `totals_by_feature[].feature`. */
function toRules(value: string): FeatureRules {
  const name = value.trim().toLowerCase()
  const isCompletion = name === 'code_completion'
  const unlistedKey = unlistedFeatureKey(name)
  const namesake = FEATURES.findIndex(({ key }) => key === unlistedKey)
  const rules = withEvidence.flatMap(({ bit, entries }) =>
    entries?.features.some((feature) => fits(name, feature))
      ? [{ bit, counters: bitsOfCounters(entries.counters) }]
      : [],
  )
  if (namesake === -1) return { rules, unlistedKey, isCompletion }
  rules.push({ bit: 1 << namesake, counters: bitsOfCounters(COUNTERS) })
  return { rules, unlistedKey: undefined, isCompletion }
}

function fits(name: string, feature: string): boolean {
  return feature.endsWith('*') ? name.startsWith(feature.slice(0, -1)) : name === feature
}

/** Whether an object, or any object of an array, has one of the counters above 0. */
function shows(value: unknown, counters: readonly string[]): boolean {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return entries.some(
    (entry) =>
      typeof entry === 'object' &&
      entry !== null &&
      counters.some((name) => isAboveZero((entry as Record<string, unknown>)[name])),
  )
}

/** Whether a value is a positive safe integer. Fractions and larger numbers are damaged, and are not counted elsewhere either. */
function isAboveZero(value: unknown): boolean {
  return typeof value === 'number' && value > 0 && Number.isSafeInteger(value)
}
