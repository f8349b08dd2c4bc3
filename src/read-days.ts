import * as core from '@actions/core'
import pMap from 'p-map'
import type { Day } from './day.ts'
import { Fault } from './fault.ts'
import { nameOfReport, type ReportName, type Source } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import { addEngagementRow, addRow } from './metrics/add-rows.ts'
import { clearedMemory, type DayMemory, type DayRows, emptyDayRows } from './metrics/day-rows.ts'
import { addDay, createFold, type Fold } from './metrics/fold.ts'
import { addMembership, emptyMemberships } from './metrics/memberships.ts'
import type { Names } from './metrics/names.ts'
import type { ReadDay } from './metrics/roll-up.ts'
import type { Windows } from './metrics/windows.ts'
import { parseEngagementRow } from './parse/engagement-rows.ts'
import { emptyMembershipFields, emptyRowFields } from './parse/fields.ts'
import { readLines } from './parse/lines.ts'
import { readMembership, readRow } from './parse/read-line.ts'
import { Rejection } from './parse/rows.ts'

/** A line that could not be used: where it stands and why, never what it says. */
export interface RejectedLine {
  readonly entity: string
  readonly report: ReportName
  readonly day: Day
  readonly file: string
  readonly line: number
  readonly reason: string
}

/** An entity's days, read and added up. */
export interface ReadEntity {
  readonly fold: Fold
  readonly rejected: readonly RejectedLine[]
}

/** How many lines of the window could not be used; those of the window before are listed, but not counted. */
export function countRejected({ fold, rejected }: ReadEntity): number {
  return rejected.filter(({ day }) => day >= fold.windows.since).length
}

/** Above this share of a report's lines that cannot be used, nothing is published. */
const MOST_REJECTED = 0.01
/** Of one report of one day: far more than 1 % of any real one. */
const MOST_LISTED = 100_000

/**
 * Reads the days of an entity's windows side by side, joins and adds up each as it is complete, and drops its rows.
 * @throws Fault when a report cannot be had whole, or is not what it should be
 */
export async function readDays(
  source: Source,
  entity: Entity,
  windows: Windows,
  { reports, engagementExport }: Pick<Inputs, 'reports' | 'engagementExport'>,
): Promise<ReadEntity> {
  const quiet = reports === 'usage-metrics' ? 0 : null
  const fold = createFold(entity, windows, { quiet, keepsFeatureDays: engagementExport })
  const rejected: RejectedLine[] = []
  const days = [...windows.previousDays, ...windows.days]
  const read = { days: 0, rows: 0, bytes: 0 }
  const idle: DayMemory[] = []
  await pMap(
    days,
    async (day) => {
      const tallies = { users: newTally(), 'user-teams': newTally() }
      const readings = await readDay(source, fold, day, tallies, ROWS_OF[reports], idle)
      addDay(fold, day, readings)
      if (readings.rows !== undefined) idle.push(clearedMemory(readings.rows))
      for (const { lines, bytes, rejected: some } of Object.values(tallies)) {
        for (const line of some) rejected.push(line)
        read.rows += lines
        read.bytes += bytes
      }
      core.info(progress(entity, ++read.days, days.length, read.rows, read.bytes))
    },
    { concurrency: source.concurrency },
  )
  return { fold, rejected: rejected.toSorted(compareRejected) }
}

interface Tally {
  lines: number
  bytes: number
  rejectedCount: number
  rejected: RejectedLine[]
}

function newTally(): Tally {
  return { lines: 0, bytes: 0, rejectedCount: 0, rejected: [] }
}

/** What takes a line, or answers why it cannot be used. */
type TakeLine = (bytes: Buffer, start: number, end: number) => Rejection | undefined

/** How the rows of a kind of report are read. */
interface RowReader {
  begin(day: Day, withCells: boolean, memory: DayMemory | undefined): DayRows
  take(rows: DayRows, names: Names): TakeLine
}

