import { compareTexts } from '../compare.ts'
import { BrokenCsv, eachCsvRecord, toCsvLine } from '../csv-cell.ts'
import { type Day, parseDay, weekOf } from '../day.ts'
import { Fault } from '../fault.ts'
import type { FeatureCounts, WeekTotals } from '../lines/weeks.ts'
import { COUNTERS } from '../parse/report-format.ts'
import { type History, type HistoryLine, lineKey } from './weeks.ts'

/** Incremented only when a column changes its meaning; added or removed columns need no new version. */
const SCHEMA_VERSION = 1
const VERSION = 'schema_version'
const LABELS = ['week', 'scope', 'entity', 'team_id', 'slug'] as const
const DAYS = 'days_reported'
/** Cells are empty where unknown or withheld. */
const NUMBERS = [
  'members',
  'active_users',
  'engaged_users',
  'idle_users',
  ...COUNTERS,
  'ai_credits_used',
] as const
/** Prefix of the columns of features, before the key: number of engaged users. */
const FEATURE = 'feature_'
/** Unlisted features in one column, as `key:users;key:users`, so that a new one does not change every line. */
const OTHERS = 'other_features'
const FIRST_COLUMNS = [VERSION, ...LABELS, DAYS]
const KNOWN_COLUMNS = new Set<string>([...FIRST_COLUMNS, ...NUMBERS, OTHERS])

/** The history as CSV: one line per week, entity and team, oldest week first, so that a new week is appended. */
export function formatHistory(history: History): string {
  const features = namesIn(history, (line) => line.features)
  const unknown = namesIn(history, (line) => line.unknown)
  const header = [
    ...FIRST_COLUMNS,
    ...NUMBERS,
    ...features.map((key) => `${FEATURE}${key}`),
    OTHERS,
    ...unknown,
  ]
  const lines = history.map((line) => [
    SCHEMA_VERSION,
    ...LABELS.map((name) => line[name]),
    line.days_reported,
    ...NUMBERS.map((name) => line[name]),
    ...features.map((key) => line.features.get(key) ?? null),
    formatOthers(line.other_features),
    ...unknown.map((name) => line.unknown?.get(name) ?? ''),
  ])
  return [header, ...lines].map((cells) => `${toCsvLine(cells.map(onOneLine))}\n`).join('')
}

/** Replaces control characters, so that each record is one physical line for git. */
function onOneLine<Cell>(cell: Cell): Cell | string {
  return typeof cell === 'string' ? cell.replaceAll(/\p{Cc}+/gu, ' ') : cell
}

/**
 * Parses a history that this or another version wrote: columns are found by name, in any order. Missing numbers are `null`,
 * and unknown columns are kept.
 * @throws Fault if the text is not a history, or if a newer version gives its columns another meaning
 */
export function parseHistory(text: string, path: string, today: Day): History {
  const toBrokenFault = (line: number, what: string) =>
    new Fault(
      `${path} is not a history that this action wrote (line ${line}: ${what}), so it is left as it is; restore it from an earlier commit, or name another report-path`,
    )
  if (!text.endsWith('\n')) throw toBrokenFault(text.split('\n').length, 'its end is missing')
  const history: HistoryLine[] = []
  const seen = new Set<string>()
  let parseLine: ReturnType<typeof lineParser> | undefined
  const take = (cells: readonly string[], line: number) => {
    if (parseLine === undefined) {
      const fault = headerFault(cells)
      if (fault !== undefined) throw toBrokenFault(1, fault)
      parseLine = lineParser(cells, today)
      return
    }
    const parsed = parseLine(cells)
    if (parsed === NEWER) throw toNewerFault(path)
    if (typeof parsed === 'string') throw toBrokenFault(line, parsed)
    const key = lineKey(parsed)
    if (seen.has(key)) throw toBrokenFault(line, 'the same week and team twice')
    seen.add(key)
    history.push(parsed)
  }
  try {
    eachCsvRecord(text, take)
  } catch (error) {
    throw error instanceof BrokenCsv ? toBrokenFault(error.line, NO_LINE) : error
  }
  return history
}

const NEWER = 'newer'
const NO_LINE = 'not a line of its columns'

function toNewerFault(path: string): Fault {
  return new Fault(
    `${path} was written by a newer version of this action, in which its columns mean something else, so it is left as it is; use that version here too`,
  )
}

function headerFault(header: readonly string[]): string | undefined {
  const missing = FIRST_COLUMNS.find((name) => !header.includes(name))
  if (missing !== undefined) return `there is no column ${missing}`
  if (header.includes('')) return 'a column has no name'
  return new Set(header).size === header.length ? undefined : 'a column is there twice'
}

