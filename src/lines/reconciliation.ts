import { usageOfEntity } from './activity.ts'
import type { ActiveUsersByTeams } from '../rollup/reading.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import {
  boundsOfCells,
  pairBounds,
  type Protected,
  withheldPlaces,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'

/** How the people of the teams add up to the entity's; `null` is withheld. */
export type Reconciliation = Protected & {
  readonly [Name in keyof ActiveUsersByTeams]: number | null
}

/** Sorts the active users of an entity by the number of teams whose join reached them. */
export function reconcile({ window, everyTeam, minimumGroupSize: minimum }: ShownTotals): Reconciliation {
  const counts = everyTeam.activeUsers
  const usage = usageOfEntity(window)
  const names = Object.keys(counts) as (keyof typeof counts)[]
  const cells = names.map((name) => counts[name])
  // Who is in a team is a member: where the active members are withheld, no cell may tell them.
  const isTold =
    withheldUsage(usage, minimum).active === undefined &&
    (usage.members === null || pairBounds(usage.activeMembers ?? 0, usage.members, minimum) === undefined)
  const hidden = isTold ? [] : [...cells.keys()]
  const places = withheldPlaces(cells, minimum, { hidden })
  const bounds = isTold ? boundsOfCells(cells, places) : null
  return withhold(
    { ...counts },
    Object.fromEntries(Array.from(places, (place) => [names[place] ?? '', bounds])),
  )
}
