import type { Day } from '../day.ts'
import type { Identify } from '../identities.ts'
import type { Thresholds } from '../inputs.ts'
import { type FeatureLine, featureLines, teamFeatureLines } from './feature-lines.ts'
import type { Fold, Span } from './fold.ts'
import {
  type ActivityLine,
  compareIds,
  countBoth,
  type DayLine,
  dayLines,
  entityActivity,
  type TeamLine,
  teamLines,
} from './lines.ts'
import { type CounterLine, counterLines } from './breakdown-lines.ts'
import { breakdownSummaries, type BreakdownSummary, entityBreakdown } from './breakdown-summaries.ts'
import { peopleReport, type PeopleReport, phasesOf, type Phases } from './people-report.ts'
import { ratio } from './ratios.ts'
import { countOf, countPeople, PERSON, plus, SUM } from './totals.ts'

/** Everything that the pages show, as plain data: what `totals.json` holds. */
export interface Report {
  readonly schema_version: 1
  readonly since: Day
  readonly until: Day
  readonly previous_since: Day | null
  readonly previous_until: Day | null
  readonly thresholds: Thresholds
  readonly people: PeopleShown
  /** Groups of fewer people were folded into `others`; `null`: nothing was folded. */
  readonly minimum_group_size: number | null
  readonly entities: readonly EntityReport[]
}

/** Whether persons are shown, and if not, whether that is because the repository is public. */
export interface PeopleShown {
  readonly shown: 'named' | 'pseudonymous' | 'none'
  readonly withheld_in_public: boolean
}

/** One organization or enterprise over the window. */
export interface EntityReport extends PeopleReport {
  readonly scope: string
  readonly entity: string
  readonly entity_id: string
  readonly coverage: Coverage
  readonly totals: EntityLine
  readonly reconciliation: Reconciliation
  readonly days: readonly DayLine[]
  /** Only the chosen ones. */
  readonly teams: readonly TeamLine[]
  readonly features: readonly FeatureLine[]
  /** ISO weeks that lie in the windows, oldest first. */
  readonly weeks: readonly WeekLine[]
  /** Of each team in `teams`, its active users in each of `weeks`; `null` where the team was not listed or has no rows. */
  readonly team_weeks: readonly {
    readonly team_id: string
    readonly active_users: readonly (number | null)[]
  }[]
  /** Of the largest teams, the share of active users for each of `features`. */
  readonly team_features: readonly TeamFeatureShares[]
  readonly phases: Phases
  /** The most used values of a dimension by active users, `others` and `unknown` last. */
  readonly breakdowns: readonly BreakdownSummary[]
  /** Sessions, requests, prompts and tokens of the CLI, the app and the VS Code Agents window. */
  readonly counters: readonly CounterLine[]
  /** AI credits of people whom no listed team had when they used them. */
  readonly ai_credits_in_no_team: number | null
}

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

export interface TeamFeatureShares {
  readonly team_id: string
  readonly slug: string
  readonly active_users: number | null
  readonly shares: readonly (number | null)[]
}

/** Which days the numbers stand on. */
export interface Coverage {
  readonly days: number
  readonly days_reported: number
  readonly days_with_teams: number
  readonly missing_days: readonly Day[]
  readonly previous_days_reported: number
  readonly previous_days_with_teams: number
  readonly rejected_lines: number
  readonly repeated_rows: number
  readonly conflicting_rows: number
}

export interface EntityLine extends ActivityLine {
  readonly teams: number | null
  readonly previous_members: number | null
  readonly previous_adoption_rate: number | null
}

/** How the people of the teams add up to the entity's: active users by the number of teams that listed them when active. */
export interface Reconciliation {
  readonly in_one_team: number
  readonly in_several_teams: number
  readonly in_no_team: number
  /** Active only on days whose teams are unknown. */
  readonly teams_unknown: number
}

/** What a report is made with. */
export interface ReportOptions {
  readonly minimumGroupSize: number
  readonly thresholds: Thresholds
  readonly people: PeopleShown
  /** How persons appear; none where no list of them is shown. */
  readonly identify: Identify | undefined
}

/** One entity: all that is known of it, and what of its teams may be shown (`teamView`). */
export interface ReportPart {
  readonly fold: Fold
  readonly view: Fold
  readonly rejectedLines: number
}

