import type { TeamLine } from '../../lines/activity.ts'
import type { EntityReport } from '../../lines/report.ts'
import type { TeamName } from '../../lines/team-insights.ts'
import { formatChange } from '../text/changes.ts'
import { list, strong } from '../text/markdown.ts'
import { formatNumber, formatShare } from '../text/numbers.ts'
import { type NameTeam, plainName } from '../text/team-links.ts'

/** The teams that lead, and those in which use grew or fell. */
export function teamHighlights({ teams, insights }: EntityReport, nameOf: NameTeam = plainName): string {
  if (!insights.compares_teams) return ''
  const lines = new Map(teams.map((team) => [team.team_id, team]))
  const row = (title: string, named: readonly TeamName[], words: (team: TeamLine) => string) => {
    const told = named
      .flatMap(({ team_id }) => lines.get(team_id) ?? [])
      .map((team) => `${nameOf(team)} (${words(team)})`)
    return told.length === 0 ? [] : [`${strong(`${title}:`)} ${told.join(', ')}`]
  }
  const moved = (change: 'up' | 'down') => (team: TeamLine) =>
    `${formatChange(team.active_users, team.previous_active_users, change)}, now ${formatNumber(team.active_users)} of ${formatNumber(team.members)}`
  return list([
    ...row(
      'Highest adoption of ten active people or more',
      insights.leading_teams,
      (team) => `${formatShare(team.adoption_rate)} of ${formatNumber(team.members)}`,
    ),
    ...row('Grew most', insights.movers.up, moved('up')),
    ...row('Fell most', insights.movers.down, moved('down')),
  ])
}
