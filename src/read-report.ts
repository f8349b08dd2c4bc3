import type { Day } from './day.ts'
import { Fault } from './fault.ts'
import { nameOfReport, type ReportFile, type ReportName } from './fetch/source.ts'
import type { Entity } from './inputs.ts'
import { foreignContent, IS_USER_TEAMS, IS_USERS } from './parse/foreign.ts'
import { type BlockPool, type LineCursor, readLines } from './parse/lines.ts'
import { OTHER_DAY, type Rejection } from './parse/rejection.ts'

/** A rejected line: its position (1-based) and the reason, never its content. */
export interface RejectedLine {
  readonly entity: string
  readonly report: ReportName
  readonly day: Day
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** One report of one day. */
export interface ReadReport<Content = unknown> {
  readonly content: Content
  readonly tally: Tally
}

/** Amounts read, and the rejected lines. */
export interface Tally {
  lines: number
  bytes: number
  rejectedCount: number
  readonly rejected: RejectedLine[]
  /** Names of the files of the report. */
  readonly files: string[]
}

/** A file of a report while it is read. */
export interface OpenFile {
  readonly name: string
  /** Yields one cursor per block of lines, valid until the next. */
  lines(): AsyncIterable<LineCursor>
  /** Lists a rejected line. @throws Fault if it shows that the file is not such a report */
  reject(line: LineCursor, rejection: Rejection): void
  /** Creates a fault of the file from a predicate, such as `is a web page`. */
  fault(predicate: string): Fault
}

/** Above this share of rejected lines in a report, nothing is published. */
const MOST_REJECTED = 0.01
/** Rejected lines listed per report and day: far more than 1 % of any real one. */
const MOST_LISTED = 100_000

/**
 * Reads all files of a report. `read` adds their lines and returns the content.
 * @throws Fault if the report is not of the expected kind, or if too many lines are rejected
 * @throws IncompleteReport if a file ends in the middle of a line
 */
export async function readReport<Content>(
  entity: Entity,
  report: ReportName,
  day: Day,
  files: readonly ReportFile[],
  blocks: BlockPool,
  read: (files: readonly OpenFile[]) => Promise<Content>,
): Promise<ReadReport<Content>> {
  const tally: Tally = { lines: 0, bytes: 0, rejectedCount: 0, rejected: [], files: [] }
  const open = files.map((file) => {
    const about = { entity: entity.slug, report, day, file: file.name }
    return openFile(file, subjectOf(file.name, entity, report, day), about, tally, blocks)
  })
  const content = await read(open)
  refuseMostlyBroken(tally, nameOfReport(entity, report, day))
  return { content, tally }
}

/** A file as the subject of a sentence. */
export function subjectOf(file: string, entity: Entity, report: ReportName, day: Day): string {
  return `${file} of ${nameOfReport(entity, report, day)}`
}

/** Says of which file an error is that was thrown while it was read. */
export function errorOf(subject: string, error: unknown): unknown {
  return error instanceof Fault ? new Fault(`${subject}: ${error.message}`, { cause: error }) : error
}

/** The fault of a file by a predicate, such as `is a web page`. */
export function faultOfFile(subject: string, predicate: string): Fault {
  return new Fault(`${subject}: it ${predicate}`)
}

type AboutFile = Omit<RejectedLine, 'line' | 'reason'>

function openFile(
  file: ReportFile,
  subject: string,
  about: AboutFile,
  tally: Tally,
  blocks: BlockPool,
): OpenFile {
  const fault = (predicate: string) => faultOfFile(subject, predicate)
  return {
    name: file.name,
    fault,
    async *lines() {
      tally.files.push(file.name)
      let count = 0
      try {
        for await (const lines of readLines(file.bytes(), blocks)) {
          yield lines
          tally.bytes += lines.size
          count = lines.count
        }
      } catch (error) {
        throw errorOf(subject, error)
      }
      tally.lines += count
    },
    reject(line, { reason, isOfOtherReport }) {
      if (isOfOtherReport) throw fault(otherReport(about.report))
      const foreign = line.count === 1 ? foreignContent(bytesOf(line), about.report) : undefined
      if (foreign !== undefined) throw fault(foreign)
      tally.rejectedCount++
      if (tally.rejected.length < MOST_LISTED) tally.rejected.push({ ...about, line: line.number, reason })
    },
  }
}

function bytesOf({ bytes, start, end }: LineCursor): Buffer {
  return bytes.subarray(start, end)
}

function otherReport(report: ReportName): string {
  return report === 'users' ? IS_USER_TEAMS : IS_USERS
}

function refuseMostlyBroken({ lines, rejectedCount, rejected: [first] }: Tally, name: string): void {
  if (first === undefined || rejectedCount <= lines * MOST_REJECTED) return
  const cure =
    first.reason === OTHER_DAY
      ? 'is it under the name of another day, or a report of several days?'
      : 'get the report again'
  throw new Fault(
    `${rejectedCount} of ${lines} lines of ${name} cannot be used (the first is line ${first.line} of ${first.file}: ${first.reason}); that is more than 1 %, so nothing is published: ${cure}`,
  )
}
