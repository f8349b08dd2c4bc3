import type { Day } from '../day.ts'
import type { TeamLine } from './activity.ts'
import { type Change, countChange, incomparableReason, type Incomparable, shareChange } from './changes.ts'
import { type NextStep, nextSteps } from './next-steps.ts'
import type { EntityReport, Report } from './report.ts'
import {
  breaksWithin,
  defectsWithin,
  type SeriesBreak,
  type SeriesDefect,
  USER_TEAMS_SINCE,
} from '../rules/timeline.ts'
import {
  adoptionAbove,
  leadingTeamOf,
  leadingTeams,
  type LeadingTeam,
  moversOf,
  nameOf,
  type TeamName,
  teamsCompared,
  teamsToFollowUp,
} from './team-insights.ts'
import type { TeamFeatureShares } from './team-tables.ts'
import { type AdoptionRanking, adoptionRanking, type Verdict, verdictOf } from './verdicts.ts'

/** Judgements on the numbers of a report. They are made of what the report shows and of nothing else, so they tell no more. */
export interface ReportInsights {
  /** Changes of GitHub's data within the windows, oldest first. */
  readonly series_breaks: readonly SeriesBreak[]
  readonly series_defects: readonly SeriesDefect[]
  /** Entities by adoption. */
  readonly adoption: AdoptionRanking
}

/** Judgements on one entity. */
export interface EntityInsights {
  readonly verdict: Verdict
  /** Why the windows do not compare, so that no change says anything; `null` where they do. */
  readonly incomparable: Incomparable | null
  readonly changes: {
    readonly active_users: Change
    readonly engaged_users: Change
    readonly adoption_rate: Change
  }
  /** What the adoption rate is above, where it is withheld and members and idle members tell that much. */
  readonly adoption_above: number | null
  /** Of each of `teams`. */
  readonly teams: readonly TeamInsight[]
  /** Of each of `features`. */
  readonly features: readonly FeatureInsight[]
  /** Of each of `team_features`, what the share of each of `features` is. */
  readonly team_features: readonly { readonly team_id: string; readonly shares: readonly ShareStatus[] }[]
  /** Whether there are teams enough, of members enough, to hold them against each other. */
  readonly compares_teams: boolean
  readonly leading_teams: readonly TeamName[]
  readonly teams_to_follow_up: readonly TeamName[]
  /** Teams whose active people changed most. */
  readonly movers: readonly TeamName[]
  /** The first is the most urgent. */
  readonly next_steps: readonly NextStep[]
  /** Why no teams are known; `null` where they are. */
  readonly without_teams: WithoutTeams | null
}

export interface TeamInsight {
  readonly team_id: string
  readonly active_users: Change
  readonly adoption_above: number | null
}

export interface FeatureInsight {
  readonly feature: string
  readonly engaged_users: Change
  /** Reported only since a day within the windows, so that its numbers do not compare. */
  readonly is_new: boolean
  /** The team with the highest share of active people who engaged with it, of the teams that are large enough. */
  readonly leading_team: LeadingTeam | null
}

/** `gap`: below the threshold of the report, be it 0. */
export type ShareStatus = 'used' | 'gap' | 'withheld' | 'unknown'

/** `before-reports`: no day of the window can have a user-teams report, which are there from `since` on. */
export type WithoutTeams =
  | { readonly reason: 'before-reports'; readonly since: Day }
  | { readonly reason: 'no-reports' | 'none-listed' }

/** What judgements on an entity are made of. */
export type EntityNumbers = Omit<EntityReport, 'insights'>

/** What judgements on a report are made of. */
export type ReportNumbers = Omit<Report, 'insights' | 'entities'> & {
  readonly entities: readonly EntityNumbers[]
}

/** A report with what its numbers mean. */
export function withInsights(report: ReportNumbers): Report {
  const since = report.previous_since ?? report.since
  const series = breaksWithin(since, report.until)
  return {
    ...report,
    entities: report.entities.map((entity) => ({
      ...entity,
      insights: entityInsights(report, entity, series),
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
  series: readonly SeriesBreak[],
): EntityInsights {
  const { coverage, totals, teams, team_features } = entity
  const countsOtherPeople = series.some(({ counts_more_people }) => counts_more_people)
  const incomparable = incomparableReason(coverage, report.previous_since, countsOtherPeople)
  const isComparable = incomparable === null
  const compared = teamsCompared(teams)
  const features = featureInsights(entity, series, isComparable)
  const followUp = teamsToFollowUp(entity)
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
    teams: teams.map((team) => teamInsight(team, isComparable)),
    features,
    team_features: team_features.map((line) => ({
      team_id: line.team_id,
      shares: shareStatuses(line, entity, report.thresholds.gapShare),
    })),
    compares_teams: compared.length > 0,
    leading_teams: leadingTeams(compared).map(nameOf),
    teams_to_follow_up: followUp.map(nameOf),
    movers: isComparable ? moversOf(compared).map(nameOf) : [],
    next_steps: nextSteps(entity, features, followUp),
    without_teams: withoutTeams(entity),
  }
}

function teamInsight(team: TeamLine, isComparable: boolean): TeamInsight {
  return {
    team_id: team.team_id,
    active_users: countChange(team, 'active_users', 'previous_active_users', isComparable),
    adoption_above: adoptionAbove(team),
  }
}

function featureInsights(
  entity: EntityNumbers,
  series: readonly SeriesBreak[],
  isComparable: boolean,
): FeatureInsight[] {
  const begun = new Set(series.map(({ feature }) => feature))
  return entity.features.map((line, index) => ({
    feature: line.feature,
    engaged_users: countChange(line, 'engaged_users', 'previous_engaged_users', isComparable),
    is_new: begun.has(line.feature),
    leading_team: leadingTeamOf(entity, index) ?? null,
  }))
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
