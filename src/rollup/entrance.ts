/**
 * The write interface of the totals: create them, open the two reports of a day and add their lines, then roll the day up.
 * `parcels.ts` is for reports that another thread reads; `reading.ts` is the read interface.
 */
import type { Day } from '../day.ts'
import { clearedMemory } from './day-rows.ts'
import { idFault, type ReportIds } from './entity-ids.ts'
import { addReadDay, type EntityTotals } from './entity-totals.ts'
import type { UsersReport, UserTeamsReport } from './intake.ts'
import { membershipsOf } from './memberships.ts'

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
