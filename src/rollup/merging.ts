import {
  addBreakdowns,
  addValue,
  type Breakdown,
  emptyBreakdown,
  rowAt,
  internIndex,
  valuesOf,
} from './breakdowns.ts'
import { type CounterTable, forgetCount } from '../columns/counter-table.ts'
import { emptyValueCounts, USER_DAYS } from './value-counts.ts'
import { ENTITY, type EntityTotals, type Span } from './entity-totals.ts'
import type { DaySummary } from './day-summary.ts'
import { type Names, parseCounterText } from './names.ts'
import { countIn, emptySets, unite } from '../columns/bit-sets.ts'
import { addSums, addTotals, emptyTotals, PERSON, SUM } from './totals.ts'

/** Whether a team or a value is merged into others, or withheld altogether. */
export type Merge = 'others' | 'dropped'

/** Distinct members of some teams in the window. */
export function membersOfTeams({ window }: EntityTotals, teams: readonly number[]): number {
  const people = emptySets()
  for (const team of teams) {
    const totals = window.teams.get(team)
    if (totals !== undefined) unite(people, totals.people)
  }
  return countIn(people, 0, 1 << PERSON.member)
}

/**
 * Returns totals in which some teams are merged into one named `others`, or dropped, as are teams that the window does not
 * list; those of the entity stay the same. Does not modify its arguments. User-days of the merged team are unknown: members of two of its teams would count twice.
 */
export function mergeTeams(entityTotals: EntityTotals, merges: ReadonlyMap<number, Merge>): EntityTotals {
  const { others } = entityTotals.names
  const targetOf = (team: number): Target => {
    const isListed = team === ENTITY || entityTotals.window.teams.has(team)
    return isListed ? (merges.get(team) ?? 'kept') : 'dropped'
  }
  const merge = <Part>(parts: ReadonlyMap<number, Part>, empty: () => Part, add: Add<Part>) =>
    mergeParts(parts, targetOf, others, empty, add)
  const mergeSpan = (span: Span): Span => ({
    ...span,
    teams: merge(span.teams, () => emptyTotals(), addTotals),
  })
  const breakdowns = merge(entityTotals.breakdowns, () => emptyBreakdown(), addBreakdowns)
  withoutDaysOfPeople(breakdowns.get(others))
  return {
    ...entityTotals,
    window: mergeSpan(entityTotals.window),
    previous: mergeSpan(entityTotals.previous),
    weeks: new Map([...entityTotals.weeks].map(([week, span]) => [week, mergeSpan(span)])),
    days: new Map([...entityTotals.days].map(([day, summary]) => [day, mergeDay(summary, merges, others)])),
    breakdowns,
    listings: merge(entityTotals.listings, () => emptySets(), unite),
  }
}

type Add<Part> = (sum: Part, part: Part) => unknown
type Target = Merge | 'kept'

/** The parts of remaining teams are kept unchanged; those of teams merged into others are added up. */
function mergeParts<Part>(
  parts: ReadonlyMap<number, Part>,
  targetOf: (team: number) => Target,
  others: number,
  empty: () => Part,
  add: Add<Part>,
): Map<number, Part> {
  const merged = new Map<number, Part>()
  for (const [team, part] of parts) {
    const target = targetOf(team)
    if (target === 'kept') merged.set(team, part)
    if (target !== 'others') continue
    const sum = merged.get(others) ?? empty()
    add(sum, part)
    merged.set(others, sum)
  }
  return merged
}

