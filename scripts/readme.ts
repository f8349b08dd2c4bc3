// Writes the tables of README.md between their markers, and those of docs/inputs.md and docs/files.md.
import { readFileSync, writeFileSync } from 'node:fs'
import type { CsvName } from '../src/render/csv/columns.ts'
import { LINE_OF } from '../src/render/csv/dictionary.ts'
import { withColumnTables } from './files-document.ts'
import { commonInputTable, withInputTables } from './inputs-document.ts'
import { markdownTable } from './markdown-table.ts'
import { replaceBetweenMarkers } from './markers.ts'

/** What somebody opens a file for. */
const USE_OF: Readonly<Record<CsvName, string>> = {
  'teams.csv': 'who uses Copilot, team by team',
  'team-weeks.csv': 'trends of teams',
  'weeks.csv': 'the trend of everybody',
  'team-days.csv': 'a warehouse',
  'days.csv': 'each day, and missing ones',
  'features.csv': 'what is used, and what is not',
  'team-features.csv': 'which team lacks what',
  'breakdowns.csv': 'languages, editors, models',
  'team-breakdowns.csv': 'the same by team',
  'breakdown-counters.csv': 'sessions, requests, tokens',
  'people.csv': 'segments, champions',
  'people-teams.csv': 'joining people to teams',
  'people-features.csv': 'who can show a feature',
  'people-feature-days.csv': 'tools made for GitHub’s closed preview',
  'seats.csv': 'idle licences',
  'groups.csv': 'departments, managers, cost centers',
  'group-features.csv': 'which department lacks what',
  'rejected-lines.csv': 'finding broken reports',
}

/** What the sentences of the commonest troubles say, in the order of the README's table. */
const COMMON_TROUBLES = [
  'github-token: missing',
  'may not read the Copilot metrics of',
  'is not enabled for',
  'lacks the role for',
  'GitHub shows github-token no',
  'There is no day',
]

/** The README with its tables written anew. `troubleshooting` is docs/troubleshooting.md. @throws Error where a marker or a row is missing */
export function withTables(readme: string, actionYaml: string, troubleshooting: string): string {
  const tables: [string, string][] = [
    ['inputs', commonInputTable(actionYaml)],
    ['files', fileTable()],
    ['troubles', troubleTable(troubleshooting)],
  ]
  return tables.reduce((text, [name, table]) => replaceBetweenMarkers(text, name, table), readme)
}

function fileTable(): string {
  const lines = (Object.keys(LINE_OF) as CsvName[]).map((name) => [
    `\`${name}\``,
    LINE_OF[name],
    USE_OF[name],
  ])
  return markdownTable(['File', 'One line per', 'For'], lines)
}

/** Rows of docs/troubleshooting.md, so that nothing is said twice by hand. Its links are made to start from the root. */
function troubleTable(troubleshooting: string): string {
  const rows = troubleshooting.split('\n').filter((line) => line.startsWith('| `'))
  const lines = COMMON_TROUBLES.map((quote) => {
    const row = rows.find((one) => one.startsWith(`| \`${quote}\``))
    if (row === undefined) throw new Error(`docs/troubleshooting.md has no row for "${quote}".`)
    return row
      .slice(1, -1)
      .split(' | ')
      .map((cell) =>
        cell
          .trim()
          .replaceAll(/\]\((?=[\w-]+\.md)/g, '](docs/')
          .replaceAll('](../', '](')
          .replaceAll('](README.md#', '](#'),
      )
  })
  return markdownTable(['The sentence says', 'Cause', 'What to do'], lines)
}

if (import.meta.main) {
  const text = (path: string) => readFileSync(path, 'utf8')
  const actionYaml = text('action.yml')
  writeFileSync('README.md', withTables(text('README.md'), actionYaml, text('docs/troubleshooting.md')))
  writeFileSync('docs/inputs.md', withInputTables(text('docs/inputs.md'), actionYaml))
  writeFileSync('docs/files.md', withColumnTables(text('docs/files.md')))
}
