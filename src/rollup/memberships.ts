import type { Day } from '../day.ts'
import { type MembershipFields, TEXT } from '../parse/fields.ts'
import type { Names } from './names.ts'
import { type Roster, internSlot } from '../columns/bit-sets.ts'
import { emptyIntVector, extend, type Vector } from '../columns/vector.ts'

/** Layout of a line in `MembershipLines.ints`: the offset of the number of each name. */
export const MEMBERSHIP = { team: 0, slug: 1, person: 2, login: 3, entityId: 4, length: 5 } as const

/** The lines of a user-teams report, reduced to numbers. */
export interface MembershipLines {
  readonly day: Day
  /** `MEMBERSHIP.length` integers per line. */
  readonly ints: Vector<Int32Array>
}

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

/** A report without lines. */
export function emptyMembershipLines(day: Day): MembershipLines {
  return { day, ints: emptyIntVector() }
}

/** Appends a line. */
export function addMembershipLine({ ints }: MembershipLines, line: MembershipFields, names: Names): void {
  const { teams, people } = names
  const at = extend(ints, MEMBERSHIP.length)
  const team = teams.intern(line, TEXT.teamId)
  const person = people.intern(line, TEXT.userId)
  ints.values[at + MEMBERSHIP.team] = team
  ints.values[at + MEMBERSHIP.slug] = teams.internLabel(line, TEXT.slug, team)
  ints.values[at + MEMBERSHIP.person] = person
  ints.values[at + MEMBERSHIP.login] = people.internLabel(line, TEXT.userLogin, person)
  ints.values[at + MEMBERSHIP.entityId] = names.internEntityId(line)
}

/** The memberships of a report's lines; duplicates count once. The slugs and logins of the day are noted. */
export function membershipsOf({ day, ints }: MembershipLines, names: Names): Memberships {
  const teams = new Map<number, Members>()
  const { values } = ints
  for (let at = 0; at < ints.length; at += MEMBERSHIP.length) {
    const team = values[at + MEMBERSHIP.team] as number
    const person = values[at + MEMBERSHIP.person] as number
    names.teams.setLabel(team, values[at + MEMBERSHIP.slug] as number, day)
    names.people.setLabel(person, values[at + MEMBERSHIP.login] as number, day)
    let members = teams.get(team)
    if (members === undefined) teams.set(team, (members = noMembers(names.ensureRoster(team))))
    addMember(members, person, values[at + MEMBERSHIP.entityId] as number)
  }
  return { day, teams }
}

function noMembers(roster: Roster): Members {
  return { roster, entityIds: Array.from(roster.people, () => 0) }
}

function addMember({ roster, entityIds }: Members, person: number, entityId: number): void {
  const slot = internSlot(roster, person)
  while (entityIds.length <= slot) entityIds.push(0)
  if ((entityIds[slot] as number) <= 1) entityIds[slot] = entityId + 1
}

/** The number of distinct pairs of person and team. */
export function countMemberships({ teams }: Memberships): number {
  let count = 0
  for (const { entityIds } of teams.values()) for (const id of entityIds) if (id !== 0) count++
  return count
}
