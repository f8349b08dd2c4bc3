/**
 * The read interface of the totals of an entity. It hides their memory layout: it exposes no offset, bitmask or typed array.
 */
import type { EntityTotals, Span } from './entity-totals.ts'
import { compareIds } from '../compare.ts'
import { type DaySummary, type TeamDay, teamsOfDay as readTeamsOfDay } from './day-summary.ts'
import { type Listing, listingOf } from './listings.ts'
import { type PersonTotals, totalsOfPerson } from './people.ts'
import { peopleIn, wordAt } from '../columns/bit-sets.ts'
import { PERSON, type Totals } from './totals.ts'

export {
  breakdownOf,
  counterSumsOf,
  EMPTY_USE,
  usersOfValues,
  valueGroups,
  valueUses,
} from './breakdown-values.ts'
export type { ValueChoice } from './breakdown-values.ts'
export type { Breakdown } from './breakdowns.ts'
export {
  engagementOn,
  featureBase,
  type FeatureColumn,
  featureColumns,
  featureDays,
  featureUsers,
  peopleOfFeatureDay,
  personFeatureDays,
  usersOfAny,
} from './feature-use.ts'
export type { UserColumn } from '../rules/features.ts'
export type { FeatureDay } from './feature-day.ts'
export { type Coverage, coverageOf } from './coverage.ts'
export {
  eachDay,
  eachWeek,
  type EntityTotals,
  type Span,
  weekAsWindow,
  withoutTeamBreakdowns,
} from './entity-totals.ts'
export { creditsInNoTeam, type DayStatus, type DaySummary } from './day-summary.ts'
export { groupTotals, internPeople } from './groups.ts'
export type { Listing } from './listings.ts'
export { membersOfTeams, type Merge, mergeTeams, mergeValues } from './merging.ts'
export { eachPhaseChange, type PersonTotals } from './people.ts'
export {
  type Activity,
  activeDays,
  completions,
  type CounterSums,
  counters,
  credits,
  engagedDays,
  flagUsers,
  isJoined,
  type Totals,
  users,
} from './totals.ts'

/** A team as files and pages name it; `team_id` is empty for teams that were merged into `others`. */
export interface TeamName {
  readonly team_id: string
  readonly slug: string
}

/** A team's id and newest slug. */
export function teamName({ names }: EntityTotals, team: number): TeamName {
  return { team_id: names.teams.ids.textOf(team), slug: names.teams.labelOf(team) }
}

/** The team with an id. */
export function teamOf({ names }: EntityTotals, teamId: string): number {
  return names.teams.ids.idOf(teamId)
}

/** The person with an id. */
export function personOf({ names }: EntityTotals, userId: string): number {
  return names.people.ids.idOf(userId)
}

/** The slugs of all teams that were read. */
export function slugsOf({ names }: EntityTotals): string[] {
  const teams = Array.from({ length: names.teams.ids.size }, (_, team) => team)
  return teams.filter((team) => team !== names.others).map((team) => names.teams.labelOf(team))
}

/** A team over the window. */
export interface TeamTotals {
  readonly team: number
  readonly id: string
  readonly slug: string
  readonly totals: Totals
}

/** The teams of the window, in the order of their ids; teams that were merged into `others` come last. */
export function eachTeam(entityTotals: EntityTotals): TeamTotals[] {
  return [...entityTotals.window.teams]
    .map(([team, totals]) => {
      const { team_id: id, slug } = teamName(entityTotals, team)
      return { team, id, slug, totals }
    })
    .toSorted((left, right) => compareIds(left.id, right.id))
}

/** The teams that a day lists, in the order of their ids. */
export function teamsOfDay(entityTotals: EntityTotals, day: DaySummary): (TeamDay & TeamName)[] {
  return readTeamsOfDay(day)
    .map((teamDay) => ({ ...teamDay, ...teamName(entityTotals, teamDay.team) }))
    .toSorted((left, right) => compareIds(left.team_id, right.team_id))
}

