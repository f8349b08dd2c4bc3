import { useMemo } from 'preact/hooks'
import type { TeamLine } from '../../src/lines/activity.ts'
import type { Row } from '../../src/lines/html-tables.ts'
import { shownText, storedCell, textCell } from '../cells.ts'
import { useStoredTable } from '../context.ts'
import type { Table } from '../data.ts'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'

const HEADINGS = { language: 'Languages', ide: 'Editors', model: 'Models' } as const

/** Where so many are listed, the file may have left out more. */
const MOST_LISTED = 8

/** Languages, editors and models of a team, most people first. */
export function TeamValues({ index, team }: { readonly index: number; readonly team: TeamLine }) {
  const table = useStoredTable('team_values')
  if (table === undefined || table === null) return null
  return (
    <div class="columns">
      {(Object.keys(HEADINGS) as (keyof typeof HEADINGS)[]).map((dimension) => (
        <Values key={dimension} table={table} index={index} dimension={dimension} team={team} />
      ))}
    </div>
  )
}

interface ValuesProps {
  readonly table: Table
  readonly index: number
  readonly dimension: keyof typeof HEADINGS
  readonly team: TeamLine
}

function Values({ table, index, dimension, team }: ValuesProps) {
  const rows = useMemo(() => {
    const [teamAt, name] = [table.indexOf('team'), table.indexOf('dimension')]
    return table.rows.filter((row) => row[teamAt] === index && row[name] === dimension)
  }, [table, index, dimension])
  const columns = useMemo(() => columnsOf(table, dimension), [table, dimension])
  if (rows.length === 0) return null
  return (
    <div>
      <DataTable
        title={HEADINGS[dimension]}
        name={`${HEADINGS[dimension].toLowerCase()} of ${shownText(team.slug)}`}
        columns={columns}
        lines={rows}
        sort={{ id: 'active_users', falls: true }}
      />
      {rows.length >= MOST_LISTED && (
        <p class="quiet">The most used ones; team-breakdowns.csv of the artifact has all.</p>
      )}
    </div>
  )
}

/** Languages have no prompts. */
function columnsOf(table: Table, dimension: keyof typeof HEADINGS): Column<Row>[] {
  const number = (id: string, heading: string, hint?: string): Column<Row> => {
    const at = table.indexOf(id)
    return { id, heading, hint, kind: 'number', cell: (row) => storedCell(row[at]) }
  }
  const value = table.indexOf('value')
  return [
    {
      id: 'value',
      heading: HEADINGS[dimension],
      kind: 'text',
      cell: (row) => textCell(String(row[value])),
    },
    number('active_users', 'People'),
    ...(dimension === 'ide' || dimension === 'model'
      ? [number('user_initiated_interaction_count', 'Prompts')]
      : []),
    number('code_acceptance_activity_count', 'Accepted', 'Suggestions and edits that were accepted'),
    number('loc_added_sum', 'Lines added'),
  ]
}
