import { addDays, type Day, weekOf } from '../day.ts'
import type { Entity } from '../inputs.ts'
import { addCountersOfPairs, addRowsToBreakdown, type Breakdown, emptyBreakdown } from './breakdowns.ts'
import { type CounterTable } from '../columns/counter-table.ts'
import { emptyValueCounts } from './value-counts.ts'
import { type DayRows, intOf, ROW } from './day-rows.ts'
import type { EntityIds } from './entity-ids.ts'
import { toFeatureDay } from './feature-day.ts'
import { emptyTeamDays, summarizeDay, type DaySummary, addTeamDay, markActive } from './day-summary.ts'
import { addListings, type Listings } from './listings.ts'
import { createIntake, type Intake } from './intake.ts'
import type { Names } from './names.ts'
import { addDayToPeople, addKnownFeatures, emptyPeople, type KnownFeatures, type People } from './people.ts'
import type { Roster } from '../columns/bit-sets.ts'
import { matchesOfEntity, type ReadDay, rollUpEntity, rollUpTeams } from './roll-up.ts'
import { addTotals, emptyTotals, type Totals } from './totals.ts'
import type { Windows } from '../windows.ts'

/** The key of the entity among the numbers of teams. */
export const ENTITY = -1

/** Totals of several days: the entity's and each team's. */
export interface Span {
  readonly entity: Totals
  readonly teams: Map<number, Totals>
  /** Days processed; days with a users report; days with both reports, the teams of which are known. */
  days: number
  daysReported: number
  daysWithTeams: number
}

/** All totals of one entity. */
export interface EntityTotals {
  readonly entity: Entity
  readonly windows: Windows
  readonly names: Names
  /** Needed only while days are added. */
  readonly intake: Intake
  readonly entityIds: EntityIds
  readonly window: Span
  readonly previous: Span
  readonly weeks: Map<Day, Span>
  readonly people: People
  /** What rows of the previous window show of each person. */
  readonly knownBefore: KnownFeatures
  /** Breakdowns over the window by team, and of the entity under ENTITY. Their sums are all in `counts`. */
  readonly counts: CounterTable
  readonly breakdowns: Map<number, Breakdown>
  readonly listings: Listings
  readonly days: Map<Day, DaySummary>
}

/** Totals of an entity without days. */
export function createEntityTotals(entity: Entity, windows: Windows): EntityTotals {
  const intake = createIntake(entity.scope, windows.since)
  const { names } = intake
  return {
    entity,
    windows,
    names,
    intake,
    entityIds: { firstFile: undefined, others: 0 },
    window: emptySpan(names.roster),
    previous: emptySpan(names.roster),
    weeks: new Map(),
    people: emptyPeople(),
    knownBefore: [],
    counts: emptyValueCounts(),
    breakdowns: new Map(),
    listings: new Map(),
    days: new Map(),
  }
}

/**
 * Adds a day to its window, its week and, in the window, to the totals of people and the breakdowns. Must be called once for
 * every day of both windows: with the last one the totals are complete. `keepsFeatureDays`: retain each person's features by
 * day.
 */
export function addReadDay(
  entityTotals: EntityTotals,
  day: Day,
  read: ReadDay,
  keepsFeatureDays = false,
): void {
  const { windows, names, days, listings, knownBefore, people } = entityTotals
  const { rows, memberships } = read
  const inWindow = day >= windows.since
  if (rows !== undefined) setLogins(rows, names)
  const summary = addToSpans(entityTotals, day, read, inWindow)
  const featureDay = inWindow && rows !== undefined && keepsFeatureDays ? toFeatureDay(rows) : undefined
  days.set(day, { ...summary, featureDay })
  if (inWindow && memberships !== undefined) addListings(listings, memberships, windows.days)
  if (rows !== undefined && inWindow) addDayToPeople(people, rows)
  else if (rows !== undefined) addKnownFeatures(knownBefore, rows)
  if (days.size === windows.days.length + windows.previousDays.length) completeBreakdowns(entityTotals)
}