/** Everyone with a row or a membership in the window. Excludes people seen only in the previous window. */
export function eachPerson({ window }: EntityTotals): number[] {
  const present = (1 << PERSON.member) | (1 << PERSON.active)
  const found: number[] = []
  for (const [person, bits] of peopleIn(window.entity.people, 0)) {
    if ((bits & present) !== 0) found.push(person)
  }
  return found
}

/** Everyone with a row or a membership in either window. */
export function eachKnownPerson({ window, previous }: EntityTotals): number[] {
  const present = (1 << PERSON.member) | (1 << PERSON.active)
  const found = new Set<number>()
  for (const { entity } of [window, previous])
    for (const [person, bits] of peopleIn(entity.people, 0)) if ((bits & present) !== 0) found.add(person)
  return [...found]
}

/** A person's id, and their newest login. */
export function personName({ names }: EntityTotals, person: number): { user_id: string; user_login: string } {
  return { user_id: names.people.ids.textOf(person), user_login: names.people.labelOf(person) }
}

/** Every login that the lines of an entity, and its seats, have named; of a renamed person each. */
export function* eachLogin({ names }: EntityTotals): Generator<string> {
  const { labels } = names.people
  for (let label = 0; label < labels.size; label++) {
    const login = labels.textOf(label)
    if (login !== '') yield login
  }
}

/** What a person did over the window. */
export function personTotals({ people, window }: EntityTotals, person: number): PersonTotals {
  return totalsOfPerson(people, person, window.entity.hasCounters)
}

/** Returns a lookup of the teams that listed a person in the window. */
export function teamsOfPeople({ names, window }: EntityTotals): (person: number) => number[] {
  // A linked list per person: `last` is the index in `teams` of their last team, `before` the previous index of each index.
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
    for (let index = last[person] ?? -1; index !== -1; index = before[index] as number) {
      found.push(teams[index] as number)
    }
    return found
  }
}

/** The days of the window on which a team listed a person; undefined if none did. */
export function daysListed(
  { listings, windows }: EntityTotals,
  team: number,
  person: number,
): Listing | undefined {
  return listingOf(listings.get(team), person, windows.days)
}

/** The active users of an entity by the number of teams that listed them when active. */
export interface ActiveUsersByTeams {
  readonly in_one_team: number
  readonly in_several_teams: number
  readonly in_no_team: number
  /** Active only on days whose teams are unknown. */
  readonly teams_unknown: number
}

/** Counts the active users of an entity by the number of teams that listed them when active. */
export function activeUsersByTeams({ entity, teams }: Span): ActiveUsersByTeams {
  const active = 1 << PERSON.active
  // By person; whoever is beyond it is not counted, since the entity does not have them.
  const teamsOf = new Int32Array(
    entity.people.roster.people.reduce((size, person) => Math.max(size, person + 1), 0),
  )
  for (const { people } of teams.values()) {
    const { people: members } = people.roster
    for (let slot = 0; slot < members.length; slot++) {
      const person = members[slot] as number
      if ((wordAt(people, slot, 0) & active) !== 0) teamsOf[person] = (teamsOf[person] ?? 0) + 1
    }
  }
  const counts = { in_one_team: 0, in_several_teams: 0, in_no_team: 0, teams_unknown: 0 }
  for (const [person, bits] of peopleIn(entity.people, 0)) {
    if ((bits & active) === 0) continue
    const count = teamsOf[person] ?? 0
    if (count > 1) counts.in_several_teams++
    else if (count === 1) counts.in_one_team++
    else if ((bits >>> PERSON.teamsKnown) & 1) counts.in_no_team++
    else counts.teams_unknown++
  }
  return counts
}

/** The id of the entity in its reports; empty if they carry none. */
export function entityIdOf({ names: { entityIds } }: EntityTotals): string {
  return entityIds.size > 1 ? entityIds.textOf(1) : ''
}

/** How many lines of all reports carry an id of the other scope. */
export function linesWithOtherId({ entityIds }: EntityTotals): number {
  return entityIds.others
}
