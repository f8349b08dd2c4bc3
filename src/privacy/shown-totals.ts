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
 * Totals that may be shown: unselected teams are removed, and small teams and small values of dimensions are merged into
 * `others`. The totals of the entity are complete, so lines made of them withhold counts of fewer than `minimumGroupSize`
 * users. Only `showTotals` creates it; files, pages, the committed report and the history do not accept any other totals.
 */
export type Shown<Totals> = Totals & {
  /** Groups and counts of fewer users are not shown; 0: everything is shown. */
  readonly minimumGroupSize: number
  /** Counts over all teams, selected and large enough or not. */
  readonly everyTeam: { readonly count: number; readonly activeUsers: ActiveUsersByTeams }
  readonly [isShown]: true
}

/** The totals of an entity as files and pages receive them. */
export type ShownTotals = Shown<EntityTotals>

/** What beside the size of a team decides whether it is shown, by its slug. Only where small teams are merged. */
interface Unshown {
  /** Merged, or dropped where nobody is in it. */
  readonly mayNotBeNamed: (slug: string) => boolean
  /** Dropped where nobody is in it. */
  readonly mayNotBeEmpty: (slug: string) => boolean
  /** Merged with the others, if any are: by its name it could not be told from them. */
  readonly isNamedOthers: (slug: string) => boolean
}

const NONE: Unshown = {
  mayNotBeNamed: () => false,
  mayNotBeEmpty: () => false,
  isNamedOthers: () => false,
}

/** Selects teams by `patterns` and merges groups of fewer than `minimum` users; with 0 nothing is merged. */
export function showTotals(
  totals: EntityTotals,
  patterns: readonly string[],
  minimum: number,
  unshown = NONE,
): ShownTotals {
  const merged = mergeTeams(totals, mergesOfTeams(totals, patterns, minimum, unshown))
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
  /** The totals with the week as their window: team sizes are those of the week. */
  readonly shown: ShownTotals
}

/** The complete weeks of an entity as they may be shown, oldest first. Weeks without a users report are left out. */
export function showWeeks(totals: EntityTotals, patterns: readonly string[], minimum: number): ShownWeek[] {
  return eachWeek(totals)
    .filter(([, { days, daysReported }]) => days === 7 && daysReported > 0)
    .map(([week, { daysReported }]) => {
      return { week, daysReported, shown: showTotals(weekAsWindow(totals, week), patterns, minimum) }
    })
}

/** Drops unselected teams and merges teams of fewer members than the minimum, with the next smallest if needed. */
function mergesOfTeams(
  totals: EntityTotals,
  patterns: readonly string[],
  minimum: number,
  { mayNotBeNamed, mayNotBeEmpty, isNamedOthers }: Unshown,
): Map<number, Merge> {
  const merges = new Map<number, Merge>()
  const chosen: { number: number; id: string; size: number }[] = []
  const namedOthers: number[] = []
  for (const [team, teamTotals] of totals.window.teams) {
    const { team_id: id, slug } = teamName(totals, team)
    const size = users(teamTotals, 'member')
    const isNameless = minimum > 0 && mayNotBeNamed(slug)
    const isUntold = minimum > 0 && size === 0 && (isNameless || mayNotBeEmpty(slug))
    if (isChosen(slug, patterns) && !isUntold) {
      chosen.push({ number: team, id, size: isNameless ? minimum / 2 : size })
      if (isNamedOthers(slug)) namedOthers.push(team)
    } else merges.set(team, 'dropped')
  }
  const inOrder = chosen.toSorted((left, right) => compareIds(left.id, right.id))
  const { merged, isLargeEnough } = groupsToMerge(minimum === 0 ? [] : inOrder, minimum, (teams) =>
    membersOfTeams(totals, teams),
  )
  for (const team of merged) merges.set(team, isLargeEnough ? 'others' : 'dropped')
  if (merged.size > 0 && isLargeEnough) for (const team of namedOthers) merges.set(team, 'others')
  return merges
}
