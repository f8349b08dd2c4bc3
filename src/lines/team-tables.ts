import type { Day } from '../day.ts'
import { ratio } from './ratios.ts'
import { type TeamLine, usageOfEntity, usageOfTeam } from './activity.ts'
import { type FeatureLine, type TeamFeatureLine, teamFeatureLines } from './features.ts'
import { eachTeam, type Span, teamOf } from '../rollup/reading.ts'
import {
  type Protected,
  type Usage,
  type WithheldUsage,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** Teams in the heat table. */
const TEAMS_IN_HEAT_TABLE = 40

/** An ISO week, or its part within the windows. */
export interface WeekLine extends Protected {
  /** Its Monday. */
  readonly week: Day
  /** Days of the week within the windows; days of these with a users report. */
  readonly days: number
  readonly days_reported: number
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly adoption_rate: number | null
}

/** A team in each week of the report; `null` if the team was not listed, has no rows, or is withheld. */
export interface TeamWeeks {
  readonly team_id: string
  readonly active_users: readonly (number | null)[]
  /** Active users ÷ members of the week; `null` as above. */
  readonly adoption_rates: readonly (number | null)[]
  /** The Mondays of the weeks whose active users are withheld. */
  readonly withheld: readonly Day[]
}

/** A team's share of active users for each feature of the report; `null` if unknown or withheld. */
export interface TeamFeatureShares {
  readonly team_id: string
  readonly slug: string
  readonly active_users: number | null
  readonly shares: readonly (number | null)[]
  /** The features whose share is withheld. */
  readonly withheld: readonly string[]
}

/** The same of any team, with how many people that are; they are in `team-features.csv`. */
export interface TeamFeatureUses extends TeamFeatureShares {
  readonly engaged: readonly (number | null)[]
}

/** The line of an entity's week; counts below `minimum` are withheld. */
export function weekLine(week: Day, span: Span, minimum: number): WeekLine {
  const usage = usageOfEntity(span)
  const { members, active, idle, engaged } = withheldUsage(usage, minimum)
  const line = {
    week,
    days: span.days,
    days_reported: span.daysReported,
    members: usage.members,
    active_users: usage.active,
    engaged_users: usage.engaged,
    adoption_rate: ratio(usage.activeMembers, usage.members),
  }
  const adoption_rate = idle === undefined && members === undefined ? undefined : null
  return withhold(line, { members, active_users: active, engaged_users: engaged, adoption_rate })
}

export function teamWeeks(
  shown: ShownTotals,
  teams: readonly TeamLine[],
  weeks: readonly (readonly [Day, Span])[],
): TeamWeeks[] {
  return teams.map(({ team_id }) => {
    const team = teamOf(shown, team_id)
    const usages = weeks.map(([week, { teams: totals }]) => ({ week, usage: usageOfTeam(totals.get(team)) }))
    const withheld = usages.flatMap(({ week, usage }) =>
      isTold(withheldUsage(usage, shown.minimumGroupSize)) ? [] : [week],
    )
    const shownOf = (of: (usage: Usage) => number | null) =>
      usages.map(({ week, usage }) => (withheld.includes(week) ? null : of(usage)))
    return {
      team_id,
      active_users: shownOf(({ active }) => active),
      adoption_rates: shownOf(({ active, members }) => ratio(active, members)),
      withheld,
    }
  })
}

/** Whether active users and their share of the members are shown. */
function isTold({ active, idle, members }: WithheldUsage): boolean {
  return active === undefined && idle === undefined && members === undefined
}

/** Shares of the largest teams, as the pages show them. */
export function heatTable(uses: readonly TeamFeatureUses[], teams: readonly TeamLine[]): TeamFeatureShares[] {
  const members = new Map(teams.map((team) => [team.team_id, team.members ?? 0]))
  const sizeOf = ({ team_id }: TeamFeatureShares) => members.get(team_id) ?? 0
  return uses
    .toSorted((left, right) => sizeOf(right) - sizeOf(left))
    .slice(0, TEAMS_IN_HEAT_TABLE)
    .map(({ team_id, slug, active_users, shares, withheld }) => ({
      team_id,
      slug,
      active_users,
      shares,
      withheld,
    }))
}

/** Use of features in all teams, in the order of `teams`; every number is also in `team-features.csv`. */
export function teamFeatureUses(
  shown: ShownTotals,
  teams: readonly TeamLine[],
  features: readonly FeatureLine[],
): TeamFeatureUses[] {
  const byId = new Map(eachTeam(shown).map((team) => [team.id, team]))
  return teams.map(({ team_id, slug, active_users }) => {
    const team = byId.get(team_id)
    const lines = team === undefined ? [] : [...teamFeatureLines(shown, true, [team])]
    const lineOf = new Map<string, TeamFeatureLine>(lines.map((line) => [line.feature, line]))
    const of = features.map(({ feature }) => ({ feature, line: lineOf.get(feature) }))
    // A feature that is merged into others has no line.
    const withheld = of.filter(({ line }) => line === undefined || 'share_of_active_users' in line.withheld)
    return {
      team_id,
      slug,
      active_users,
      shares: of.map(({ line }) => line?.share_of_active_users ?? null),
      engaged: of.map(({ line }) => line?.engaged_users ?? null),
      withheld: withheld.map(({ feature }) => feature),
    }
  })
}
