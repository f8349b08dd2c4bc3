import { isWithheld } from '../../privacy/withheld.ts'
import type { ActivityLine } from '../../lines/activity.ts'
import type { EntityReport } from '../../lines/report.ts'
import { blocks, caption, escaped, numericColumn, strong, table } from '../text/markdown.ts'
import { formatNumber } from '../text/numbers.ts'
import { isOthers } from '../text/order.ts'
import { formatCount, WITHHELD } from '../text/withheld.ts'

const TEAMS_LISTED = 12

/** AI credits by team and by active person, those of people in no listed team, and the total of the entity. */
export function creditsMarkdown(entity: EntityReport): string {
  const { teams, totals } = entity
  if (totals.ai_credits_used === null) return ''
  const listed = teams
    .filter(({ ai_credits_used }) => ai_credits_used !== null && ai_credits_used > 0)
    .toSorted((left, right) => (right.ai_credits_used ?? 0) - (left.ai_credits_used ?? 0))
  const rows = listed
    .slice(0, TEAMS_LISTED)
    .map((team) => creditRow(escaped(team.slug), team.ai_credits_used, team, !isOthers(team)))
  if (entity.ai_credits_in_no_team !== null || isWithheld(entity, 'ai_credits_in_no_team'))
    rows.push(['_in no listed team_', formatCount(entity, 'ai_credits_in_no_team'), formatNumber(null)])
  rows.push(creditRow(strong('all people'), totals.ai_credits_used, totals))
  const more = listed.length - TEAMS_LISTED
  return blocks(
    table([{ heading: 'Team' }, numericColumn('AI credits'), numericColumn('Per active person')], rows),
    caption(
      'People in several teams count in each, so teams do not add up to all people. Credits are not billing data.',
      more > 0 ? `${formatNumber(more)} more teams are in teams.csv.` : '',
    ),
  )
}

/** Members of several merged teams count once in `others`, their credits in each team: it has no credits per person. */
function creditRow(name: string, credits: number | null, line: ActivityLine, isPerPerson = true): string[] {
  const people = isPerPerson ? line.active_users : null
  const perPerson = credits === null || !people ? null : credits / people
  const isHidden = isPerPerson && isWithheld(line, 'active_users')
  return [name, formatNumber(credits), isHidden ? WITHHELD : formatNumber(perPerson)]
}
