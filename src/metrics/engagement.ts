import type { Day } from '../day.ts'
import { COUNTERS, type Flag, FLAGS, type Row, type Totals } from '../parse/rows.ts'
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
  readonly counters: readonly string[]
}
interface ValueRules {
  readonly rules: readonly EntryRule[]
  readonly ownKey: string | undefined
}

const withEvidence = FEATURES.flatMap((feature, index) =>
  feature.evidence === undefined ? [] : [{ ...feature.evidence, bit: 1 << index, since: feature.since }],
)
const maskOf = (filter: (evidence: Evidence) => boolean) =>
  withEvidence.filter(filter).reduce((mask, { bit }) => mask | bit, 0)
const IN_ENTRIES = maskOf(({ entries }) => entries !== undefined)
const OMITTED = maskOf(({ omittedWhenUnused }) => omittedWhenUnused === true)
const REVIEW = maskOf(({ flags }) => flags?.includes('used_copilot_code_review_active') ?? false)
const BIT_OF_FLAG = new Map<Flag, number>(
  FLAGS.map((flag) => [flag, maskOf(({ flags }) => flags?.includes(flag) ?? false)]),
)
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
export function engagementOf(row: Row, shown: number): Engagement {
  let engaged = 0
  let known = OMITTED & shown
  for (const [flag, bit] of BIT_OF_FLAG) {
    if (row[flag] === true) engaged |= bit
    else if (row[flag] === false) known |= bit
    else if (row[flag] === null) known |= bit & REVIEW & shown
  }
  for (const { bit, name, counters } of OBJECT_RULES) {
    if (row[name] === undefined || row[name] === null) continue
    known |= bit
    if (shows(row[name], counters)) engaged |= bit
  }
  const entries = row.totals_by_feature
  if (!entries) return { engaged, known: known | engaged, own: undefined }
  known |= IN_ENTRIES & shown
  let own: Map<string, boolean> | undefined
  for (const entry of entries) {
    const { rules, ownKey } = rulesOf(entry['feature'])
    for (const { bit, counters } of rules) {
      known |= bit
      if (anyAbove(entry, counters)) engaged |= bit
    }
    if (ownKey !== undefined) {
      own ??= new Map()
      own.set(ownKey, (own.get(ownKey) ?? false) || anyAbove(entry, COUNTERS))
    }
  }
  return { engaged, known: known | engaged, own }
}

const rulesOfValue = new Map<unknown, ValueRules>()

/** The rules for a value of `totals_by_feature[].feature`, worked out once for each. */
function rulesOf(value: unknown): ValueRules {
  let rules = rulesOfValue.get(value)
  if (rules === undefined) {
    const name = typeof value === 'string' ? value.trim().toLowerCase() : ''
    const ownKey = ownFeatureKey(name)
    const namesake = FEATURES.findIndex(({ key }) => key === ownKey)
    const known = withEvidence.flatMap(({ bit, entries }) =>
      entries?.features.some((feature) => fits(name, feature)) ? [{ bit, counters: entries.counters }] : [],
    )
    rules =
      namesake === -1
        ? { rules: known, ownKey }
        : { rules: [...known, { bit: 1 << namesake, counters: COUNTERS }], ownKey: undefined }
    rulesOfValue.set(value, rules)
  }
  return rules
}

function fits(name: string, feature: string): boolean {
  return feature.endsWith('*') ? name.startsWith(feature.slice(0, -1)) : name === feature
}

function anyAbove(entry: Totals, counters: readonly string[]): boolean {
  for (const name of counters) {
    const value = entry[name]
    if (typeof value === 'number' && value > 0) return true
  }
  return false
}

/** One object, or any of an array's. */
function shows(value: unknown, counters: readonly string[]): boolean {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return entries.some(
    (entry) => typeof entry === 'object' && entry !== null && anyAbove(entry as Totals, counters),
  )
}
