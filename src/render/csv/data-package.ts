import { toHarmlessText } from '../../harmless-text.ts'
import type { Day } from '../../day.ts'
import type { CsvName } from './columns.ts'
import { describeColumn, LINE_OF } from './dictionary.ts'

/** A file that was written: a table with the columns of its header, or another one. */
export type WrittenFile =
  | { readonly name: CsvName; readonly columns: readonly string[] }
  | { readonly name: string; readonly holds: keyof typeof ABOUT }

/** What the files without columns are. */
const ABOUT = {
  totals: {
    format: 'json',
    mediatype: 'application/json',
    description: 'Everything that the page shows.',
  },
  'html-report': {
    format: 'html',
    mediatype: 'text/html',
    description: 'The interactive report: every team, feature and week, to sort, search and compare.',
  },
  summary: { format: 'md', mediatype: 'text/markdown', description: 'The whole page of the run.' },
}
/** What the standard lets no path begin with, or have in it: a tool would refuse the whole package. */
const UNSAFE_PATH = /^[./~]|\.\./

/**
 * `datapackage.json`: the files as a Frictionless Data Package (https://datapackage.org), with a schema of the columns of each
 * table as they are. It has no time, so that the same data give the same bytes.
 */
export function dataPackage(since: Day, until: Day, files: readonly WrittenFile[]): string {
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'copilot-team-metrics',
    title: `Use of GitHub Copilot, ${since} to ${until}`,
    description:
      'Empty cells are unknown or withheld, never 0. People are distinct in each line: numbers of people are never added up, and of a breakdown only one dimension at a time. A cell that a spreadsheet could take for a formula begins with an apostrophe.',
    resources: files.filter(({ name }) => !UNSAFE_PATH.test(name)).map(toResource),
  }
  return `${JSON.stringify(descriptor, null, 2)}\n`
}

/** Names of resources are in lower case; a table has that of its file. */
function toResource(file: WrittenFile): object {
  const encoding = 'utf-8'
  if ('holds' in file) return { name: file.holds, path: file.name, encoding, ...ABOUT[file.holds] }
  return {
    name: file.name.replace(/\.\w+$/, ''),
    path: file.name,
    encoding,
    // The kind of a resource as the second version of the standard has it, and as the first does.
    type: 'table',
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    description: `One line per ${LINE_OF[file.name]}.`,
    schema: {
      fields: file.columns.map((column) => toField(file.name, column)),
      missingValues: [''],
    },
  }
}

/** A column is called what a reader of the CSV file finds in its header. */
function toField(file: CsvName, column: string): object {
  const { type, unit, meaning } = describeColumn(file, column)
  return { name: toHarmlessText(column).toWellFormed(), type, unit, description: meaning }
}
