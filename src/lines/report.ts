import type { Day } from '../day.ts'
import type { Identify } from '../privacy/identities.ts'
import type { Thresholds } from '../inputs.ts'
import type { SeatInputs } from '../seat-inputs.ts'
import { type ActivityLine, entityActivity, type TeamLine, teamLines, usageOfEntity } from './activity.ts'
import { type CounterLine, counterLines } from './breakdowns.ts'
import { breakdownSummaries, type BreakdownSummary, entityBreakdown } from './breakdown-summaries.ts'
import { type Coverage, coverageOf } from '../rollup/reading.ts'
import { type DayLine, dayLines } from './days.ts'
import { type FeatureLine, featureLines } from './features.ts'
import { type AttributeGroups, attributeGroups } from './groups.ts'
import { type EntityInsights, type EntityNumbers, type ReportInsights, withInsights } from './insights.ts'
import { peopleReport, type PeopleReport, phasesOf, type Phases } from './people-summary.ts'
import { ratio } from './ratios.ts'
import { credits, creditsInNoTeam, eachDay, entityIdOf, eachWeek, flagUsers } from '../rollup/reading.ts'
import { type Reconciliation, reconcile } from './reconciliation.ts'
import {
  heatTable,
  type TeamFeatureShares,
  type TeamFeatureUses,
  teamFeatureUses,
  teamWeeks,
  type TeamWeeks,
  type WeekLine,
  weekLine,
} from './team-tables.ts'
import { type Protected, withheldCount, withheldUsage, withhold } from '../privacy/withheld.ts'
import type { EntitySeats } from '../privacy/shown-seats.ts'
import type { ShownGroups } from '../privacy/shown-groups.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import { type SeatPrice, seatsReport, type SeatsReport } from './seat-summary.ts'

/** Everything that the pages show, as plain data: the content of `totals.json`. */
export interface Report {
  readonly schema_version: 1
  readonly since: Day
  readonly until: Day
  readonly previous_since: Day | null
  readonly previous_until: Day | null
  readonly thresholds: Thresholds
  readonly people: PeopleShown
  /** Smaller groups are merged into `others` and smaller counts are withheld; `null`: everything is shown. */
  readonly minimum_group_size: number | null
  /** How seats were judged; missing unless the list of seats was asked for. */
  readonly seat_rules?: SeatRules
  readonly entities: readonly EntityReport[]
  /** Judgements on all entities together. */
  readonly insights: ReportInsights
}

export interface SeatRules {
  readonly idle_days: number
  readonly new_seat_days: number
  /** What a seat costs a month. */
  readonly price: SeatPrice | null
}

/** How persons are shown; `withheld_in_public`: not at all, because the repository is public. */
export interface PeopleShown {
  readonly shown: 'named' | 'pseudonymous' | 'none'
  readonly withheld_in_public: boolean
}

/** One organization or enterprise over the window. */
export interface EntityReport extends PeopleReport, Protected {
  readonly scope: string
  readonly entity: string
  readonly entity_id: string
  readonly coverage: Coverage
  readonly totals: EntityLine
  readonly reconciliation: Reconciliation
  readonly days: readonly DayLine[]
  /** Those that the input `teams` selects; small ones are merged into `others`. */
  readonly teams: readonly TeamLine[]
  readonly features: readonly FeatureLine[]
  /** ISO weeks that overlap the windows, oldest first. */
  readonly weeks: readonly WeekLine[]
  /** One per line of `teams`: its active users in each of `weeks`. */
  readonly team_weeks: readonly TeamWeeks[]
  /** For the largest teams, the share of active users for each of `features`. */
  readonly team_features: readonly TeamFeatureShares[]
  readonly phases: Phases
  /** The most used values of each dimension by active users, `others` and `unknown` last. */
  readonly breakdowns: readonly BreakdownSummary[]
  /** Sessions, requests, prompts and tokens of the CLI, the app and the VS Code Agents window. */
  readonly counters: readonly CounterLine[]
  /** By attribute of `group-by`; only with it. */
  readonly groups?: readonly AttributeGroups[]
  /** AI credits of users who were in no listed team on the day. */
  readonly ai_credits_in_no_team: number | null
  /** Licences when the action ran; missing unless they were asked for. */
  readonly seats?: SeatsReport
  /** Judgements on the numbers above. */
  readonly insights: EntityInsights
}

export interface EntityLine extends ActivityLine {
  readonly teams: number | null
  readonly previous_members: number | null
  readonly previous_adoption_rate: number | null
  readonly previous_ai_credits_used: number | null
  /** Exposure, not engagement: users whose changes were reviewed without a request, and who requested no review that day. */
  readonly code_review_passive_users: number | null
}

