import type { TeamLine } from '../metrics/activity-lines.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { bar, sparkline } from './bars.ts'
import { direction, formatChange, obstacle } from './changes.ts'
import type { TeamWeeks, WeekLine } from '../metrics/team-tables.ts'
import type { Protected } from '../metrics/withheld.ts'
import { isComplete } from './charts.ts'
import { blocks, type Column, details, escaped, list, numbers, table } from './markdown.ts'
import { formatNumber, formatShare } from './numbers.ts'
import {
  formatAdoption,
  formatCount,
  formatCountChange,
  isWithheld,
  leastAdoption,
  leastOf,
  withheldCaption,
} from './withheld.ts'

/** Rows that are not folded. */
const ROWS_OPEN = 25
const WEEKS_DRAWN = 8
const NAMED = 3
/** Smaller teams neither lead nor need help: one person is too large a share of them. */
const FEWEST_MEMBERS = 5
/** Fewer idle members above the expected are chance. */
const LEAST_EXCESS = 1

/** Teams with the most idle members first, then the larger ones; `others` last. */
export function teamsInOrder(teams: readonly TeamLine[]): TeamLine[] {
  return teams.toSorted(
    (left, right) =>
      Number(isOthers(left)) - Number(isOthers(right)) ||
      (right.idle_users ?? -1) - (left.idle_users ?? -1) ||
      (right.members ?? -1) - (left.members ?? -1) ||
      compareTexts(left.slug, right.slug) ||
      compareTexts(left.team_id, right.team_id),
  )
}

/** The teams to look at first: which lead, which to talk to, where use grew or fell. */
export function teamHighlights(report: Report, entity: EntityReport): string {
  const teams = entity.teams.filter(
    ({ members, team_id }) => (members ?? 0) >= FEWEST_MEMBERS && team_id !== '',
  )
  if (teams.length < 2) return ''
  const movers = obstacle(report, entity) === undefined ? moversOf(teams) : []
  const lines = [
    [
      'Highest adoption',
      leadingTeams(teams).map(
        (team) =>
          `${escaped(team.slug)} (${formatShare(team.adoption_rate)} of ${formatNumber(team.members)})`,
      ),
    ],
    [
      'To talk to',
      teamsToTalkTo(entity).map(
        (team) =>
          `${escaped(team.slug)} (${formatCount(team, 'idle_users')} of ${formatNumber(team.members)} idle)`,
      ),
    ],
    [
      'Clear change',
      movers.map(
        (team) =>
          `${escaped(team.slug)} (${formatChange(team.active_users, team.previous_active_users)} active)`,
      ),
    ],
  ] as const
  return list(
    lines.flatMap(([name, words]) => (words.length === 0 ? [] : [`**${name}:** ${words.join(', ')}`])),
  )
}

/**
 * Teams with more idle members than their size explains: first those that are furthest above what they would have at the
 * adoption of all members together.
 */
export function teamsToTalkTo({ teams, totals }: EntityReport): TeamLine[] {
  const typical = 1 - (totals.adoption_rate ?? leastAdoption(totals) ?? 1)
  return teams
    .map((team) => ({ team, excess: (leastOf(team, 'idle_users') ?? 0) - (team.members ?? 0) * typical }))
    .filter(
      ({ team, excess }) =>
        excess >= LEAST_EXCESS && (team.members ?? 0) >= FEWEST_MEMBERS && !isOthers(team),
    )
    .toSorted(
      (left, right) => right.excess - left.excess || compareTexts(left.team.team_id, right.team.team_id),
    )
    .slice(0, NAMED)
    .map(({ team }) => team)
}

