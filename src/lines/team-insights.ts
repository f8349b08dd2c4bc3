import { compareTexts } from '../compare.ts'
import type { TeamLine } from './activity.ts'
import { direction } from './changes.ts'
import type { EntityNumbers } from './insights.ts'
import type { TeamFeatureUses } from './team-tables.ts'
import { adoptionAbove, adoptionBound, lowestFirst } from '../privacy/adoption.ts'
import { leastOf } from '../privacy/withheld.ts'

/** A team by its id, and its slug for display. */
export interface TeamName {
  readonly team_id: string
  readonly slug: string
}

export interface LeadingTeam extends TeamName {
  /** Share of its active users who engaged with the feature. */
  readonly share: number
}

/** Teams whose number of active users changed most, by direction. */
export interface Movers {
  readonly up: readonly TeamName[]
  readonly down: readonly TeamName[]
}

/** Smaller teams neither lead nor lag: one person is too large a share of them. */
const FEWEST_MEMBERS = 5
/** Fewest active users of a team that leads: of fewer, chance alone puts one on top. */
const FEWEST_ACTIVE = 10
/** Fewest people of it who engage with a feature in which it leads: one or two can show nothing to other teams. */
const FEWEST_ENGAGED = 3
const FEWEST_TEAMS = 2
const NAMED = 3
/** Fewest idle members above the expected number that are worth a talk. */
const LEAST_EXCESS = 1
/** A team is clearly below the entity if its adoption rate is at least this much lower. */
const CLEARLY_BELOW = 0.1

/** Teams that are large enough to be compared; empty if there are fewer than two. */
export function teamsCompared(teams: readonly TeamLine[]): TeamLine[] {
  const large = teams.filter((team) => isTeam(team) && (team.members ?? 0) >= FEWEST_MEMBERS)
  return large.length < FEWEST_TEAMS ? [] : large
}

/** At most three teams with ten active users or more, highest adoption first; ties by engagement, then by size. */
export function leadingTeams(compared: readonly TeamLine[]): TeamLine[] {
  return compared
    .filter((team) => team.adoption_rate !== null && leastOf(team, 'active_users') >= FEWEST_ACTIVE)
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
 * At most three teams whose adoption rate is clearly below that of the entity, lowest first as in the table of teams. None if
 * the page does not say what is typical.
 */
export function teamsToFollowUp({ teams, totals }: Pick<EntityNumbers, 'teams' | 'totals'>): TeamLine[] {
  const rate = totals.adoption_rate ?? adoptionAbove(totals)
  if (rate === null) return []
  return lowestFirst(teams.filter((team) => isTeam(team) && isClearlyBelow(team, rate))).slice(0, NAMED)
}

/** At most three teams of each direction whose active users changed by more than noise, largest change first. */
export function moversOf(compared: readonly TeamLine[]): Movers {
  const sorted = compared.toSorted(
    (left, right) => distance(right) - distance(left) || compareTexts(left.team_id, right.team_id),
  )
  const moved = (where: 'up' | 'down') =>
    sorted
      .filter((team) => direction(team.active_users, team.previous_active_users) === where)
      .slice(0, NAMED)
      .map(nameOf)
  return { up: moved('up'), down: moved('down') }
}

/**
 * The team that leads in the feature at `index` of `features`. Undefined if in no team that is large enough some people use it,
 * and for features merged into others.
 */
export function leadingTeamOf(
  { features }: Pick<EntityNumbers, 'features'>,
  teams: readonly TeamFeatureUses[],
  index: number,
): LeadingTeam | undefined {
  if (features[index]?.feature === 'others') return undefined
  let best: LeadingTeam | undefined
  for (const team of teams) {
    const share = team.shares[index] ?? 0
    const engaged = team.engaged[index] ?? 0
    // Those who could have been seen with it: fewer than all where GitHub began to report it within the window.
    const base = share === 0 ? 0 : Math.round(engaged / share)
    const isLarge = isTeam(team) && base >= FEWEST_ACTIVE && engaged >= FEWEST_ENGAGED
    if (isLarge && share > (best?.share ?? 0)) best = { ...nameOf(team), share }
  }
  return best
}

/** False for the line of `others`, into which small teams were merged. */
export function isTeam({ team_id }: Pick<TeamLine, 'team_id'>): boolean {
  return team_id !== ''
}

export function nameOf({ team_id, slug }: TeamName): TeamName {
  return { team_id, slug }
}

/** Whether a team is large enough and has clearly more idle members than `rate`, the adoption rate of the entity, predicts. */
function isClearlyBelow(team: TeamLine, rate: number): boolean {
  const members = team.members ?? 0
  const bound = adoptionBound(team)
  const excess = leastOf(team, 'idle_users') - members * (1 - rate)
  return (
    members >= FEWEST_MEMBERS && bound !== null && bound <= rate - CLEARLY_BELOW && excess >= LEAST_EXCESS
  )
}

function engagement(team: TeamLine): number {
  return leastOf(team, 'engaged_users') / (team.members ?? 1)
}

function distance({ active_users: now, previous_active_users: before }: TeamLine): number {
  return Math.abs((now ?? 0) - (before ?? 0))
}
