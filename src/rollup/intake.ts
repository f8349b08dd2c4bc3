import type { Day } from '../day.ts'
import type { MembershipFields, RowFields } from '../parse/fields.ts'
import { addRow } from './add-row.ts'
import { createRowScratch, type DayMemory, type DayRows, emptyDayRows, type RowScratch } from './day-rows.ts'
import { emptyReportIds, noteIds, noteOwnId, type ReportIds } from './entity-ids.ts'
import { addMembershipLine, emptyMembershipLines, type MembershipLines } from './memberships.ts'
import { createNames, type Names } from './names.ts'

/** Reads lines into columns of numbers. Reports that are read with one intake share its names. */
export interface Intake {
  readonly names: Names
  /** Breakdowns are read from this day on. */
  readonly since: Day
  readonly scratch: RowScratch
  /** Memory of days that were rolled up, for reuse. */
  readonly idle: DayMemory[]
}

/** An intake that has read nothing. */
export function createIntake(scope: 'organization' | 'enterprise', since: Day): Intake {
  return { names: createNames(scope), since, scratch: createRowScratch(), idle: [] }
}

/** The lines of a users report as columns. */
export interface UsersReport {
  readonly ids: ReportIds
  readonly rows: DayRows
}

/** The lines of a user-teams report as columns. */
export interface UserTeamsReport {
  readonly ids: ReportIds
  readonly memberships: MembershipLines
}

/** A report to which lines are added. `add` keeps no reference to `fields`, so that the caller may reuse them. */
export interface OpenReport<Fields, Report> {
  readonly report: Report
  add(fields: Fields): void
}

/** Begins an empty users report of a day; a failed attempt at it leaves nothing behind. */
export function openUsers(intake: Intake, day: Day): OpenReport<RowFields, UsersReport> {
  const { names, since, scratch, idle } = intake
  const ids = emptyReportIds()
  const rows = emptyDayRows(day, day >= since, idle.pop(), scratch)
  return {
    report: { ids, rows },
    add(fields) {
      // Rows of the feature engagement preview may legitimately carry only the id of the other scope.
      if (fields.features === undefined) noteIds(ids, fields, names)
      else noteOwnId(ids, names.internEntityId(fields))
      addRow(rows, fields, names)
    },
  }
}

/** Begins an empty user-teams report of a day. */
export function openUserTeams({ names }: Intake, day: Day): OpenReport<MembershipFields, UserTeamsReport> {
  const ids = emptyReportIds()
  const memberships = emptyMembershipLines(day)
  return {
    report: { ids, memberships },
    add(fields) {
      noteIds(ids, fields, names)
      addMembershipLine(memberships, fields, names)
    },
  }
}
