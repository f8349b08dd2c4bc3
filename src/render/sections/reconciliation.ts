import { isWithheld, type NumberOf } from '../../privacy/withheld.ts'
import type { Reconciliation } from '../../lines/reconciliation.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { blocks, caption, numericColumn, strong, table } from '../text/markdown.ts'
import { formatNumber, formatShare, plural } from '../text/numbers.ts'
import { formatCount, WITHHELD, withheldCaption } from '../text/withheld.ts'

/** How the active people of teams relate to the entity's, as a small table. */
export function reconciliationMarkdown(
  report: Report,
  { reconciliation, totals, teams, coverage }: EntityReport,
): string {
  const all = totals.active_users
  const isHidden = isWithheld(totals, 'active_users')
  if ((all === null && !isHidden) || coverage.days_with_teams === 0) return ''
  const row = (title: string, name: NumberOf<Reconciliation>) => {
    const count = reconciliation[name]
    const share = count === null || isHidden ? WITHHELD : formatShare(all ? count / all : null)
    return [title, formatCount(reconciliation, name), share]
  }
  const rows = [
    row('in one team', 'in_one_team'),
    row('in several teams', 'in_several_teams'),
    row('in no listed team', 'in_no_team'),
    ...(reconciliation.teams_unknown === 0
      ? []
      : [row('active only on days whose teams are not known', 'teams_unknown')]),
    [strong('all active people'), formatCount(totals, 'active_users'), formatShare(all === 0 ? null : 1)],
  ]
  const areAllShown = teams.every((team) => !isWithheld(team, 'active_users'))
  const sum = teams.reduce((total, { active_users }) => total + (active_users ?? 0), 0)
  const columns = [{ heading: 'Active people' }, numericColumn('People'), numericColumn('Share')]
  return blocks(
    table(columns, rows),
    withheldCaption([reconciliation], report.minimum_group_size),
    teams.length === 0 || !areAllShown
      ? ''
      : caption(
          `The active people of ${plural(teams.length, 'team')} add up to ${formatNumber(sum)}: who is in several teams counts in each of them.`,
          'The total comes from the people themselves, never from adding teams.',
        ),
  )
}
