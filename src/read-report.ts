import type { Day } from './day.ts'
import { Fault } from './fault.ts'
import { nameOfReport, type ReportFile, type ReportName, type Source } from './fetch/source.ts'
import type { Entity } from './inputs.ts'
import { foreignContent, IS_USER_TEAMS, IS_USERS } from './parse/foreign.ts'
import { type LineView, readLines } from './parse/lines.ts'
import { OTHER_DAY, type Rejection } from './parse/rejection.ts'

/** A line that could not be used: where it stands and why, never what it says. */
export interface RejectedLine {
  readonly entity: string
  readonly report: ReportName
  readonly day: Day
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** What was read of one report of one day. */
export interface ReadReport {
  lines: number
  bytes: number
  rejectedCount: number
  readonly rejected: RejectedLine[]
  /** Names of its files. */
  readonly files: string[]
}

/** What takes the lines of a report, one try at reading it. */
export interface LineTaker {
  /** Takes a line, or says why it cannot be used. */
  take(line: LineView): Rejection | undefined
  /** What speaks against the report, once a file of it is read; undefined: nothing. */
  faultOf(file: string): string | undefined
}

/** Above this share of a report's lines that cannot be used, nothing is published. */
const MOST_REJECTED = 0.01
/** Of one report of one day: far more than 1 % of any real one. */
const MOST_LISTED = 100_000

/**
 * Reads one report; `begin` is called at the start of every try. What was read, or undefined where there is no such report.
 * @throws Fault when it cannot be had whole, or is not what it should be
 */
export async function readReport(
  source: Source,
  entity: Entity,
  report: ReportName,
  day: Day,
  begin: () => LineTaker,
): Promise<ReadReport | undefined> {
  const name = nameOfReport(entity, report, day)
  let read = emptyRead()
  const isThere = await source.read(entity, report, day, async (files) => {
    read = emptyRead()
    const taker = begin()
    for (const file of files) {
      const about = { entity: entity.slug, report, day, file: file.name }
      await readFile(file, about, read, taker).catch(naming(`${file.name} of ${name}`))
    }
    refuseMostlyBroken(read, name)
  })
  return isThere ? read : undefined
}

function emptyRead(): ReadReport {
  return { lines: 0, bytes: 0, rejectedCount: 0, rejected: [], files: [] }
}

type AboutFile = Omit<RejectedLine, 'line' | 'reason'>

async function readFile(
  file: ReportFile,
  about: AboutFile,
  read: ReadReport,
  taker: LineTaker,
): Promise<void> {
  const before = read.lines
  read.files.push(file.name)
  read.bytes += await readLines(file.bytes(), (block, start, end, line) => {
    read.lines++
    const rejection = taker.take({ bytes: block, start, end, number: line })
    if (rejection === undefined) return
    if (rejection.isOfOtherReport) throw new Fault(`it ${otherReport(about.report)}`)
    if (read.lines === before + 1) refuseForeign(block.subarray(start, end), about.report)
    read.rejectedCount++
    if (read.rejected.length < MOST_LISTED) read.rejected.push({ ...about, line, reason: rejection.reason })
  })
  const fault = taker.faultOf(file.name)
  if (fault !== undefined) throw new Fault(`it ${fault}`)
}

function otherReport(report: ReportName): string {
  return report === 'users' ? IS_USER_TEAMS : IS_USERS
}

/** A file that begins with something else is no report, however few its lines are beside those of other files. */
function refuseForeign(firstLine: Buffer, report: ReportName): void {
  const content = foreignContent(firstLine, report)
  if (content !== undefined) throw new Fault(`it ${content}`)
}

/** A fault of a file says which one it is. */
function naming(subject: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof Fault ? new Fault(`${subject}: ${error.message}`, { cause: error }) : error
  }
}

function refuseMostlyBroken({ lines, rejectedCount, rejected: [first] }: ReadReport, name: string): void {
  if (first === undefined || rejectedCount <= lines * MOST_REJECTED) return
  const cure =
    first.reason === OTHER_DAY
      ? 'is it under the name of another day, or a report of several days?'
      : 'get the report again'
  throw new Fault(
    `${rejectedCount} of ${lines} lines of ${name} cannot be used (the first is line ${first.line} of ${first.file}: ${first.reason}); that is more than 1 %, so nothing is published: ${cure}`,
  )
}
