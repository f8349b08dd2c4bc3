/**
 * The write interface of the totals: create them, open a day, add the lines of its two reports, then roll the day up.
 * `reading.ts` is the read interface.
 */
import type { Day } from '../day.ts'
import type { MembershipFields, RowFields } from '../parse/fields.ts'
import { addRow } from './add-row.ts'
import { clearedMemory, type DayRows, emptyDayRows } from './day-rows.ts'
import { emptyReportIds, idFault, noteIds, noteOwnId, type ReportIds } from './entity-ids.ts'
import { addReadDay, type EntityTotals } from './entity-totals.ts'
import { addMembership, emptyMemberships, type Memberships } from './memberships.ts'

export { createEntityTotals } from './entity-totals.ts'

/** A report of a day to which lines are added. `add` keeps no reference to `fields`, so that the caller may reuse them. */
interface OpenReport<Fields> {
  add(fields: Fields): void
  /** To be called at the end of each file. Returns why the report is not one of this entity, as a predicate, if it is not. */
  faultOf(file: string): string | undefined
  readonly ids: ReportIds
}

export interface UsersReport extends OpenReport<RowFields> {
  readonly rows: DayRows
}

export interface UserTeamsReport extends OpenReport<MembershipFields> {
  readonly memberships: Memberships
}

/** A day whose reports are being read. Each function begins an empty report; call it again after a failed attempt. */
export interface OpenDay {
  users(): UsersReport
  userTeams(): UserTeamsReport
}

/** Opens a day of an entity. */
export function openDay(totals: EntityTotals, day: Day): OpenDay {
  const { windows, names, intake } = totals
  return {
    users() {
      const ids = emptyReportIds()
      const rows = emptyDayRows(day, day >= windows.since, intake.idle.pop())
      return {
        rows,
        ids,
        add(fields) {
          // Rows of the feature engagement preview may legitimately carry only the id of the other scope.
          if (fields.features === undefined) noteIds(ids, fields, names)
          else noteOwnId(ids, names.internEntityId(fields), names)
          addRow(rows, fields, names)
        },
        faultOf: (file) => idFault(intake.ids, ids, names, 'users', file),
      }
    },
    userTeams() {
      const ids = emptyReportIds()
      const memberships = emptyMemberships(day)
      return {
        memberships,
        ids,
        add(fields) {
          noteIds(ids, fields, names)
          addMembership(memberships, fields, names)
        },
        faultOf: (file) => idFault(intake.ids, ids, names, 'user-teams', file),
      }
    },
  }
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
  const { intake } = totals
  const { users, userTeams } = reports
  const rows = users?.rows
  // Counted here, so that a failed attempt at a report counts nothing.
  intake.ids.others += (users?.ids.others ?? 0) + (userTeams?.ids.others ?? 0)
  addReadDay(totals, day, { rows, memberships: userTeams?.memberships }, keepsFeatureDays)
  if (rows !== undefined) intake.idle.push(clearedMemory(rows))
}
