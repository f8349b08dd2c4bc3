/**
 * The write interface of the totals: create them, open the two reports of a day and add their lines, then roll the day up.
 * `parcels.ts` is for reports that another thread reads; `reading.ts` is the read interface.
 */
import { type Day, weekOf } from '../day.ts'
import { addCountersOfPairs, addRowsToBreakdown, type Breakdown, emptyBreakdown } from './breakdowns.ts'
import type { Roster } from '../columns/bit-sets.ts'
import { clearedMemory, type DayRows, intOf, ROW } from './day-rows.ts'
import { addTeamDay, type DaySummary, emptyTeamDays, markActive, summarizeDay } from './day-summary.ts'
import { idFault, type ReportIds } from './entity-ids.ts'
import { emptySpan, ENTITY, type EntityTotals, type Span } from './entity-totals.ts'
import { toFeatureDay } from './feature-day.ts'
import type { UsersReport, UserTeamsReport } from './intake.ts'
import { addListings } from './listings.ts'
import { membershipsOf } from './memberships.ts'
import type { Names } from './names.ts'
import { addDayToPeople, addKnownFeatures } from './people.ts'
import { matchesOfEntity, type ReadDay, rollUpEntity, rollUpTeams } from './roll-up.ts'
import { addTotals, emptyTotals } from './totals.ts'

export { createEntityTotals } from './entity-totals.ts'
export {
  type Intake,
  type OpenReport,
  openUsers,
  openUserTeams,
  type UsersReport,
  type UserTeamsReport,
} from './intake.ts'
export type { ReportIds } from './entity-ids.ts'

/**
 * To be called at the end of each file of a report, with the ids of all its lines so far. Returns why the report is not one
 * of this entity, as a predicate, if it is not.
 */
export function foreignReport(
  { intake, entityIds }: EntityTotals,
  report: 'users' | 'user-teams',
  ids: ReportIds,
  file: string,
): string | undefined {
  return idFault(entityIds, ids, intake.names, report, file)
}

/**
 * Rolls a day up and releases its rows. Must be called once per day. `users` is undefined if there is no users report,
 * `userTeams` if there is no user-teams report. `keepsFeatureDays`: retain each person's features by day.
 */
export function addDay(
  totals: EntityTotals,
  day: Day,
  reports: { readonly users: UsersReport | undefined; readonly userTeams: UserTeamsReport | undefined },
  keepsFeatureDays = false,
): void {
  const { intake, entityIds } = totals
  const { users, userTeams } = reports
  const rows = users?.rows
  // Counted here, so that a failed attempt at a report counts nothing.
  entityIds.others += (users?.ids.others ?? 0) + (userTeams?.ids.others ?? 0)
  const memberships = userTeams === undefined ? undefined : membershipsOf(userTeams.memberships, intake.names)
  addReadDay(totals, day, { rows, memberships }, keepsFeatureDays)
  if (rows !== undefined) intake.idle.push(clearedMemory(rows))
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
  for (const breakdown of breakdowns.values()) addCountersOfPairs(breakdown, names.values.firstKeyOf)
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

function weekSpan(entityTotals: EntityTotals, day: Day): Span {
  const monday = weekOf(day)
  let span = entityTotals.weeks.get(monday)
  if (span === undefined) entityTotals.weeks.set(monday, (span = emptySpan(entityTotals.names.roster)))
  return span
}
