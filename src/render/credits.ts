import type { EntityReport } from '../metrics/report.ts'
import { blocks, escaped, numbers, table } from './markdown.ts'
import { formatNumber } from './numbers.ts'

const TEAMS_LISTED = 12

/** AI credits by team and by active person, the part of people in no listed team, and the entity's own total. */
export function creditsMarkdown({ teams, totals, ai_credits_in_no_team }: EntityReport): string {
  if (totals.ai_credits_used === null) return ''
  const listed = teams
    .filter(({ ai_credits_used }) => ai_credits_used !== null && ai_credits_used > 0)
    .toSorted((left, right) => (right.ai_credits_used ?? 0) - (left.ai_credits_used ?? 0))
  const rows = listed
    .slice(0, TEAMS_LISTED)
    .map(({ slug, ai_credits_used, active_users }) => rowOf(escaped(slug), ai_credits_used, active_users))
  if (ai_credits_in_no_team !== null) rows.push(rowOf('_in no listed team_', ai_credits_in_no_team, null))
  rows.push(rowOf('**all people**', totals.ai_credits_used, totals.active_users))
  const more = listed.length - TEAMS_LISTED
  return blocks(
    table([{ heading: 'Team' }, numbers('AI credits'), numbers('Per active person')], rows),
    `<sub>People in several teams count in each, so teams do not add up to all people. Credits are no invoice.${more > 0 ? ` ${formatNumber(more)} more teams are in teams.csv.` : ''}</sub>`,
  )
}

function rowOf(name: string, credits: number | null, people: number | null): string[] {
  return [name, formatNumber(credits), formatNumber(credits === null || !people ? null : credits / people)]
}
