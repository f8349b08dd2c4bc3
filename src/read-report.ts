import type { Day } from './day.ts'
import { Fault } from './fault.ts'
import { nameOfReport, type ReportName } from './fetch/source.ts'
import type { Entity } from './inputs.ts'
import { foreignContent, IS_USER_TEAMS, IS_USERS } from './parse/foreign.ts'
import type { LineCursor } from './parse/lines.ts'
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

/** Amounts read, and the rejected lines. */
export interface Tally {
  lines: number
  bytes: number
  rejectedCount: number
  readonly rejected: RejectedLine[]
  /** Names of the files of the report. */
  readonly files: string[]
}

/** Above this share of rejected lines in a report, nothing is published. */
const MOST_REJECTED = 0.01
/** Rejected lines listed per report and day: far more than 1 % of any real one. */
const MOST_LISTED = 100_000

/** The tally of a report of which nothing was read. */
export function emptyTally(): Tally {
  return { lines: 0, bytes: 0, rejectedCount: 0, rejected: [], files: [] }
}

/**
 * Lists the current line of a file as rejected.
 * @throws Fault about `it`, the file, if the line shows that the file is not such a report
 */
export function reject(
  tally: Tally,
  about: Omit<RejectedLine, 'line' | 'reason'>,
  { count, bytes, start, end, number }: LineCursor,
  { reason, isOfOtherReport }: Rejection,
): void {
  if (isOfOtherReport) throw new Fault(`it ${about.report === 'users' ? IS_USER_TEAMS : IS_USERS}`)
  const foreign = count === 1 ? foreignContent(bytes.subarray(start, end), about.report) : undefined
  if (foreign !== undefined) throw new Fault(`it ${foreign}`)
  tally.rejectedCount++
  if (tally.rejected.length < MOST_LISTED) tally.rejected.push({ ...about, line: number, reason })
}

/** @throws Fault if too many lines of a report are rejected. `name` is the report's, for the sentence. */
export function refuseMostlyBroken({ lines, rejectedCount, rejected: [first] }: Tally, name: string): void {
  if (first === undefined || rejectedCount <= lines * MOST_REJECTED) return
  const cure =
    first.reason === OTHER_DAY
      ? 'is it under the name of another day, or a report of several days?'
      : 'get the report again'
  throw new Fault(
    `${rejectedCount} of ${lines} lines of ${name} cannot be used (the first is line ${first.line} of ${first.file}: ${first.reason}); that is more than 1 %, so nothing is published: ${cure}`,
  )
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
