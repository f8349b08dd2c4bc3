import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COUNTERS } from '../src/parse/report-format.ts'

/** A file that several contenders write, and which of its numbers are held against each other. */
export interface Table {
  readonly file: string
  readonly keys: readonly string[]
  readonly numbers: readonly string[]
  /** Lines of the action that others do not make. */
  readonly without?: (line: Line) => boolean
}

type Line = Readonly<Record<string, string>>

const ACTIVITY = [...COUNTERS, 'ai_credits_used']
const VALUES = ['active_users', 'active_user_days', ...COUNTERS]
const DIMENSIONS = new Set([
  'ide',
  'feature',
  'language',
  'model',
  'language_feature',
  'language_model',
  'model_feature',
])
const isNewer = ({ dimension = '' }: Line) => !DIMENSIONS.has(dimension)
const isNeverReported = ({ feature = '' }: Line) =>
  ['dotcom_chat', 'knowledge_base_chat', 'mobile_chat', 'pull_request_summary'].includes(feature)

/** Everything that is compared. The action makes more: newer dimensions, their counters, the page, `totals.json`. */
export const TABLES: readonly Table[] = [
  {
    file: 'teams.csv',
    keys: ['team_id'],
    numbers: [
      'members',
      'active_users',
      'engaged_users',
      'active_user_days',
      ...ACTIVITY,
      'completion_acceptance_rate',
      'chat_users',
      'agent_users',
      'cli_users',
      'copilot_app_users',
      'cloud_agent_users',
      'code_review_users',
    ],
  },
  {
    file: 'team-days.csv',
    keys: ['day', 'team_id'],
    numbers: ['members', 'active_users', 'engaged_users', ...ACTIVITY],
  },
  {
    file: 'days.csv',
    keys: ['day'],
    numbers: ['active_users', 'engaged_users', 'users_in_no_team', ...ACTIVITY],
  },
  {
    file: 'features.csv',
    keys: ['feature'],
    numbers: ['engaged_users', 'engaged_user_days'],
    without: isNeverReported,
  },
  {
    file: 'team-features.csv',
    keys: ['team_id', 'feature'],
    numbers: ['engaged_users', 'engaged_user_days'],
    without: isNeverReported,
  },
  { file: 'breakdowns.csv', keys: ['dimension', 'value', 'second_value'], numbers: VALUES, without: isNewer },
  {
    file: 'team-breakdowns.csv',
    keys: ['team_id', 'dimension', 'value', 'second_value'],
    numbers: VALUES,
    without: isNewer,
  },
  {
    file: 'people.csv',
    keys: ['user_id'],
    numbers: [
      'active_days',
      'engaged_days',
      'features_used',
      'feature_days',
      'consistency',
      'first_active_day',
      'last_active_day',
      'adoption_phase',
      ...ACTIVITY,
    ],
  },
  {
    file: 'people-features.csv',
    keys: ['user_id', 'feature'],
    numbers: ['engaged_days'],
    without: isNeverReported,
  },
]

/**
 * Holds the numbers of one file against those of another and answers how many are equal.
 * @throws Error that names the first difference
 */
export function compareTable(table: Table, ours: string, theirs: string): number {
  const wanted = new Map<string, string>()
  for (const line of readCsv(join(ours, table.file))) {
    if (table.without?.(line) !== true) wanted.set(keyOf(table, line), numbersOf(table, line))
  }
  let lines = 0
  for (const line of readCsv(join(theirs, table.file))) {
    const key = keyOf(table, line)
    const [expected, found] = [wanted.get(key), numbersOf(table, line)]
    if (expected !== found) {
      throw new Error(
        `${table.file} differs at ${key}: the action has ${expected ?? 'no such line'}, ${theirs} has ${found}`,
      )
    }
    lines++
  }
  if (lines !== wanted.size)
    throw new Error(`${table.file}: the action has ${wanted.size} lines, ${theirs} has ${lines}`)
  return lines * table.numbers.length
}

function keyOf({ keys }: Table, line: Line): string {
  return keys.map((key) => line[key]).join(' · ')
}

function numbersOf({ numbers }: Table, line: Line): string {
  return numbers.map((name) => `${name} ${plain(line[name])}`).join(', ')
}

/** `1.250000` is `1.25`. */
function plain(text: string | undefined): string {
  if (text === undefined) throw new Error('a column is missing')
  return /^-?\d+\.\d+$/.test(text) ? String(Number(text)) : text
}

/** Lines of a CSV file whose cells hold no line breaks. */
function* readCsv(path: string): Generator<Line> {
  const text = readFileSync(path, 'utf8')
  let columns: string[] | undefined
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const cells = cellsOf(text.slice(start, end))
    start = end + 1
    if (columns === undefined) columns = cells
    else yield Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  }
}

function cellsOf(line: string): string[] {
  if (!line.includes('"')) return line.split(',')
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  )
}
