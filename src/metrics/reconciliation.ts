import { usageOfEntity } from './activity-lines.ts'
import { eachActiveUser, type Span } from './reading.ts'
import {
  boundsOfCells,
  pairBounds,
  type Protected,
  withheldPlaces,
  withheldUsage,
  withhold,
} from './withheld.ts'

/** How the people of the teams add up to the entity's: active users by the number of teams that listed them when active. */
export interface Reconciliation extends Protected {
  readonly in_one_team: number | null
  readonly in_several_teams: number | null
  readonly in_no_team: number | null
  /** Active only on days whose teams are unknown. */
  readonly teams_unknown: number | null
}

/** Sorts the active users of an entity by the number of teams whose join reached them. */
export function reconcile(span: Span, minimum: number): Reconciliation {
  const counts = countByTeams(span)
  const usage = usageOfEntity(span)
  const names = Object.keys(counts) as (keyof typeof counts)[]
  const cells = names.map((name) => counts[name])
  // Who is in a team is a member: where the active members are withheld, no cell may tell them.
  const isTold =
    withheldUsage(usage, minimum).active === undefined &&
    (usage.members === null || pairBounds(usage.activeMembers ?? 0, usage.members, minimum) === undefined)
  const hidden = isTold ? [] : [...cells.keys()]
  const places = withheldPlaces(cells, minimum, { hidden })
  const bounds = isTold ? boundsOfCells(cells, places) : null
  return withhold(counts, Object.fromEntries(Array.from(places, (place) => [names[place] ?? '', bounds])))
}

function countByTeams(span: Span) {
  const counts = { in_one_team: 0, in_several_teams: 0, in_no_team: 0, teams_unknown: 0 }
  eachActiveUser(span, (teams, isTeamKnown) => {
    if (teams > 1) counts.in_several_teams++
    else if (teams === 1) counts.in_one_team++
    else if (isTeamKnown) counts.in_no_team++
    else counts.teams_unknown++
  })
  return counts
}
