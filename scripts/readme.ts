// Writes the tables of README.md between their markers: inputs and outputs from action.yml, files from their descriptions in src/; and those of docs/files.md.
import { readFileSync, writeFileSync } from 'node:fs'
import { LINE_OF } from '../src/render/csv/dictionary.ts'
import { type ActionEntry, actionEntries } from '../simulator/action-file.ts'
import { withColumnTables } from './files-document.ts'
import { markdownTable } from './markdown-table.ts'
import { replaceBetweenMarkers } from './markers.ts'

/** The README with its tables written anew. @throws Error where a marker is missing */
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
  const lines = Object.entries(LINE_OF).map(([name, line]) => [`\`${name}\``, line])
  return markdownTable(['File', 'One line per'], lines)
}

if (import.meta.main) {
  writeFileSync(
    'README.md',
    withTables(readFileSync('README.md', 'utf8'), readFileSync('action.yml', 'utf8')),
  )
  writeFileSync('docs/files.md', withColumnTables(readFileSync('docs/files.md', 'utf8')))
}