/** The counters of merged teams are withheld on a day that does not list all of them: too few people may be left. */
function mergeDay(summary: DaySummary, merges: ReadonlyMap<number, Merge>, others: number): DaySummary {
  const { teams, members, sums } = summary.teams
  const indexes = [...teams.keys()]
  const mergeAt = (index: number) => merges.get(teams[index] as number)
  const staying = indexes.filter((index) => mergeAt(index) === undefined)
  if (staying.length === teams.length) return summary
  const sumsAt = (index: number) => sums?.subarray(index * SUM.flags, (index + 1) * SUM.flags) ?? []
  const merged = {
    ...summary,
    teams: {
      ...summary.teams,
      teams: Int32Array.from(staying, (index) => teams[index] as number),
      members: Int32Array.from(staying, (index) => members[index] as number),
      sums:
        sums === undefined ? undefined : Float64Array.from(staying.flatMap((index) => [...sumsAt(index)])),
    },
  }
  const small = indexes.filter((index) => mergeAt(index) === 'others')
  if (small.length === 0) return merged
  const listsAll = small.length === [...merges.values()].filter((target) => target === 'others').length
  if (!listsAll || sums === undefined) return { ...merged, others: { team: others, activity: undefined } }
  const together = new Float64Array(SUM.flags).fill(Number.NaN)
  for (const index of small) addSums(together, sums, index * SUM.flags)
  const { hasCounters } = summary.teams
  return { ...merged, others: { team: others, activity: { sums: together, hasCounters } } }
}

function withoutDaysOfPeople(breakdown: Breakdown | undefined): void {
  if (breakdown === undefined) return
  for (let index = 0; index * 2 < breakdown.columns.length; index++) {
    forgetCount(breakdown.counts, rowAt(breakdown, index), USER_DAYS)
  }
}

/** Returns totals in which the values given by `mergesOf` for each breakdown are merged into others, or dropped. */
export function mergeValues(
  entityTotals: EntityTotals,
  mergesOf: (breakdown: Breakdown) => ReadonlyMap<number, Merge>,
): EntityTotals {
  const counts = emptyValueCounts()
  const breakdowns = new Map(
    [...entityTotals.breakdowns].map(([team, breakdown]) => [
      team,
      mergeValuesOf(breakdown, counts, entityTotals.names, mergesOf(breakdown)),
    ]),
  )
  return { ...entityTotals, counts, breakdowns }
}

/** User-days of merged values are unknown. */
function mergeValuesOf(
  breakdown: Breakdown,
  counts: CounterTable,
  names: Names,
  merges: ReadonlyMap<number, Merge>,
): Breakdown {
  if (merges.size === 0 && breakdown.counters.size === 0) return breakdown
  const merged = emptyBreakdown(counts, breakdown.people.roster)
  const values = valuesOf(breakdown)
  values.forEach((value, from) => {
    const target = merges.get(value)
    if (target === undefined) addValue(merged, internIndex(merged, value), breakdown, from, USER_DAYS + 1)
    if (target !== 'others') return
    const others = names.values.others(names.values.get(value).dimension)
    addValue(merged, internIndex(merged, others), breakdown, from, USER_DAYS)
  })
  for (const [counter, sum] of breakdown.counters) {
    const to = counterTarget(names, counter, values, merges)
    if (to !== undefined) merged.counters.set(to, (merged.counters.get(to) ?? 0) + sum)
  }
  for (const spelling of breakdown.aliases) {
    if (!merges.has(names.values.aliasOf(spelling).value)) merged.aliases.add(spelling)
  }
  return merged
}

/**
 * The counter to which a counter is added when its value is merged; undefined if it is dropped, as is one whose value has no
 * users. A counter of a pair is named by the first key alone: it is merged if any of the pairs with that key is.
 */
function counterTarget(
  names: Names,
  counter: number,
  values: readonly number[],
  merges: ReadonlyMap<number, Merge>,
): number | undefined {
  const [dimension, value] = parseCounterText(names.counters.textOf(counter))
  const named = values.filter((number) => {
    const known = names.values.get(number)
    return known.dimension === dimension && known.value === value
  })
  if (named.length === 0) return undefined
  const merged = named.filter((number) => merges.has(number))
  if (merged.length === 0) return counter
  const isDropped = value === '' || merged.some((number) => merges.get(number) === 'dropped')
  return isDropped ? undefined : names.othersCounter(counter)
}
