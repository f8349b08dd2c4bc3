import { addBreakdowns, type Breakdown, emptyBreakdown, lineAt } from './breakdowns.ts'
import { forgetCount, USER_DAYS } from './counts.ts'
import { ENTITY, type Fold, type Span } from './fold.ts'
import type { KeptDay } from './kept-days.ts'
import { compareIds } from './ids.ts'
import { countIn, emptySets, unite } from './person-sets.ts'
import { foldSmallValues, groupsToFold } from './small-groups.ts'
import { isChosen } from './team-patterns.ts'
import { addSums, addTotals, countPeople, emptyTotals, PERSON, SUM, type Totals } from './totals.ts'

/**
 * The fold as it may be shown: only the chosen teams, and, above a minimum of 0, small teams and small values of dimensions
 * folded into `others`. The entity's own totals stay as they are.
 */
export function teamView(fold: Fold, patterns: readonly string[], minimum: number): Fold {
  const chosen = [...fold.window.teams.keys()].filter((team) =>
    isChosen(fold.names.teams.labelOf(team), patterns),
  )
  const { folded, isLargeEnough } = smallTeams(fold, chosen, minimum)
  const others = folded.size === 0 ? -2 : fold.names.teams.numberOfTexts('', 'others', fold.windows.until)
  const shown = new Map<number, number>()
  for (const team of chosen) if (!folded.has(team)) shown.set(team, team)
  for (const team of folded) if (isLargeEnough) shown.set(team, others)
  const merge = <Part>(
    parts: ReadonlyMap<number, Part>,
    empty: () => Part,
    add: (sum: Part, part: Part) => unknown,
  ) => mergeByTarget(parts, shown, others, empty, add)
  const spanView = (span: Span): Span => ({
    ...span,
    teams: merge(span.teams, () => emptyTotals(), addTotals),
  })
  const breakdowns = merge(fold.breakdowns, () => emptyBreakdown(), addBreakdowns)
  withoutDaysOfPeople(breakdowns.get(others))
  const entity = fold.breakdowns.get(ENTITY)
  if (entity !== undefined) breakdowns.set(ENTITY, entity)
  return {
    ...fold,
    window: spanView(fold.window),
    previous: spanView(fold.previous),
    weeks: new Map([...fold.weeks].map(([week, span]) => [week, spanView(span)])),
    days: new Map([...fold.days].map(([day, kept]) => [day, dayView(kept, shown, others)])),
    breakdowns: minimum === 0 ? breakdowns : withoutSmallValues(breakdowns, fold, minimum),
    minimumGroupSize: minimum,
  }
}

/** Teams of fewer members than the minimum, and the next smallest with them. */
function smallTeams({ window, names }: Fold, chosen: readonly number[], minimum: number) {
  const members = (team: number) => countPeople(window.teams.get(team) ?? emptyTotals(), PERSON.member)
  const idOf = (team: number) => names.teams.ids.textOf(team)
  const inOrder = chosen.toSorted((left, right) => compareIds(idOf(left), idOf(right)))
  const groups = minimum === 0 ? [] : inOrder.map((team) => ({ number: team, size: members(team) }))
  return groupsToFold(groups, minimum, (teams) => {
    const people = emptySets()
    for (const team of teams) unite(people, (window.teams.get(team) as Totals).people)
    return countIn(people, 0, 1 << PERSON.member)
  })
}

/** Who is in two of the teams that became one would count twice on a day. */
function withoutDaysOfPeople(breakdown: Breakdown | undefined): void {
  if (breakdown === undefined) return
  for (let place = 0; place * 2 < breakdown.places.length; place++) {
    forgetCount(breakdown.counts, lineAt(breakdown, place), USER_DAYS)
  }
}

/** Parts that keep their number are kept as they are; what goes to `others` is added up there. */
function mergeByTarget<Part>(
  parts: ReadonlyMap<number, Part>,
  shown: ReadonlyMap<number, number>,
  others: number,
  empty: () => Part,
  add: (sum: Part, part: Part) => unknown,
): Map<number, Part> {
  const merged = new Map<number, Part>()
  for (const [team, part] of parts) {
    const target = shown.get(team)
    if (target === undefined) continue
    if (target !== others) merged.set(target, part)
    else {
      const sum = merged.get(others) ?? empty()
      add(sum, part)
      merged.set(others, sum)
    }
  }
  return merged
}

/**
 * Of the teams that became one people are not known on a day: they are never added up. Nor are their counters shown on a
 * day that does not list them all, since those who are left may be too few.
 */
function dayView(kept: KeptDay, shown: ReadonlyMap<number, number>, others: number): KeptDay {
  const { teams, members, sums } = kept.teams
  const places = [...teams.keys()]
  const small = places.filter((place) => shown.get(teams[place] as number) === others)
  const own = places.filter((place) => shown.get(teams[place] as number) === teams[place])
  if (own.length === teams.length) return kept
  const sumsAt = (place: number) => sums?.subarray(place * SUM.flags, (place + 1) * SUM.flags) ?? []
  const view = {
    ...kept,
    teams: {
      teams: Int32Array.from(own, (place) => teams[place] as number),
      members: Int32Array.from(own, (place) => members[place] as number),
      sums: sums === undefined ? undefined : Float64Array.from(own.flatMap((place) => [...sumsAt(place)])),
    },
  }
  if (small.length === 0) return view
  const listsAll = small.length === [...shown.values()].filter((target) => target === others).length
  if (!listsAll || sums === undefined) return { ...view, others: { team: others, sums: undefined } }
  const together = new Float64Array(SUM.flags).fill(Number.NaN)
  for (const place of small) addSums(together, sums, place * SUM.flags)
  return { ...view, others: { team: others, sums: together } }
}

function withoutSmallValues(
  breakdowns: ReadonlyMap<number, Breakdown>,
  { names }: Fold,
  minimum: number,
): Map<number, Breakdown> {
  return new Map(
    [...breakdowns].map(([team, breakdown]) => [team, foldSmallValues(breakdown, names, minimum)]),
  )
}
