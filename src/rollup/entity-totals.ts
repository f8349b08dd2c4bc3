import { addDays, type Day } from '../day.ts'
import type { Entity } from '../inputs.ts'
import { type Breakdown } from './breakdowns.ts'
import { type CounterTable } from '../columns/counter-table.ts'
import { emptyValueCounts } from './value-counts.ts'
import type { EntityIds } from './entity-ids.ts'
import type { DaySummary } from './day-summary.ts'
import type { Listings } from './listings.ts'
import { createIntake, type Intake } from './intake.ts'
import type { Names } from './names.ts'
import { emptyPeople, type KnownFeatures, type People } from './people.ts'
import type { Roster } from '../columns/bit-sets.ts'
import { emptyTotals, type Totals } from './totals.ts'
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

/** Totals of no day. */
export function emptySpan(roster: Roster): Span {
  return { entity: emptyTotals(roster), teams: new Map(), days: 0, daysReported: 0, daysWithTeams: 0 }
}