/** Returns a parser of the cells of a line, which returns a string if something is wrong. Columns are looked up once. */
function lineParser(
  header: readonly string[],
  today: Day,
): (cells: readonly string[]) => HistoryLine | string {
  const isFeature = (name: string) => name.startsWith(FEATURE)
  const isUnknown = (name: string) => !isFeature(name) && !KNOWN_COLUMNS.has(name)
  const columnsOf = (names: readonly string[]) => names.map((name) => [name, header.indexOf(name)] as const)
  const first = FIRST_COLUMNS.map((name) => header.indexOf(name))
  const numbers = columnsOf([DAYS, ...NUMBERS])
  const features = columnsOf(header.filter(isFeature)).map(
    ([name, at]) => [name.slice(FEATURE.length), at] as const,
  )
  const unknown = columnsOf(header.filter(isUnknown))
  const others = header.indexOf(OTHERS)
  const readWeek = weekReader()
  return (cells) => {
    if (cells.length !== header.length) return NO_LINE
    const [version = '', weekText = '', scope = '', entity = '', team_id = '', slug = ''] = first.map(
      (at) => cells[at] ?? '',
    )
    if (Number(version) > SCHEMA_VERSION) return NEWER
    const week = readWeek(weekText)
    const known = numbersAt(cells, numbers)
    const counts = numbersAt(cells, features)
    const other_features = parseOthers(cells[others] ?? '')
    const isComplete =
      version === String(SCHEMA_VERSION) && scope !== '' && entity !== '' && week !== undefined
    if (!isComplete || known === undefined || counts === undefined || other_features === undefined)
      return NO_LINE
    if (known.get(DAYS) === null) return NO_LINE
    // No run can have written it, and it would remain the newest week for ever. It is an error, not dropped, so that no
    // week is lost if it is the clock of the runner that is wrong.
    if (week > today) return 'its week lies in the future'
    const line = { week, scope, entity, team_id, slug, ...numbersOf(known), features: counts, other_features }
    if (unknown.length === 0) return line
    return { ...line, unknown: new Map(unknown.map(([name, at]) => [name, cells[at] ?? ''])) }
  }
}

type Columns = readonly (readonly [name: string, at: number])[]

/** The numbers of a line by name, `null` if the cell is empty or the column missing; undefined if a cell is not a number. */
function numbersAt(cells: readonly string[], columns: Columns): Map<string, number | null> | undefined {
  const numbers = new Map<string, number | null>()
  for (const [name, at] of columns) {
    const number = parseNumber(cells[at] ?? '')
    if (Number.isNaN(number)) return undefined
    numbers.set(name, number)
  }
  return numbers
}

/** Typed view of `known`, in which `numbersAt` has set every name. */
function numbersOf(known: ReadonlyMap<string, number | null>) {
  return Object.fromEntries(known) as Pick<WeekTotals, (typeof NUMBERS)[number] | typeof DAYS>
}

/** Returns a parser of Mondays with a cache: very many lines have the same few. */
function weekReader(): (text: string) => Day | undefined {
  const known = new Map<string, Day | undefined>()
  return (text) => {
    if (!known.has(text)) {
      const day = parseDay(text)
      known.set(text, day !== undefined && day === text && weekOf(day) === day ? day : undefined)
    }
    return known.get(text)
  }
}

function namesIn(
  history: History,
  of: (line: HistoryLine) => ReadonlyMap<string, unknown> | undefined,
): string[] {
  const names = new Set<string>()
  for (const line of history) for (const name of of(line)?.keys() ?? []) names.add(name)
  return [...names].toSorted(compareTexts)
}

function formatOthers(features: FeatureCounts): string {
  if (features.size === 0) return ''
  const known = [...features].toSorted(([left], [right]) => compareTexts(left, right))
  return known.map(([key, count]) => `${encodeURIComponent(key.toWellFormed())}:${count}`).join(';')
}

function parseOthers(cell: string): FeatureCounts | undefined {
  const counts = new Map<string, number>()
  if (cell === '') return counts
  for (const part of cell.split(';')) {
    const [, key, count] = /^([\w%.!~*'()-]*):(\d+)$/.exec(part) ?? []
    const name = key === undefined ? undefined : decoded(key)
    if (name === undefined) return undefined
    counts.set(name, Number(count))
  }
  return counts
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** `null` if the cell is empty (unknown), `NaN` if it is not a number. */
function parseNumber(cell: string): number | null {
  if (cell === '') return null
  const number = Number(cell)
  return number >= 0 && number <= Number.MAX_SAFE_INTEGER && String(number) === cell ? number : Number.NaN
}
