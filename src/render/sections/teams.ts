import { formatDay } from '../../day.ts'
import type { TeamLine } from '../../lines/activity.ts'
import type { TeamInsight, WithoutTeams } from '../../lines/insights.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { lowestFirst } from '../../privacy/adoption.ts'
import type { TeamWeeks, WeekLine } from '../../lines/team-tables.ts'
import { isWithheld, type Protected } from '../../privacy/withheld.ts'
import { bar, sparkline } from '../text/bars.ts'
import { isComplete } from '../charts/mermaid.ts'
import { blocks, caption, type Column, details, numericColumn, table } from '../text/markdown.ts'
import { formatShare, plural } from '../text/numbers.ts'
import { type NameTeam, plainName } from '../text/team-links.ts'
import { formatAdoption, formatCount, formatCountChange, withheldCaption } from '../text/withheld.ts'

/** More rows than these are collapsed. */
const ROWS_OPEN = 25
const WEEKS_DRAWN = 8
/** What a column of changes shows. */
export const CHANGE = 'active people against as many days before; ▲ and ▼: more than noise'

/** Teams by adoption, lowest first; `others` last. */
export function teamsInOrder(teams: readonly TeamLine[]): TeamLine[] {
  return lowestFirst(teams)
}

/** The table of teams; what does not fit a first look is collapsed, and beyond `most` it is left out. */
export function teamTable(
  report: Report,
  entity: EntityReport,
  most: number,
  nameOf: NameTeam = plainName,
): string {
  if (entity.insights.without_teams !== null) return withoutTeams(entity.insights.without_teams, entity.scope)
  const teams = teamsInOrder(entity.teams)
  if (teams.length === 0 || most === 0) return ''
  const target = report.thresholds.adoptionTarget
  const shown = {
    weeks: weeksDrawn(entity),
    withChange: entity.insights.incomparable === null,
    target,
    nameOf,
  }
  const insights = new Map(entity.insights.teams.map((line) => [line.team_id, line]))
  const heights = new Map(entity.team_weeks.map((line) => [line.team_id, heightsOf(line, entity.weeks)]))
  const columns = columnsOf(shown)
  const rows = teams
    .slice(0, most)
    .map((team) => teamRow(team, insights.get(team.team_id), heights.get(team.team_id), shown))
  const left = teams.length - rows.length
  const collapsed = rows.slice(ROWS_OPEN)
  return blocks(
    table(columns, rows.slice(0, ROWS_OPEN)),
    collapsed.length === 0 ? '' : details(plural(collapsed.length, 'more team'), table(columns, collapsed)),
    left === 0
      ? ''
      : `**${plural(left, 'more team')}** ${left === 1 ? 'is' : 'are'} not shown here; teams.csv has them all.`,
    teamCaption(shown, [...heights.values()].flat()),
    withheldCaption(
      [...teams.slice(0, most), ...entity.team_weeks.map(withheldWeeks)],
      report.minimum_group_size,
    ),
  )
}

/** What a table of teams has beside what every one has. */
interface Shown {
  readonly weeks: readonly number[]
  readonly withChange: boolean
  readonly target: number | null
  readonly nameOf: NameTeam
}

function columnsOf({ weeks, withChange }: Shown): Column[] {
  return [
    { heading: 'Team' },
    { heading: 'Adoption' },
    numericColumn('Members'),
    numericColumn('Active'),
    numericColumn('No activity'),
    numericColumn('Engaged'),
    ...(withChange ? [numericColumn('Change')] : []),
    ...(weeks.length > 1 ? [{ heading: 'Weeks' }] : []),
  ]
}

function teamRow(
  team: TeamLine,
  insight: TeamInsight | undefined,
  heights: ReturnType<typeof heightsOf> | undefined,
  { weeks, withChange, nameOf }: Shown,
): string[] {
  return [
    nameOf(team),
    adoptionCell(team, insight),
    formatCount(team, 'members'),
    formatCount(team, 'active_users'),
    formatCount(team, 'idle_users'),
    formatCount(team, 'engaged_users'),
    ...(withChange ? [teamChange(team, insight)] : []),
    ...(weeks.length > 1 ? [sparkline(weeks.map((index) => heights?.[index] ?? null))] : []),
  ]
}

/** The adoption rate as a bar, in words where it is withheld, and whether it meets the target. */
export function adoptionCell(team: TeamLine, insight: TeamInsight | undefined): string {
  const rate = isWithheld(team, 'adoption_rate')
    ? formatAdoption(team, insight?.adoption_above ?? null)
    : bar(team.adoption_rate)
  return insight?.meets_target === true ? `${rate}\u{a0}✓` : rate
}

/** What the mark beside an adoption rate means. */
export function targetCaption(target: number | null): string {
  return target === null ? '' : `✓: at or above the target of ${formatShare(target)}.`
}

/** The change of a team's active people. */
export function teamChange(team: TeamLine, insight: TeamInsight | undefined): string {
  const change = insight?.active_users ?? 'unknown'
  return formatCountChange(team, 'active_users', 'previous_active_users', change)
}

/** A team's adoption by week; where it is withheld, `withheld`. */
function heightsOf({ adoption_rates, withheld }: TeamWeeks, weeks: readonly WeekLine[]) {
  return adoption_rates.map((share, index) => {
    const week = weeks[index]?.week
    return week !== undefined && withheld.includes(week) ? 'withheld' : share
  })
}

function withheldWeeks({ withheld }: TeamWeeks): Protected {
  return { withheld: Object.fromEntries(withheld.map((week) => [week, null])) }
}

function teamCaption({ weeks, withChange, target }: Shown, heights: ReturnType<typeof heightsOf>): string {
  const marks = [
    heights.includes(null) ? '; ·: not known' : '',
    heights.includes('withheld') ? '; –: withheld' : '',
  ].join('')
  return caption(
    'Lowest adoption first. Adoption: active of the members.',
    targetCaption(target),
    withChange ? `Change: ${CHANGE}.` : '',
    weeks.length > 1
      ? `Weeks: adoption in each complete week, from the lowest to the highest of them${marks}.`
      : '',
  )
}

function withoutTeams(why: WithoutTeams, scope: string): string {
  const wayOut =
    scope === 'enterprise'
      ? ' To see the teams of its organizations, run the action with `organization` for each of them.'
      : ''
  switch (why.reason) {
    case 'before-reports':
      return `GitHub has user-teams reports since ${formatDay(why.since, { year: true })} only: the teams of these days are not known.`
    case 'no-reports':
      return `There is no user-teams report of these days, so teams are not known. GitHub may have none where no team has five Copilot seats; where reports come from files, those named \`user-teams-YYYY-MM-DD\` are missing.${wayOut}`
    case 'none-listed':
      return scope === 'enterprise'
        ? `GitHub’s report lists no teams for this enterprise. That does not mean that there are none: it knows enterprise teams only.${wayOut}`
        : 'GitHub’s report lists no teams here: no team has five Copilot seats.'
  }
}

/** The indices of the newest complete weeks. */
function weeksDrawn({ weeks }: EntityReport): number[] {
  return weeks.flatMap((week, index) => (isComplete(week) ? [index] : [])).slice(-WEEKS_DRAWN)
}