/** The report of entities that share a window. They stand side by side and are never added up. */
export function toReport(parts: readonly ReportPart[], options: ReportOptions): Report {
  const [first] = parts
  if (first === undefined) throw new RangeError('a report is about one entity at least')
  const { since, until, previousDays } = first.fold.windows
  return {
    schema_version: 1,
    since,
    until,
    previous_since: previousDays[0] ?? null,
    previous_until: previousDays.at(-1) ?? null,
    thresholds: options.thresholds,
    people: options.people,
    minimum_group_size: options.minimumGroupSize === 0 ? null : options.minimumGroupSize,
    entities: parts.map((part) => entityReport(part, options)),
  }
}

/** The entity's own id as its reports give it; of several, which none should have, the smallest. */
export function entityIdOf({ names: { entityIds } }: Fold): string {
  const ids = Array.from({ length: entityIds.size }, (_, number) => entityIds.textOf(number))
  return ids.filter((id) => id !== '').toSorted(compareIds)[0] ?? ''
}

function entityReport({ fold, view, rejectedLines }: ReportPart, options: ReportOptions): EntityReport {
  const { thresholds } = options
  const entityId = entityIdOf(fold)
  const teams = teamLines(view, entityId)
  const features = featureLines(view, thresholds.gapShare)
  const weeks = [...view.weeks].toSorted(([left], [right]) => (left < right ? -1 : 1))
  return {
    scope: fold.entity.scope,
    entity: fold.entity.slug,
    entity_id: entityId,
    coverage: coverageOf(fold, rejectedLines),
    totals: entityLine(fold),
    reconciliation: reconcile(fold.window),
    days: dayLines(fold),
    teams,
    features,
    weeks: weeks.map(([week, span]) => weekLine(week, span)),
    team_weeks: teamWeeks(
      view,
      teams,
      weeks.map(([, span]) => span),
    ),
    team_features: heatTable(view, teams, features),
    ...peopleReport(fold, thresholds, features, options.identify),
    phases: phasesOf(fold.people),
    breakdowns: breakdownSummaries(view),
    counters: entityBreakdown(view, counterLines),
    ai_credits_in_no_team: creditsInNoTeam(fold),
  }
}

function coverageOf({ windows, window, previous, days }: Fold, rejectedLines: number): Coverage {
  const kept = windows.days.flatMap((day) => days.get(day) ?? [])
  return {
    days: windows.days.length,
    days_reported: window.daysReported,
    days_with_teams: window.daysWithTeams,
    missing_days: kept.filter(({ status }) => status === 'missing').map(({ day }) => day),
    previous_days_reported: previous.daysReported,
    previous_days_with_teams: previous.daysWithTeams,
    rejected_lines: rejectedLines,
    repeated_rows: kept.reduce((sum, { repeated }) => sum + repeated, 0),
    conflicting_rows: kept.reduce((sum, { conflicting }) => sum + conflicting, 0),
  }
}

function entityLine(fold: Fold): EntityLine {
  const { window, previous } = fold
  const previousMembers = previous.teams.size === 0 ? null : countPeople(previous.entity, PERSON.member)
  return {
    ...entityActivity(fold),
    teams: window.teams.size === 0 ? null : window.teams.size,
    previous_members: previousMembers,
    previous_adoption_rate:
      previous.daysReported === 0 ? null : ratio(countBoth(previous.entity), previousMembers),
  }
}

function reconcile({ entity, teams }: Span): Reconciliation {
  const active = 1 << PERSON.active
  const teamsOf = new Map<number, number>()
  for (const { people } of teams.values()) {
    for (const [person, slot] of people.slots) {
      if (((people.words[0]?.[slot] ?? 0) & active) !== 0) teamsOf.set(person, (teamsOf.get(person) ?? 0) + 1)
    }
  }
  const counts = { in_one_team: 0, in_several_teams: 0, in_no_team: 0, teams_unknown: 0 }
  for (const [person, slot] of entity.people.slots) {
    const bits = entity.people.words[0]?.[slot] ?? 0
    if ((bits & active) === 0) continue
    const count = teamsOf.get(person) ?? 0
    if (count > 1) counts.in_several_teams++
    else if (count === 1) counts.in_one_team++
    else if ((bits >>> PERSON.teamsKnown) & 1) counts.in_no_team++
    else counts.teams_unknown++
  }
  return counts
}

function weekLine(week: Day, { entity, teams, days, daysReported }: Span): WeekLine {
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

function teamWeeks(
  view: Fold,
  teams: readonly TeamLine[],
  weeks: readonly Span[],
): EntityReport['team_weeks'] {
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
function heatTable(
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

function creditsInNoTeam({ windows, days }: Fold): number | null {
  const millionths = windows.days
    .flatMap((day) => days.get(day)?.creditsInNoTeam ?? [])
    .reduce(plus, Number.NaN)
  return Number.isNaN(millionths) ? null : millionths / 1e6
}
