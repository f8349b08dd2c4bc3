import * as core from '@actions/core'
import pMap from 'p-map'
import type { Day } from './day.ts'
import type { ReportFile, ReportName, Source } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import type { RejectedLine, Tally } from './read-report.ts'
import type { CheckIds } from './reader.ts'
import { createReaders, type Readers, type ThreadOptions } from './readers.ts'
import { retry } from './retry.ts'
import {
  addDay,
  createEntityTotals,
  foreignReport,
  type UsersReport,
  type UserTeamsReport,
} from './rollup/entrance.ts'
import { type EntityTotals, linesWithOtherId } from './rollup/reading.ts'
import type { Windows } from './windows.ts'

/** The aggregated days of an entity. */
export interface ReadEntity {
  readonly totals: EntityTotals
  readonly rejected: readonly RejectedLine[]
  /** Names of files of users reports without a row; their days count as missing. */
  readonly emptyFiles: readonly string[]
  /** Number of lines that also have the id of the other scope. */
  readonly linesWithOtherId: number
}

/** Number of rejected lines of the window; those of the previous window are listed, but not counted. */
export function countRejected({ totals, rejected }: Pick<ReadEntity, 'totals' | 'rejected'>): number {
  return rejected.filter(({ day }) => day >= totals.windows.since).length
}

/**
 * Reads the days of an entity's windows concurrently; joins and aggregates each day when it is complete, and drops its rows.
 * @throws Fault if a report is incomplete or not of the expected kind
 */
export async function readDays(
  source: Source,
  entity: Entity,
  windows: Windows,
  { reports, engagementExport }: Pick<Inputs, 'reports' | 'engagementExport'>,
  threads: ThreadOptions,
): Promise<ReadEntity> {
  const totals = createEntityTotals(entity, windows)
  const rejected: RejectedLine[] = []
  const emptyFiles: string[] = []
  const days = [...windows.previousDays, ...windows.days]
  const data = { entity, since: windows.since, reports }
  const readers = createReaders(totals.intake, data, threads, days.length)
  const read = { days: 0, rows: 0, bytes: 0 }
  const takeIn = async (day: Day) => {
    const { users, userTeams, tallies, emptyFiles: empty } = await readDay(source, readers, totals, day)
    addDay(totals, day, { users, userTeams }, engagementExport)
    emptyFiles.push(...empty)
    for (const { lines, bytes, rejected: some } of tallies) {
      for (const line of some) rejected.push(line)
      read.rows += lines
      read.bytes += bytes
    }
    core.info(progress(entity, ++read.days, days.length, read.rows, read.bytes))
  }
  try {
    await pMap(days, takeIn, {
      concurrency: Math.max(source.concurrency, threads.most === 0 ? 0 : threads.most + 1),
    })
  } finally {
    await readers.end()
  }
  return {
    totals,
    rejected: rejected.toSorted(compareRejected),
    emptyFiles: emptyFiles.toSorted(),
    linesWithOtherId: linesWithOtherId(totals),
  }
}

/** The reports of a day; undefined if missing. */
interface DayRead {
  readonly users: UsersReport | undefined
  readonly userTeams: UserTeamsReport | undefined
  readonly tallies: readonly Tally[]
  readonly emptyFiles: readonly string[]
}

/** Reads both reports of a day. */
async function readDay(source: Source, readers: Readers, totals: EntityTotals, day: Day): Promise<DayRead> {
  const { entity } = totals
  const checkOf =
    (report: ReportName): CheckIds =>
    (ids, file) =>
      foreignReport(totals, report, ids, file)
  const [users, userTeams] = await Promise.all([
    readTries(source, entity, 'users', day, (files) => readers.users(day, files, checkOf('users'))),
    readTries(source, entity, 'user-teams', day, (files) =>
      readers.userTeams(day, files, checkOf('user-teams')),
    ),
  ])
  // A users report without rows counts as missing: an active organization has some.
  const isEmpty = users?.tally.lines === 0
  return {
    users: isEmpty ? undefined : users?.content,
    userTeams: userTeams?.content,
    tallies: [users?.tally ?? [], userTeams?.tally ?? []].flat(),
    emptyFiles: isEmpty ? users.tally.files : [],
  }
}

/**
 * Reads a report, and all of it anew as often as its source has it tried again. Returns undefined if there is no such report.
 * @throws Fault if the report cannot be read completely
 */
export async function readTries<Read>(
  source: Source,
  entity: Entity,
  report: ReportName,
  day: Day,
  read: (files: readonly ReportFile[]) => Promise<Read>,
): Promise<Read | undefined> {
  const { files: nextFiles, waitAfter } = source.tries(entity, report, day)
  const readOnce = async () => {
    const files = await nextFiles()
    return files === undefined ? undefined : read(files)
  }
  return retry(readOnce, waitAfter, Infinity, source.ending)
}

function compareRejected(left: RejectedLine, right: RejectedLine): number {
  const key = ({ report, day, file }: RejectedLine) => `${day} ${report} ${file}`
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : left.line - right.line
}

function progress({ slug }: Entity, day: number, days: number, lines: number, bytes: number): string {
  return `${slug}: day ${day} of ${days} · ${lines.toLocaleString('en')} lines · ${(bytes / 1e6).toFixed(1)} MB`
}
