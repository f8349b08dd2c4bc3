// The tables of docs/files.md, written between their markers from the descriptions in src/ that datapackage.json has too.
import { COUNTERS } from '../src/parse/report-format.ts'
import { COLUMNS, type CsvName, SEAT_COLUMNS } from '../src/render/csv/columns.ts'
import { describeColumn, RUN_COLUMN_NAMES } from '../src/render/csv/dictionary.ts'
import { type Column, MEANINGS } from '../src/render/csv/meanings.ts'
import { markdownTable } from './markdown-table.ts'
import { replaceBetweenMarkers } from './markers.ts'

/** A column of a file. */
interface ColumnOfFile {
  readonly file: CsvName
  readonly name: string
  readonly column: Column
}

const FILES = Object.keys(COLUMNS) as CsvName[]
const ALL: readonly ColumnOfFile[] = FILES.flatMap((file) =>
  namesOf(file).map((name) => ({ file, name, column: describeColumn(file, name) })),
)

/** docs/files.md with its tables written anew. @throws Error where a marker is missing */
export function withColumnTables(text: string): string {
  const shared = replaceBetweenMarkers(text, 'columns of several files', table(sharedColumns()))
  return FILES.reduce((document, file) => replaceBetweenMarkers(document, file, blockOf(file)), shared)
}

/** All columns in their order, and a table of those that mean something else here than in other files, or are nowhere else. */
function blockOf(file: CsvName): string {
  const shared = new Set(sharedColumns().map(({ column }) => column))
  const own = ALL.filter((one) => one.file === file && !shared.has(one.column))
  const run = RUN_COLUMN_NAMES.get(file)
  const more = run === undefined ? [] : [{ file, name: run, column: describeColumn(file, run) }]
  const rows = [...own, ...more]
  return [`Columns: ${listOf(file)}.`, ...(rows.length === 0 ? [] : [table(rows)])].join('\n\n')
}

/** Columns that mean the same in at least two files, unless that is the exception. */
function sharedColumns(): ColumnOfFile[] {
  const usual = new Set(Object.values(MEANINGS))
  const meanings = Map.groupBy(ALL, ({ column }) => column)
  return [...meanings].flatMap(([column, same]) =>
    same.length > 1 && usual.has(column) ? same.slice(0, 1) : [],
  )
}

function table(rows: readonly ColumnOfFile[]): string {
  return markdownTable(
    ['Column', 'Type', 'Unit', 'Meaning'],
    rows.map(({ name, column: { type, unit = '', meaning } }) => [code(name), type, unit, meaning]),
  )
}

/** The seven counters stand together wherever they stand, so they go by one word. */
function listOf(file: CsvName): string {
  const run = RUN_COLUMN_NAMES.get(file)
  const names = [...COLUMNS[file]].map(code)
  if (run !== undefined) names.splice(file === 'people.csv' ? -2 : names.length, 0, code(run))
  const list = names.join(', ').replace(COUNTERS.map(code).join(', '), 'COUNTERS')
  return file === 'teams.csv' ? `${list}; with \`seats\` also ${SEAT_COLUMNS.map(code).join(', ')}` : list
}

function namesOf(file: CsvName): readonly string[] {
  return file === 'teams.csv' ? [...COLUMNS[file], ...SEAT_COLUMNS] : COLUMNS[file]
}

function code(name: string): string {
  return name.includes('`') ? name : `\`${name}\``
}
