import { compareTexts } from '../compare.ts'
import type { EntityNumbers, FeatureInsight } from './insights.ts'
import type { Segments } from './people-summary.ts'
import { isTeam, nameOf, type TeamName } from './team-insights.ts'
import { canState } from './verdicts.ts'
import type { Bounds } from '../privacy/withheld.ts'

/** A recommended action; its numbers are in the lines of the teams and features that it names. */
export type NextStep =
  | { readonly step: 'follow-up'; readonly teams: readonly TeamName[] }
  /** The share in `team` is clearly above the share in the entity. */
  | { readonly step: 'spread-feature'; readonly feature: string; readonly team: TeamName }
  /** `people` engage rarely; `teams` are those with the largest known numbers of them. */
  | { readonly step: 'offer-help'; readonly people: Bounds; readonly teams: readonly TeamPeople[] }
  | { readonly step: 'try-features'; readonly features: readonly string[] }
  | { readonly step: StepOfEntity }

/** Steps that name no team and no feature. */
export type StepOfEntity =
  | 'review-idle-seats'
  | 'check-set-up'
  | 'put-into-teams'
  | 'run-for-organizations'
  | 'run-again'
  | 'learn-from-champions'

interface TeamPeople extends TeamName {
  readonly people: number
}

const MOST_STEPS = 5
const TEAMS_NAMED = 2
const FEATURES_NAMED = 3
/** A single person would be identifiable in the team. */
const FEWEST_NAMED = 2
/** The teams are named if this share of the people is in them: else no team stands out. */
const LEAST_IN_TEAMS = 0.1
/** A team can teach a feature if its share is at least this far above the entity's. */
const CLEARLY_AHEAD = 0.05
/** Smallest share of active users in no listed team that is worth a step. */
const MANY_IN_NO_TEAM = 0.1

/** At most five steps, most urgent first. `followUp` are the teams to follow up with. */
export function nextSteps(
  entity: EntityNumbers,
  features: readonly FeatureInsight[],
  followUp: readonly TeamName[],
): NextStep[] {
  const steps = [
    followUp.length === 0 ? undefined : ({ step: 'follow-up', teams: followUp.map(nameOf) } as const),
    entity.seats !== undefined && canState(entity.seats, 'idle_seats')
      ? ({ step: 'review-idle-seats' } as const)
      : undefined,
    spreadStep(entity, features),
    helpStep(entity, followUp),
    canState(entity.segments, 'unengaged') ? ({ step: 'check-set-up' } as const) : undefined,
    areManyInNoTeam(entity) ? ({ step: 'put-into-teams' } as const) : undefined,
    isEnterpriseWithoutTeams(entity) ? ({ step: 'run-for-organizations' } as const) : undefined,
    unusedStep(entity),
    entity.coverage.missing_days.length > 0 ? ({ step: 'run-again' } as const) : undefined,
    canLearn(entity.segments) ? ({ step: 'learn-from-champions' } as const) : undefined,
  ]
  return steps.filter((step) => step !== undefined).slice(0, MOST_STEPS)
}

/** The feature in which a team is furthest ahead of the entity, gaps first, and that team. */
function spreadStep(entity: EntityNumbers, insights: readonly FeatureInsight[]): NextStep | undefined {
  const [widest] = entity.features
    .flatMap(({ feature, share_of_active_users: typical, is_mode, status }, index) => {
      const team = insights[index]?.leading_team ?? null
      if (team === null || typical === null || is_mode) return []
      const ahead = team.share - typical
      return ahead < CLEARLY_AHEAD ? [] : [{ feature, team, ahead, isGap: status === 'gap' }]
    })
    .toSorted((left, right) => Number(right.isGap) - Number(left.isGap) || right.ahead - left.ahead)
  if (widest === undefined) return undefined
  return { step: 'spread-feature', feature: widest.feature, team: nameOf(widest.team) }
}

/** Names teams with their counts, never persons, and no team that another step names already. */
function helpStep(
  { segments, team_segments }: EntityNumbers,
  named: readonly TeamName[],
): NextStep | undefined {
  const people = rareUsers(segments)
  if (people === undefined) return undefined
  const teams = team_segments
    .filter((team) => isTeam(team) && !named.some(({ team_id }) => team_id === team.team_id))
    .flatMap((team) => {
      const count = exactly(rareUsers(team))
      return count < FEWEST_NAMED ? [] : [{ ...nameOf(team), people: count }]
    })
    .toSorted((left, right) => right.people - left.people || compareTexts(left.slug, right.slug))
    .slice(0, TEAMS_NAMED)
  const inTeams = teams.reduce((sum, team) => sum + team.people, 0)
  return { step: 'offer-help', people, teams: inTeams < LEAST_IN_TEAMS * people.least ? [] : teams }
}

/** Lagging and unengaged users; a withheld one of the two is at least 1. Undefined if neither is known to be above 0. */
function rareUsers({ lagging, unengaged }: Segments): Bounds | undefined {
  const known = (lagging ?? 0) + (unengaged ?? 0)
  if (known === 0) return undefined
  return lagging !== null && unengaged !== null
    ? { least: known, most: known }
    : { least: known + 1, most: null }
}

/** Whether there are people who show what they do, and people to show it to. */
function canLearn(segments: Segments): boolean {
  return canState(segments, 'champion') && rareUsers(segments) !== undefined
}

function exactly(bounds: Bounds | undefined): number {
  return bounds === undefined || bounds.least !== bounds.most ? 0 : bounds.least
}

function areManyInNoTeam({ reconciliation, totals }: EntityNumbers): boolean {
  const { in_no_team: count } = reconciliation
  if (count === null || totals.active_users === null) return false
  return count > 0 && count >= MANY_IN_NO_TEAM * totals.active_users
}

function isEnterpriseWithoutTeams({ scope, coverage }: EntityNumbers): boolean {
  return scope === 'enterprise' && coverage.days_with_teams === 0
}

function unusedStep({ features }: EntityNumbers): NextStep | undefined {
  const unused = features.filter(({ status }) => status === 'unused').slice(0, FEATURES_NAMED)
  return unused.length === 0
    ? undefined
    : { step: 'try-features', features: unused.map(({ feature }) => feature) }
}
