import { useMemo } from 'preact/hooks'
import { type Day, formatDay } from '../../src/day.ts'
import { capitalized, formatNumber, formatShare } from '../../src/render/text/numbers.ts'
import type { FeatureLine } from '../../src/lines/features.ts'
import { type Cell, changeCell, countCell, judgedShare, rateCell } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import { LineChart } from '../parts/chart.tsx'
import { type Tile, Tiles } from '../parts/figures.tsx'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { CellText } from '../table/parts.tsx'
import { MissingView } from './missing-view.tsx'
import { gapColumn, numberColumn, teamColumn, usageColumns } from './shared-columns.tsx'
import { type TeamRow, teamRows } from './team-columns.tsx'
import { TeamLink } from './team-link.tsx'
import { type FeatureUse, missingUse, pointOfCell, nameOfFeature, usesByTeam } from './feature-uses.ts'

/** A feature: what it is, how many use it, who leads, and where it is missing. */
export function Feature({ name }: { readonly name: string }) {
  const place = usePlace()
  const { entity } = place
  const index = entity.features.findIndex(({ feature }) => feature === name)
  const line = entity.features[index]
  if (line === undefined) return <MissingView what="feature" name={name} list="features" />
  return (
    <>
      <p class="crumb">
        <a href={place.to('features')}>Features</a>
      </p>
      <h1 tabIndex={-1}>{nameOfFeature(line)}</h1>
      {line.meaning !== null && <p>{capitalized(line.meaning)}.</p>}
      <Tiles tiles={tilesOf(place, line, entity.insights.features[index])} />
      <Weeks feature={name} label={nameOfFeature(line)} />
      <Teams feature={name} />
    </>
  )
}

type Insight = Place['entity']['insights']['features'][number]

function tilesOf(place: Place, line: FeatureLine, insight: Insight | undefined): Tile[] {
  const { gapShare } = place.report.thresholds
  const isCompared = place.entity.insights.incomparable === null && insight?.is_new !== true
  const judged = insight?.engaged_users ?? 'unknown'
  const change = changeCell(line, 'engaged_users', 'previous_engaged_users', judged)
  const leader = insight?.leading_team ?? null
  const tiles: (Tile | undefined)[] = [
    {
      name: 'Share of active people',
      now: <CellText cell={judgedShare(rateCell(line, 'share_of_active_users'), line.status, gapShare)} />,
      note: line.status === 'not-reported' ? 'not reported' : line.status,
    },
    { name: 'People', now: <CellText cell={countCell(line, 'engaged_users')} /> },
    isCompared ? { name: 'Change', now: <CellText cell={change} /> } : undefined,
    leader === null
      ? undefined
      : {
          name: 'Leading team',
          now: <TeamLink team={leader} place={place} />,
          note: `${formatShare(leader.share)} of its active people`,
        },
  ]
  return tiles.filter((tile) => tile !== undefined)
}

function Weeks({ feature, label }: { readonly feature: string; readonly label: string }) {
  const table = useStoredTable('weeks')
  if (table === undefined || table === null || table.rows.length < 2) return null
  const [since, at] = [table.indexOf('since'), table.indexOf(`engaged_${feature}`)]
  if (at === -1) return null
  return (
    <section>
      <h2>People by week</h2>
      <LineChart
        label={`People who engaged with ${label}, week by week.`}
        points={table.rows.map((row) => formatDay(row[since] as Day))}
        series={[{ name: 'People', values: table.rows.map((row) => pointOfCell(row[at])) }]}
        format={formatNumber}
      />
    </section>
  )
}

interface UseRow extends TeamRow {
  readonly use: FeatureUse
}

function Teams({ feature }: { readonly feature: string }) {
  const place = usePlace()
  const table = useStoredTable('team_features')
  const rows = useMemo(() => {
    if (table === undefined || table === null) return []
    const uses = usesByTeam(table)
    return teamRows(place).map((row, index): UseRow => {
      const ofTeam = uses.get(String(index))
      return { ...row, use: ofTeam?.get(feature) ?? missingUse(feature, ofTeam !== undefined) }
    })
  }, [table, place, feature])
  const columns = useMemo(() => columnsOf(place), [place])
  if (rows.length === 0) return null
  return (
    <DataTable
      title="Teams"
      name="teams"
      columns={columns}
      lines={rows}
      sort={{ id: 'share_of_active_users', falls: true }}
      isMain
    />
  )
}

function columnsOf(place: Place): Column<UseRow>[] {
  const { share, people, before } = usageColumns<UseRow>(place)
  return [
    teamColumn(place, ({ team }: UseRow) => team),
    share,
    people,
    ...before,
    numberColumn('not_engaged', 'Not yet', notYet, 'Active people who did not engage with it'),
    gapColumn<UseRow>(),
    numberColumn('active_users', 'Active', ({ team }) => countCell(team, 'active_users')),
  ]
}

/** Active people less those who engaged, where both are told. */
function notYet({ team, use }: UseRow): Cell {
  if (typeof use.engaged.value !== 'number') return use.engaged
  const active = countCell(team, 'active_users')
  if (typeof active.value !== 'number') return active
  const value = active.value - use.engaged.value
  return { text: formatNumber(value), value }
}
