import type { TeamLine } from '../../lines/activity.ts'
import type { EntityReport } from '../../lines/report.ts'
import type { TeamName } from '../../lines/team-insights.ts'
import { formatChange } from '../text/changes.ts'
import { escaped, list, strong } from '../text/markdown.ts'
import { formatNumber, formatShare } from '../text/numbers.ts'
import { formatCount } from '../text/withheld.ts'

/** The teams to look at first: which lead, which to follow up with, where use grew or fell. */
export function teamHighlights({ teams, insights }: EntityReport): string {
  if (!insights.compares_teams) return ''
  const lines = new Map(teams.map((team) => [team.team_id, team]))
  const changes = new Map(insights.teams.map((team) => [team.team_id, team.active_users]))
  const row = (title: string, named: readonly TeamName[], words: (team: TeamLine) => string) => {
    const told = named
      .flatMap(({ team_id }) => lines.get(team_id) ?? [])
      .map((team) => `${escaped(team.slug)} (${words(team)})`)
    return told.length === 0 ? [] : [`${strong(`${title}:`)} ${told.join(', ')}`]
  }
  return list([
    ...row(
      'Highest adoption',
      insights.leading_teams,
      (team) => `${formatShare(team.adoption_rate)} of ${formatNumber(team.members)}`,
    ),
    ...row(
      'Follow up with',
      insights.teams_to_follow_up,
      (team) => `${formatCount(team, 'idle_users')} of ${formatNumber(team.members)} idle`,
    ),
    ...row('Clear change', insights.movers, ({ team_id, active_users, previous_active_users }) => {
      const change = changes.get(team_id) ?? 'unknown'
      return `${formatChange(active_users, previous_active_users, change)} active`
    }),
  ])
}
