import { type Day, weekOf } from '../day.ts'
import type { Entity } from '../inputs.ts'
import { addRowsToBreakdown, type Breakdown, emptyBreakdown } from './breakdowns.ts'
import { type Counts, emptyCounts } from './counts.ts'
import { type DayRows, eachStandingRow, NO_ROW } from './day-rows.ts'
import { type FeatureDay, toFeatureDay } from './feature-days.ts'
import { join } from './join.ts'
import { countMemberships, type Memberships } from './memberships.ts'
import { createNames, type Names } from './names.ts'
import { addDayToPeople, emptyPeople, type People } from './people.ts'
import { type Roster, slotOf, wordAt } from './person-sets.ts'
import { type ReadDay, rollUpEntity, rollUpTeams } from './roll-up.ts'
import { addTotals, countPeople, emptyTotals, PERSON, plus, SUM, type Totals } from './totals.ts'
import type { Windows } from './windows.ts'

/** Stands for the entity where teams have numbers. */
export const ENTITY = -1

export type DayStatus = 'reported' | 'teams-missing' | 'missing'

/** What is kept of a day once its rows are dropped. */
export interface KeptDay {
  readonly day: Day
  readonly status: DayStatus
  /** Unknown (`null`) without a usable user-teams report. */
  readonly memberships: number | null
  /** Sums of the entity's rows, the first of `Totals.sums`; none on a missing day. */
  readonly sums: number[] | undefined
  readonly usersInNoTeam: number | null
  /** Millionths of AI credits that these users used; unknown (`NaN`) where no row of theirs carries them. */
  readonly creditsInNoTeam: number
  readonly teams: KeptTeams
  /** Of several teams that are shown as one: their sums, where they may be shown. How many people they are is unknown. */
  readonly others?: { readonly team: number; readonly sums: Float64Array | undefined }
  readonly repeated: number
  readonly conflicting: number
  /** Only in the window, and only where it is wanted. */
  readonly featureDay: FeatureDay | undefined
}

/** The days of teams as `team-days.csv` shows them, side by side. */
export interface KeptTeams {
  /** Their numbers. */
  readonly teams: Int32Array
  readonly members: Int32Array
  /** `SUM.flags` sums a team, the first of `Totals.sums`; none on a missing day. */
  readonly sums: Float64Array | undefined
}

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
export interface Fold {
  readonly entity: Entity
  readonly windows: Windows
  /** What counters amount to where nobody was active: 0, or `null` where the source has none. */
  readonly quiet: 0 | null
  /** Whether each person's features are kept day by day. */
  readonly keepsFeatureDays: boolean
  /** Groups of fewer people are not shown; 0: all are. */
  readonly minimumGroupSize: number
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
export function createFold(
  entity: Entity,
  windows: Windows,
  { quiet = 0, keepsFeatureDays = false }: { quiet?: 0 | null; keepsFeatureDays?: boolean } = {},
): Fold {
  const names = createNames(entity.scope)
  return {
    entity,
    windows,
    quiet,
    keepsFeatureDays,
    minimumGroupSize: 0,
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

/** Takes a day in, once: into its window, its week, and, in the window, into its people. */
export function addDay(fold: Fold, day: Day, read: ReadDay): void {
  const inWindow = day >= fold.windows.since
  const spans = [inWindow ? fold.window : fold.previous, weekSpan(fold, day)]
  const entity = rollUpEntity(read, fold.names.roster)
  for (const span of spans) addTotals(span.entity, entity)
  const kept = emptyKeptTeams(inWindow ? (read.memberships?.teams.size ?? 0) : 0, read.rows !== undefined)
  const reached = new Uint8Array(fold.names.people.ids.size)
  let place = 0
  rollUpTeams(read, (team, totals) => {
    for (const { teams } of spans) {
      const sum = teams.get(team) ?? emptyTotals(fold.names.rosterOf(team))
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
  const featureDay = isShown && fold.keepsFeatureDays ? toFeatureDay(read.rows) : undefined
  fold.days.set(day, { ...keptDay, featureDay })
  if (!isShown) return
  addDayToPeople(fold.people, read.rows)
  addDayToBreakdowns(fold, read.rows, read.memberships)
}

/** Team by team, so that the sums of one team stay near each other. */
function addDayToBreakdowns(
  { breakdowns, counts, names }: Fold,
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

function emptySpan(roster: Roster): Span {
  return { entity: emptyTotals(roster), teams: new Map(), days: 0, daysReported: 0, daysWithTeams: 0 }
}

function weekSpan(fold: Fold, day: Day): Span {
  const monday = weekOf(day)
  let span = fold.weeks.get(monday)
  if (span === undefined) fold.weeks.set(monday, (span = emptySpan(fold.names.roster)))
  return span
}

function keep(
  day: Day,
  { rows, memberships }: ReadDay,
  entity: Totals,
  teams: KeptTeams,
  reached: Uint8Array,
): Omit<KeptDay, 'featureDay'> {
  const teamsKnown = (memberships?.teams.size ?? 0) > 0
  const inNoTeam = rows === undefined || !teamsKnown ? undefined : rowsInNoTeam(rows, reached)
  return {
    day,
    status: rows === undefined ? 'missing' : teamsKnown ? 'reported' : 'teams-missing',
    memberships: teamsKnown && memberships !== undefined ? countMemberships(memberships) : null,
    sums: rows === undefined ? undefined : entity.sums.slice(0, SUM.flags),
    usersInNoTeam: inNoTeam?.length ?? null,
    creditsInNoTeam: (inNoTeam ?? [])
      .map((row) => rows?.sums.values[row * SUM.flags + SUM.credits] ?? Number.NaN)
      .reduce(plus, Number.NaN),
    teams,
    repeated: rows?.repeated ?? 0,
    conflicting: rows?.conflicting ?? 0,
  }
}

function emptyKeptTeams(count: number, hasRows: boolean): KeptTeams {
  return {
    teams: new Int32Array(count),
    members: new Int32Array(count),
    sums: hasRows ? new Float64Array(count * SUM.flags) : undefined,
  }
}

function keepTeam({ teams, members, sums }: KeptTeams, place: number, team: number, totals: Totals): void {
  teams[place] = team
  members[place] = countPeople(totals, PERSON.member)
  sums?.set(totals.sums.slice(0, SUM.flags), place * SUM.flags)
}

/** Notes who was active, by their numbers. */
function markActive({ people }: Totals, reached: Uint8Array): void {
  people.roster.people.forEach((person, slot) => {
    if ((wordAt(people, slot, 0) >>> PERSON.active) & 1) reached[person] = 1
  })
}

/** Rows of people whom no team's join reached. */
function rowsInNoTeam(rows: DayRows, reached: Uint8Array): number[] {
  const found: number[] = []
  eachStandingRow(rows, (person, row) => {
    if (reached[person] !== 1) found.push(row)
  })
  return found
}
