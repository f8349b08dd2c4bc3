import type { EntityReport, Report } from '../../lines/report.ts'
import { featureCell, featureChange, shareCell, withModesBelow } from './features.ts'
import { blocks, caption, type Column, numericColumn, table } from '../text/markdown.ts'
import { formatShare, plural } from '../text/numbers.ts'
import { compareTeams } from '../text/order.ts'
import { adoptionCell, CHANGE, targetCaption, teamChange } from './teams.ts'
import { type NameTeam, plainName } from '../text/team-links.ts'
import { formatWeek, NOT_KEPT, type Trend, weeklyAdoption, weeklyShare } from './trends.ts'
import { formatCount, withheldCaption } from '../text/withheld.ts'

/** How far back a row of a table looks: a quarter. */
const WEEKS_BACK = 13

/** Every team by its name, so that a team keeps its row from one report to the next. */
export function reportTeamTable(
  report: Report,
  entity: EntityReport,
  trend: Trend,
  most: number,
  nameOf: NameTeam = plainName,
): string {
  const teams = entity.teams.toSorted(compareTeams).slice(0, most)
  if (teams.length === 0) return ''
  const then = thenOf(trend)
  const insights = new Map(entity.insights.teams.map((line) => [line.team_id, line]))
  const columns: Column[] = [
    { heading: 'Team' },
    { heading: 'Adoption' },
    numericColumn('Members'),
    numericColumn('Active'),
    numericColumn('Engaged'),
    numericColumn('Change'),
    ...(then === undefined ? [] : [numericColumn('Adoption in a week')]),
  ]
  const rows = teams.map((team) => [
    nameOf(team),
    adoptionCell(team, insights.get(team.team_id)),
    formatCount(team, 'members'),
    formatCount(team, 'active_users'),
    formatCount(team, 'engaged_users'),
    teamChange(team, insights.get(team.team_id)),
    ...(then === undefined ? [] : [thenToNow(trend.teams.get(team.team_id || '-'), then, weeklyAdoption)]),
  ])
  const left = entity.teams.length - teams.length
  return blocks(
    table(columns, rows),
    left > 0
      ? `${plural(left, 'more team')} ${left === 1 ? 'is' : 'are'} not shown here; the artifact has them all.`
      : '',
    caption(
      `Sorted by name. Change: ${CHANGE}.`,
      targetCaption(report.thresholds.adoptionTarget),
      weeklyCaption('Adoption in a week', trend, then),
    ),
    withheldCaption(teams, report.minimum_group_size),
  )
}

/** Every feature that GitHub reports, in the order of the files. */
export function reportFeatureTable(report: Report, entity: EntityReport, trend: Trend, most: number): string {
  const reported = entity.features
    .map((line, index) => ({ line, insight: entity.insights.features[index] }))
    .filter(({ line }) => line.status !== 'not-reported')
  const features = withModesBelow(reported).slice(0, most)
  if (features.length === 0) return ''
  const then = thenOf(trend)
  const columns: Column[] = [
    { heading: 'Feature' },
    { heading: 'Share of active' },
    numericColumn('People'),
    numericColumn('Change'),
    ...(then === undefined ? [] : [numericColumn('Share in a week')]),
  ]
  const rows = features.map(({ line, insight }) => [
    featureCell(line, features),
    shareCell(line, report.thresholds),
    formatCount(line, 'engaged_users'),
    featureChange(line, insight),
    ...(then === undefined ? [] : [thenToNow(trend.entity, then, (week) => weeklyShare(week, line.feature))]),
  ])
  const hasGaps = rows.some((cells) => cells.at(-1)?.includes(NOT_KEPT) === true)
  return blocks(
    table(columns, rows),
    caption(
      `Gap: below ${formatShare(report.thresholds.gapShare)} of the active people. What GitHub does not report is neither used nor unused, and is not listed.`,
      weeklyCaption('Share in a week', trend, then),
      then !== undefined && hasGaps ? `${NOT_KEPT}: not reported, or withheld to protect small groups.` : '',
    ),
    withheldCaption(
      features.map(({ line }) => line),
      report.minimum_group_size,
    ),
  )
}

/** The index of the week that the newest is compared with: a quarter before, or the oldest known one. */
function thenOf({ entity }: Trend): number | undefined {
  const last = entity.length - 1
  const then = entity.findIndex((line, index) => line !== undefined && index >= last - WEEKS_BACK)
  return then === -1 || then === last ? undefined : then
}

/** `79% → 82%`: a share in the week at `then`, and in the newest; one text where both are the same words. */
function thenToNow<Week>(
  weeks: readonly (Week | undefined)[] | undefined,
  then: number,
  of: (week: Week | undefined) => string,
): string {
  const [before, now] = [of(weeks?.[then]), of(weeks?.at(-1))]
  return before === now && !/\d/.test(now) ? now : `${before} → ${now}`
}

function weeklyCaption(name: string, { weeks }: Trend, then: number | undefined): string {
  const [first, last] = [then === undefined ? undefined : weeks[then], weeks.at(-1)]
  if (first === undefined || last === undefined) return ''
  return `${name}: in the week of ${formatWeek(first)} and in that of ${formatWeek(last)}.`
}
