import { COUNTERS, KNOWN_ARRAYS, type Row, type Totals } from '../parse/rows.ts'

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

/** How the entries of a known array are cut: by one key, or by a pair of keys. */
export interface ArrayCut {
  readonly array: (typeof KNOWN_ARRAYS)[number]
  readonly dimension: (typeof DIMENSIONS)[number]
  readonly first: 'ide' | 'feature' | 'language' | 'model'
  readonly second?: 'feature' | 'model'
  /** Of a pair: the first key is a dimension of its own, summed over the second. */
  readonly alsoFirst?: true
}

export const ARRAY_CUTS: readonly ArrayCut[] = [
  { array: 'totals_by_ide', dimension: 'ide', first: 'ide' },
  { array: 'totals_by_feature', dimension: 'feature', first: 'feature' },
  {
    array: 'totals_by_language_feature',
    dimension: 'language_feature',
    first: 'language',
    second: 'feature',
    alsoFirst: true,
  },
  { array: 'totals_by_language_model', dimension: 'language_model', first: 'language', second: 'model' },
  {
    array: 'totals_by_model_feature',
    dimension: 'model_feature',
    first: 'model',
    second: 'feature',
    alsoFirst: true,
  },
]

/** Arrays of CLI customisations, where one early roll-out named the counter differently. */
const CUSTOMISATIONS = new Set(['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'])
const KNOWN_KEYS = new Set<string>([
  ...COUNTERS,
  'ide',
  'feature',
  'language',
  'model',
  'last_known_ide_version',
  'last_known_plugin_version',
])
const SEVEN = new Set<string>(COUNTERS)

/** A `totals_by_*` field that is not one of the known arrays: its dimension and its entries, or the one object it is. */
export interface NewerTotals {
  readonly dimension: string
  readonly entries: readonly Totals[]
  /** An object: counters only, no values. */
  readonly isObject: boolean
}

/** Every `totals_by_*` field of a row that GitHub added later, by its own name, unless it is summed out of a pair already. */
export function newerTotals(row: Row): NewerTotals[] {
  const found: NewerTotals[] = []
  for (const key in row) {
    const dimension = newerDimension(key)
    if (dimension === undefined) continue
    const value = row[key]
    if (Array.isArray(value)) found.push({ dimension, entries: value.filter(isObject), isObject: false })
    else if (isObject(value)) found.push({ dimension, entries: [value], isObject: true })
  }
  return found
}

const dimensionsOfKeys = new Map<string, string | undefined>()

/** The dimension of a row's key, worked out once for each key. */
function newerDimension(key: string): string | undefined {
  if (dimensionsOfKeys.has(key)) return dimensionsOfKeys.get(key)
  const dimension = key.slice('totals_by_'.length)
  const isKnown = ([...KNOWN_ARRAYS, ...DIMENSIONS] as readonly string[]).some(
    (name) => name === key || name === dimension,
  )
  dimensionsOfKeys.set(key, key.startsWith('totals_by_') && !isKnown ? dimension : undefined)
  return dimensionsOfKeys.get(key)
}

/** Whether an entry of a known array has keys that are not known, so that `otherCounters` is worth asking. */
export function hasNewKeys(entry: Totals): boolean {
  for (const key in entry) if (!KNOWN_KEYS.has(key)) return true
  return false
}

/** What names an entry of a newer array: of two texts the stable id is `value` and the name `second`. */
export function namesOf(entry: Totals): { value: string; second: string; isId: boolean } {
  const keys = Object.keys(entry).filter((key) => isName(key, entry[key]))
  const id = keys.find((key) => key.endsWith('_id'))
  const first = id ?? keys[0]
  const second = keys.find((key) => key !== first)
  const text = (key: string | undefined) => (key === undefined ? '' : String(entry[key]))
  return { value: text(first), second: text(second), isId: id !== undefined }
}

/** Counters of an entry that are none of the seven: whole numbers that add. One level of objects (`token_usage`) is looked into. */
export function otherCounters(entry: Totals, dimension: string): [name: string, sum: number][] {
  const found: [string, number][] = []
  for (const key in entry) {
    if (KNOWN_KEYS.has(key)) continue
    const value = entry[key]
    if (isAdditive(key) && isCount(value)) found.push([key, value])
    else if (isObject(value)) found.push(...otherCounters(value, ''))
  }
  if (CUSTOMISATIONS.has(dimension) && entry['interaction_count'] === undefined) {
    const { user_initiated_interaction_count: count } = entry
    if (isCount(count)) found.push(['interaction_count', count])
  }
  return found
}

/** Whether one of the seven counters of a newer array's entry is reported under that name. */
export function hasSeven(dimension: string, entry: Totals): boolean {
  return !CUSTOMISATIONS.has(dimension) && COUNTERS.some((name) => isCount(entry[name]))
}

function isName(key: string, value: unknown): boolean {
  if (key === 'sampled_at' || key.includes('version')) return false
  return (typeof value === 'string' && value !== '') || (key.endsWith('_id') && typeof value === 'number')
}

/** Averages, medians, percentiles and distinct counts do not add; versions and moments are no counters. */
function isAdditive(key: string): boolean {
  if (SEVEN.has(key) || /^(distinct|avg|median|p\d+)_/.test(key)) return false
  return key.endsWith('_count') || key.endsWith('_sum') || key.startsWith('total_')
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)
}

function isObject(value: unknown): value is Totals {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
