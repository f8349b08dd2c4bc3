import type { Day } from './day.ts'
import { Fault } from './fault.ts'
import { nameOfReport, type ReportFile, type ReportName } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import { createScanner } from './parse/fast/scanner.ts'
import { emptyMembershipFields, emptyRowFields } from './parse/fields.ts'
import { createLineReader, type ReadLine } from './parse/line-reader.ts'
import { type BlockPool, createBlockPool, readLines } from './parse/lines.ts'
import { emptyTally, errorOf, refuseMostlyBroken, reject, subjectOf, type Tally } from './read-report.ts'
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
  /**
   * @throws Fault if the report is not of the expected kind or of another entity, or if too many lines are rejected
   * @throws IncompleteReport if a file ends in the middle of a line
   */
  users(day: Day, files: readonly ReportFile[], check: CheckIds): Promise<ReadReport<UsersReport>>
  userTeams(day: Day, files: readonly ReportFile[], check: CheckIds): Promise<ReadReport<UserTeamsReport>>
}

/** One report of one day. */
interface ReadReport<Content> {
  readonly content: Content
  readonly tally: Tally
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
  const common = { entity, blocks: createBlockPool(), onBytes }
  const rows = {
    ...common,
    report: 'users',
    readLine: reports === 'usage-metrics' ? readRow : readEngagementRow,
    emptyFields: emptyRowFields,
  } as const
  const memberships = {
    ...common,
    report: 'user-teams',
    readLine: readMembership,
    emptyFields: emptyMembershipFields,
  } as const
  return {
    users: (day, files, check) => readReport(rows, day, files, openUsers(intake, day), check),
    userTeams: (day, files, check) => readReport(memberships, day, files, openUserTeams(intake, day), check),
  }
}

/** How reports of one kind are read. */
interface Reading<Fields> {
  readonly entity: Entity
  readonly report: ReportName
  readonly readLine: ReadLine<Fields>
  readonly emptyFields: () => Fields
  readonly blocks: BlockPool
  readonly onBytes: (bytes: number) => void
}

/** Adds the lines of all files to a report. Lines that cannot be used are rejected and listed. */
async function readReport<Fields, Content extends { readonly ids: ReportIds }>(
  { entity, report, readLine, emptyFields, blocks, onBytes }: Reading<Fields>,
  day: Day,
  files: readonly ReportFile[],
  { report: content, add }: OpenReport<Fields, Content>,
  check: CheckIds,
): Promise<ReadReport<Content>> {
  const tally = emptyTally()
  // Reused for every line.
  const fields = emptyFields()
  for (const file of files) {
    const about = { entity: entity.slug, report, day, file: file.name }
    let count = 0
    tally.files.push(file.name)
    try {
      for await (const lines of readLines(file.bytes(), blocks)) {
        onBytes(lines.size)
        while (lines.next()) {
          const rejection = readLine(lines, day, fields)
          if (rejection === undefined) add(fields)
          else reject(tally, about, lines, rejection)
        }
        tally.bytes += lines.size
        count = lines.count
      }
      const foreign = check(content.ids, file.name)
      if (foreign !== undefined) throw new Fault(`it ${foreign}`)
    } catch (error) {
      throw errorOf(subjectOf(file.name, entity, report, day), error)
    }
    tally.lines += count
  }
  refuseMostlyBroken(tally, nameOfReport(entity, report, day))
  return { content, tally }
}
