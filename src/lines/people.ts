import { type Day, isWeekday } from '../day.ts'
import type { Identify, Identity } from '../privacy/identities.ts'
import type { Thresholds } from '../inputs.ts'
import { compareIds } from '../compare.ts'
import { ratio } from './ratios.ts'
import {
  activeDays,
  type CounterSums,
  counters,
  credits,
  daysListed,
  eachDay,
  eachPerson,
  engagedDays,
  type FeatureColumn,
  featureColumns,
  personFeatureDays,
  personName,
  type PersonTotals,
  personTotals,
  teamName,
  teamsOfPeople,
} from '../rollup/reading.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

const SEGMENTS = ['champion', 'regular', 'lagging', 'unengaged', 'idle'] as const
export type Segment = (typeof SEGMENTS)[number]

/** One line of `people.csv`. */
export interface PersonLine extends CounterSums {
  readonly entity: string
  readonly user_id: string
  readonly user_login: string
  readonly teams: string
  readonly segment: Segment
  readonly active_days: number
  readonly engaged_days: number
  /** Engaged weekdays / weekdays with a users report. */
  readonly consistency: number | null
  readonly features_used: number
  readonly feature_days: number
  readonly first_active_day: Day | null
  readonly last_active_day: Day | null
  readonly adoption_phase: number | null
  readonly ai_credits_used: number | null
}

/** One line of `people-features.csv`. */
interface PersonFeatureLine {
  readonly entity: string
  readonly user_id: string
  readonly user_login: string
  readonly feature: string
  readonly engaged_days: number | null
  readonly label: string
}

/** One line of `people-teams.csv`. */
interface PersonTeamLine {
  readonly entity: string
  readonly user_id: string
  readonly user_login: string
  /** Empty for teams that were merged into `others`. */
  readonly team_id: string
  readonly slug: string
  readonly first_day: Day
  readonly last_day: Day
  readonly days_listed: number
}

/**
 * One line per person who has a row in the window or is listed in a team on one of its days, by `user_id`. `teams` names
 * only teams that may be shown.
 */
export function* personLines(
  shown: ShownTotals,
  thresholds: Thresholds,
  identify: Identify,
): Generator<PersonLine> {
  for (const [, line] of peopleWithLines(shown, thresholds, identify)) yield line
}

/** The same lines, each with the ids (in `shown`) of the person and of the shown teams that list them. */
export function* peopleWithLines(
  shown: ShownTotals,
  thresholds: Thresholds,
  identify: Identify,
): Generator<[person: number, line: PersonLine, teams: readonly number[]]> {
  const weekdays = reportedWeekdays(shown)
  const teamsOf = teamsOfPeople(shown)
  const counted = featureColumns(shown).filter(({ isMode }) => !isMode)
  for (const [person, identity] of peopleInOrder(shown, identify)) {
    const teams = teamsOf(person)
    const slugs = teams.map((team) => teamName(shown, team).slug)
    yield [person, personLine(shown, person, identity, weekdays, slugs, counted, thresholds), teams]
  }
}

/** One line per person of `people.csv` and feature of `features.csv`. */
export function* personFeatureLines(shown: ShownTotals, identify: Identify): Generator<PersonFeatureLine> {
  const columns = featureColumns(shown)
  for (const [person, { user_id, user_login }] of peopleInOrder(shown, identify)) {
    for (const column of columns) {
      const engaged_days = personFeatureDays(shown, person, column)
      const { key: feature, label } = column
      yield { entity: shown.entity.slug, user_id, user_login, feature, engaged_days, label }
    }
  }
}

/** One line per person of `people.csv` and shown team that lists them in the window, by `user_id` and team id. */
export function* personTeamLines(shown: ShownTotals, identify: Identify): Generator<PersonTeamLine> {
  const teamsOf = teamsOfPeople(shown)
  for (const [person, { user_id, user_login }] of peopleInOrder(shown, identify)) {
    const teams = teamsOf(person).map((team) => ({ team, ...teamName(shown, team) }))
    for (const { team, ...name } of teams.sort((left, right) => compareIds(left.team_id, right.team_id))) {
      const listed = daysListed(shown, team, person)
      if (listed === undefined) continue
      const { firstDay: first_day, lastDay: last_day, days: days_listed } = listed
      yield { entity: shown.entity.slug, user_id, user_login, ...name, first_day, last_day, days_listed }
    }
  }
}

/** Keys of the features that a person engaged with. */
export function featuresOfPerson(shown: ShownTotals, person: number): Set<string> {
  const engaged = featureColumns(shown).filter(
    (column) => (personFeatureDays(shown, person, column) ?? 0) > 0,
  )
  return new Set(engaged.map(({ key }) => key))
}

/** Number of weekdays of the window with a users report, the denominator of consistency. */
function reportedWeekdays(shown: ShownTotals): number {
  return eachDay(shown).filter(({ day, status }) => isWeekday(day) && status !== 'missing').length
}

function personLine(
  shown: ShownTotals,
  person: number,
  identity: Identity,
  weekdays: number,
  teams: readonly string[],
  counted: readonly FeatureColumn[],
  thresholds: Thresholds,
): PersonLine {
  const totals = personTotals(shown, person)
  const days = counted.map((column) => personFeatureDays(shown, person, column) ?? 0)
  const features_used = days.filter((count) => count > 0).length
  return {
    entity: shown.entity.slug,
    ...identity,
    teams: teams.toSorted().join(';'),
    segment: segmentOf(totals, weekdays, features_used, thresholds),
    active_days: activeDays(totals),
    engaged_days: engagedDays(totals),
    consistency: ratio(totals.engagedWeekdays, weekdays),
    features_used,
    feature_days: days.reduce((sum, count) => sum + count, 0),
    first_active_day: totals.firstActiveDay,
    last_active_day: totals.lastActiveDay,
    adoption_phase: totals.lastPhase,
    ...counters(totals),
    ai_credits_used: credits(totals),
  }
}

function segmentOf(
  totals: PersonTotals,
  weekdays: number,
  breadth: number,
  { championConsistency, championFeatures, laggingConsistency }: Thresholds,
): Segment {
  if (activeDays(totals) === 0) return 'idle'
  if (engagedDays(totals) === 0) return 'unengaged'
  if (weekdays === 0) return 'regular'
  const consistency = totals.engagedWeekdays / weekdays
  if (consistency >= championConsistency && breadth >= championFeatures) return 'champion'
  return consistency < laggingConsistency ? 'lagging' : 'regular'
}

/** All people of the window, by `user_id` as `identify` shows it. */
function* peopleInOrder(
  shown: ShownTotals,
  identify: Identify,
): Generator<[person: number, identity: Identity]> {
  const identityOf = (person: number) => {
    const { user_id, user_login } = personName(shown, person)
    return identify(user_id, user_login)
  }
  const people = eachPerson(shown)
  const ids: string[] = []
  for (const person of people) ids[person] = identityOf(person).user_id
  people.sort((left, right) => compareIds(ids[left] as string, ids[right] as string))
  for (const person of people) yield [person, identityOf(person)]
}
