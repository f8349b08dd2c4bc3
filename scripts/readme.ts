// Writes the tables of README.md between their markers: inputs and outputs from action.yml, files from the columns in src/.
import { readFileSync, writeFileSync } from 'node:fs'
import { COLUMNS, SEAT_COLUMNS } from '../src/render/csv/columns.ts'
import { COUNTERS } from '../src/parse/report-format.ts'
import { type ActionEntry, actionEntries } from '../simulator/action-file.ts'
import { markdownTable } from './markdown-table.ts'

/** What one line of each file stands for, in the order of the README. */
const LINE_OF: Readonly<Record<string, string>> = {
  'teams.csv': 'team, over the window',
  'team-weeks.csv': 'team and complete week of both windows',
  'weeks.csv': 'complete week of both windows',
  'team-days.csv': 'team and day',
  'days.csv': 'day',
  'features.csv': 'feature',
  'team-features.csv': 'team and feature',
  'breakdowns.csv': 'value of a dimension',
  'team-breakdowns.csv': 'team and value of a dimension',
  'breakdown-counters.csv': 'team (empty: the entity), value and further counter',
  'people.csv': 'person',
  'people-teams.csv': 'person and team that lists them in the window',
  'people-features.csv': 'person and feature',
  'people-feature-days.csv': 'person and active day',
  'seats.csv': 'person with a seat when the action ran; only with `seats`',
  'groups.csv': 'value of an attribute; only with `group-by`',
  'group-features.csv': 'value of an attribute and feature; only with `group-by`',
  'rejected-lines.csv': 'line of a report that could not be used; only if there is one',
}

/** Columns that depend on what the reports hold. */
const COLUMNS_OF: Readonly<Record<string, string>> = {
  'people-feature-days.csv': '`day`, `login`, `user_id`, one for each feature; only with `engagement-export`',
}

/** Columns behind the others that depend on inputs. */
const MORE_COLUMNS_OF: Readonly<Record<string, string>> = {
  'team-weeks.csv': ', then `engaged_…` for each feature',
  'weeks.csv': ', then `engaged_…` for each feature',
  'people.csv': '; with `group-by` its attributes before `since`',
  'teams.csv': `; with \`seats\` also ${SEAT_COLUMNS.map((name) => `\`${name}\``).join(', ')}`,
}

/** The README with its tables written anew. @throws Error where a marker or the sentence of a file is missing */
export function withTables(readme: string, actionYaml: string): string {
  const tables: [string, string][] = [
    ['inputs', inputTable(actionEntries(actionYaml, 'inputs'))],
    ['outputs', outputTable(actionEntries(actionYaml, 'outputs'))],
    ['files', fileTable()],
  ]
  return tables.reduce((text, [name, table]) => replaceBetweenMarkers(text, name, table), readme)
}

function inputTable(entries: readonly ActionEntry[]): string {
  const lines = entries.map(({ name, standard, description }) => [
    `\`${name}\``,
    standard ? `\`${standard}\`` : '',
    description,
  ])
  return markdownTable(['Input', 'Default', 'Meaning'], lines)
}

function outputTable(entries: readonly ActionEntry[]): string {
  return markdownTable(
    ['Output', 'Meaning'],
    entries.map(({ name, description }) => [`\`${name}\``, description]),
  )
}

function fileTable(): string {
  const columns: Readonly<Record<string, readonly string[]>> = COLUMNS
  const unnamed = Object.keys(columns).filter((name) => LINE_OF[name] === undefined)
  if (unnamed.length > 0)
    throw new Error(`scripts/readme.ts does not say what a line of ${unnamed.join(', ')} is.`)
  const lines = Object.entries(LINE_OF).flatMap(([name, line]) => {
    const own = columns[name]
    const list = own === undefined ? COLUMNS_OF[name] : `${columnList(own)}${MORE_COLUMNS_OF[name] ?? ''}`
    return list === undefined ? [] : [[`\`${name}\``, line, list]]
  })
  return markdownTable(['File', 'One line per', 'Columns'], lines)
}

/** The seven counters stand together wherever they stand, so they go by one word. */
function columnList(columns: readonly string[]): string {
  return columns
    .join(', ')
    .replace(COUNTERS.join(', '), 'COUNTERS')
    .replaceAll(/[a-z_]+/g, '`$&`')
}

function replaceBetweenMarkers(text: string, name: string, table: string): string {
  const begin = `<!-- ${name}: written by npm run readme -->`
  const end = `<!-- end of ${name} -->`
  const from = text.indexOf(begin)
  const to = text.indexOf(end)
  if (from === -1 || to < from) throw new Error(`README.md has no markers for ${name}.`)
  return `${text.slice(0, from)}${begin}\n\n${table}\n\n${text.slice(to)}`
}

if (import.meta.main) {
  writeFileSync(
    'README.md',
    withTables(readFileSync('README.md', 'utf8'), readFileSync('action.yml', 'utf8')),
  )
}
