import { useMemo } from 'preact/hooks'
import type { TeamLine } from '../../src/lines/activity.ts'
import { formatDay } from '../../src/day.ts'
import { formatNumber, formatShare, plural } from '../../src/render/text/numbers.ts'
import { shownText } from '../cells.ts'
import { usePlace, useStoredTable } from '../context.ts'
import { LineChart } from '../parts/chart.tsx'
import { Tiles } from '../parts/figures.tsx'
import { DataTable } from '../table/data-table.tsx'
import { CellText } from '../table/parts.tsx'
import { MissingView } from './missing-view.tsx'
import { peopleColumns, peopleRows, segmentChoice } from './people-columns.tsx'
import { SegmentsBar } from './segments.tsx'
import { teamColumns, type TeamRow, teamRows } from './team-columns.tsx'
import { teamDays } from './feature-uses.ts'
import { TeamFeatures } from './team-features.tsx'
import { TeamValues } from './team-values.tsx'
import { weekPoints, weekRates } from './weeks.ts'

/** All that is known of a team. */
export function Team({ name }: { readonly name: string }) {
  const place = usePlace()
  const team = place.names.find(name)
  const row = useMemo(() => teamRows(place).find((one) => one.team === team), [place, team])
  if (team === undefined || row === undefined) return <MissingView what="team" name={name} list="teams" />
  const index = place.entity.teams.indexOf(team)
  return (
    <>
      <p class="crumb">
        <a href={place.to('teams')}>Teams</a>
      </p>
      <h1 tabIndex={-1}>{shownText(team.slug)}</h1>
      <p class="quiet">{listedDays(team, place.entity.coverage.days_with_teams)}</p>
      <TeamTiles row={row} />
      <TeamCharts row={row} index={index} />
      {row.segments !== undefined && (
        <section>
          <h2>Members by how they use it</h2>
          <SegmentsBar segments={row.segments} team={place.names.of(team)} />
        </section>
      )}
      <TeamFeatures index={index} team={team} />
      <TeamValues index={index} team={team} />
      <TeamPeople index={index} team={team} />
    </>
  )
}

function listedDays({ days_listed: days }: TeamLine, all: number): string {
  return days < all
    ? `Listed by GitHub on ${formatNumber(days)} of ${plural(all, 'day')}, so its numbers cover fewer days.`
    : ''
}

/** The columns of the table of teams, as tiles. */
function TeamTiles({ row }: { readonly row: TeamRow }) {
  const place = usePlace()
  const columns = teamColumns(place).filter(({ id }) => id !== 'team' && id !== 'weeks')
  const tiles = columns.map(({ heading, cell, id }) => ({
    name: heading,
    now: <CellText cell={cell(row)} />,
    note: id === 'adoption_rate' && row.meetsTarget === true ? 'at or above the target' : undefined,
  }))
  return <Tiles tiles={tiles} />
}

function TeamCharts({ row, index }: { readonly row: TeamRow; readonly index: number }) {
  const { report, entity } = usePlace()
  const table = useStoredTable('team_days')
  const days = table === undefined || table === null ? undefined : teamDays(table, index, entity.days.length)
  return (
    <div class="columns">
      {row.weeks.length > 1 && (
        <section>
          <h2>Adoption by week</h2>
          <LineChart
            label={`Share of the members of ${shownText(row.team.slug)} who were active, week by week.`}
            points={weekPoints(entity)}
            series={[
              { name: shownText(row.team.slug), values: row.weeks },
              { name: 'everybody', values: weekRates(entity) },
            ]}
            format={formatShare}
            highest={1}
            target={report.thresholds.adoptionTarget}
          />
        </section>
      )}
      {days !== undefined && (
        <section>
          <h2>People by day</h2>
          <LineChart
            label={`Active and engaged people of ${shownText(row.team.slug)}, day by day.`}
            points={entity.days.map(({ day }) => formatDay(day))}
            series={[
              { name: 'Active', values: days.active },
              { name: 'Engaged', values: days.engaged },
            ]}
            format={formatNumber}
          />
        </section>
      )}
    </div>
  )
}

/** The people of the team, where persons are shown. */
function TeamPeople({ index, team }: { readonly index: number; readonly team: TeamLine }) {
  const place = usePlace()
  const table = useStoredTable('people')
  const rows = useMemo(
    () =>
      table === undefined || table === null
        ? []
        : peopleRows(table).filter(({ teams }) => teams.includes(index)),
    [table, index],
  )
  const columns = useMemo(() => peopleColumns(place, false), [place])
  if (table === undefined || table === null) return null
  return (
    <DataTable
      title="People"
      name={`people of ${shownText(team.slug)}`}
      columns={columns}
      lines={rows}
      sort={{ id: 'engaged_days', falls: false }}
      choices={[segmentChoice]}
    />
  )
}
