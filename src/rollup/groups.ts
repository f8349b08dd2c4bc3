import { bitsOf, countBit, countIn, internSlot, orInto, type Roster } from '../columns/bit-sets.ts'
import { FEATURES, USER_COLUMNS } from '../rules/features.ts'
import type { EntityTotals, Span } from './entity-totals.ts'
import { BEFORE_ALL, createNames } from './names.ts'
import { featureDaysOfPerson, knownFeaturesOf, totalsOfPerson } from './people.ts'
import { addSums, addUnlistedFeatureDays, emptyTotals, PERSON, plus, SUM, type Totals } from './totals.ts'

/** People who share a value, by their numbers. Somebody may be in several groups. */
export interface Group {
  readonly value: string
  readonly people: readonly number[]
}

/**
 * Totals of the same entity in which groups take the place of teams, in their order; the slug of each is its value, and
 * its members are all of its people. Other than in a team, all that they did in a window counts, whatever the day. Weeks,
 * days and breakdowns are left out.
 */
export function groupTotals(entityTotals: EntityTotals, groups: readonly Group[]): EntityTotals {
  const { window, previous, windows } = entityTotals
  const { teams, others, ensureRoster } = createNames(entityTotals.names.scope)
  const now = new Map<number, Totals>()
  const before = new Map<number, Totals>()
  groups.forEach(({ value, people }, index) => {
    const team = teams.ids.idOf(String(index))
    teams.setLabel(team, teams.labels.idOf(value), windows.until)
    now.set(team, totalsOfWindow(entityTotals, people, ensureRoster(team)))
    before.set(team, totalsOfPrevious(entityTotals, people, ensureRoster(team)))
  })
  return {
    ...entityTotals,
    names: { ...entityTotals.names, teams, others, ensureRoster },
    window: { ...window, teams: now },
    previous: { ...previous, teams: before },
    weeks: new Map(),
    days: new Map(),
    breakdowns: new Map(),
    listings: new Map(),
  }
}

function totalsOfWindow({ window, people }: EntityTotals, group: readonly number[], roster: Roster): Totals {
  const totals = totalsOfSets(window, group, roster)
  const { sums } = totals
  for (const person of group) {
    addSums(sums, totalsOfPerson(people, person, totals.hasCounters).sums, 0, SUM.flags)
    for (let feature = 0; feature < FEATURES.length; feature++) {
      const days = featureDaysOfPerson(people, person, feature) ?? Number.NaN
      sums[SUM.features + feature] = plus(sums[SUM.features + feature] as number, days)
    }
    if (people.hasFeatureArray[person] === true)
      sums[SUM.featureArrays] = plus(sums[SUM.featureArrays] as number, 1)
  }
  for (const [feature, daysOf] of people.unlistedFeatureDays) {
    for (const person of group) {
      const days = daysOf.get(person)
      if (days !== undefined) addUnlistedFeatureDays(totals, feature, days)
    }
  }
  return totals
}

/** Of the previous window there are no sums by person: here they are numbers of people, and tell only whether something is known. */
function totalsOfPrevious(
  { previous, knownBefore }: EntityTotals,
  group: readonly number[],
  roster: Roster,
): Totals {
  const totals = totalsOfSets(previous, group, roster)
  const { features, hasFeatureArray } = knownFeaturesOf(knownBefore, group)
  totals.sums[SUM.activeDays] = countBit(totals.people, PERSON.active)
  for (const feature of features) {
    totals.sums[SUM.features + feature] = countIn(totals.people, PERSON.engagedFeatures, 1 << feature)
  }
  if (hasFeatureArray) totals.sums[SUM.featureArrays] = 1
  for (const feature of previous.entity.unlistedFeatureDays.keys()) {
    const users = countBit(totals.people, PERSON.unlistedFeatures + feature)
    if (users > 0) addUnlistedFeatureDays(totals, feature, users)
  }
  return totals
}

/** The sets of an entity's totals that these people are in, and each of them as a member. */
function totalsOfSets({ entity, daysReported }: Span, group: readonly number[], roster: Roster): Totals {
  const totals = emptyTotals(roster)
  const { sums, people } = totals
  totals.hasCounters = entity.hasCounters
  if (daysReported > 0) sums[SUM.daysJoined] = daysReported
  for (const person of group) {
    const slot = internSlot(roster, person)
    orInto(people, slot, 0, 1 << PERSON.member)
    for (let word = 0; word < entity.people.width; word++) {
      const bits = bitsOf(entity.people, person, word)
      if (bits !== 0) orInto(people, slot, word, bits)
    }
  }
  USER_COLUMNS.forEach((_, column) => {
    if (countBit(people, PERSON.knownFlags + column) === 0) return
    sums[SUM.flags + column] = countBit(people, PERSON.flags + column)
  })
  return totals
}

/** The numbers of people by their ids; whom no report names gets one, with the login given. */
export function internPeople(
  { names: { people } }: EntityTotals,
  named: readonly { readonly userId: string; readonly login: string }[],
): number[] {
  return named.map(({ userId, login }) => {
    const person = people.ids.idOf(userId)
    people.setLabel(person, people.labels.idOf(login), BEFORE_ALL)
    return person
  })
}
