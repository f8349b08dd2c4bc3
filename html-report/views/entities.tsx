import { useMemo } from 'preact/hooks'
import type { EntityReport } from '../../src/lines/report.ts'
import { verdictMarkdown } from '../../src/render/sections/verdict.ts'
import { formatDays } from '../../src/render/text/numbers.ts'
import { formatAdoption } from '../../src/render/text/withheld.ts'
import { changeCell, countCell, numberCell, rateCell, textCell } from '../cells.ts'
import { type Data } from '../data.ts'
import { Markdown } from '../parts/markdown.tsx'
import { addressOf } from '../route.ts'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { numberColumn, shareColumn } from './shared-columns.tsx'

/** Several entities side by side; they are never added up. */
export function Entities({ data }: { readonly data: Data }) {
  const { report } = data
  const columns = useMemo(() => columnsOf(report.seat_rules !== undefined), [report])
  return (
    <>
      <h1 tabIndex={-1}>Copilot in {report.entities.length} organizations</h1>
      <p>
        <strong>{formatDays(report.since, report.until)}</strong> · days are UTC
      </p>
      <div class="verdict">
        <Markdown text={verdictMarkdown(report)} />
      </div>
      <DataTable
        name="organizations"
        columns={columns}
        lines={report.entities}
        sort={{ id: 'adoption_rate', falls: true }}
        isMain
      />
      <p class="quiet">Someone who is in several of them counts in each, so totals are not summed.</p>
    </>
  )
}

function columnsOf(withSeats: boolean): Column<EntityReport>[] {
  return [
    {
      id: 'entity',
      heading: 'Organization',
      kind: 'text',
      cell: ({ entity }) => textCell(entity),
      draw: ({ entity }) => <a href={addressOf('in', entity)}>{entity}</a>,
    },
    shareColumn('adoption_rate', 'Adoption', ({ totals, insights }) =>
      rateCell(totals, 'adoption_rate', formatAdoption(totals, insights.adoption_above)),
    ),
    countColumn('active_users', 'Active'),
    {
      ...numberColumn('change', 'Change', ({ totals, insights }) =>
        changeCell(totals, 'active_users', 'previous_active_users', insights.changes.active_users),
      ),
      risesFirst: true,
    },
    countColumn('engaged_users', 'Engaged'),
    countColumn('members', 'Members'),
    numberColumn('teams', 'Teams', ({ totals }) => numberCell(totals.teams)),
    ...(withSeats ? [seatColumn('seats', 'Seats'), seatColumn('idle_seats', 'Idle seats')] : []),
  ]
}

function countColumn(
  id: 'active_users' | 'engaged_users' | 'members',
  heading: string,
): Column<EntityReport> {
  return numberColumn(id, heading, ({ totals }) => countCell(totals, id))
}

function seatColumn(id: 'seats' | 'idle_seats', heading: string): Column<EntityReport> {
  return numberColumn(id, heading, ({ seats }) =>
    seats === undefined ? numberCell(null) : countCell(seats, id),
  )
}