/** Adds a day's totals, of the entity and of each team, to its window and its week; in the window to the breakdowns, too. */
function addToSpans(
  entityTotals: EntityTotals,
  day: Day,
  read: ReadDay,
  inWindow: boolean,
): Omit<DaySummary, 'featureDay'> {
  const { window, previous, names } = entityTotals
  const { rows, memberships } = read
  const spans = [inWindow ? window : previous, weekSpan(entityTotals, day)]
  const entity = rollUpEntity(read, names.roster)
  for (const span of spans) addTotals(span.entity, entity)
  const cells = inWindow ? rows?.cells : undefined
  if (rows !== undefined && cells !== undefined)
    addRowsToBreakdown(
      ensureBreakdown(entityTotals, ENTITY, names.roster),
      cells,
      matchesOfEntity(rows, names.roster),
    )
  const kept = emptyTeamDays(inWindow ? (memberships?.teams.size ?? 0) : 0, rows)
  const reached = new Uint8Array(names.people.ids.size)
  let index = 0
  // All of a team at once, so that its sums are close together in memory.
  for (const { team, members, matches, totals } of rollUpTeams(read)) {
    for (const { teams } of spans) {
      const sum = teams.get(team) ?? emptyTotals(members.roster)
      teams.set(team, addTotals(sum, totals))
    }
    markActive(totals, reached)
    if (inWindow) addTeamDay(kept, index++, team, totals)
    if (cells !== undefined)
      addRowsToBreakdown(ensureBreakdown(entityTotals, team, members.roster), cells, matches)
  }
  const summary = summarizeDay(day, read, entity, kept, reached)
  for (const span of spans) {
    span.days++
    if (summary.status !== 'missing') span.daysReported++
    if (summary.status === 'reported') span.daysWithTeams++
  }
  return summary
}

/** Values that are counted by pairs get their counters. */
function completeBreakdowns({ breakdowns, names }: EntityTotals): void {
  for (const breakdown of breakdowns.values()) addCountersOfPairs(breakdown, names.values.firstOf)
}

function ensureBreakdown({ breakdowns, counts }: EntityTotals, team: number, roster: Roster): Breakdown {
  let breakdown = breakdowns.get(team)
  if (breakdown === undefined) breakdowns.set(team, (breakdown = emptyBreakdown(counts, roster)))
  return breakdown
}

/** Notes the logins of a day; of rows that do not count, too. */
function setLogins(rows: DayRows, { people }: Names): void {
  for (let row = 0; row < rows.count; row++)
    people.setLabel(intOf(rows, row, ROW.person), intOf(rows, row, ROW.login), rows.day)
}

/** The days read of the window, or of the previous window, oldest first. */
export function eachDay(
  { windows, days }: EntityTotals,
  window: 'window' | 'previous' = 'window',
): DaySummary[] {
  const wanted = window === 'window' ? windows.days : windows.previousDays
  return wanted.flatMap((day) => days.get(day) ?? [])
}

/** The ISO weeks of both windows by their Mondays, oldest first. */
export function eachWeek({ weeks }: EntityTotals): [week: Day, span: Span][] {
  return [...weeks].toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** Totals with a week as their window, so that its numbers are computed like those of the window. */
export function weekAsWindow(entityTotals: EntityTotals, week: Day): EntityTotals {
  const days = Array.from({ length: 7 }, (_, index) => addDays(week, index))
  return {
    ...entityTotals,
    windows: { since: week, until: addDays(week, 6), days, previousDays: [] },
    window: entityTotals.weeks.get(week) ?? emptySpan(entityTotals.names.roster),
    previous: emptySpan(entityTotals.names.roster),
    weeks: new Map(),
    breakdowns: new Map(),
    listings: new Map(),
    days: new Map(),
  }
}

/** The totals without the breakdowns of teams. */
export function withoutTeamBreakdowns(entityTotals: EntityTotals): EntityTotals {
  const entity = entityTotals.breakdowns.get(ENTITY)
  return { ...entityTotals, breakdowns: new Map(entity === undefined ? [] : [[ENTITY, entity]]) }
}

function emptySpan(roster: Roster): Span {
  return { entity: emptyTotals(roster), teams: new Map(), days: 0, daysReported: 0, daysWithTeams: 0 }
}

function weekSpan(entityTotals: EntityTotals, day: Day): Span {
  const monday = weekOf(day)
  let span = entityTotals.weeks.get(monday)
  if (span === undefined) entityTotals.weeks.set(monday, (span = emptySpan(entityTotals.names.roster)))
  return span
}
