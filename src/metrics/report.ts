import type { Day } from '../day.ts'
import type { Thresholds } from '../inputs.ts'
import { type FeatureLine, featureLines } from './feature-lines.ts'
import type { Fold, Span } from './fold.ts'
import {
  type ActivityLine,
  countBoth,
  type DayLine,
  dayLines,
  entityActivity,
  type TeamLine,
  teamLines,
} from './lines.ts'
import { countSegments, type Segment } from './people-lines.ts'
import { ratio } from './ratios.ts'
import { isChosen } from './team-patterns.ts'
import { countPeople, PERSON } from './totals.ts'

/** Everything that the pages show, as plain data: what `totals.json` holds. */
export interface Report {
  readonly schema_version: 1
  readonly since: Day
  readonly until: Day
  readonly previous_since: Day | null
  readonly previous_until: Day | null
  readonly thresholds: Thresholds
  readonly entities: readonly EntityReport[]
}

/** One organization or enterprise over the window. */
export interface EntityReport {
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
  readonly segments: { readonly [Name in Segment]: number }
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
  readonly teams: readonly string[]
  readonly thresholds: Thresholds
}

/** The report of entities that share a window. They stand side by side and are never added up. */
export function toReport(folds: readonly { fold: Fold; rejectedLines: number }[], options: ReportOptions): Report {
  const [first] = folds
  if (first === undefined) throw new RangeError('a report is about one entity at least')
  const { since, until, previousDays } = first.fold.windows
  return {
    schema_version: 1,
    since,
    until,
    previous_since: previousDays[0] ?? null,
    previous_until: previousDays.at(-1) ?? null,
    thresholds: options.thresholds,
    entities: folds.map(({ fold, rejectedLines }) => entityReport(fold, rejectedLines, options)),
  }
}

/** The entity's own id as its reports give it. */
export function entityIdOf({ names }: Fold): string {
  return names.entityIds.size > 1 ? names.entityIds.textOf(1) : ''
}

function entityReport(fold: Fold, rejectedLines: number, { teams, thresholds }: ReportOptions): EntityReport {
  const entityId = entityIdOf(fold)
  return {
    scope: fold.entity.scope,
    entity: fold.entity.slug,
    entity_id: entityId,
    coverage: coverageOf(fold, rejectedLines),
    totals: entityLine(fold),
    reconciliation: reconcile(fold.window),
    days: dayLines(fold),
    teams: teamLines(fold, entityId).filter(({ slug }) => isChosen(slug, teams)),
    features: featureLines(fold, thresholds.gapShare),
    segments: countSegments(fold, thresholds),
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

function entityLine({ window, previous }: Fold): EntityLine {
  const previousMembers = previous.teams.size === 0 ? null : countPeople(previous.entity, PERSON.member)
  return {
    ...entityActivity(window, previous),
    teams: window.teams.size === 0 ? null : window.teams.size,
    previous_members: previousMembers,
    previous_adoption_rate: previous.daysReported === 0 ? null : ratio(countBoth(previous.entity), previousMembers),
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
