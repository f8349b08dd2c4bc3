import type { Day } from '../day.ts'
import type { TeamLine } from './activity.ts'
import { type Change, countChange, incomparableReason, type Incomparable, shareChange } from './changes.ts'
import type { AttributeGroups } from './groups.ts'
import { type NextStep, nextSteps } from './next-steps.ts'
import type { EntityReport, Report } from './report.ts'
import {
  breaksWithin,
  defectsWithin,
  type SeriesBreak,
  type SeriesDefect,
  USER_TEAMS_SINCE,
} from '../rules/timeline.ts'
import { adoptionAbove } from '../privacy/adoption.ts'
import {
  leadingTeamOf,
  leadingTeams,
  type LeadingTeam,
  type Movers,
  moversOf,
  isTeam,
  nameOf,
  type TeamName,
  teamsCompared,
  teamsToFollowUp,
} from './team-insights.ts'
import { meetsTarget, type TargetInsight, targetInsight } from './targets.ts'
import type { TeamFeatureShares, TeamFeatureUses } from './team-tables.ts'
import { type AdoptionRanking, adoptionRanking, type Verdict, verdictOf } from './verdicts.ts'

/** Judgements on a report. They are derived from the shown numbers only, so they reveal nothing that is withheld. */
export interface ReportInsights {
  /** Changes of GitHub's data within the windows, oldest first. */
  readonly series_breaks: readonly SeriesBreak[]
  readonly series_defects: readonly SeriesDefect[]
  /** Slugs of the entities by adoption. */
  readonly adoption: AdoptionRanking
}

/** Judgements on one entity. */
export interface EntityInsights {
  readonly verdict: Verdict
  /** Why the windows cannot be compared, so that no change is stated; `null` if they can. */
  readonly incomparable: Incomparable | null
  readonly changes: {
    readonly active_users: Change
    readonly engaged_users: Change
    readonly adoption_rate: Change
  }
  /** Lower bound of a withheld adoption rate, as far as members and idle members already imply it. */
  readonly adoption_above: number | null
  /** One per line of `teams`, in the same order. */
  readonly teams: readonly TeamInsight[]
  /** One per attribute of `groups`, and in each one per group, in the same order; only with `group-by`. */
  readonly groups?: readonly (readonly GroupInsight[])[]
  /** One per line of `features`, in the same order. */
  readonly features: readonly FeatureInsight[]
  /** One per line of `team_features`; `shares` has one status per line of `features`. */
  readonly team_features: readonly { readonly team_id: string; readonly shares: readonly ShareStatus[] }[]
  /** Whether there are enough teams with enough members to compare them. */
  readonly compares_teams: boolean
  readonly leading_teams: readonly TeamName[]
  readonly teams_to_follow_up: readonly TeamName[]
  /** Teams whose number of active users changed most, by more than noise. */
  readonly movers: Movers
  /** Only with the input `adoption-target`. */
  readonly target?: TargetInsight
  /** Most urgent first. */
  readonly next_steps: readonly NextStep[]
  /** Why no teams are known; `null` if they are. */
  readonly without_teams: WithoutTeams | null
}

export interface TeamInsight {
  readonly team_id: string
  readonly active_users: Change
  readonly adoption_above: number | null
  /** Only with the input `adoption-target`; `null`: unknown or withheld. */
  readonly meets_target?: boolean | null
}

export type GroupInsight = Omit<TeamInsight, 'team_id' | 'meets_target'>

export interface FeatureInsight {
  readonly feature: string
  readonly engaged_users: Change
  /** First reported on a day within the windows, so its numbers cannot be compared. */
  readonly is_new: boolean
  /** Of all teams that are large enough, the one with the highest share of active users engaged with it. */
  readonly leading_team: LeadingTeam | null
}

/** `gap`: below the threshold of the report, including 0. */
export type ShareStatus = 'used' | 'gap' | 'withheld' | 'unknown'

/** `before-reports`: the window ends before `since`, the first day with user-teams reports. */
export type WithoutTeams =
  | { readonly reason: 'before-reports'; readonly since: Day }
  | { readonly reason: 'no-reports' | 'none-listed' }

/** The numbers of an entity, from which its judgements are derived. */
export type EntityNumbers = Omit<EntityReport, 'insights'>

/** The numbers of a report, from which its judgements are derived. */
export type ReportNumbers = Omit<Report, 'insights' | 'entities'> & {
  readonly entities: readonly EntityNumbers[]
}

/**
 * Adds the judgements to a report and to each of its entities. `uses` are those of features in all teams, for each entity;
 * without them the shares of the report are all there is, which are those of the largest teams.
 */
