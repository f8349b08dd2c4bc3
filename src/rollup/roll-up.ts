import {
  type DayRows,
  eachRow,
  engagedBits,
  flagBits,
  hasFeatureArray,
  intOf,
  knownBits,
  knownFlagBits,
  NO_ROW,
  ROW,
  rowOf,
} from './day-rows.ts'
import { FEATURES, USER_COLUMNS } from '../rules/features.ts'
import type { Members, Memberships } from './memberships.ts'
import { orInto, type Roster, internSlot } from '../columns/bit-sets.ts'
import {
  addUnlistedFeatureDays,
  addSums,
  emptyTotals,
  PERSON,
  PERSON_WORDS,
  plus,
  SUM,
  type Totals,
} from './totals.ts'

/** A day as read: its rows, undefined without a users report; its memberships, undefined without a user-teams report. */
export interface ReadDay {
  readonly rows: DayRows | undefined
  readonly memberships: Memberships | undefined
}

/** By slot of a roster: the index of the person's row, NO_ROW for a member without one, NOBODY for others. */
export type Matches = Int32Array

/** Sentinel: whoever has this slot is no member on that day. */
export const NOBODY = -2

/** A team on one day. All but `team` and `members` is valid until the next team is requested, since memory is reused. */
export interface RolledUpTeam {
  readonly team: number
  readonly members: Members
  readonly matches: Matches
  readonly totals: Totals
}

/** Joins a day's memberships with its rows, and yields each team with its totals of the day. */
export function* rollUpTeams({ rows, memberships }: ReadDay): Generator<RolledUpTeam, void> {
  const teams = memberships?.teams ?? new Map<number, Members>()
  let most = 0
  for (const { roster } of teams.values()) most = Math.max(most, roster.people.length)
  const memory = new Int32Array(most)
  const words = new Int32Array(most * PERSON_WORDS)
  for (const [team, members] of teams) {
    const matches = join(members, rows, memory)
    yield { team, members, matches, totals: teamTotals(members.roster, matches, rows, words) }
  }
}

/**
 * The members of a team with their rows of the same day: GitHub's documented join on `user_id`, `day` and the entity, as a
 * left join from the team. Entity ids are compared only if both lines carry one. The result is a part of `memory`, if given.
 * @see https://docs.github.com/en/copilot/reference/copilot-usage-metrics/team-level-metrics
 */
export function join(
  { roster, entityIds }: Members,
  rows: DayRows | undefined,
  memory = new Int32Array(entityIds.length),
): Matches {
  const matches = memory.subarray(0, entityIds.length)
  for (let slot = 0; slot < entityIds.length; slot++) {
    const entityId = (entityIds[slot] as number) - 1
    let row = NOBODY
    if (entityId !== -1) {
      row = rows === undefined ? NO_ROW : rowOf(rows, roster.people[slot] as number)
      const rowEntityId = rows === undefined || row === NO_ROW ? 0 : intOf(rows, row, ROW.entityId)
      if (entityId !== 0 && rowEntityId !== 0 && entityId !== rowEntityId) row = NO_ROW
    }
    matches[slot] = row
  }
  return matches
}

/** Everyone with a row, by slot of the entity's roster. */
export function matchesOfEntity(rows: DayRows, roster: Roster): Matches {
  const slots: number[] = []
  eachRow(rows, (person) => slots.push(internSlot(roster, person)))
  const matches = new Int32Array(roster.people.length).fill(NOBODY)
  let next = 0
  eachRow(rows, (_, row) => {
    matches[slots[next++] as number] = row
  })
  return matches
}

/** The totals of the entity on a day: activity from its rows, members from its teams. `roster` is that of the entity. */
export function rollUpEntity({ rows, memberships }: ReadDay, roster?: Roster): Totals {
  const totals = emptyTotals(roster)
  const { people } = totals
  for (const members of memberships?.teams.values() ?? []) {
    members.entityIds.forEach((id, slot) => {
      const person = members.roster.people[slot] as number
      if (id !== 0) orInto(people, internSlot(people.roster, person), 0, 1 << PERSON.member)
    })
  }
  const teamsKnown = (memberships?.teams.size ?? 0) > 0 ? 1 << PERSON.teamsKnown : 0
  if (rows === undefined) return totals
  totals.hasCounters = rows.hasCounters
  eachRow(rows, (person, row) => {
    const slot = internSlot(people.roster, person)
    addRowTo(totals, slot, rows, row)
    orInto(people, slot, 0, teamsKnown)
  })
  return totals
}

/** The totals of one row. */
export function totalsOfRow(rows: DayRows, row: number): Totals {
  const totals = emptyTotals()
  addRowTo(totals, internSlot(totals.people.roster, intOf(rows, row, ROW.person)), rows, row)
  return totals
}

function teamTotals(roster: Roster, matches: Matches, rows: DayRows | undefined, words: Int32Array): Totals {
  const totals = emptyTotals(roster, words)
  if (rows !== undefined) {
    totals.sums[SUM.daysJoined] = 1
    totals.hasCounters = rows.hasCounters
  }
  for (let slot = 0; slot < matches.length; slot++) {
    const row = matches[slot] as number
    if (row === NOBODY) continue
    orInto(totals.people, slot, 0, 1 << PERSON.member)
    if (row !== NO_ROW) addRowTo(totals, slot, rows as DayRows, row)
  }
  return totals
}

/** Adds the row of the person in `slot`. */
function addRowTo(totals: Totals, slot: number, rows: DayRows, row: number): void {
  const { sums, people } = totals
  addSums(sums, rows.sums.values, row * SUM.flags, SUM.flags)
  addBits(sums, SUM.flags, USER_COLUMNS.length, knownFlagBits(rows, row), flagBits(rows, row))
  addBits(sums, SUM.features, FEATURES.length, knownBits(rows, row), engagedBits(rows, row))
  if (hasFeatureArray(rows, row)) sums[SUM.featureArrays] = plus(sums[SUM.featureArrays] as number, 1)
  orInto(people, slot, 0, intOf(rows, row, ROW.bits) | (knownFlagBits(rows, row) << PERSON.knownFlags))
  for (let word = 1; word < PERSON_WORDS; word++)
    orInto(people, slot, word, intOf(rows, row, ROW.bits + word))
  if (rows.unlistedFeatures.size === 0) return
  for (const [feature, isEngaged] of rows.unlistedFeatures.get(row) ?? []) {
    const bit = PERSON.unlistedFeatures + feature
    addUnlistedFeatureDays(totals, feature, Number(isEngaged))
    if (isEngaged) orInto(people, slot, bit >>> 5, 1 << (bit & 31))
  }
}

/** Adds the bits of `on` (0 or 1) to `count` sums from `start` on, except those that are not set in `known`. */
function addBits(sums: number[], start: number, count: number, known: number, on: number): void {
  for (let index = 0; index < count; index++) {
    if (((known >>> index) & 1) === 0) continue
    const sum = sums[start + index] as number
    sums[start + index] = (sum === sum ? sum : 0) + ((on >>> index) & 1)
  }
}
