import { type ColumnName, COLUMNS, type CsvName, SEAT_COLUMNS } from './columns.ts'
import { type Column, count, MEANINGS, MEANINGS_OF_FILE, people, text } from './meanings.ts'

/** What a line of each CSV file stands for. */
export const LINE_OF: Readonly<Record<CsvName, string>> = {
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
  'people-feature-days.csv': 'person and active day; only with `engagement-export`',
  'seats.csv': 'person with a seat when the action ran; only with `seats`',
  'groups.csv': 'value of an attribute; only with `group-by`',
  'group-features.csv': 'value of an attribute and feature; only with `group-by`',
  'rejected-lines.csv': 'line of a report that could not be used; only if there is one',
}

/** What a column of a file holds. `name` may be one that only this run has, such as an attribute. */
export function describeColumn(file: CsvName, name: string): Column {
  return KNOWN.get(file)?.get(name) ?? RUN_COLUMNS.get(file) ?? text('')
}

/** The column of a file whose names depend on the run, and how they are written in docs. */
export const RUN_COLUMN_NAMES: ReadonlyMap<CsvName, string> = new Map([
  ['team-weeks.csv', 'engaged_…'],
  ['weeks.csv', 'engaged_…'],
  ['people.csv', 'attributes of `group-by`'],
  ['people-feature-days.csv', '…_engagement'],
])

const ENGAGED = people('different people who engaged with the feature in the week; a column for each feature')

const RUN_COLUMNS: ReadonlyMap<CsvName, Column> = new Map([
  ['team-weeks.csv', ENGAGED],
  ['weeks.csv', ENGAGED],
  ['people.csv', text('an attribute of `group-by`: the person’s own value, `others` where it is protected')],
  [
    'people-feature-days.csv',
    count('1 or 0', 'whether the person engaged with the feature that day; empty: unknown'),
  ],
])

const KNOWN: ReadonlyMap<string, ReadonlyMap<string, Column>> = new Map(
  Object.entries(COLUMNS).map(([file, names]) => [file, columnsOf(file as CsvName, names)]),
)

function columnsOf(file: CsvName, names: readonly ColumnName[]): ReadonlyMap<string, Column> {
  const own: { readonly [Name in ColumnName]?: Column } = MEANINGS_OF_FILE[file] ?? {}
  const all = file === 'teams.csv' ? [...names, ...SEAT_COLUMNS] : names
  return new Map(all.map((name) => [name, own[name] ?? MEANINGS[name]]))
}
