import type { Day } from '../day.ts'
import { type MembershipFields, TEXT } from '../parse/fields.ts'
import type { Names } from './names.ts'
import { type Roster, slotOf } from '../columns/bit-sets.ts'

/** Who was a member of which team on one day. */
export interface Memberships {
  readonly day: Day
  readonly teams: Map<number, Members>
}

/** The members of a team on one day. */
export interface Members {
  readonly roster: Roster
  /** Of each slot of the roster one more than the number of the entity id that the line carries, 0 where it is no member. */
  readonly entityIds: number[]
}

/** A day on which no membership was read yet. */
export function emptyMemberships(day: Day): Memberships {
  return { day, teams: new Map() }
}

/** Adds a membership; the same one twice is one. */
export function addMembership(memberships: Memberships, line: MembershipFields, names: Names): void {
  const { day, teams } = memberships
  const team = names.teams.numberOf(line, TEXT.teamId, TEXT.slug, day)
  const person = names.people.numberOf(line, TEXT.userId, TEXT.userLogin, day)
  let members = teams.get(team)
  if (members === undefined) teams.set(team, (members = { roster: names.rosterOf(team), entityIds: [] }))
  const { roster, entityIds } = members
  const slot = slotOf(roster, person)
  while (entityIds.length <= slot) entityIds.push(0)
  if ((entityIds[slot] as number) <= 1) entityIds[slot] = names.entityIdOf(line) + 1
}

/** How many people are in how many teams, each pair once. */
export function countMemberships({ teams }: Memberships): number {
  let count = 0
  for (const { entityIds } of teams.values()) for (const id of entityIds) if (id !== 0) count++
  return count
}