/** The table of teams; what does not fit a first look is folded, and beyond `most` it is left out. */
export function teamTable(report: Report, entity: EntityReport, most: number): string {
  if (entity.coverage.days_with_teams === 0) return withoutTeams(entity)
  const teams = teamsInOrder(entity.teams)
  if (teams.length === 0 || most === 0) return ''
  const shown = {
    weeks: weeksDrawn(entity),
    withChange: obstacle(report, entity) === undefined,
  }
  const columns = columnsOf(shown)
  const activeByWeek = new Map(entity.team_weeks.map((line) => [line.team_id, heightsOf(line, entity.weeks)]))
  const rows = teams.slice(0, most).map((team) => rowOf(team, activeByWeek.get(team.team_id), shown))
  const left = teams.length - rows.length
  const folded = rows.slice(ROWS_OPEN)
  return blocks(
    table(columns, rows.slice(0, ROWS_OPEN)),
    folded.length === 0 ? '' : details(`${formatNumber(folded.length)} more teams`, table(columns, folded)),
    left === 0 ? '' : `**${formatNumber(left)} more teams** are not shown here; teams.csv has them all.`,
    caption(shown, [...activeByWeek.values()].flat()),
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
}

function columnsOf({ weeks, withChange }: Shown): Column[] {
  return [
    { heading: 'Team' },
    { heading: 'Adoption' },
    numbers('Members'),
    numbers('Active'),
    numbers('Idle'),
    numbers('Engaged'),
    ...(withChange ? [numbers('Change')] : []),
    ...(weeks.length > 1 ? [{ heading: 'Weeks' }] : []),
  ]
}

function rowOf(team: TeamLine, heights: ReturnType<typeof heightsOf> | undefined, shown: Shown): string[] {
  const { weeks, withChange } = shown
  return [
    isOthers(team) ? `*${escaped(team.slug)}*` : escaped(team.slug),
    adoptionCell(team),
    formatCount(team, 'members'),
    formatCount(team, 'active_users'),
    formatCount(team, 'idle_users'),
    formatCount(team, 'engaged_users'),
    ...(withChange ? [formatCountChange(team, 'active_users', 'previous_active_users')] : []),
    ...(weeks.length > 1 ? [sparkline(weeks.map((place) => heights?.[place] ?? null))] : []),
  ]
}

/** The adoption rate as a bar; in words where it is withheld. */
export function adoptionCell(team: TeamLine): string {
  return isWithheld(team, 'adoption_rate') ? formatAdoption(team) : bar(team.adoption_rate)
}

/** A team's active people by week; where they are withheld, `withheld`. */
function heightsOf({ active_users, withheld }: TeamWeeks, weeks: readonly WeekLine[]) {
  return active_users.map((count, place) => {
    const week = weeks[place]?.week
    return week !== undefined && withheld.includes(week) ? 'withheld' : count
  })
}

function withheldWeeks({ withheld }: TeamWeeks): Protected {
  return { withheld: Object.fromEntries(withheld.map((week) => [week, null])) }
}

function caption({ weeks, withChange }: Shown, heights: ReturnType<typeof heightsOf>): string {
  const marks = [
    heights.includes(null) ? '; ·: not known' : '',
    heights.includes('withheld') ? '; –: withheld' : '',
  ].join('')
  const sentences = [
    'Most idle members first. Adoption: active of the members.',
    withChange ? 'Change: active people against the window before; ▲ and ▼: more than noise.' : '',
    weeks.length > 1 ? `Weeks: active people of each complete week${marks}.` : '',
  ]
  return `<sub>${sentences.filter((sentence) => sentence !== '').join(' ')}</sub>`
}

function withoutTeams({ scope, coverage }: EntityReport): string {
  const wayOut =
    scope === 'enterprise'
      ? ' To see the teams of its organizations, run the action with `organization` for each of them.'
      : ''
  if (coverage.days_with_teams_report === 0)
    return coverage.missing_teams_days.length === 0
      ? 'GitHub has user-teams reports since 14 May 2026 only: the teams of these days are not known.'
      : `There is no user-teams report of these days, so teams are not known. GitHub may have none where no team has five Copilot seats; where reports come from files, those named \`user-teams-YYYY-MM-DD\` are missing.${wayOut}`
  return scope === 'enterprise'
    ? `GitHub’s report lists no teams for this enterprise. That does not mean that there are none: it knows enterprise teams only.${wayOut}`
    : 'GitHub’s report lists no teams here: no team has five Copilot seats.'
}

function leadingTeams(teams: readonly TeamLine[]): TeamLine[] {
  return teams
    .filter(({ adoption_rate }) => (adoption_rate ?? 0) > 0)
    .toSorted(
      (left, right) =>
        (right.adoption_rate ?? 0) - (left.adoption_rate ?? 0) ||
        engagement(right) - engagement(left) ||
        (right.members ?? 0) - (left.members ?? 0) ||
        compareTexts(left.team_id, right.team_id),
    )
    .slice(0, NAMED)
}

function moversOf(teams: readonly TeamLine[]): TeamLine[] {
  return teams
    .filter((team) => ['up', 'down'].includes(direction(team.active_users, team.previous_active_users)))
    .toSorted((left, right) => distance(right) - distance(left) || compareTexts(left.team_id, right.team_id))
    .slice(0, NAMED)
}

function engagement({ engaged_users: engaged, members }: TeamLine): number {
  return (engaged ?? 0) / (members ?? 1)
}

function distance({ active_users: now, previous_active_users: before }: TeamLine): number {
  return Math.abs((now ?? 0) - (before ?? 0))
}

/** The line that small teams were folded into. */
function isOthers({ team_id }: TeamLine): boolean {
  return team_id === ''
}

/** The places of the newest complete weeks. */
function weeksDrawn({ weeks }: EntityReport): number[] {
  return weeks.flatMap((week, index) => (isComplete(week) ? [index] : [])).slice(-WEEKS_DRAWN)
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
