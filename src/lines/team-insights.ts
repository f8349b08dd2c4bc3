import { compareTexts } from '../compare.ts'
import type { TeamLine } from './activity.ts'
import { direction, isWithheld } from './changes.ts'
import type { EntityNumbers } from './insights.ts'
import type { Protected } from '../privacy/withheld.ts'

/** A team by its id, and its slug for whoever reads. */
export interface TeamName {
  readonly team_id: string
  readonly slug: string
}

export interface LeadingTeam extends TeamName {
  /** Of its active people, the share that engaged with the feature. */
  readonly share: number
}

/** Teams of fewer members neither lead nor lag: one person is too large a share of them. */
const FEWEST_MEMBERS = 5
/** A team leads in a feature, or teaches it, with this many active people at least. */
const FEWEST_ACTIVE = 5
const FEWEST_TEAMS = 2
const NAMED = 3
/** Fewer idle members above the expected are chance. */
const LEAST_EXCESS = 1

/** Teams that are large enough to be held against each other; none where there are not several of them. */
export function teamsCompared(teams: readonly TeamLine[]): TeamLine[] {
  const large = teams.filter((team) => isTeam(team) && (team.members ?? 0) >= FEWEST_MEMBERS)
  return large.length < FEWEST_TEAMS ? [] : large
}

/** The highest adoption first; of equal teams the more engaged one, then the larger one. */
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
 * Teams with more idle members than their size explains: first those that are furthest above what they would have at the
 * adoption of all members together.
 */
export function teamsToFollowUp({ teams, totals }: Pick<EntityNumbers, 'teams' | 'totals'>): TeamLine[] {
  const typical = 1 - (totals.adoption_rate ?? adoptionAbove(totals) ?? 1)
  return teams
    .filter((team) => isTeam(team) && (team.members ?? 0) >= FEWEST_MEMBERS)
    .map((team) => ({ team, excess: leastIdle(team) - (team.members ?? 0) * typical }))
    .filter(({ excess }) => excess >= LEAST_EXCESS)
    .toSorted(
      (left, right) => right.excess - left.excess || compareTexts(left.team.team_id, right.team.team_id),
    )
    .slice(0, NAMED)
    .map(({ team }) => team)
}

/** The teams whose active people changed by more than noise, the largest change first. */
export function moversOf(compared: readonly TeamLine[]): TeamLine[] {
  return compared
    .filter((team) => ['up', 'down'].includes(direction(team.active_users, team.previous_active_users)))
    .toSorted((left, right) => distance(right) - distance(left) || compareTexts(left.team_id, right.team_id))
    .slice(0, NAMED)
}

/**
 * The team that leads in the feature at `index` of `features`. None where no team of some size uses it, and none in features
 * that were merged into others.
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

/** What a withheld adoption rate is above, as members and the bounds of idle members tell; `null` where nothing is told. */
export function adoptionAbove(line: Protected & Pick<TeamLine, 'members' | 'adoption_rate'>): number | null {
  const { members, withheld } = line
  const most = withheld['idle_users']?.most
  if (!isWithheld(line, 'adoption_rate') || members === null || !most || members - most < 2) return null
  return (members - most - 1) / members
}

/** Not the line that small teams were merged into. */
export function isTeam({ team_id }: Pick<TeamLine, 'team_id'>): boolean {
  return team_id !== ''
}

export function nameOf({ team_id, slug }: TeamName): TeamName {
  return { team_id, slug }
}

/** The least that the idle members of a team may be. */
function leastIdle(team: TeamLine): number {
  return (isWithheld(team, 'idle_users') ? team.withheld['idle_users']?.least : team.idle_users) ?? 0
}

function engagement({ engaged_users: engaged, members }: TeamLine): number {
  return (engaged ?? 0) / (members ?? 1)
}

function distance({ active_users: now, previous_active_users: before }: TeamLine): number {
  return Math.abs((now ?? 0) - (before ?? 0))
}
