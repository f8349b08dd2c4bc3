import { type Day, parseDay, weekOf } from '../day.ts'
import { Fault } from '../fault.ts'
import type { FeatureCounts, WeekTotals } from '../metrics/week-lines.ts'
import { COUNTERS } from '../parse/rows.ts'
import { parseCsvLine, toCsvLine } from './csv-cells.ts'

/** The completed weeks of entities and their teams that a repository keeps, in the order of the file. */
export type History = readonly WeekTotals[]

const SCHEMA_VERSION = 1
const LABELS = ['schema_version', 'week', 'scope', 'entity', 'team_id', 'slug'] as const
const NUMBERS = [
  'days_reported',
  'members',
  'active_users',
  'engaged_users',
  'idle_users',
  ...COUNTERS,
  'ai_credits_used',
] as const
/** Before the key of a feature: how many people engaged with it. */
const FEATURE = 'feature_'
/** Features that come and go, as `key:people;key:people`, so that a new one does not change every line. */
const OTHERS = 'other_features'

/**
 * Brings newly computed weeks in: all that is known of an entity's week is replaced by the newer computation, other weeks
 * stay. Doing it twice changes nothing, and of different weeks the order does not matter.
 */
export function mergeWeeks(history: History, computed: History): History {
  const replaced = new Set(computed.map(weekKey))
  return [...history.filter((line) => !replaced.has(weekKey(line))), ...computed].toSorted(compareLines)
}

/** The history as CSV: a line for each week, entity and team, oldest week first, so that a new week is appended. */
export function formatHistory(history: History): string {
  const features = [...new Set(history.flatMap((line) => Object.keys(line.features)))].toSorted(compareTexts)
  const header = [...LABELS, ...NUMBERS, ...features.map((key) => `${FEATURE}${key}`), OTHERS]
  const lines = history.map((line) => [
    SCHEMA_VERSION,
    line.week,
    line.scope,
    line.entity,
    line.team_id,
    line.slug,
    ...NUMBERS.map((name) => line[name]),
    ...features.map((key) => line.features[key] ?? null),
    formatOthers(line.other_features),
  ])
  return [header, ...lines].map((cells) => `${toCsvLine(cells)}\n`).join('')
}

/**
 * Reads what `formatHistory` wrote.
 * @throws Fault where the text is anything else, or was written by a newer version
 */
export function parseHistory(text: string, path: string): History {
  const [first = '', ...rest] = text.replaceAll('\r\n', '\n').split('\n')
  const broken = (line: number, what: string) =>
    new Fault(
      `${path} is not a history that this action wrote (line ${line}: ${what}), so it is left as it is; restore it from an earlier commit, or name another report-path`,
    )
  if (rest.pop() !== '') throw broken(rest.length + 1, 'its end is missing')
  const header = parseCsvLine(first) ?? []
  const features = featuresOf(header, path, () => broken(1, 'not its columns'))
  const known = new Set<string>()
  return rest.map((line, index) => {
    const cells = parseCsvLine(line) ?? []
    if (cells[0] !== undefined && Number(cells[0]) > SCHEMA_VERSION) throw newer(path)
    const parsed = cells.length === header.length ? parseLine(cells, features) : undefined
    if (parsed === undefined) throw broken(index + 2, 'not a line of its columns')
    const key = `${weekKey(parsed)}\n${parsed.team_id}`
    if (known.has(key)) throw broken(index + 2, 'the same week and team twice')
    known.add(key)
    return parsed
  })
}

/** The keys of a header's features; columns that this version does not know come from a newer one. */
function featuresOf(header: readonly string[], path: string, broken: () => Fault): string[] {
  const fixed = [...LABELS, ...NUMBERS]
  if (header[0] !== LABELS[0]) throw broken()
  const others = header.filter((name) => !name.startsWith(FEATURE))
  const known = new Set<string>([...fixed, OTHERS])
  if (others.some((name) => !known.has(name))) throw newer(path)
  if (fixed.some((name, index) => header[index] !== name)) throw broken()
  if (header.at(-1) !== OTHERS || others.length !== known.size) throw broken()
  return header.slice(fixed.length, -1).map((name) => name.slice(FEATURE.length))
}

function newer(path: string): Fault {
  return new Fault(
    `${path} was written by a newer version of this action, so it is left as it is; use that version here too`,
  )
}

function parseLine(cells: readonly string[], keys: readonly string[]): WeekTotals | undefined {
  const [version, weekText, scope = '', entity = '', team_id = '', slug = ''] = cells
  const week = parseDay(weekText)
  const other_features = parseOthers(cells.at(-1) ?? '')
  if (version !== String(SCHEMA_VERSION) || scope === '' || entity === '') return undefined
  if (week === undefined || week !== weekText || weekOf(week) !== week) return undefined
  const numbers = cells.slice(LABELS.length, -1).map(parseNumber)
  if (other_features === undefined || numbers.some(Number.isNaN) || numbers[0] === null) return undefined
  const named: Record<string, number | null> = {}
  for (const [index, name] of NUMBERS.entries()) named[name] = numbers[index] ?? null
  const features: Record<string, number | null> = {}
  for (const [index, key] of keys.entries()) features[key] = numbers[NUMBERS.length + index] ?? null
  return { week, scope, entity, team_id, slug, ...named, features, other_features } as WeekTotals
}

function formatOthers(features: FeatureCounts): string {
  const known = Object.entries(features).toSorted(([left], [right]) => compareTexts(left, right))
  return known.map(([key, count]) => `${encodeURIComponent(key.toWellFormed())}:${count}`).join(';')
}

function parseOthers(cell: string): FeatureCounts | undefined {
  if (cell === '') return {}
  const parts = cell.split(';').map((part) => /^([\w%.!~*'()-]+):(\d+)$/.exec(part))
  try {
    return Object.fromEntries(
      parts.map((part) => {
        if (part === null) throw new URIError('not a feature')
        return [decodeURIComponent(part[1] ?? ''), Number(part[2])]
      }),
    )
  } catch {
    return undefined
  }
}

/** `null` where the cell is empty: unknown. `NaN` where it is no number. */
function parseNumber(cell: string): number | null {
  if (cell === '') return null
  const number = Number(cell)
  return number >= 0 && number < Infinity && String(number) === cell ? number : Number.NaN
}

/** Slugs of organizations and enterprises are the same in any case. */
function weekKey({ week, scope, entity }: { week: Day; scope: string; entity: string }): string {
  return `${week}\n${scope}\n${entity.toLowerCase()}`
}

function compareLines(left: WeekTotals, right: WeekTotals): number {
  return (
    compareTexts(weekKey(left), weekKey(right)) ||
    left.team_id.length - right.team_id.length ||
    compareTexts(left.team_id, right.team_id)
  )
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
