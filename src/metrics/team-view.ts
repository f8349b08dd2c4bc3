import { compareIds } from './ids.ts'
import { type Fold, membersOfTeams, type Merge, mergeTeams, mergeValues, teamName, users } from './reading.ts'
import { groupsToFold, smallValues } from './small-groups.ts'
import { isChosen } from './team-patterns.ts'

/**
 * The totals with unselected teams removed and, above a minimum of 0, small teams and small values of dimensions merged into
 * `others`. The entity's own totals stay as they are, and so do the totals that are given.
 */
export function teamView(fold: Fold, patterns: readonly string[], minimum: number): Fold {
  const merged = mergeTeams(fold, mergesOfTeams(fold, patterns, minimum))
  const shown =
    minimum === 0 ? merged : mergeValues(merged, (breakdown) => smallValues(merged, breakdown, minimum))
  return { ...shown, minimumGroupSize: minimum }
}

/** Teams that are not chosen are dropped; those of fewer members than the minimum, and the next smallest with them, are merged. */
function mergesOfTeams(fold: Fold, patterns: readonly string[], minimum: number): Map<number, Merge> {
  const merges = new Map<number, Merge>()
  const chosen: { number: number; id: string; size: number }[] = []
  for (const [team, totals] of fold.window.teams) {
    const { team_id: id, slug } = teamName(fold, team)
    if (isChosen(slug, patterns)) chosen.push({ number: team, id, size: users(totals, 'member') })
    else merges.set(team, 'dropped')
  }
  const inOrder = chosen.toSorted((left, right) => compareIds(left.id, right.id))
  const { folded, isLargeEnough } = groupsToFold(minimum === 0 ? [] : inOrder, minimum, (teams) =>
    membersOfTeams(fold, teams),
  )
  for (const team of folded) merges.set(team, isLargeEnough ? 'others' : 'dropped')
  return merges
}
