import type { FeatureLine } from '../metrics/feature-lines.ts'
import type { TeamLine } from '../metrics/activity-lines.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { obstacle } from './changes.ts'
import { shareCell } from './features.ts'
import { blocks, type Column, escaped, numbers, table } from './markdown.ts'
import { formatNumber, formatShare } from './numbers.ts'
import { adoptionCell } from './teams.ts'
import { formatWeek, type Trend, weeklyAdoption, weeklyShare } from './trends.ts'
import { formatCount, formatCountChange, withheldCaption } from './withheld.ts'

/** How far back a line of a table looks: a quarter. */
const WEEKS_BACK = 13
const STATUS = { used: 'used', gap: '**gap**', unused: 'not used', 'not-reported': 'not reported' } as const

/** Every team by its name, so that a team keeps its place from one report to the next. */
export function reportTeamTable(report: Report, entity: EntityReport, trend: Trend, most: number): string {
  const teams = entity.teams.toSorted(compareTeams).slice(0, most)
  if (teams.length === 0) return ''
  const then = thenOf(trend)
  const isComparable = obstacle(report, entity) === undefined
  const columns: Column[] = [
    { heading: 'Team' },
    numbers('Members'),
    numbers('Active'),
    { heading: 'Adoption' },
    numbers('Engaged'),
    numbers('Change'),
    ...(then === undefined ? [] : [numbers('Weekly adoption')]),
  ]
  const rows = teams.map((team) => [
    team.team_id === '' ? `*${escaped(team.slug)}*` : escaped(team.slug),
    formatCount(team, 'members'),
    formatCount(team, 'active_users'),
    adoptionCell(team),
    formatCount(team, 'engaged_users'),
    formatCountChange(team, 'active_users', 'previous_active_users', isComparable),
    ...(then === undefined ? [] : [course(trend.teams.get(team.team_id || '-'), then, weeklyAdoption)]),
  ])
  const left = entity.teams.length - teams.length
  return blocks(
    table(columns, rows),
    left > 0 ? `${formatNumber(left)} more teams are not shown here; the artifact has them all.` : '',
    `<sub>By name. Change: of active people against the window before; ▲ and ▼ mark what is more than noise.${weeklyCaption('Weekly adoption', trend, then)}</sub>`,
    withheldCaption(teams, report.minimum_group_size),
  )
}

/** Every feature that GitHub reports, in the order of the files. */
export function reportFeatureTable(report: Report, entity: EntityReport, trend: Trend, most: number): string {
  const features = entity.features.filter(({ status }) => status !== 'not-reported').slice(0, most)
  if (features.length === 0) return ''
  const then = thenOf(trend)
  const isComparable = obstacle(report, entity) === undefined
  const columns: Column[] = [
    { heading: 'Feature' },
    { heading: 'Status' },
    numbers('People'),
    { heading: 'Share of active' },
    numbers('Change'),
    ...(then === undefined ? [] : [numbers('Weekly share')]),
  ]
  const rows = features.map((line) => [
    nameOf(line),
    STATUS[line.status],
    formatCount(line, 'engaged_users'),
    shareCell(line),
    formatCountChange(line, 'engaged_users', 'previous_engaged_users', isComparable),
    ...(then === undefined ? [] : [course(trend.entity, then, (week) => weeklyShare(week, line.feature))]),
  ])
  const gap = `<sub>Gap: below ${formatShare(report.thresholds.gapShare)} of the active people. What GitHub does not report is neither used nor unused, and is not listed.${weeklyCaption('Weekly share', trend, then)}</sub>`
  return blocks(table(columns, rows), gap, withheldCaption(features, report.minimum_group_size))
}

function nameOf({ label, is_mode }: FeatureLine): string {
  return is_mode ? `${escaped(label)} (panel chat)` : escaped(label)
}

/** The place of the week that the newest is held against: a quarter before, or the oldest that is known. */
function thenOf({ entity }: Trend): number | undefined {
  const last = entity.length - 1
  const then = entity.findIndex((line, index) => line !== undefined && index >= last - WEEKS_BACK)
  return then === -1 || then === last ? undefined : then
}

/** `79% → 82%`: a share in the week at `then`, and in the newest; one text where both are the same words. */
function course<Week>(
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
  return ` ${name}: in the week of ${formatWeek(first)} and in that of ${formatWeek(last)}.`
}

/** The line that small teams were folded into stands last. */
function compareTeams(left: TeamLine, right: TeamLine): number {
  return (
    Number(left.team_id === '') - Number(right.team_id === '') ||
    compareTexts(left.slug, right.slug) ||
    compareTexts(left.team_id, right.team_id)
  )
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
