import { compareTexts } from '../compare.ts'
import type { TeamLine } from '../lines/activity.ts'
import { isWithheld, leastOf, type Protected } from './withheld.ts'

/**
 * Teams by adoption rate, lowest first; ties: more idle members, then more members. A withheld rate counts as its bound,
 * an unknown one comes after those that are known, and `others` last.
 */
export function lowestFirst(teams: readonly TeamLine[]): TeamLine[] {
  return teams.toSorted(
    (left, right) =>
      Number(left.team_id === '') - Number(right.team_id === '') ||
      (adoptionBound(left) ?? 2) - (adoptionBound(right) ?? 2) ||
      leastOf(right, 'idle_users') - leastOf(left, 'idle_users') ||
      leastOf(right, 'members') - leastOf(left, 'members') ||
      compareTexts(left.slug, right.slug) ||
      compareTexts(left.team_id, right.team_id),
  )
}

/** Lower bound of a withheld adoption rate, from members and the bounds of idle members; `null` if they imply none. */
export function adoptionAbove(line: Protected & Pick<TeamLine, 'members' | 'adoption_rate'>): number | null {
  const { members, withheld } = line
  const most = withheld['idle_users']?.most
  if (!isWithheld(line, 'adoption_rate') || members === null || !most || members - most < 2) return null
  return (members - most - 1) / members
}

/** The adoption rate, or where it is withheld what the page tells of it: what it is at most, or else above. */
export function adoptionBound(team: TeamLine): number | null {
  const { adoption_rate: rate, members } = team
  if (rate !== null) return rate
  const idle = leastOf(team, 'idle_users')
  if (isWithheld(team, 'adoption_rate') && members !== null && members > 0 && idle > 1)
    return (members - idle) / members
  return adoptionAbove(team)
}