const ROWS_OF: Record<Inputs['reports'], RowReader> = {
  'usage-metrics': {
    begin: (day, withCells, memory) => emptyDayRows(day, withCells, undefined, memory),
    take(rows, names) {
      const fields = emptyRowFields()
      return (bytes, start, end) => {
        const rejection = readRow(bytes, start, end, rows.day, fields)
        if (rejection === undefined) addRow(rows, fields, names)
        return rejection
      }
    },
  },
  'user-engagement': {
    begin: (day, _, memory) => emptyDayRows(day, false, 0, memory),
    take: (rows, names) => (bytes, start, end) => {
      const row = parseEngagementRow(bytes.toString('utf8', start, end), rows.day)
      if (row instanceof Rejection) return row
      addEngagementRow(rows, row, names)
      return undefined
    },
  },
}

/** Both reports of a day; what a failed try had read is dropped with it. */
async function readDay(
  source: Source,
  fold: Fold,
  day: Day,
  tallies: Record<ReportName, Tally>,
  reader: RowReader,
  idle: DayMemory[],
): Promise<ReadDay> {
  const { entity, names, windows } = fold
  const withCells = day >= windows.since
  let rows: DayRows | undefined
  let memberships = emptyMemberships(day)
  const [hasRows, hasMemberships] = await Promise.all([
    readReport(source, entity, 'users', day, tallies, () => {
      rows = reader.begin(day, withCells, idle.pop())
      return reader.take(rows, names)
    }),
    readReport(source, entity, 'user-teams', day, tallies, () => {
      const fresh = (memberships = emptyMemberships(day))
      const fields = emptyMembershipFields()
      return (bytes, start, end) => {
        const rejection = readMembership(bytes, start, end, day, fields)
        if (rejection === undefined) addMembership(fresh, fields, names)
        return rejection
      }
    }),
  ])
  return { rows: hasRows ? rows : undefined, memberships: hasMemberships ? memberships : undefined }
}

/** Reads one report; `begin` is called at the start of every try and answers what takes its lines. */
async function readReport(
  source: Source,
  entity: Entity,
  report: ReportName,
  day: Day,
  tallies: Record<ReportName, Tally>,
  begin: () => TakeLine,
): Promise<boolean> {
  const name = nameOfReport(entity, report, day)
  return source.read(entity, report, day, async (files) => {
    const tally = (tallies[report] = newTally())
    const take = begin()
    for (const file of files) {
      const bytes = readLines(file.bytes(), (block, start, end, line) => {
        tally.lines++
        const rejection = take(block, start, end)
        if (rejection === undefined) return
        tally.rejectedCount++
        if (tally.rejected.length === MOST_LISTED) return
        const { reason } = rejection
        tally.rejected.push({ entity: entity.slug, report, day, file: file.name, line, reason })
      })
      tally.bytes += await bytes.catch(naming(`${file.name} of ${name}`))
    }
    refuseMostlyBroken(tally, name)
  })
}

/** A fault of a file says which one it is. */
function naming(subject: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof Fault ? new Fault(`${subject}: ${error.message}`, { cause: error }) : error
  }
}

function refuseMostlyBroken({ lines, rejectedCount, rejected: [first] }: Tally, name: string): void {
  if (first === undefined || rejectedCount <= lines * MOST_REJECTED) return
  throw new Fault(
    `${rejectedCount} of ${lines} lines of ${name} cannot be used (the first is line ${first.line} of ${first.file}: it ${first.reason}); that is more than 1 %, so nothing is published: get the report again`,
  )
}

function compareRejected(left: RejectedLine, right: RejectedLine): number {
  const key = ({ report, day, file }: RejectedLine) => `${day} ${report} ${file}`
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : left.line - right.line
}

function progress({ slug }: Entity, day: number, days: number, lines: number, bytes: number): string {
  return `${slug}: day ${day} of ${days} · ${lines.toLocaleString('en')} lines · ${(bytes / 1e6).toFixed(1)} MB`
}