export function withInsights(
  report: ReportNumbers,
  uses: readonly (readonly TeamFeatureUses[])[] = [],
): Report {
  const since = report.previous_since ?? report.since
  const series = breaksWithin(since, report.until)
  return {
    ...report,
    entities: report.entities.map((entity, index) => ({
      ...entity,
      insights: entityInsights(report, entity, uses[index] ?? entity.team_features.map(withEngaged), series),
    })),
    insights: {
      series_breaks: series,
      series_defects: defectsWithin(since, report.until),
      adoption: adoptionRanking(report.entities),
    },
  }
}

function entityInsights(
  report: ReportNumbers,
  entity: EntityNumbers,
  uses: readonly TeamFeatureUses[],
  series: readonly SeriesBreak[],
): EntityInsights {
  const { coverage, totals, teams, team_features } = entity
  const countsOtherPeople = series.some(({ counts_more_people }) => counts_more_people)
  const incomparable = incomparableReason(coverage, report.previous_since, countsOtherPeople)
  const isComparable = incomparable === null
  const compared = teamsCompared(teams)
  const features = featureInsights(entity, uses, series, isComparable)
  const followUp = teamsToFollowUp(entity)
  const target = report.thresholds.adoptionTarget
  return {
    verdict: verdictOf(entity),
    incomparable,
    changes: {
      active_users: countChange(totals, 'active_users', 'previous_active_users', isComparable),
      engaged_users: countChange(totals, 'engaged_users', 'previous_engaged_users', isComparable),
      adoption_rate: shareChange(
        totals,
        'adoption_rate',
        'previous_adoption_rate',
        totals.members,
        isComparable,
      ),
    },
    adoption_above: adoptionAbove(totals),
    teams: teams.map((team) => teamInsight(team, isComparable, target)),
    ...(entity.groups === undefined
      ? {}
      : { groups: entity.groups.map((one) => groupInsights(one, isComparable)) }),
    features,
    team_features: team_features.map((line) => ({
      team_id: line.team_id,
      shares: shareStatuses(line, entity, report.thresholds.gapShare),
    })),
    compares_teams: compared.length > 0,
    leading_teams: leadingTeams(compared).map(nameOf),
    teams_to_follow_up: followUp.map(nameOf),
    movers: isComparable ? moversOf(compared) : { up: [], down: [] },
    ...(target === null ? {} : { target: targetInsight(entity, target) }),
    next_steps: nextSteps(entity, features, followUp),
    without_teams: withoutTeams(entity),
  }
}

function teamInsight(team: TeamLine, isComparable: boolean, target: number | null): TeamInsight {
  return {
    team_id: team.team_id,
    active_users: countChange(team, 'active_users', 'previous_active_users', isComparable),
    adoption_above: adoptionAbove(team),
    ...(target === null ? {} : { meets_target: isTeam(team) ? meetsTarget(team, target) : null }),
  }
}

function groupInsights({ groups }: AttributeGroups, isComparable: boolean): GroupInsight[] {
  return groups.map((group) => ({
    active_users: countChange(group, 'active_users', 'previous_active_users', isComparable),
    adoption_above: adoptionAbove({ ...group, members: group.people }),
  }))
}

function featureInsights(
  entity: EntityNumbers,
  uses: readonly TeamFeatureUses[],
  series: readonly SeriesBreak[],
  isComparable: boolean,
): FeatureInsight[] {
  const begun = new Set(series.map(({ feature }) => feature))
  return entity.features.map((line, index) => ({
    feature: line.feature,
    engaged_users: countChange(line, 'engaged_users', 'previous_engaged_users', isComparable),
    is_new: begun.has(line.feature),
    leading_team: leadingTeamOf(entity, uses, index) ?? null,
  }))
}

/** People as far as shares tell: exact for features that were reported on all days. */
function withEngaged(team: TeamFeatureShares): TeamFeatureUses {
  const active = team.active_users
  const engaged = team.shares.map((share) =>
    share === null || active === null ? null : Math.round(share * active),
  )
  return { ...team, engaged }
}

function shareStatuses(
  { shares, withheld }: TeamFeatureShares,
  { features }: EntityNumbers,
  gapShare: number,
): ShareStatus[] {
  return features.map(({ feature }, index) => {
    if (withheld.includes(feature)) return 'withheld'
    const share = shares[index] ?? null
    if (share === null) return 'unknown'
    return share < gapShare ? 'gap' : 'used'
  })
}

function withoutTeams({ coverage }: EntityNumbers): WithoutTeams | null {
  if (coverage.days_with_teams > 0) return null
  if (coverage.days_with_teams_report > 0) return { reason: 'none-listed' }
  return coverage.missing_teams_days.length > 0
    ? { reason: 'no-reports' }
    : { reason: 'before-reports', since: USER_TEAMS_SINCE }
}
