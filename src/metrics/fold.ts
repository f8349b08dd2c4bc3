import { addDays, type Day, weekOf } from '../day.ts'
import type { Entity } from '../inputs.ts'
import { addRowsToBreakdown, type Breakdown, emptyBreakdown } from './breakdowns.ts'
import { type Counts, emptyCounts } from './counts.ts'
import { type DayRows, eachRow as eachStandingRow, NO_ROW } from './day-rows.ts'
import { toFeatureDay } from './feature-days.ts'
import { join } from './join.ts'
import { emptyKeptTeams, keep, type KeptDay, keepTeam, markActive } from './kept-days.ts'
import type { Memberships } from './memberships.ts'
import { createNames, type Names } from './names.ts'
import { addDayToPeople, emptyPeople, type People } from './people.ts'
import { type Roster, slotOf } from './person-sets.ts'
import { type ReadDay, rollUpEntity, rollUpTeams } from './roll-up.ts'
import { addTotals, emptyTotals, type Totals } from './totals.ts'
import type { Windows } from './windows.ts'

/** Stands for the entity where teams have numbers. */
export const ENTITY = -1

/** Totals of several days: the entity's and each team's. */
export interface Span {
  readonly entity: Totals
  readonly teams: Map<number, Totals>
  /** Days that were taken in, of these the ones that have a users report, and of these the ones whose teams are known. */
  days: number
  daysReported: number
  daysWithTeams: number
}

/** Everything that is known of one entity while its days come in. */
export interface EntityTotals {
  readonly entity: Entity
  readonly windows: Windows
  readonly names: Names
  readonly window: Span
  readonly previous: Span
  readonly weeks: Map<Day, Span>
  readonly people: People
  /** Over the window, of each team and, under ENTITY, of the entity. `counts` holds the sums of all of them. */
  readonly counts: Counts
  readonly breakdowns: Map<number, Breakdown>
  readonly days: Map<Day, KeptDay>
}

/** An entity of which no day was read yet. */
export function createEntityTotals(entity: Entity, windows: Windows): EntityTotals {
  const names = createNames(entity.scope)
  return {
    entity,
    windows,
    names,
    window: emptySpan(names.roster),
    previous: emptySpan(names.roster),
    weeks: new Map(),
    people: emptyPeople(),
    counts: emptyCounts(),
    breakdowns: new Map(),
    days: new Map(),
  }
}

/**
 * Adds a day, once: to its window, its week, and, in the window, to its people. `keepsFeatureDays`: each person's features are
 * kept day by day.
 */
export function addDay(entityTotals: EntityTotals, day: Day, read: ReadDay, keepsFeatureDays = false): void {
  const inWindow = day >= entityTotals.windows.since
  const spans = [inWindow ? entityTotals.window : entityTotals.previous, weekSpan(entityTotals, day)]
  const entity = rollUpEntity(read, entityTotals.names.roster)
  for (const span of spans) addTotals(span.entity, entity)
  const kept = emptyKeptTeams(inWindow ? (read.memberships?.teams.size ?? 0) : 0, read.rows)
  const reached = new Uint8Array(entityTotals.names.people.ids.size)
  let place = 0
  rollUpTeams(read, (team, totals) => {
    for (const { teams } of spans) {
      const sum = teams.get(team) ?? emptyTotals(entityTotals.names.rosterOf(team))
      teams.set(team, addTotals(sum, totals))
    }
    markActive(totals, reached)
    if (inWindow) keepTeam(kept, place++, team, totals)
  })
  const keptDay = keep(day, read, entity, kept, reached)
  for (const span of spans) {
    span.days++
    if (keptDay.status !== 'missing') span.daysReported++
    if (keptDay.status === 'reported') span.daysWithTeams++
  }
  const isShown = inWindow && read.rows !== undefined
  const featureDay = isShown && keepsFeatureDays ? toFeatureDay(read.rows) : undefined
  entityTotals.days.set(day, { ...keptDay, featureDay })
  if (!isShown) return
  addDayToPeople(entityTotals.people, read.rows)
  addDayToBreakdowns(entityTotals, read.rows, read.memberships)
}

/** Team by team, so that the sums of one team stay near each other. */
function addDayToBreakdowns(
  { breakdowns, counts, names }: EntityTotals,
  rows: DayRows,
  memberships: Memberships | undefined,
): void {
  const { cells } = rows
  if (cells === undefined) return
  const breakdownOf = (team: number, roster: Roster): Breakdown => {
    let breakdown = breakdowns.get(team)
    if (breakdown === undefined) breakdowns.set(team, (breakdown = emptyBreakdown(counts, roster)))
    return breakdown
  }
  addRowsToBreakdown(breakdownOf(ENTITY, names.roster), cells, (add) => {
    eachStandingRow(rows, (person, row) => add(slotOf(names.roster, person), row))
  })
  for (const [team, members] of memberships?.teams ?? []) {
    addRowsToBreakdown(breakdownOf(team, members.roster), cells, (add) => {
      join(members, rows, (slot, row) => {
        if (row !== NO_ROW) add(slot, row)
      })
    })
  }
}

/** A week in place of the window, so that its numbers are made as the window's are. */
export function weekAsWindow(entityTotals: EntityTotals, week: Day): EntityTotals {
  const days = Array.from({ length: 7 }, (_, index) => addDays(week, index))
  return {
    ...entityTotals,
    windows: { since: week, until: addDays(week, 6), days, previousDays: [] },
    window: entityTotals.weeks.get(week) ?? emptySpan(entityTotals.names.roster),
    previous: emptySpan(entityTotals.names.roster),
    weeks: new Map(),
    breakdowns: new Map(),
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
