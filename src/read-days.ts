import * as core from '@actions/core'
import pMap from 'p-map'
import type { Day } from './day.ts'
import type { ReportName, Source } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import { addRow } from './metrics/add-rows.ts'
import { clearedMemory, type DayMemory, type DayRows, emptyDayRows } from './metrics/day-rows.ts'
import { addDay, createFold, type Fold } from './metrics/fold.ts'
import { emptyReportIds, idFault, noteIds, noteOwnId, type ReportIds } from './metrics/entity-ids.ts'
import { addMembership, emptyMemberships, type Memberships } from './metrics/memberships.ts'
import type { Names } from './metrics/names.ts'
import type { ReadDay } from './metrics/roll-up.ts'
import type { Windows } from './metrics/windows.ts'
import { emptyMembershipFields, emptyRowFields, type RowFields } from './parse/fields.ts'
import { createScanner } from './parse/fast/scanner.ts'
import { createLineReader, type LineReader, type ReadLine } from './parse/line-reader.ts'
import { type LineTaker, readReport, type ReadReport, type RejectedLine } from './read-report.ts'

/** An entity's days, read and added up. */
export interface ReadEntity {
  readonly fold: Fold
  readonly rejected: readonly RejectedLine[]
  /** Files of users reports without a single row: their days are missing. */
  readonly emptyFiles: readonly string[]
  /** Lines that carry the id of the other scope, too. */
  readonly linesWithOtherId: number
}

/** How many lines of the window could not be used; those of the window before are listed, but not counted. */
export function countRejected({ fold, rejected }: Pick<ReadEntity, 'fold' | 'rejected'>): number {
  return rejected.filter(({ day }) => day >= fold.windows.since).length
}

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
  const emptyFiles: string[] = []
  const ids: EntityIds = { firstFile: undefined, others: 0 }
  const days = [...windows.previousDays, ...windows.days]
  const read = { days: 0, rows: 0, bytes: 0 }
  const idle: DayMemory[] = []
  const reader = createLineReader(createScanner())
  const readRow = reports === 'usage-metrics' ? reader.readRow : reader.readEngagementRow
  await pMap(
    days,
    async (day) => {
      const {
        day: readings,
        reads,
        emptyFiles: empty,
      } = await readDay(source, fold, day, ids, readRow, reader, idle)
      addDay(fold, day, readings)
      if (readings.rows !== undefined) idle.push(clearedMemory(readings.rows))
      emptyFiles.push(...empty)
      for (const { lines, bytes, rejected: some } of reads) {
        for (const line of some) rejected.push(line)
        read.rows += lines
        read.bytes += bytes
      }
      core.info(progress(entity, ++read.days, days.length, read.rows, read.bytes))
    },
    { concurrency: source.concurrency },
  )
  return {
    fold,
    rejected: rejected.toSorted(compareRejected),
    emptyFiles: emptyFiles.toSorted(),
    linesWithOtherId: ids.others,
  }
}

/** What was read of a day, for whoever tells of it. */
interface DayRead {
  readonly day: ReadDay
  readonly reads: readonly ReadReport[]
  readonly emptyFiles: readonly string[]
}

/** Both reports of a day; what a failed try had read is dropped with it. */
async function readDay(
  source: Source,
  fold: Fold,
  day: Day,
  ids: EntityIds,
  readRow: ReadLine<RowFields>,
  reader: LineReader,
  idle: DayMemory[],
): Promise<DayRead> {
  const { entity, names, windows } = fold
  const withCells = day >= windows.since
  let rows: DayRows | undefined
  let memberships = emptyMemberships(day)
  const [users, userTeams] = await Promise.all([
    readReport(source, entity, 'users', day, () => {
      const fresh = (rows = emptyDayRows(day, withCells, idle.pop()))
      return takerOf(fold, 'users', ids, (seen) => takeRows(fresh, readRow, names, seen))
    }),
    readReport(source, entity, 'user-teams', day, () => {
      const fresh = (memberships = emptyMemberships(day))
      return takerOf(fold, 'user-teams', ids, (seen) => takeMemberships(fresh, reader, names, seen))
    }),
  ])
  // Nobody's row is no report: of an organization at work there would be some.
  const isEmpty = users?.lines === 0
  return {
    day: {
      rows: users === undefined || isEmpty ? undefined : rows,
      memberships: userTeams === undefined ? undefined : memberships,
    },
    reads: [users ?? [], userTeams ?? []].flat(),
    emptyFiles: isEmpty ? users.files : [],
  }
}

type TakeLine = LineTaker['take']

/** Which file had the first id of an entity, and how many rows carry the id of the other scope. */
interface EntityIds {
  firstFile: string | undefined
  others: number
}

function takerOf(
  { names }: Fold,
  report: ReportName,
  entityIds: EntityIds,
  begin: (ids: ReportIds) => TakeLine,
): LineTaker {
  const ids = emptyReportIds()
  let others = 0
  return {
    take: begin(ids),
    faultOf(file) {
      if (ids.hasFirst) entityIds.firstFile ??= file
      entityIds.others += ids.others - others
      others = ids.others
      return idFault(ids, names, report, entityIds.firstFile)
    },
  }
}

function takeRows(rows: DayRows, readRow: ReadLine<RowFields>, names: Names, ids: ReportIds): TakeLine {
  const fields = emptyRowFields()
  return (line) => {
    const rejection = readRow(line, rows.day, fields)
    if (rejection !== undefined) return rejection
    // Rows of the preview may well carry the id of the other scope alone.
    if (fields.features === undefined) noteIds(ids, fields, names)
    else noteOwnId(ids, names.entityIdOf(fields), names)
    addRow(rows, fields, names)
    return undefined
  }
}

function takeMemberships(
  memberships: Memberships,
  reader: LineReader,
  names: Names,
  ids: ReportIds,
): TakeLine {
  const fields = emptyMembershipFields()
  return (line) => {
    const rejection = reader.readMembership(line, memberships.day, fields)
    if (rejection !== undefined) return rejection
    noteIds(ids, fields, names)
    addMembership(memberships, fields, names)
    return undefined
  }
}

function compareRejected(left: RejectedLine, right: RejectedLine): number {
  const key = ({ report, day, file }: RejectedLine) => `${day} ${report} ${file}`
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : left.line - right.line
}

function progress({ slug }: Entity, day: number, days: number, lines: number, bytes: number): string {
  return `${slug}: day ${day} of ${days} · ${lines.toLocaleString('en')} lines · ${(bytes / 1e6).toFixed(1)} MB`
}
