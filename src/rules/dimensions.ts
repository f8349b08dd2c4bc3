import { type Counter, COUNTERS, type BreakdownEntry } from '../parse/report-format.ts'

/** Dimensions that every row has, in the order of every file. Newer ones come behind, by name. */
export const DIMENSIONS = [
  'ide',
  'feature',
  'language',
  'model',
  'language_feature',
  'language_model',
  'model_feature',
] as const

/**
 * Of each of KNOWN_ARRAYS the dimension that its entries are counted under, and whether the first of their two keys is a
 * dimension of its own, summed over the second.
 */
export const DIMENSIONS_OF_ARRAYS: readonly {
  readonly dimension: (typeof DIMENSIONS)[number]
  readonly alsoFirst: boolean
}[] = [
  { dimension: 'ide', alsoFirst: false },
  { dimension: 'feature', alsoFirst: false },
  { dimension: 'language_feature', alsoFirst: true },
  { dimension: 'language_model', alsoFirst: false },
  { dimension: 'model_feature', alsoFirst: true },
]

/** Arrays of CLI customisations, where one early roll-out named the counter differently. */
const CUSTOMISATIONS = new Set(['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'])
const SEVEN = new Set<string>(COUNTERS)

/**
 * Calls `visit` with the entries of a `totals_by_*` field of a row that GitHub added later, or the one object it is (counters
 * only, no values), by its own name, unless it is summed out of a pair already.
 */
export function newerTotals(
  field: string,
  value: unknown,
  visit: (dimension: string, entry: BreakdownEntry, isObject: boolean) => void,
): void {
  const dimension = field.slice('totals_by_'.length)
  if ((DIMENSIONS as readonly string[]).includes(dimension)) return
  if (Array.isArray(value)) {
    for (const entry of value) if (isObject(entry)) visit(dimension, entry, false)
  } else if (isObject(value)) visit(dimension, value, true)
}

/** What names an entry of a newer array: of two texts the stable id is `value` and the name `second`. */
export function namesOf(entry: BreakdownEntry): { value: string; second: string; isId: boolean } {
  let [id, first, next]: (string | undefined)[] = []
  for (const key in entry) {
    if (!isName(key, entry[key])) continue
    if (id === undefined && key.endsWith('_id')) id = key
    else if (first === undefined) first = key
    else next ??= key
  }
  const [value, second] = id === undefined ? [first, next] : [id, first]
  const text = (key: string | undefined) => (key === undefined ? '' : String(entry[key]))
  return { value: text(value), second: text(second), isId: id !== undefined }
}

/**
 * Calls `visit` with the counters of an entry that are none of the seven: whole numbers that add. One level of objects
 * (`token_usage`) is looked into, but for `last_known_*`: what was seen last is no sum of the day.
 */
export function otherCounters(
  entry: BreakdownEntry,
  dimension: string,
  keys: CounterKeys,
  visit: (name: string, sum: number) => void,
  isNested = false,
): void {
  for (const key in entry) {
    const value = entry[key]
    if (isCount(value)) {
      if (keys.isAdditive(key)) visit(key, value)
    } else if (isObject(value) && !isNested && !key.startsWith('last_known_'))
      otherCounters(value, '', keys, visit, true)
  }
  if (CUSTOMISATIONS.has(dimension) && entry['interaction_count'] === undefined) {
    const { user_initiated_interaction_count: count } = entry
    if (isCount(count)) visit('interaction_count', count)
  }
}

/** Whether a newer array reports one of the seven counters under its name: customisations once used one of them for another. */
export function reportsCounter(dimension: string, name: Counter): boolean {
  return name !== 'user_initiated_interaction_count' || !CUSTOMISATIONS.has(dimension)
}

function isName(key: string, value: unknown): boolean {
  if (key === 'sampled_at' || key.includes('version')) return false
  return (typeof value === 'string' && value !== '') || (key.endsWith('_id') && typeof value === 'number')
}

/** Which keys are those of counters that add, worked out once for each of the first ones. */
export interface CounterKeys {
  isAdditive(key: string): boolean
}

/** Far more than there are: keys behind them are looked at each time. */
const MOST_KEYS = 10_000

/** No keys yet. */
export function createCounterKeys(): CounterKeys {
  const known = new Map<string, boolean>()
  return {
    isAdditive(key) {
      const before = known.get(key)
      if (before !== undefined) return before
      const adds = isAdditive(key)
      if (known.size < MOST_KEYS) known.set(key, adds)
      return adds
    },
  }
}

/** Averages, medians, percentiles and distinct counts do not add; versions and moments are no counters. */
function isAdditive(key: string): boolean {
  const isSum = key.endsWith('_count') || key.endsWith('_sum') || key.startsWith('total_')
  return isSum && !SEVEN.has(key) && !/^(distinct|avg|median|p\d+)_/.test(key)
}

/** A whole number that is not below 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)
}

function isObject(value: unknown): value is BreakdownEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
