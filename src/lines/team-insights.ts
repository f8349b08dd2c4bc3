import { compareTexts } from '../compare.ts'
import type { TeamLine } from './activity.ts'
import { direction } from './changes.ts'
import type { EntityNumbers } from './insights.ts'
import { isWithheld, leastOf, type Protected } from '../privacy/withheld.ts'

/** A team by its id, and its slug for display. */
export interface TeamName {
  readonly team_id: string
  readonly slug: string
}

export interface LeadingTeam extends TeamName {
  /** Share of its active users who engaged with the feature. */
  readonly share: number
}

/** Smaller teams neither lead nor lag: one person is too large a share of them. */
const FEWEST_MEMBERS = 5
/** Fewest active users of a team that leads in a feature. */
const FEWEST_ACTIVE = 5
const FEWEST_TEAMS = 2
const NAMED = 3
/** Fewest idle members above the expected number that are no chance. */
const LEAST_EXCESS = 1

/** Teams that are large enough to be compared; empty if there are fewer than two. */
export function teamsCompared(teams: readonly TeamLine[]): TeamLine[] {
  const large = teams.filter((team) => isTeam(team) && (team.members ?? 0) >= FEWEST_MEMBERS)
  return large.length < FEWEST_TEAMS ? [] : large
}

/** At most three teams, highest adoption first; ties by engagement, then by size. */
export function leadingTeams(compared: readonly TeamLine[]): TeamLine[] {
  return compared
    .filter(({ adoption_rate }) => (adoption_rate ?? 0) > 0)
    .toSorted(
      (left, right) =>
        (right.adoption_rate ?? 0) - (left.adoption_rate ?? 0) ||
        engagement(right) - engagement(left) ||
        (right.members ?? 0) - (left.members ?? 0) ||
        compareTexts(left.team_id, right.team_id),
    )
    .slice(0, NAMED)
}

/**
 * At most three teams with more idle members than the adoption rate of the entity predicts for their size, largest excess
 * first. None if the page does not say what is typical.
 */
export function teamsToFollowUp({ teams, totals }: Pick<EntityNumbers, 'teams' | 'totals'>): TeamLine[] {
  const rate = totals.adoption_rate ?? adoptionAbove(totals)
  if (rate === null) return []
  const typical = 1 - rate
  return teams
    .filter((team) => isTeam(team) && (team.members ?? 0) >= FEWEST_MEMBERS)
    .map((team) => ({ team, excess: leastOf(team, 'idle_users') - (team.members ?? 0) * typical }))
    .filter(({ excess }) => excess >= LEAST_EXCESS)
    .toSorted(
      (left, right) => right.excess - left.excess || compareTexts(left.team.team_id, right.team.team_id),
    )
    .slice(0, NAMED)
    .map(({ team }) => team)
}

/** At most three teams whose active users changed by more than noise, largest change first. */
export function moversOf(compared: readonly TeamLine[]): TeamLine[] {
  return compared
    .filter((team) => ['up', 'down'].includes(direction(team.active_users, team.previous_active_users)))
    .toSorted((left, right) => distance(right) - distance(left) || compareTexts(left.team_id, right.team_id))
    .slice(0, NAMED)
}

/**
 * The team that leads in the feature at `index` of `features`. Undefined if no team that is large enough uses it, and for
 * features merged into others.
 */
export function leadingTeamOf(
  { features, team_features }: Pick<EntityNumbers, 'features' | 'team_features'>,
  index: number,
): LeadingTeam | undefined {
  if (features[index]?.feature === 'others') return undefined
  let best: LeadingTeam | undefined
  for (const team of team_features) {
    const share = team.shares[index] ?? 0
    if (isTeam(team) && (team.active_users ?? 0) >= FEWEST_ACTIVE && share > (best?.share ?? 0))
      best = { ...nameOf(team), share }
  }
  return best
}

/** Lower bound of a withheld adoption rate, from members and the bounds of idle members; `null` if they imply none. */
export function adoptionAbove(line: Protected & Pick<TeamLine, 'members' | 'adoption_rate'>): number | null {
  const { members, withheld } = line
  const most = withheld['idle_users']?.most
  if (!isWithheld(line, 'adoption_rate') || members === null || !most || members - most < 2) return null
  return (members - most - 1) / members
}

/** False for the line of `others`, into which small teams were merged. */
export function isTeam({ team_id }: Pick<TeamLine, 'team_id'>): boolean {
  return team_id !== ''
}

export function nameOf({ team_id, slug }: TeamName): TeamName {
  return { team_id, slug }
}

function engagement(team: TeamLine): number {
  return leastOf(team, 'engaged_users') / (team.members ?? 1)
}

function distance({ active_users: now, previous_active_users: before }: TeamLine): number {
  return Math.abs((now ?? 0) - (before ?? 0))
}