/** Settings of a report. */
interface ReportOptions {
  readonly minimumGroupSize: number
  readonly thresholds: Thresholds
  readonly people: PeopleShown
  /** How persons appear; undefined if no list of persons is shown. */
  readonly identify: Identify | undefined
  /** Settings of seats; needed if there are seats in the parts. */
  readonly seats?: SeatInputs
}

/** One entity as it may be shown, and the number of rejected lines of its reports. */
export interface ReportPart {
  readonly shown: ShownTotals
  /** One for each attribute of `group-by`. */
  readonly groups: readonly ShownGroups[]
  readonly rejectedLines: number
  /** Undefined if seats were not asked for. */
  readonly seats?: EntitySeats | undefined
}

/** The report of entities that share a window. They are listed next to each other and never summed. @throws RangeError without a part */
export function toReport(parts: readonly ReportPart[], options: ReportOptions): Report {
  const [first] = parts
  if (first === undefined) throw new RangeError('a report is about one entity at least')
  const { since, until, previousDays } = first.shown.windows
  const entities = parts.map((part) => entityReport(part, options))
  const report = {
    schema_version: 1 as const,
    since,
    until,
    previous_since: previousDays[0] ?? null,
    previous_until: previousDays.at(-1) ?? null,
    thresholds: options.thresholds,
    people: options.people,
    minimum_group_size: options.minimumGroupSize === 0 ? null : options.minimumGroupSize,
    ...(first.seats === undefined || options.seats === undefined
      ? {}
      : { seat_rules: seatRules(options.seats) }),
    entities: entities.map(({ numbers }) => numbers),
  }
  return withInsights(
    report,
    entities.map(({ uses }) => uses),
  )
}

function seatRules({ limits, price }: SeatInputs): SeatRules {
  return { idle_days: limits.idleDays, new_seat_days: limits.newSeatDays, price: price ?? null }
}

function entityReport(
  { shown, groups, rejectedLines, seats }: ReportPart,
  options: ReportOptions,
): { readonly numbers: EntityNumbers; readonly uses: readonly TeamFeatureUses[] } {
  const { thresholds } = options
  const entityId = entityIdOf(shown)
  const teams = teamLines(shown, entityId)
  const features = featureLines(shown, thresholds.gapShare)
  const weeks = eachWeek(shown)
  const least = shown.minimumGroupSize
  const reconciliation = reconcile(shown)
  const people = peopleReport(shown, thresholds, features, options.identify)
  const totals = entityLine(shown)
  const uses = teamFeatureUses(shown, teams, features)
  const licences =
    seats === undefined
      ? undefined
      : seatsReport(shown, seats, { teams, totals }, options.seats?.price, options.identify)
  const report = {
    scope: shown.entity.scope,
    entity: shown.entity.slug,
    entity_id: entityId,
    coverage: coverageOf(shown, rejectedLines),
    totals,
    reconciliation,
    days: dayLines(shown),
    teams,
    features,
    weeks: weeks.map(([week, span]) => weekLine(week, span, least)),
    team_weeks: teamWeeks(shown, teams, weeks),
    team_features: heatTable(uses, teams),
    ...people,
    phases: phasesOf(shown),
    breakdowns: breakdownSummaries(shown),
    counters: entityBreakdown(shown, counterLines),
    ...(groups.length === 0 ? {} : { groups: groups.map((one) => attributeGroups(one, seats)) }),
    ai_credits_in_no_team: creditsInNoTeam(eachDay(shown)),
    ...(licences === undefined ? {} : { seats: licences }),
  }
  // Their users may be no more than those who were never in a team.
  const areOfFew = (reconciliation.in_no_team ?? 0) < least
  const numbers = withhold(report, { ai_credits_in_no_team: areOfFew ? null : undefined }, people.withheld)
  return { numbers, uses }
}

function entityLine(shown: ShownTotals): EntityLine {
  const { window, previous, everyTeam, minimumGroupSize: least } = shown
  const activity = entityActivity(shown)
  const before = usageOfEntity(previous)
  const passive = flagUsers(window.entity, 'code_review_passive_users')
  const usage = usageOfEntity(window)
  const withheldBefore = withheldUsage(before, least)
  const line = {
    ...activity,
    teams: everyTeam.count === 0 ? null : everyTeam.count,
    previous_members: before.members,
    previous_adoption_rate: ratio(before.activeMembers, before.members),
    previous_ai_credits_used: before.active === null ? null : credits(previous.entity),
    code_review_passive_users: passive,
  }
  const { withheld, ...rest } = withhold(line, {
    previous_members: withheldBefore.members,
    previous_adoption_rate: withheldBefore.idle === undefined ? undefined : null,
    code_review_passive_users: withheldCount(passive, usage.members, withheldUsage(usage, least), least),
  })
  return { ...rest, withheld: { ...activity.withheld, ...withheld } }
}
