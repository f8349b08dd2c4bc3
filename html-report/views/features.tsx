import { useMemo } from 'preact/hooks'
import type { FeatureLine } from '../../src/lines/features.ts'
import { formatShare } from '../../src/render/text/numbers.ts'
import { type Cell, changeCell, countCell, judgedShare, rateCell, storedCell, textCell } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import type { Table } from '../data.ts'
import { HeatCell } from '../parts/figures.tsx'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { featureColumn, leaderColumn, numberColumn, shareColumn, teamColumn } from './shared-columns.tsx'
import { type TeamRow, teamRows } from './team-columns.tsx'
import {
  type FeatureUse,
  isGap,
  missingUse,
  nameOfFeature,
  reportedFeatures,
  usesByTeam,
} from './feature-uses.ts'

/** The features of everybody, and the matrix of teams and features. */
export function Features() {
  const place = usePlace()
  const { entity } = place
  const columns = useMemo(() => featureColumns(place), [place])
  const table = useStoredTable('team_features')
  const unreported = entity.features.filter(({ status }) => status === 'not-reported')
  const lines = useMemo(() => reportedFeatures(entity), [entity])
  return (
    <>
      <h1 tabIndex={-1}>Features</h1>
      <DataTable
        isMain
        name="features"
        columns={columns}
        lines={lines}
        sort={{ id: 'share_of_active_users', falls: true }}
      />
      {unreported.length > 0 && (
        <p class="quiet">
          GitHub does not report {unreported.map(({ label }) => label).join(', ')}: unknown, not unused.
        </p>
      )}
      {table !== undefined && table !== null && entity.teams.length > 0 && <Matrix table={table} />}
    </>
  )
}

function featureColumns(place: Place): Column<FeatureLine>[] {
  const { insights } = place.entity
  const byFeature = new Map(insights.features.map((insight) => [insight.feature, insight]))
  const change = numberColumn<FeatureLine>('change', 'Change', (line) => {
    const insight = byFeature.get(line.feature)
    return insight?.is_new === true
      ? { text: 'new', value: undefined }
      : changeCell(line, 'engaged_users', 'previous_engaged_users', insight?.engaged_users ?? 'unknown')
  })
  const hint = 'People against as many days before; ▲ and ▼: more than noise'
  return [
    featureColumn(place, (line: FeatureLine) => line),
    shareColumn('share_of_active_users', 'Share', (line) =>
      judgedShare(rateCell(line, 'share_of_active_users'), line.status, place.report.thresholds.gapShare),
    ),
    numberColumn('engaged_users', 'People', (line) => countCell(line, 'engaged_users')),
    ...(insights.incomparable === null ? [{ ...change, hint }] : []),
    { id: 'status', heading: 'Status', kind: 'text', cell: ({ status }) => textCell(status) },
    leaderColumn(
      place,
      'Leading team',
      ({ feature }: FeatureLine) => byFeature.get(feature)?.leading_team ?? null,
    ),
  ]
}

/** Teams against features: the stronger the colour, the more of the active people of the team engage with it. */
function Matrix({ table }: { readonly table: Table }) {
  const place = usePlace()
  const rows = useMemo(() => teamRows(place), [place])
  const columns = useMemo(() => matrixColumns(place, table), [place, table])
  return (
    <section>
      <h2>Teams and features</h2>
      <p class="quiet">
        Percent of the active people of a team who engaged with a feature; the stronger the colour, the more.
        ○ marks a gap, below {formatShare(place.report.thresholds.gapShare)}; w/h: withheld.
      </p>
      <DataTable
        name="teams and features"
        columns={columns}
        lines={rows}
        sort={{ id: 'team', falls: false }}
      />
    </section>
  )
}

function matrixColumns(place: Place, table: Table): Column<TeamRow>[] {
  const { entity } = place
  const features = reportedFeatures(entity)
  const uses = usesByTeam(table)
  const indexes = new Map(entity.teams.map((team, index) => [team.team_id, String(index)]))
  const useOf = ({ team }: TeamRow, feature: string) => {
    const ofTeam = uses.get(indexes.get(team.team_id) ?? '')
    return ofTeam?.get(feature) ?? missingUse(feature, ofTeam !== undefined)
  }
  return [
    teamColumn(place, ({ team }: TeamRow) => team),
    numberColumn('active_users', 'Active', ({ team }) => countCell(team, 'active_users')),
    numberColumn(
      'gaps',
      'Gaps',
      (row) => gapsOf(features.map(({ feature }) => useOf(row, feature))),
      'Features that are a gap in the team',
    ),
    ...features.map((line): Column<TeamRow> => ({
      id: line.feature,
      heading: nameOfFeature(line),
      kind: 'share',
      isNarrow: true,
      cell: (row) => {
        const use = useOf(row, line.feature)
        return judgedShare(use.share, use.status, place.report.thresholds.gapShare)
      },
      draw: (row, cell) => <HeatCell cell={cell} isGap={isGap(useOf(row, line.feature))} />,
    })),
  ]
}

/** How many of the uses are gaps; where some are withheld, at least so many. */
function gapsOf(uses: readonly FeatureUse[]): Cell {
  const count = uses.filter(isGap).length
  const hidden = uses.filter(({ share }) => share.reason === 'withheld').length
  if (hidden === uses.length) return storedCell([])
  return { text: hidden > 0 ? `${count} or more` : String(count), value: count }
}
