import type { Seat } from '../parse/seats.ts'
import {
  activeDays,
  eachPerson,
  personName,
  personOf,
  personTotals,
  teamName,
  teamsOfPeople,
} from '../rollup/reading.ts'
import { isIdleState, type SeatLimits, type SeatState, seatState } from '../rules/seats.ts'
import type { ShownTotals } from './shown-totals.ts'

declare const isShown: unique symbol

/** A seat with its state, and what the shown totals know of its person. */
export interface JudgedSeat extends Seat {
  readonly state: SeatState
  /** Whether the person has a row in the window. */
  readonly isActive: boolean
  /** The shown teams that list the person, by their ids in the totals. */
  readonly teams: readonly number[]
}

/** The seats of an entity as lines may be made of them. Only `showSeats` creates it. */
export interface ShownSeats {
  readonly seats: readonly JudgedSeat[]
  /** The moment at which the states are true. */
  readonly now: number
  /** How many more GitHub counts than its list has. */
  readonly missing: number
  readonly [isShown]: true
}

/** How many people have a seat, and how many an idle one. */
export interface SeatCount {
  readonly seats: number
  readonly idle: number
}

/** The seats of an entity, or why GitHub did not give them. */
export type EntitySeats = ShownSeats | { readonly refused: string }

/** What was read of the seats of an entity. */
interface SeatList {
  readonly seats: readonly Seat[]
  /** How many more GitHub counts than its list has. */
  readonly missing: number
}

/** Judges the seats of an entity if they were read; undefined if they were not asked for. */
export function showEntitySeats(
  shown: ShownTotals,
  read: SeatList | { readonly refused: string } | undefined,
  limits: SeatLimits,
  now: number,
): EntitySeats | undefined {
  if (read === undefined) return undefined
  return 'refused' in read ? { refused: read.refused } : showSeats(shown, read, limits, now)
}

/**
 * Judges the seats of an entity at the moment `now`. Where small groups are protected, a team that grants a seat is named only
 * if it is a shown team.
 */
export function showSeats(
  shown: ShownTotals,
  { seats, missing }: SeatList,
  limits: SeatLimits,
  now: number,
): ShownSeats {
  const people = new Map(eachPerson(shown).map((person) => [personName(shown, person).user_id, person]))
  const teamsOf = teamsOfPeople(shown)
  const nameOf = granterNames(shown)
  const judged = seats.map((seat): JudgedSeat => {
    const person = people.get(seat.userId)
    const isActive = person !== undefined && activeDays(personTotals(shown, person)) > 0
    const teams = person === undefined ? [] : teamsOf(person)
    const grantedBy = nameOf(seat.grantedBy)
    return { ...seat, grantedBy, state: seatState(seat, isActive, now, limits), isActive, teams }
  })
  return { seats: judged, now, missing } as unknown as ShownSeats
}

/** Counts the seats of each shown team: those of its members. */
export function seatsOfTeams({ seats }: ShownSeats): Map<number, SeatCount> {
  return countEach(seats, ({ teams }) => teams)
}

/** Counts the seats of each shown group: those of its people. */
export function seatsOfGroups(groups: ShownTotals, { seats }: ShownSeats): Map<number, SeatCount> {
  const groupsOf = teamsOfPeople(groups)
  return countEach(seats, ({ userId }) => groupsOf(personOf(groups, userId)))
}

function countEach(
  seats: readonly JudgedSeat[],
  teamsOf: (seat: JudgedSeat) => readonly number[],
): Map<number, SeatCount> {
  const ofTeam = new Map<number, JudgedSeat[]>()
  for (const seat of seats) {
    for (const team of teamsOf(seat)) {
      const listed = ofTeam.get(team)
      if (listed === undefined) ofTeam.set(team, [seat])
      else listed.push(seat)
    }
  }
  return new Map([...ofTeam].map(([team, listed]) => [team, countOf(listed)]))
}

function countOf(seats: readonly JudgedSeat[]): SeatCount {
  return { seats: seats.length, idle: seats.filter(({ state }) => isIdleState(state)).length }
}

/** Names of the teams that grant a seat: `others` for teams that are not shown, where small groups are protected. */
function granterNames(shown: ShownTotals): (granters: readonly string[]) => readonly string[] {
  if (shown.minimumGroupSize === 0) return (granters) => granters
  const slugs = new Set([...shown.window.teams.keys()].map((team) => teamName(shown, team).slug))
  const nameOf = (granter: string) => (slugs.has(granter) ? granter : 'others')
  return (granters) => [...new Set(granters.map(nameOf))].toSorted()
}
