import { usageOfEntity } from './activity.ts'
import type { ActiveUsersByTeams } from '../rollup/reading.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import {
  boundsOfCells,
  pairBounds,
  type Protected,
  withheldIndexes,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'

/** Active users of the entity by the number of their teams; `null` is withheld. */
export type Reconciliation = Protected & {
  readonly [Name in keyof ActiveUsersByTeams]: number | null
}

/** Counts the active users of an entity by the number of teams they were joined with. */
export function reconcile({ window, everyTeam, minimumGroupSize: minimum }: ShownTotals): Reconciliation {
  const counts = everyTeam.activeUsers
  const usage = usageOfEntity(window)
  const names = Object.keys(counts) as (keyof typeof counts)[]
  const cells = names.map((name) => counts[name])
  // Users in a team are members, so while the active members are withheld no cell may reveal them.
  const isActiveShown =
    withheldUsage(usage, minimum).active === undefined &&
    (usage.members === null || pairBounds(usage.activeMembers ?? 0, usage.members, minimum) === undefined)
  const hidden = isActiveShown ? [] : [...cells.keys()]
  const indexes = withheldIndexes(cells, minimum, { hidden })
  const bounds = isActiveShown ? boundsOfCells(cells, indexes) : null
  return withhold(
    { ...counts },
    Object.fromEntries(Array.from(indexes, (index) => [names[index] ?? '', bounds])),
  )
}
