import { isWithheld } from '../../privacy/withheld.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { formatShareChange, incomparableClause } from '../text/changes.ts'
import { blocks, caption, type Column, escaped, numericColumn, strong, table } from '../text/markdown.ts'
import { formatDayList, formatDays, formatNumber, formatShare, UNKNOWN } from '../text/numbers.ts'
import {
  formatAdoption,
  formatCount,
  formatCountChange,
  formatRate,
  WITHHELD,
  withheldCaption,
} from '../text/withheld.ts'

/** The days that the numbers come from: the window, how many of its days have a report, which do not. */
export function coverageMarkdown(report: Report, { coverage, days }: EntityReport): string {
  const { missing_days: missing, days: all, days_reported: reported, days_with_teams: withTeams } = coverage
  const teamsMissing = days.filter(({ status }) => status === 'teams-missing').map(({ day }) => day)
  const parts = [
    `**${formatDays(report.since, report.until)}**`,
    reported === all ? `all ${all} days reported` : `**${reported} of ${all} days reported**`,
    missing.length === 0 ? '' : `no report for ${formatDayList(missing)}`,
    teamsMissing.length === 0 || withTeams === 0 ? '' : `teams not known on ${formatDayList(teamsMissing)}`,
    'days are UTC',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** The figures that everything else explains, in this window and the one before. */
export function keyFiguresMarkdown(report: Report, entity: EntityReport): string {
  const columns: Column[] = [
    { heading: 'People' },
    ...['Active', 'Engaged', 'Members', 'Adoption'].map(numericColumn),
  ]
  const hasPrevious = report.previous_since !== null && report.previous_until !== null
  const rows = [thisWindow(entity), ...(hasPrevious ? [windowBefore(entity), changeRow(entity)] : [])]
  return blocks(
    table(columns, rows),
    windowsCaption(report, entity),
    withheldCaption([entity.totals], report.minimum_group_size),
    volumeMarkdown(entity),
  )
}

function thisWindow({ totals, coverage, insights }: EntityReport): string[] {
  return [
    rowHeading('This window', coverage.days_reported, coverage.days),
    ...[
      formatCount(totals, 'active_users'),
      formatCount(totals, 'engaged_users'),
      formatCount(totals, 'members'),
      formatAdoption(totals, insights.adoption_above),
    ].map(strong),
  ]
}

function windowBefore({ totals, coverage }: EntityReport): string[] {
  return [
    rowHeading('Window before', coverage.previous_days_reported, coverage.days),
    formatCount(totals, 'previous_active_users'),
    formatCount(totals, 'previous_engaged_users'),
    formatCount(totals, 'previous_members'),
    formatRate(totals, 'previous_adoption_rate'),
  ]
}

function changeRow({ totals, insights: { changes } }: EntityReport): string[] {
  const isShareWithheld = isWithheld(totals, 'adoption_rate') || isWithheld(totals, 'previous_adoption_rate')
  return [
    'Change',
    formatCountChange(totals, 'active_users', 'previous_active_users', changes.active_users),
    formatCountChange(totals, 'engaged_users', 'previous_engaged_users', changes.engaged_users),
    // How many members there are is decided by whoever keeps the teams: no change of it is noise.
    formatCountChange(totals, 'members', 'previous_members', 'incomparable'),
    isShareWithheld
      ? WITHHELD
      : formatShareChange(
          totals.adoption_rate,
          totals.previous_adoption_rate,
          totals.members,
          changes.adoption_rate,
        ),
  ]
}

/** Several entities side by side. */
export function entitiesMarkdown(report: Report, most: number): string {
  const withSeats = report.seat_rules !== undefined
  const columns: Column[] = [
    { heading: report.entities[0]?.scope === 'enterprise' ? 'Enterprise' : 'Organization' },
    ...['Days', 'Active people', 'Change', 'Engaged', 'Team members', 'Adoption', 'Teams'].map(numericColumn),
    ...(withSeats ? ['Seats', 'Idle seats'].map(numericColumn) : []),
  ]
  const shown = report.entities.slice(0, most)
  const left = report.entities.length - shown.length
  return blocks(
    table(
      columns,
      shown.map((entity) => [...entityRow(entity), ...(withSeats ? seatCells(entity) : [])]),
    ),
    caption('Someone who is in several of them counts in each, so totals are not summed.'),
    withheldCaption(
      shown.flatMap(({ totals, seats }) => (seats === undefined ? totals : [totals, seats])),
      report.minimum_group_size,
    ),
    left > 0 ? caption(`${left} more are in the files.`) : '',
  )
}

function entityRow({ entity, totals, coverage, insights }: EntityReport): string[] {
  return [
    escaped(entity),
    `${coverage.days_reported} of ${coverage.days}`,
    strong(formatCount(totals, 'active_users')),
    formatCountChange(totals, 'active_users', 'previous_active_users', insights.changes.active_users),
    formatCount(totals, 'engaged_users'),
    formatCount(totals, 'members'),
    formatAdoption(totals, insights.adoption_above),
    formatNumber(totals.teams),
  ]
}

function seatCells({ seats }: EntityReport): string[] {
  return seats === undefined
    ? [UNKNOWN, UNKNOWN]
    : [formatCount(seats, 'seats'), formatCount(seats, 'idle_seats')]
}

function windowsCaption(report: Report, entity: EntityReport): string {
  const { previous_since: since, previous_until: until } = report
  if (since === null || until === null) return ''
  const { incomparable } = entity.insights
  return caption(
    `Window before: ${formatDays(since, until)}.`,
    incomparable === null
      ? '▲ and ▼ mark changes that are more than noise.'
      : `Changes are not marked: ${incomparableClause(incomparable, report, entity)}.`,
  )
}

/** Sums of counters, which are not about distinct people. */
function volumeMarkdown({ totals }: EntityReport): string {
  const parts = [
    totals.ai_credits_used === null ? '' : `**${formatNumber(totals.ai_credits_used)}** AI credits`,
    totals.user_initiated_interaction_count === null
      ? ''
      : `**${formatNumber(totals.user_initiated_interaction_count)}** prompts`,
    totals.completion_acceptance_rate === null
      ? ''
      : `**${formatShare(totals.completion_acceptance_rate)}** of code completions accepted`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function rowHeading(name: string, reported: number, days: number): string {
  return reported === days ? name : `${name} (${reported} of ${days} days)`
}
