import { type Counter, COUNTERS, type BreakdownEntry } from '../parse/report-format.ts'

/** Dimensions that every row has, in the order of every file. Newer ones follow, sorted by name. */
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
 * For each of KNOWN_ARRAYS: the dimension under which its entries are counted, and whether they are also counted under the
 * first of their two keys alone, summed over the second.
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

/** Dimensions of CLI customisations. An early version of the reports had another name for their counter. */
const CUSTOMISATIONS = new Set(['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'])
const SEVEN = new Set<string>(COUNTERS)

/**
 * Calls `visit` for a `totals_by_*` field that GitHub added after this version: with each entry of an array, or once with
 * `isObject` for a single object (counters only, no values). Its dimension is the field name without `totals_by_`. Skips
 * dimensions that the known arrays report already.
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

/** The keys that name an entry of a newer array, empty if missing. With an id, `value` is the id and `second` the name. */
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
 * Calls `visit` with each additive integer counter of an entry that is not one of COUNTERS. Includes those of nested objects
 * (`token_usage`), one level deep, except `last_known_*`: the last value seen is not a sum of the day.
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

/** Whether a key of COUNTERS means that counter in a newer array: customisations once used one of the names differently. */
export function reportsCounter(dimension: string, name: Counter): boolean {
  return name !== 'user_initiated_interaction_count' || !CUSTOMISATIONS.has(dimension)
}

function isName(key: string, value: unknown): boolean {
  if (key === 'sampled_at' || key.includes('version')) return false
  return (typeof value === 'string' && value !== '') || (key.endsWith('_id') && typeof value === 'number')
}

/** Which keys are names of additive counters. Results are cached, up to a limit. */
export interface CounterKeys {
  isAdditive(key: string): boolean
}

/** Cache limit, far above the number of real keys; further keys are checked each time. */
const MAX_KEYS = 10_000

/** An empty cache. */
export function createCounterKeys(): CounterKeys {
  const known = new Map<string, boolean>()
  return {
    isAdditive(key) {
      const before = known.get(key)
      if (before !== undefined) return before
      const adds = isAdditive(key)
      if (known.size < MAX_KEYS) known.set(key, adds)
      return adds
    },
  }
}

/** Averages, medians, percentiles and distinct counts are not additive; versions and timestamps are not counters. */
function isAdditive(key: string): boolean {
  const isSum = key.endsWith('_count') || key.endsWith('_sum') || key.startsWith('total_')
  return isSum && !SEVEN.has(key) && !/^(distinct|avg|median|p\d+)_/.test(key)
}

/** Whether a value is a safe integer of at least 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)
}

function isObject(value: unknown): value is BreakdownEntry {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
