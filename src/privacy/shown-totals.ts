import type { Day } from '../day.ts'
import { compareIds } from '../compare.ts'
import {
  type ActiveUsersByTeams,
  activeUsersByTeams,
  eachWeek,
  type EntityTotals,
  membersOfTeams,
  type Merge,
  mergeTeams,
  mergeValues,
  teamName,
  users,
  weekAsWindow,
} from '../rollup/reading.ts'
import { groupsToMerge, smallValues } from './small-groups.ts'
import { isChosen } from './team-patterns.ts'

declare const isShown: unique symbol

/**
 * What of an entity may be shown: unselected teams are left out, and small teams and small values of dimensions are merged
 * into `others`. The entity's own totals are complete, so lines made of them withhold counts of fewer than
 * `minimumGroupSize` people. Only `showTotals` makes it: what has not been through it does not compile where files, pages,
 * the committed report and the history are made.
 */
export type Shown<Totals> = Totals & {
  /** Groups and counts of fewer people are not shown; 0: all are. */
  readonly minimumGroupSize: number
  /** Of every team, chosen and large enough or not. */
  readonly everyTeam: { readonly count: number; readonly activeUsers: ActiveUsersByTeams }
  readonly [isShown]: true
}

/** An entity as files and pages see it. */
export type ShownTotals = Shown<EntityTotals>

/** The totals of an entity as they may be shown: of the teams that `patterns` choose, in groups of `minimum` people or more. */
export function showTotals(totals: EntityTotals, patterns: readonly string[], minimum: number): ShownTotals {
  const merged = mergeTeams(totals, mergesOfTeams(totals, patterns, minimum))
  const shown =
    minimum === 0 ? merged : mergeValues(merged, (breakdown) => smallValues(merged, breakdown, minimum))
  const everyTeam = { count: totals.window.teams.size, activeUsers: activeUsersByTeams(totals.window) }
  return { ...shown, minimumGroupSize: minimum, everyTeam } as ShownTotals
}

/** A complete ISO week of an entity: all seven days lie in its windows. */
export interface ShownWeek {
  /** Its Monday. */
  readonly week: Day
  /** Days with a users report, 1 to 7. */
  readonly daysReported: number
  /** The week in place of the window. Teams of fewer people than the minimum are those of the week. */
  readonly shown: ShownTotals
}

/** The complete weeks of an entity as they may be shown, oldest first. A week without any users report is not among them. */
export function showWeeks(totals: EntityTotals, patterns: readonly string[], minimum: number): ShownWeek[] {
  return eachWeek(totals)
    .filter(([, { days, daysReported }]) => days === 7 && daysReported > 0)
    .map(([week, { daysReported }]) => {
      return { week, daysReported, shown: showTotals(weekAsWindow(totals, week), patterns, minimum) }
    })
}

/** Teams that are not chosen are dropped; those of fewer members than the minimum, and the next smallest with them, are merged. */
function mergesOfTeams(
  totals: EntityTotals,
  patterns: readonly string[],
  minimum: number,
): Map<number, Merge> {
  const merges = new Map<number, Merge>()
  const chosen: { number: number; id: string; size: number }[] = []
  for (const [team, teamTotals] of totals.window.teams) {
    const { team_id: id, slug } = teamName(totals, team)
    if (isChosen(slug, patterns)) chosen.push({ number: team, id, size: users(teamTotals, 'member') })
    else merges.set(team, 'dropped')
  }
  const inOrder = chosen.toSorted((left, right) => compareIds(left.id, right.id))
  const { merged, isLargeEnough } = groupsToMerge(minimum === 0 ? [] : inOrder, minimum, (teams) =>
    membersOfTeams(totals, teams),
  )
  for (const team of merged) merges.set(team, isLargeEnough ? 'others' : 'dropped')
  return merges
}
