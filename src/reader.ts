import type { Day } from './day.ts'
import type { ReportFile } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import { createScanner } from './parse/fast/scanner.ts'
import { emptyMembershipFields, emptyRowFields } from './parse/fields.ts'
import { createLineReader, type ReadLine } from './parse/line-reader.ts'
import { createBlockPool } from './parse/lines.ts'
import { type OpenFile, readReport, type ReadReport } from './read-report.ts'
import {
  type Intake,
  type OpenReport,
  openUsers,
  openUserTeams,
  type ReportIds,
  type UsersReport,
  type UserTeamsReport,
} from './rollup/entrance.ts'

/** Reads reports of one entity into columns, on this thread or on another. Several may be read at once. */
export interface Reader {
  /** @throws Fault, IncompleteReport as `readReport` does */
  users(day: Day, files: readonly ReportFile[], check: CheckIds): Promise<ReadReport<UsersReport>>
  userTeams(day: Day, files: readonly ReportFile[], check: CheckIds): Promise<ReadReport<UserTeamsReport>>
}

/**
 * Called at the end of each file with the entity ids of the report's lines so far. Returns why the file is not one of the
 * entity, as a predicate, if it is not.
 */
export type CheckIds = (ids: ReportIds, file: string) => string | undefined

/** A reader that works on the thread that calls it. It calls `onBytes` with the size of each block that is read. */
export function createReader(
  intake: Intake,
  entity: Entity,
  reports: Inputs['reports'],
  onBytes: (bytes: number) => void = () => {},
): Reader {
  const { readRow, readEngagementRow, readMembership } = createLineReader(createScanner())
  const readUsersRow = reports === 'usage-metrics' ? readRow : readEngagementRow
  const blocks = createBlockPool()
  return {
    users: (day, files, check) =>
      readReport(entity, 'users', day, files, blocks, (open) =>
        addLines(open, openUsers(intake, day), readUsersRow, emptyRowFields(), day, check, onBytes),
      ),
    userTeams: (day, files, check) =>
      readReport(entity, 'user-teams', day, files, blocks, (open) =>
        addLines(
          open,
          openUserTeams(intake, day),
          readMembership,
          emptyMembershipFields(),
          day,
          check,
          onBytes,
        ),
      ),
  }
}

/**
 * Adds the lines of files to a report; lines that cannot be used are rejected and listed. `fields` is reused for every line.
 * @throws Fault if a file belongs to another entity
 */
async function addLines<Fields, Report extends { readonly ids: ReportIds }>(
  files: readonly OpenFile[],
  { report, add }: OpenReport<Fields, Report>,
  read: ReadLine<Fields>,
  fields: Fields,
  day: Day,
  check: CheckIds,
  onBytes: (bytes: number) => void,
): Promise<Report> {
  for (const file of files) {
    for await (const lines of file.lines()) {
      onBytes(lines.size)
      while (lines.next()) {
        const rejection = read(lines, day, fields)
        if (rejection === undefined) add(fields)
        else file.reject(lines, rejection)
      }
    }
    const fault = check(report.ids, file.name)
    if (fault !== undefined) throw file.fault(fault)
  }
  return report
}
