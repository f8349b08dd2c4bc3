import type { Span } from './fold.ts'
import { peopleIn } from './person-sets.ts'
import { PERSON } from './totals.ts'

/** How the people of the teams add up to the entity's: active users by the number of teams that listed them when active. */
export interface Reconciliation {
  readonly in_one_team: number
  readonly in_several_teams: number
  readonly in_no_team: number
  /** Active only on days whose teams are unknown. */
  readonly teams_unknown: number
}

/** Sorts the active users of an entity by the number of teams whose join reached them. */
export function reconcile({ entity, teams }: Span): Reconciliation {
  const active = 1 << PERSON.active
  const teamsOf = new Map<number, number>()
  for (const { people } of teams.values()) {
    for (const [person, bits] of peopleIn(people, 0)) {
      if ((bits & active) !== 0) teamsOf.set(person, (teamsOf.get(person) ?? 0) + 1)
    }
  }
  const counts = { in_one_team: 0, in_several_teams: 0, in_no_team: 0, teams_unknown: 0 }
  for (const [person, bits] of peopleIn(entity.people, 0)) {
    if ((bits & active) === 0) continue
    const count = teamsOf.get(person) ?? 0
    if (count > 1) counts.in_several_teams++
    else if (count === 1) counts.in_one_team++
    else if ((bits >>> PERSON.teamsKnown) & 1) counts.in_no_team++
    else counts.teams_unknown++
  }
  return counts
}
