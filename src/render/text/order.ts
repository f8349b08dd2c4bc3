import { compareTexts } from '../../compare.ts'
import type { TeamLine } from '../../lines/activity.ts'

type Team = Pick<TeamLine, 'team_id' | 'slug'>

/** Teams by their names, so that a team keeps its row from one page to the next; `others` last. */
export function compareTeams(left: Team, right: Team): number {
  return (
    Number(isOthers(left)) - Number(isOthers(right)) ||
    compareTexts(left.slug, right.slug) ||
    compareTexts(left.team_id, right.team_id)
  )
}

/** The line that small teams were merged into. */
export function isOthers({ team_id }: Pick<Team, 'team_id'>): boolean {
  return team_id === ''
}
