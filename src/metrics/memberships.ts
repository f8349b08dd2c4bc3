import type { Day } from '../day.ts'
import type { Membership } from '../parse/rows.ts'
import type { Names } from './names.ts'

/** Who was a member of which team on one day: of each team its people, of each of these the entity id of the line. */
export interface Memberships {
  readonly day: Day
  readonly teams: Map<number, Map<number, number>>
}

/** A day on which no membership was read yet. */
export function emptyMemberships(day: Day): Memberships {
  return { day, teams: new Map() }
}

/** Takes a membership in; the same one twice is one. */
export function addMembership(memberships: Memberships, line: Membership, names: Names): void {
  const team = names.teams.numberOf(line.team_id, line.slug, memberships.day)
  const person = names.people.numberOf(line.user_id, line.user_login, memberships.day)
  let people = memberships.teams.get(team)
  if (people === undefined) memberships.teams.set(team, (people = new Map()))
  people.set(person, people.get(person) || names.entityIdOf(line))
}

/** How many people are in how many teams, each pair once. */
export function countMemberships(memberships: Memberships): number {
  let count = 0
  for (const people of memberships.teams.values()) count += people.size
  return count
}
