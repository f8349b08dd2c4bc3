import { useMemo } from 'preact/hooks'
import type { TeamLine } from '../../src/lines/activity.ts'
import type { FeatureLine } from '../../src/lines/features.ts'
import { formatDifference } from '../../src/render/text/numbers.ts'
import { type Cell, numberCell, shownText } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { type FeatureUse, missingUse, reportedFeatures, usesByTeam } from './feature-uses.ts'
import {
  everybodyColumn,
  featureColumn,
  gapColumn,
  leaderColumn,
  numberColumn,
  usageColumns,
} from './shared-columns.tsx'

interface UseRow {
  readonly line: FeatureLine
  readonly use: FeatureUse
  readonly leader: Place['entity']['insights']['features'][number]['leading_team']
}

/** The features of a team against those of everybody. */
export function TeamFeatures({ index, team }: { readonly index: number; readonly team: TeamLine }) {
  const place = usePlace()
  const { entity } = place
  const table = useStoredTable('team_features')
  const rows = useMemo(() => {
    if (table === undefined || table === null) return []
    const uses = usesByTeam(table).get(String(index))
    const leaders = new Map(
      entity.insights.features.map(({ feature, leading_team }) => [feature, leading_team]),
    )
    return reportedFeatures(entity).map((line): UseRow => ({
      line,
      use: uses?.get(line.feature) ?? missingUse(line.feature, uses !== undefined),
      leader: leaders.get(line.feature) ?? null,
    }))
  }, [table, entity, index])
  const columns = useMemo(() => columnsOf(place, team), [place, team])
  if (table === undefined || table === null) return null
  return (
    <DataTable
      title="Features"
      name={`features of ${shownText(team.slug)}`}
      columns={columns}
      lines={rows}
      sort={{ id: 'difference', falls: false }}
    />
  )
}

function columnsOf(place: Place, team: TeamLine): Column<UseRow>[] {
  const { share, people, before } = usageColumns<UseRow>(place)
  const difference: Column<UseRow> = {
    ...numberColumn('difference', 'Difference', ({ line, use }: UseRow) => pointsBetween(use.share, line)),
    hint: 'The share of the team less that of everybody, in percentage points',
    risesFirst: true,
  }
  return [
    featureColumn(place, ({ line }: UseRow) => line),
    share,
    everybodyColumn<UseRow>(({ line }) => line),
    difference,
    people,
    ...before,
    numberColumn(
      'engaged_user_days',
      'Days',
      ({ use }: UseRow) => use.days,
      'Days of use of all people together',
    ),
    gapColumn<UseRow>(),
    leaderColumn(place, 'Whom to ask', ({ leader }: UseRow) => leader, team),
  ]
}

function pointsBetween(share: Cell, { share_of_active_users: everybody }: FeatureLine): Cell {
  if (typeof share.value !== 'number') return share
  if (everybody === null) return numberCell(null)
  const points = Math.round(share.value * 100) - Math.round(everybody * 100)
  return { text: formatDifference(points), value: points }
}
