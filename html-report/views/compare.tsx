import { useMemo } from 'preact/hooks'
import type { FeatureLine } from '../../src/lines/features.ts'
import { formatShare, plural } from '../../src/render/text/numbers.ts'
import { judgedShare, rateCell, shownText, textCell } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import { LineChart } from '../parts/chart.tsx'
import { HeatCell } from '../parts/figures.tsx'
import type { Table } from '../data.ts'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { isGap, missingUse, reportedFeatures, usesByTeam } from './feature-uses.ts'
import { MissingView } from './missing-view.tsx'
import { MOST_COMPARED } from './selection.ts'
import { featureColumn } from './shared-columns.tsx'
import { teamColumns, type TeamRow, teamRows } from './team-columns.tsx'
import { weekPoints, weekRates } from './weeks.ts'

/** Up to six teams side by side. */
export function Compare({ teams }: { readonly teams: readonly string[] }) {
  const place = usePlace()
  const { report, entity } = place
  const rows = useMemo(() => {
    const byName = new Map(teamRows(place).map((row) => [place.names.of(row.team), row]))
    return teams.slice(0, MOST_COMPARED).flatMap((name) => byName.get(name) ?? [])
  }, [place, teams.join('/')])
  if (rows.length === 0) return <MissingView what="team" name={teams.join(', ')} list="teams" />
  return (
    <>
      <p class="crumb">
        <a href={place.to('teams')}>Teams</a>
      </p>
      <h1 tabIndex={-1}>Compare {plural(rows.length, 'team')}</h1>
      <Chosen rows={rows} asked={teams} />
      {(rows[0]?.weeks.length ?? 0) > 1 && (
        <section>
          <h2>Adoption by week</h2>
          <LineChart
            label="Share of the members of each team, and of everybody, who were active, week by week."
            points={weekPoints(entity)}
            series={[
              ...rows.map(({ team, weeks }) => ({ name: shownText(team.slug), values: weeks })),
              { name: 'everybody', values: weekRates(entity) },
            ]}
            format={formatShare}
            highest={1}
            target={report.thresholds.adoptionTarget}
          />
        </section>
      )}
      <Numbers rows={rows} />
      <Features rows={rows} />
    </>
  )
}

interface RowsProps {
  readonly rows: readonly TeamRow[]
}

/** The teams, each with a link that takes it out, and what an address asks for that there is not. */
function Chosen({ rows, asked }: RowsProps & { readonly asked: readonly string[] }) {
  const { names, to } = usePlace()
  const shown = rows.map(({ team }) => names.of(team))
  const missing = asked.slice(0, MOST_COMPARED).filter((name) => !shown.includes(name))
  return (
    <p class="chosen">
      {rows.map(({ team }) => {
        const name = names.of(team)
        const others = shown.filter((one) => one !== name)
        return (
          <span key={team.team_id} class="chip">
            <a href={to('teams', name)}>{shownText(team.slug)}</a>
            {others.length > 0 && (
              <a href={to('compare', ...others)} aria-label={`Compare without ${shownText(team.slug)}`}>
                ✕
              </a>
            )}
          </span>
        )
      })}
      <a href={to('teams')}>Choose others</a>
      {missing.length > 0 && (
        <span class="quiet">Not in this report: {missing.map(shownText).join(', ')}.</span>
      )}
      {asked.length > MOST_COMPARED && <span class="quiet">The first six are compared.</span>}
    </p>
  )
}

/** A column of the table of teams, as a line. */
type Metric = Column<TeamRow>

function Numbers({ rows }: RowsProps) {
  const place = usePlace()
  const lines = useMemo(() => teamColumns(place).filter(({ id }) => id !== 'team'), [place])
  const columns = useMemo(
    (): Column<Metric>[] => [
      {
        id: 'number',
        heading: 'Number',
        kind: 'text',
        rank: (line) => lines.indexOf(line),
        risesFirst: true,
        cell: ({ heading }) => textCell(heading),
      },
      ...rows.map((row): Column<Metric> => ({
        id: place.names.of(row.team),
        heading: shownText(row.team.slug),
        kind: 'number',
        cell: ({ cell }) => cell(row),
      })),
    ],
    [place, rows, lines],
  )
  return (
    <DataTable
      title="Numbers"
      name="numbers compared"
      columns={columns}
      lines={lines}
      sort={{ id: 'number', falls: false }}
    />
  )
}

function Features({ rows }: RowsProps) {
  const place = usePlace()
  const table = useStoredTable('team_features')
  const columns = useMemo(
    () => (table === undefined || table === null ? [] : featureColumns(place, rows, table)),
    [place, rows, table],
  )
  if (columns.length === 0) return null
  return (
    <>
      <DataTable
        title="Features"
        name="features compared"
        columns={columns}
        lines={reportedFeatures(place.entity)}
        sort={{ id: 'share_of_everybody', falls: true }}
      />
      <p class="quiet">
        Percent of the active people; ○ marks a gap, below {formatShare(place.report.thresholds.gapShare)}.
      </p>
    </>
  )
}

function featureColumns(place: Place, rows: readonly TeamRow[], table: Table): Column<FeatureLine>[] {
  const { entity, report } = place
  const { gapShare } = report.thresholds
  const uses = usesByTeam(table)
  const useOf = ({ team }: TeamRow, feature: string) => {
    const ofTeam = uses.get(String(entity.teams.indexOf(team)))
    return ofTeam?.get(feature) ?? missingUse(feature, ofTeam !== undefined)
  }
  return [
    featureColumn(place, (line: FeatureLine) => line),
    ...rows.map((row): Column<FeatureLine> => ({
      id: place.names.of(row.team),
      heading: shownText(row.team.slug),
      kind: 'share',
      cell: ({ feature }) => {
        const { share, status } = useOf(row, feature)
        return judgedShare(share, status, gapShare)
      },
      draw: ({ feature }, cell) => <HeatCell cell={cell} isGap={isGap(useOf(row, feature))} />,
    })),
    {
      id: 'share_of_everybody',
      heading: 'Everybody',
      kind: 'share',
      cell: (line) => judgedShare(rateCell(line, 'share_of_active_users'), line.status, gapShare),
      draw: (line, cell) => <HeatCell cell={cell} isGap={isGap(line)} />,
    },
  ]
}
