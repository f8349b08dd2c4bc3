import type { EntityReport, Report } from '../metrics/report.ts'
import { formatShareChange, obstacle } from './changes.ts'
import { type Column, blocks, escaped, numbers, table } from './markdown.ts'
import { formatDayList, formatDays, formatNumber, formatShare } from './numbers.ts'
import {
  formatAdoption,
  formatCount,
  formatCountChange,
  formatRate,
  isWithheld,
  WITHHELD,
  withheldCaption,
} from './withheld.ts'

/** Which days the numbers stand on: the window, how many of its days have a report, which do not. */
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
  const { totals, coverage } = entity
  const reason = obstacle(report, entity)
  const isComparable = reason === undefined
  const columns: Column[] = [
    { heading: 'People' },
    ...['Active', 'Engaged', 'Members', 'Adoption'].map(numbers),
  ]
  const rows = [
    [
      rowHeading('This window', coverage.days_reported, coverage.days),
      ...[
        formatCount(totals, 'active_users'),
        formatCount(totals, 'engaged_users'),
        formatCount(totals, 'members'),
        formatAdoption(totals),
      ].map(strong),
    ],
  ]
  if (report.previous_since !== null && report.previous_until !== null) {
    rows.push(
      [
        rowHeading('Window before', coverage.previous_days_reported, coverage.days),
        formatCount(totals, 'previous_active_users'),
        formatCount(totals, 'previous_engaged_users'),
        formatCount(totals, 'previous_members'),
        formatRate(totals, 'previous_adoption_rate'),
      ],
      [
        'Change',
        formatCountChange(totals, 'active_users', 'previous_active_users', isComparable),
        formatCountChange(totals, 'engaged_users', 'previous_engaged_users', isComparable),
        formatCountChange(totals, 'members', 'previous_members', false),
        isWithheld(totals, 'adoption_rate') || isWithheld(totals, 'previous_adoption_rate')
          ? WITHHELD
          : formatShareChange(
              totals.adoption_rate,
              totals.previous_adoption_rate,
              totals.members,
              isComparable,
            ),
      ],
    )
  }
  return blocks(
    table(columns, rows),
    windowsCaption(report, reason),
    withheldCaption([totals], report.minimum_group_size),
    volumeMarkdown(entity),
  )
}

/** Several entities side by side. */
export function entitiesMarkdown(report: Report, most: number): string {
  const columns: Column[] = [
    { heading: report.entities[0]?.scope === 'enterprise' ? 'Enterprise' : 'Organization' },
    ...['Days', 'Active people', 'Change', 'Engaged', 'Team members', 'Adoption', 'Teams'].map((heading) => ({
      heading,
      align: 'right' as const,
    })),
  ]
  const rows = report.entities.slice(0, most).map((entity) => {
    const { totals, coverage } = entity
    const isComparable = obstacle(report, entity) === undefined
    return [
      escaped(entity.entity),
      `${coverage.days_reported} of ${coverage.days}`,
      strong(formatCount(totals, 'active_users')),
      formatCountChange(totals, 'active_users', 'previous_active_users', isComparable),
      formatCount(totals, 'engaged_users'),
      formatCount(totals, 'members'),
      formatAdoption(totals),
      formatNumber(totals.teams),
    ]
  })
  const left = report.entities.length - rows.length
  return blocks(
    table(columns, rows),
    '<sub>Someone who is in several of them counts in each, so nothing is added up.</sub>',
    withheldCaption(
      report.entities.slice(0, most).map(({ totals }) => totals),
      report.minimum_group_size,
    ),
    left > 0 ? `<sub>${left} more are in the files.</sub>` : '',
  )
}

function windowsCaption(
  { previous_since: since, previous_until: until }: Report,
  reason: string | undefined,
): string {
  if (since === null || until === null) return ''
  const marks =
    reason === undefined
      ? '▲ and ▼ mark changes that are more than noise.'
      : `Changes are not marked: ${reason}.`
  return `<sub>Window before: ${formatDays(since, until)}. ${marks}</sub>`
}

/** What is counted rather than told apart by person. */
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

function strong(text: string): string {
  return `**${text}**`
}
