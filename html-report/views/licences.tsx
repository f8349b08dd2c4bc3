import { useMemo } from 'preact/hooks'
import { type Day, formatDay } from '../../src/day.ts'
import type { Row } from '../../src/lines/html-tables.ts'
import type { TeamSeats } from '../../src/lines/seat-summary.ts'
import { licencesMarkdown } from '../../src/render/sections/licences.ts'
import { type Cell, countCell, NONE, numberCell, storedCell, textCell } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import type { Table } from '../data.ts'
import { Markdown } from '../parts/markdown.tsx'
import type { Choice, Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { numberColumn, shareColumn, teamColumn } from './shared-columns.tsx'
import { formatShare } from '../../src/render/text/numbers.ts'

/** The states of seats in the words of the page. */
const SEAT_WORDS: Readonly<Record<string, string>> = {
  active: 'active',
  idle: 'idle',
  'long-idle': 'long idle',
  new: 'new',
  'pending-cancellation': 'ending',
}

/** The seats of the day of the run: how many, how many idle, in which teams and, where persons are shown, whose. */
export function Licences() {
  const place = usePlace()
  const { report, entity } = place
  const table = useStoredTable('seats')
  const columns = useMemo(() => teamSeatColumns(place), [place])
  const teams = entity.seats?.teams ?? []
  return (
    <>
      <h1 tabIndex={-1}>Licences</h1>
      <Markdown text={licencesMarkdown(report, entity, { teams: 0, people: 0 })} />
      {teams.length > 0 && (
        <DataTable
          title="Teams"
          name="seats by team"
          columns={columns}
          lines={teams}
          sort={{ id: 'idle_seats', falls: true }}
        />
      )}
      {table !== undefined && table !== null && <Seats table={table} />}
    </>
  )
}

function teamSeatColumns(place: Place): Column<TeamSeats>[] {
  return [
    teamColumn(place, (team: TeamSeats) => team),
    numberColumn('idle_seats', 'Idle seats', (line) => countCell(line, 'idle_seats')),
    numberColumn('seats', 'Seats', (line) => countCell(line, 'seats')),
    shareColumn('share', 'Share idle', idleShare),
  ]
}

function idleShare(line: TeamSeats): Cell {
  const { seats, idle_seats: idle } = line
  if (seats !== null && idle !== null && seats > 0) return numberCell(idle / seats, formatShare)
  const unknown = idle === null ? countCell(line, 'idle_seats') : countCell(line, 'seats')
  return unknown.reason === undefined ? NONE : unknown
}

function Seats({ table }: { readonly table: Table }) {
  const place = usePlace()
  const columns = useMemo(() => seatColumns(place, table), [place, table])
  return (
    <DataTable
      title="People with a seat"
      name="people with a seat"
      columns={columns}
      lines={table.rows}
      sort={{ id: 'days_since_activity', falls: true }}
      isMain
      choices={[stateChoice(table)]}
    />
  )
}

function seatColumns({ to }: Place, table: Table): Column<Row>[] {
  const text = (id: string, heading: string): Column<Row> => {
    const at = table.indexOf(id)
    return { id, heading, kind: 'text', cell: (row) => textCell(String(row[at] ?? '').replaceAll(';', ', ')) }
  }
  const [person, created, state] = [table.indexOf('person'), table.indexOf('created'), table.indexOf('state')]
  const days = table.indexOf('days_since_activity')
  return [
    {
      ...text('person', 'Person'),
      draw: (row, cell) => <a href={to('people', String(row[person]))}>{cell.text}</a>,
    },
    {
      ...text('state', 'State'),
      cell: (row) => ({ text: SEAT_WORDS[String(row[state])] ?? '', value: String(row[state]) }),
    },
    {
      id: 'days_since_activity',
      heading: 'Days idle',
      hint: 'Whole days from the last activity that GitHub knows to the run',
      kind: 'number',
      cell: (row) =>
        row[days] === null
          ? { text: 'none known', value: undefined, reason: 'unknown' }
          : storedCell(row[days]),
      // GitHub forgets an activity after 90 days: none known is the longest silence.
      rank: (row) => (row[days] === null ? Number.MAX_SAFE_INTEGER : Number(row[days])),
    },
    {
      id: 'created',
      heading: 'Since',
      kind: 'text',
      cell: (row) => {
        const day = row[created]
        return typeof day === 'string'
          ? { text: formatDay(day as Day, { year: true }), value: day }
          : numberCell(null)
      },
    },
    text('granted_by', 'Granted by'),
    text('teams', 'Teams'),
    text('plan_type', 'Plan'),
  ]
}

function stateChoice(table: Table): Choice<Row> {
  const state = table.indexOf('state')
  return {
    id: 'state',
    all: 'Any state',
    options: Object.entries(SEAT_WORDS).map(([value, words]) => ({ value, words })),
    fits: (row, value) => row[state] === value,
  }
}
