import type { Day } from '../day.ts'
import { createDictionary } from '../dictionary.ts'
import { CARRIED_AS_NULL, type RowFields } from '../parse/fields.ts'
import { COUNTERS, FLAGS, KNOWN_ARRAYS } from '../parse/rows.ts'
import { type Evidence, FEATURES, ownFeatureKey } from './features.ts'

/** A row's features as bits, in the order of the registry: 1 engaged; 0 and known: not engaged; 0 and not known: unknown. */
export interface Engagement {
  readonly engaged: number
  readonly known: number
  /** Features that are in no registry: the value as GitHub names it, and whether the user engaged with it. */
  readonly own: ReadonlyMap<string, boolean> | undefined
}

interface EntryRule {
  readonly bit: number
  /** By their places in COUNTERS: one of them above 0 is engagement. */
  readonly counters: readonly number[]
}
interface FeatureRules {
  readonly rules: readonly EntryRule[]
  readonly ownKey: string | undefined
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
const REVIEW = maskOf(({ flags }) => flags?.includes('used_copilot_code_review_active') ?? false)
/** The features that each of FLAGS shows. */
const BITS_OF_FLAGS = FLAGS.map((flag) => maskOf(({ flags }) => flags?.includes(flag) ?? false))
const OBJECT_RULES = withEvidence.flatMap(({ bit, objects }) =>
  objects === undefined ? [] : [{ bit, ...objects }],
)

/** Bits of the features that rows could show on `day`, if GitHub reported them. */
export function shownOn(day: Day): number {
  return FEATURES.reduce((mask, { since }, index) => {
    return since === undefined || since <= day ? mask | (1 << index) : mask
  }, 0)
}

/** Which features the user of `row` engaged with that day. `shown` are the bits of `shownOn` for the row's day. */
export function engagementOf(row: RowFields, shown: number): Engagement {
  let engaged = 0
  let known = OMITTED & shown
  for (let flag = 0; flag < BITS_OF_FLAGS.length; flag++) {
    const value = row.flags[flag] as number
    const bit = BITS_OF_FLAGS[flag] as number
    if (value === 1) engaged |= bit
    else if (value === 0) known |= bit
    else if (value === CARRIED_AS_NULL) known |= bit & REVIEW & shown
  }
  for (const [field, value] of row.newTotals) {
    if (value === undefined || value === null) continue
    for (const { bit, name, counters } of OBJECT_RULES) {
      if (name !== field) continue
      known |= bit
      if (shows(value, counters)) engaged |= bit
    }
  }
  if (((row.arrays >>> FEATURES_ARRAY) & 1) === 0) return { engaged, known: known | engaged, own: undefined }
  known |= IN_ENTRIES & shown
  let own: Map<string, boolean> | undefined
  featureEntries(row, ({ rules, ownKey }, from) => {
    for (const { bit, counters } of rules) {
      known |= bit
      if (anyAbove(row, from, counters)) engaged |= bit
    }
    if (ownKey !== undefined) {
      own ??= new Map()
      own.set(ownKey, (own.get(ownKey) ?? false) || anyAbove(row, from, ALL_COUNTERS))
    }
  })
  return { engaged, known: known | engaged, own }
}

const FEATURES_ARRAY = KNOWN_ARRAYS.indexOf('totals_by_feature')
const ALL_COUNTERS = COUNTERS.map((_, index) => index)

/** Hands over the rules of each entry of `totals_by_feature`, and where its counters begin in `row.countersOf`. */
export function featureEntries(row: RowFields, take: (rules: FeatureRules, counters: number) => void): void {
  for (let entry = 0; entry < row.entries; entry++) {
    if (row.arrayOf[entry] !== FEATURES_ARRAY) continue
    const [start, end] = [row.keysOf[entry * 4] as number, row.keysOf[entry * 4 + 1] as number]
    const feature = features.idOfBytes(row.bytes, start, end)
    take((rulesOf[feature] ??= toRules(features.textOf(feature))), entry * COUNTERS.length)
  }
}

const features = createDictionary()
const rulesOf: FeatureRules[] = []

/** The rules for a value of `totals_by_feature[].feature`. */
function toRules(value: string): FeatureRules {
  const name = value.trim().toLowerCase()
  const isCompletion = name === 'code_completion'
  const ownKey = ownFeatureKey(name)
  const namesake = FEATURES.findIndex(({ key }) => key === ownKey)
  const rules = withEvidence.flatMap(({ bit, entries }) =>
    entries?.features.some((feature) => fits(name, feature))
      ? [{ bit, counters: entries.counters.map((counter) => COUNTERS.indexOf(counter)) }]
      : [],
  )
  if (namesake === -1) return { rules, ownKey, isCompletion }
  rules.push({ bit: 1 << namesake, counters: ALL_COUNTERS })
  return { rules, ownKey: undefined, isCompletion }
}

function fits(name: string, feature: string): boolean {
  return feature.endsWith('*') ? name.startsWith(feature.slice(0, -1)) : name === feature
}

function anyAbove({ countersOf }: RowFields, from: number, counters: readonly number[]): boolean {
  for (const counter of counters) if ((countersOf[from + counter] as number) > 0) return true
  return false
}

/** One object, or any of an array's. */
function shows(value: unknown, counters: readonly string[]): boolean {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return entries.some(
    (entry) =>
      typeof entry === 'object' &&
      entry !== null &&
      counters.some((name) => isAboveZero((entry as Record<string, unknown>)[name])),
  )
}

function isAboveZero(value: unknown): boolean {
  return typeof value === 'number' && value > 0
}
