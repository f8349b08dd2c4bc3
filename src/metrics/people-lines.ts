import { type Day, isWeekday } from '../day.ts'
import type { Identify, Identity } from '../identities.ts'
import type { Thresholds } from '../inputs.ts'
import { type FeatureColumn, featureColumns } from './feature-lines.ts'
import { COMPLETION } from './features.ts'
import type { Fold } from './fold.ts'
import { compareIds } from './ids.ts'
import { type CounterSums, counterSums, credits } from './counter-sums.ts'
import { featureDaysOfPerson, isIdlePerson, sumsOfPerson } from './people.ts'
import { peopleIn } from './person-sets.ts'
import { ratio } from './ratios.ts'
import { countOf, known, PERSON, SUM, type Sums } from './totals.ts'

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
  /** Engaged weekdays of the weekdays that have a report. */
  readonly consistency: number | null
  readonly features_used: number
  readonly feature_days: number
  readonly first_active_day: Day | null
  readonly last_active_day: Day | null
  readonly adoption_phase: number | null
  readonly ai_credits_used: number | null
}

/** One line of `people-features.csv`. */
export interface PersonFeatureLine {
  readonly entity: string
  readonly user_id: string
  readonly user_login: string
  readonly feature: string
  readonly engaged_days: number | null
}

/**
 * Everyone with a row in the window or listed in a team on one of its days, in the order of `user_id`. A fold that has only
 * the teams that may be shown (`teamView`) names no other.
 */
export function* personLines(fold: Fold, thresholds: Thresholds, identify: Identify): Generator<PersonLine> {
  for (const [, line] of peopleWithLines(fold, thresholds, identify)) yield line
}

/** The same, each with the person's number and the numbers of the fold's teams that listed them. */
export function* peopleWithLines(
  fold: Fold,
  thresholds: Thresholds,
  identify: Identify,
): Generator<[person: number, line: PersonLine, teams: readonly number[]]> {
  const weekdays = reportedWeekdays(fold)
  const teamsOf = teamsOfPeople(fold)
  const counted = featureColumns(fold).filter(({ isMode }) => !isMode)
  for (const [person, identity] of peopleInOrder(fold, identify)) {
    const teams = teamsOf(person)
    const slugs = teams.map((team) => fold.names.teams.labelOf(team))
    yield [person, personLine(fold, person, identity, weekdays, slugs, counted, thresholds), teams]
  }
}

/** A line for each person of `people.csv` and each feature of `features.csv`. */
export function* personFeatureLines(fold: Fold, identify: Identify): Generator<PersonFeatureLine> {
  const columns = featureColumns(fold)
  for (const [person, { user_id, user_login }] of peopleInOrder(fold, identify)) {
    for (const column of columns) {
      const engaged_days = featureDays(fold, person, column)
      yield { entity: fold.entity.slug, user_id, user_login, feature: column.key, engaged_days }
    }
  }
}

/** The features that a person engaged with. */
export function featuresOfPerson(fold: Fold, person: number): Set<string> {
  const engaged = featureColumns(fold).filter((column) => (featureDays(fold, person, column) ?? 0) > 0)
  return new Set(engaged.map(({ key }) => key))
}

/** Weekdays of the window that have a users report: what a person's consistency is measured against. */
function reportedWeekdays(fold: Fold): number {
  return fold.windows.days.filter(
    (day) => isWeekday(day) && (fold.days.get(day)?.status ?? 'missing') !== 'missing',
  ).length
}

function personLine(
  fold: Fold,
  person: number,
  identity: Identity,
  weekdays: number,
  teams: readonly string[],
  counted: readonly FeatureColumn[],
  thresholds: Thresholds,
): PersonLine {
  const { people, entity } = fold
  const sums = sumsOfPerson(people, person)
  const days = counted.map((column) => featureDays(fold, person, column) ?? 0)
  const engagedWeekdays = people.engagedWeekdays[person] ?? 0
  const features_used = days.filter((count) => count > 0).length
  const phase = people.lastPhase[person] ?? -1
  return {
    entity: entity.slug,
    ...identity,
    teams: teams.toSorted().join(';'),
    segment: segmentOf(sums, engagedWeekdays, weekdays, features_used, thresholds),
    active_days: countOf(sums, SUM.activeDays),
    engaged_days: countOf(sums, SUM.engagedDays),
    consistency: ratio(engagedWeekdays, weekdays),
    features_used,
    feature_days: days.reduce((sum, count) => sum + count, 0),
    first_active_day: people.firstActiveDay[person] ?? null,
    last_active_day: people.lastActiveDay[person] ?? null,
    adoption_phase: phase === -1 ? null : phase,
    ...counterSums(sums, fold.quiet),
    ai_credits_used: credits(sums, fold.quiet),
  }
}

function segmentOf(
  sums: Sums,
  engagedWeekdays: number,
  weekdays: number,
  breadth: number,
  { championConsistency, championFeatures, laggingConsistency }: Thresholds,
): Segment {
  if (countOf(sums, SUM.activeDays) === 0) return 'idle'
  if (countOf(sums, SUM.engagedDays) === 0) return 'unengaged'
  if (weekdays === 0) return 'regular'
  const consistency = engagedWeekdays / weekdays
  if (consistency >= championConsistency && breadth >= championFeatures) return 'champion'
  return consistency < laggingConsistency ? 'lagging' : 'regular'
}

/** Days on which a person engaged with a feature; unknown where no row of theirs shows it, or, without a row, none of the entity's. */
function featureDays(fold: Fold, person: number, { isOwn, index, isInArrays }: FeatureColumn): number | null {
  const { people, window } = fold
  const isIdle = isIdlePerson(people, person)
  if (isOwn) {
    const arraysShown = isInArrays && featureDaysOfPerson(people, person, COMPLETION) !== null
    return people.ownFeatureDays.get(index)?.get(person) ?? (isIdle || arraysShown ? 0 : null)
  }
  if (isIdle) return known(window.entity.sums[SUM.features + index]) === null ? null : 0
  return featureDaysOfPerson(people, person, index)
}

/** Who has a row or a membership in the window, by `user_id`: a person that only the previous window knows does not count. */
function* peopleInOrder(
  { window, names }: Fold,
  identify: Identify,
): Generator<[person: number, identity: Identity]> {
  const present = (1 << PERSON.member) | (1 << PERSON.active)
  const identityOf = (person: number) =>
    identify(names.people.ids.textOf(person), names.people.labelOf(person))
  const ids: string[] = []
  const people: number[] = []
  for (const [person, bits] of peopleIn(window.entity.people, 0)) {
    if ((bits & present) === 0) continue
    people.push(person)
    ids[person] = identityOf(person).user_id
  }
  people.sort((left, right) => compareIds(ids[left] as string, ids[right] as string))
  for (const person of people) yield [person, identityOf(person)]
}

/** Answers the numbers of the teams that listed a person. */
function teamsOfPeople({ names, window }: Fold): (person: number) => number[] {
  // Of each person the last place in `teams`, and of each place the one before it of that person.
  const last = new Int32Array(names.people.ids.size).fill(-1)
  const before: number[] = []
  const teams: number[] = []
  for (const [team, { people }] of window.teams) {
    for (const [person] of peopleIn(people, 0)) {
      before.push(last[person] as number)
      last[person] = teams.push(team) - 1
    }
  }
  return (person) => {
    const found: number[] = []
    for (let place = last[person] ?? -1; place !== -1; place = before[place] as number) {
      found.push(teams[place] as number)
    }
    return found
  }
}
