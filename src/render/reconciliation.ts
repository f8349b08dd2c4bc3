import type { EntityReport } from '../metrics/report.ts'
import { blocks, numbers, table } from './markdown.ts'
import { formatNumber, formatShare, plural } from './numbers.ts'

/** How the active people of teams come to the entity's, as a small table. */
export function reconciliationMarkdown({ reconciliation, totals, teams, coverage }: EntityReport): string {
  const { in_one_team, in_several_teams, in_no_team, teams_unknown } = reconciliation
  const all = totals.active_users
  if (all === null || coverage.days_with_teams === 0) return ''
  const row = (name: string, count: number) => [
    name,
    formatNumber(count),
    formatShare(all === 0 ? null : count / all),
  ]
  const rows = [
    row('in one team', in_one_team),
    row('in several teams', in_several_teams),
    row('in no listed team', in_no_team),
    ...(teams_unknown > 0 ? [row('active only on days whose teams are not known', teams_unknown)] : []),
    row('**all active people**', all),
  ]
  const sum = teams.reduce((total, { active_users }) => total + (active_users ?? 0), 0)
  const columns = [{ heading: 'Active people' }, numbers('People'), numbers('Share')]
  return blocks(
    table(columns, rows),
    teams.length === 0
      ? ''
      : `<sub>The active people of ${plural(teams.length, 'team')} add up to ${formatNumber(sum)}: who is in several teams counts in each of them. The total comes from the people themselves, never from adding teams.</sub>`,
  )
}
