import type { Day } from '../day.ts'
import type { TeamLine } from './activity-lines.ts'
import { type FeatureLine, teamFeatureLines } from './feature-lines.ts'
import type { Fold, Span } from './fold.ts'
import { countOf, countPeople, PERSON, SUM } from './totals.ts'

/** How many of the largest teams the heat table can show. */
export const TEAMS_IN_HEAT_TABLE = 40

/** An ISO week, or the part of it that the windows hold. */
export interface WeekLine {
  /** Its Monday. */
  readonly week: Day
  /** Days of it in the windows, and of these the ones with a users report. */
  readonly days: number
  readonly days_reported: number
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
}

/** A team's active users in each week of the report; `null` where the team was not listed or has no rows. */
export interface TeamWeeks {
  readonly team_id: string
  readonly active_users: readonly (number | null)[]
}

/** A team's share of active users for each feature of the report. */
export interface TeamFeatureShares {
  readonly team_id: string
  readonly slug: string
  readonly active_users: number | null
  readonly shares: readonly (number | null)[]
}

/** The people of a week. */
export function weekLine(week: Day, { entity, teams, days, daysReported }: Span): WeekLine {
  const isKnown = daysReported > 0
  return {
    week,
    days,
    days_reported: daysReported,
    members: teams.size === 0 ? null : countPeople(entity, PERSON.member),
    active_users: isKnown ? countPeople(entity, PERSON.active) : null,
    engaged_users: isKnown ? countPeople(entity, PERSON.engaged) : null,
  }
}

export function teamWeeks(view: Fold, teams: readonly TeamLine[], weeks: readonly Span[]): TeamWeeks[] {
  return teams.map(({ team_id }) => {
    const team = view.names.teams.ids.idOf(team_id)
    const active_users = weeks.map(({ teams: totals }) => {
      const ofTeam = totals.get(team)
      return ofTeam === undefined || countOf(ofTeam.sums, SUM.daysJoined) === 0
        ? null
        : countPeople(ofTeam, PERSON.active)
    })
    return { team_id, active_users }
  })
}

/** The largest teams' shares; every number is one of `team-features.csv`. */
export function heatTable(
  view: Fold,
  teams: readonly TeamLine[],
  features: readonly FeatureLine[],
): TeamFeatureShares[] {
  const largest = teams
    .toSorted((left, right) => (right.members ?? 0) - (left.members ?? 0))
    .slice(0, TEAMS_IN_HEAT_TABLE)
  const shares = new Map(largest.map(({ team_id }) => [team_id, new Map<string, number | null>()]))
  for (const { team_id, feature, share_of_active_users } of teamFeatureLines(view)) {
    shares.get(team_id)?.set(feature, share_of_active_users)
  }
  return largest.map(({ team_id, slug, active_users }) => ({
    team_id,
    slug,
    active_users,
    shares: features.map(({ feature }) => shares.get(team_id)?.get(feature) ?? null),
  }))
}
