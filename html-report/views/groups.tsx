import { useMemo } from 'preact/hooks'
import type { FeatureLine } from '../../src/lines/features.ts'
import type { AttributeGroups, GroupLine } from '../../src/lines/groups.ts'
import type { Change } from '../../src/lines/changes.ts'
import { groupCaption, groupName, groupRefusals, isListedKnown } from '../../src/render/sections/groups.ts'
import { formatAdoption } from '../../src/render/text/withheld.ts'
import { changeCell, countCell, NONE, numberCell, rateCell, shownText, textCell } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import { Tiles } from '../parts/figures.tsx'
import { Markdown } from '../parts/markdown.tsx'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { CellText } from '../table/parts.tsx'
import { MissingView } from './missing-view.tsx'
import { everybodyColumn, featureColumn, numberColumn, shareColumn, usageColumns } from './shared-columns.tsx'
import { type FeatureUse, featureUses, missingUse, reportedFeatures } from './feature-uses.ts'

interface GroupRow {
  readonly group: GroupLine
  readonly name: string
  readonly change: Change
  readonly above: number | null
}

/** The groups of every attribute, or of one. */
export function Groups({ attribute }: { readonly attribute?: string | undefined }) {
  const place = usePlace()
  const { entity } = place
  const all = entity.groups ?? []
  const shown = attribute === undefined ? all : all.filter((one) => one.attribute === attribute)
  if (shown.length === 0) return <MissingView what="attribute" name={attribute ?? ''} list="groups" />
  return (
    <>
      <h1 tabIndex={-1}>Groups</h1>
      {shown.map((one) => (
        <section key={one.attribute}>
          {one.groups.length === 0 && <h2>{shownText(one.attribute)}</h2>}
          {groupRefusals(one).map((text) => (
            <Markdown key={text} text={text} />
          ))}
          {one.groups.length > 0 && <GroupTable groups={one} isMain={shown.length === 1} />}
        </section>
      ))}
      <div class="quiet">
        <Markdown text={groupCaption(all, entity)} />
      </div>
    </>
  )
}

function groupRows({ groups }: AttributeGroups, { entity }: Place): GroupRow[] {
  const index = entity.groups?.findIndex((one) => one.groups === groups) ?? -1
  const hasFile = entity.groups?.some((one) => one.groups.some(isListedKnown)) ?? false
  return groups.map((group, at) => {
    const insight = entity.insights.groups?.[index]?.[at]
    return {
      group,
      name: groupName(group, hasFile),
      change: insight?.active_users ?? 'unknown',
      above: insight?.adoption_above ?? null,
    }
  })
}

function GroupTable({ groups, isMain }: { readonly groups: AttributeGroups; readonly isMain: boolean }) {
  const place = usePlace()
  const rows = useMemo(() => groupRows(groups, place), [groups, place])
  const columns = useMemo(() => groupColumns(groups, place), [groups, place])
  return (
    <DataTable
      title={shownText(groups.attribute)}
      name={`groups of ${shownText(groups.attribute)}`}
      columns={columns}
      lines={rows}
      sort={{ id: 'idle_users', falls: true }}
      isMain={isMain}
    />
  )
}

type Count = 'people' | 'active_users' | 'idle_users' | 'engaged_users' | 'listed' | 'seats' | 'idle_seats'

function countColumn(id: Count, heading: string): Column<GroupRow> {
  return numberColumn(id, heading, ({ group }) => countCell(group, id))
}

function groupColumns({ attribute, groups }: AttributeGroups, { entity, to }: Place): Column<GroupRow>[] {
  const hasSeats = groups.some(({ seats }) => seats !== null)
  const credits = ({ group }: GroupRow) => numberCell(group.ai_credits_used)
  return [
    {
      id: 'value',
      heading: shownText(attribute),
      kind: 'text',
      cell: ({ name }) => textCell(name),
      draw: ({ group }, { text }) =>
        group.kind === 'group' ? <a href={to('groups', attribute, group.value)}>{text}</a> : <em>{text}</em>,
    },
    { ...shareColumn('adoption_rate', 'Adoption', adoptionOf, 'Active ÷ people'), risesFirst: true },
    countColumn('people', 'People'),
    countColumn('active_users', 'Active'),
    countColumn('idle_users', 'No activity'),
    countColumn('engaged_users', 'Engaged'),
    ...(entity.insights.incomparable === null ? [changeColumn] : []),
    countColumn('listed', 'Listed'),
    numberColumn('ai_credits_used', 'AI credits', credits),
    ...(hasSeats ? [countColumn('seats', 'Seats'), countColumn('idle_seats', 'Idle seats')] : []),
  ]
}

function adoptionOf({ group, above }: GroupRow) {
  if (group.people === 0) return NONE
  return rateCell(group, 'adoption_rate', formatAdoption({ ...group, members: group.people }, above))
}

const changeColumn: Column<GroupRow> = {
  ...numberColumn('change', 'Change', ({ group, change }) =>
    changeCell(group, 'active_users', 'previous_active_users', change),
  ),
  risesFirst: true,
}

/** A group: its numbers, and its features against everybody's. */
export function Group({ attribute, value }: { readonly attribute: string; readonly value: string }) {
  const place = usePlace()
  const groups = place.entity.groups?.find((one) => one.attribute === attribute)
  const row =
    groups === undefined
      ? undefined
      : groupRows(groups, place).find(({ group }) => group.kind === 'group' && group.value === value)
  if (groups === undefined || row === undefined)
    return <MissingView what="group" name={value} list="groups" />
  const columns = groupColumns(groups, place).slice(1)
  return (
    <>
      <p class="crumb">
        <a href={place.to('groups')}>Groups</a> ·{' '}
        <a href={place.to('groups', attribute)}>{shownText(attribute)}</a>
      </p>
      <h1 tabIndex={-1}>{shownText(row.name)}</h1>
      <Tiles
        tiles={columns.map(({ heading, cell }) => ({ name: heading, now: <CellText cell={cell(row)} /> }))}
      />
      <GroupFeatures attribute={attribute} value={value} />
    </>
  )
}

interface UseRow {
  readonly line: FeatureLine
  readonly use: FeatureUse
}

function GroupFeatures({ attribute, value }: { readonly attribute: string; readonly value: string }) {
  const place = usePlace()
  const { entity } = place
  const table = useStoredTable('group_features')
  const rows = useMemo(() => {
    if (table === undefined || table === null) return []
    const [name, of] = [table.indexOf('attribute'), table.indexOf('value')]
    const key = JSON.stringify([attribute, value])
    const uses = featureUses(table, (row) => JSON.stringify([row[name], row[of]])).get(key)
    return reportedFeatures(entity).map((line): UseRow => ({
      line,
      use: uses?.get(line.feature) ?? missingUse(line.feature, uses !== undefined),
    }))
  }, [table, entity, attribute, value])
  const columns = useMemo(() => columnsOf(place), [place])
  return (
    <DataTable
      title="Features"
      name={`features of ${shownText(value)}`}
      columns={columns}
      lines={rows}
      sort={{ id: 'share_of_active_users', falls: true }}
    />
  )
}

function columnsOf(place: Place): Column<UseRow>[] {
  const { share, people, before } = usageColumns<UseRow>(place)
  return [
    featureColumn(place, ({ line }: UseRow) => line),
    share,
    everybodyColumn<UseRow>(({ line }) => line),
    people,
    ...before,
  ]
}
