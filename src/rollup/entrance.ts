/**
 * The door into the engine: totals are made, a day is opened, the lines of its two reports are added, and the day is added up.
 * What comes out is asked of `reading.ts`.
 */
import type { Day } from '../day.ts'
import type { MembershipFields, RowFields } from '../parse/fields.ts'
import { addRow } from './add-row.ts'
import { clearedMemory, type DayRows, emptyDayRows } from './day-rows.ts'
import { emptyReportIds, idFault, noteIds, noteOwnId } from './entity-ids.ts'
import { addReadDay, type EntityTotals } from './entity-totals.ts'
import { addMembership, emptyMemberships, type Memberships } from './memberships.ts'

export { createEntityTotals } from './entity-totals.ts'

/** One report of a day while its lines come in. `fields` are read before `add` returns, so they may be used again. */
interface OpenReport<Fields> {
  add(fields: Fields): void
  /** Notes the end of a file. Returns why the report is not one of this entity, as a predicate; undefined where it may be. */
  faultOf(file: string): string | undefined
}

export interface UsersReport extends OpenReport<RowFields> {
  readonly rows: DayRows
}

export interface UserTeamsReport extends OpenReport<MembershipFields> {
  readonly memberships: Memberships
}

/** A day whose reports are being read. Each function begins its report, anew after an attempt that failed. */
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
        add(fields) {
          // Rows of the preview may well carry the id of the other scope alone.
          if (fields.features === undefined) noteIds(ids, fields, names)
          else noteOwnId(ids, names.entityIdOf(fields), names)
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
 * Adds a day up, once, and drops its rows: `users` is undefined where there is no users report, `userTeams` where there is no
 * user-teams report. `keepsFeatureDays`: each person's features are kept day by day.
 */
export function addDay(
  totals: EntityTotals,
  day: Day,
  reports: { readonly users: UsersReport | undefined; readonly userTeams: UserTeamsReport | undefined },
  keepsFeatureDays = false,
): void {
  const rows = reports.users?.rows
  addReadDay(totals, day, { rows, memberships: reports.userTeams?.memberships }, keepsFeatureDays)
  if (rows !== undefined) totals.intake.idle.push(clearedMemory(rows))
}
