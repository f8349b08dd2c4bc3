import type { Day } from '../../src/day.ts'
import { formatDay } from '../../src/day.ts'
import type { Row } from '../../src/lines/html-tables.ts'
import { storedCell, storedShare, textCell } from '../cells.ts'
import type { Place } from '../context.ts'
import type { Table } from '../data.ts'
import type { Choice, Column } from '../table/columns.ts'
import { SEGMENT_WORD, SEGMENT_WORDS } from './segments.tsx'
import { TeamLink } from './team-link.tsx'

/** A person, by name or by pseudonym. */
export interface Person {
  readonly person: string
  /** Indexes of the teams that list them. */
  readonly teams: readonly number[]
  readonly segment: keyof typeof SEGMENT_WORDS
  readonly row: Row
  readonly table: Table
}

const rowsOf = new WeakMap<Table, readonly Person[]>()

/** The people of a table of the file; the same ones for the same table. */
export function peopleRows(table: Table): readonly Person[] {
  const known = rowsOf.get(table)
  if (known !== undefined) return known
  const [person, teams, segment] = [table.indexOf('person'), table.indexOf('teams'), table.indexOf('segment')]
  const people = table.rows.map((row) => ({
    person: String(row[person]),
    teams: row[teams] as readonly number[],
    segment: row[segment] as Person['segment'],
    row,
    table,
  }))
  rowsOf.set(table, people)
  return people
}

/** The days on which a person engaged with a feature; undefined where nothing is known of it. */
export function featureDays({ row, table }: Person, feature: string): number | undefined {
  const value = row[table.indexOf(`feature:${feature}`)]
  return typeof value === 'number' ? value : undefined
}

/** People by how they use Copilot. */
export const segmentChoice: Choice<Person> = {
  id: 'use',
  all: 'Any use',
  options: Object.entries(SEGMENT_WORDS).map(([value, words]) => ({ value, words })),
  fits: ({ segment }, value) => segment === value,
}

const SEGMENTS = Object.keys(SEGMENT_WORDS)

export function peopleColumns(place: Place, withTeams: boolean): Column<Person>[] {
  const { entity, to } = place
  const slugs = ({ teams }: Person) => teams.flatMap((team) => entity.teams[team]?.slug ?? []).join(';')
  const columns: Column<Person>[] = [
    {
      id: 'person',
      heading: 'Person',
      kind: 'text',
      cell: ({ person }) => textCell(person),
      draw: ({ person }, { text }) => <a href={to('people', person)}>{text}</a>,
    },
    {
      id: 'segment',
      heading: 'Use',
      kind: 'text',
      cell: ({ segment }) => ({ text: SEGMENT_WORD[segment], value: segment }),
      // Champions first.
      rank: ({ segment }) => -SEGMENTS.indexOf(segment),
    },
    number('engaged_days', 'Engaged days'),
    number('active_days', 'Active days'),
    share('consistency', 'Consistency', 'Engaged weekdays ÷ weekdays with a report'),
    number('features_used', 'Features'),
    { id: 'last_active_day', heading: 'Last active', kind: 'text', cell: lastActive },
    number('user_initiated_interaction_count', 'Prompts'),
    number('loc_added_sum', 'Lines added'),
  ]
  if (withTeams)
    columns.splice(2, 0, {
      id: 'teams',
      heading: 'Teams',
      kind: 'text',
      cell: (person) => textCell(slugs(person)),
      draw: ({ teams }) => <TeamList teams={teams} place={place} />,
    })
  return columns
}

function TeamList({ teams, place }: { readonly teams: readonly number[]; readonly place: Place }) {
  const lines = teams.flatMap((team) => place.entity.teams[team] ?? [])
  return (
    <>
      {lines.slice(0, 2).map((team, index) => (
        <span key={team.team_id}>
          {index > 0 && ', '}
          <TeamLink team={team} place={place} />
        </span>
      ))}
      {lines.length > 2 && <span title={lines.map(({ slug }) => slug).join(', ')}> +{lines.length - 2}</span>}
    </>
  )
}

function number(id: string, heading: string): Column<Person> {
  return { id, heading, kind: 'number', cell: ({ row, table }) => storedCell(row[table.indexOf(id)]) }
}

function share(id: string, heading: string, hint: string): Column<Person> {
  return { id, heading, hint, kind: 'share', cell: ({ row, table }) => storedShare(row[table.indexOf(id)]) }
}

/** Sorted as the day, shown as on the page. */
function lastActive({ row, table }: Person) {
  const day = row[table.indexOf('last_active_day')]
  return typeof day === 'string'
    ? { text: formatDay(day as Day), value: day }
    : { text: 'not in these days', value: undefined, reason: 'empty' as const }
}
