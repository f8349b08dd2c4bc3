import type { Day } from '../day.ts'
import { type MembershipFields, TEXT } from '../parse/fields.ts'
import type { Names } from './names.ts'
import { type Roster, internSlot } from '../columns/bit-sets.ts'

/** Who was a member of which team on one day. */
export interface Memberships {
  readonly day: Day
  readonly teams: Map<number, Members>
}

/** The members of a team on one day. */
export interface Members {
  readonly roster: Roster
  /** By slot of the roster: the number of the entity id that the line carries, plus one; 0 if the person is no member. */
  readonly entityIds: number[]
}

/** A day without memberships. */
export function emptyMemberships(day: Day): Memberships {
  return { day, teams: new Map() }
}

/** Adds a membership. Duplicates count once. */
export function addMembership(memberships: Memberships, line: MembershipFields, names: Names): void {
  const { day, teams } = memberships
  const team = names.teams.intern(line, TEXT.teamId, TEXT.slug, day)
  const person = names.people.intern(line, TEXT.userId, TEXT.userLogin, day)
  let members = teams.get(team)
  if (members === undefined) teams.set(team, (members = { roster: names.ensureRoster(team), entityIds: [] }))
  const { roster, entityIds } = members
  const slot = internSlot(roster, person)
  while (entityIds.length <= slot) entityIds.push(0)
  if ((entityIds[slot] as number) <= 1) entityIds[slot] = names.internEntityId(line) + 1
}

/** The number of distinct pairs of person and team. */
export function countMemberships({ teams }: Memberships): number {
  let count = 0
  for (const { entityIds } of teams.values()) for (const id of entityIds) if (id !== 0) count++
  return count
}
