import * as core from '@actions/core'
import pMap from 'p-map'
import type { Day } from './day.ts'
import type { Source } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import {
  addDay,
  createEntityTotals,
  openDay,
  type UsersReport,
  type UserTeamsReport,
} from './rollup/entrance.ts'
import { type EntityTotals, linesWithOtherId } from './rollup/reading.ts'
import type { Windows } from './windows.ts'
import { createScanner } from './parse/fast/scanner.ts'
import {
  emptyMembershipFields,
  emptyRowFields,
  type MembershipFields,
  type RowFields,
} from './parse/fields.ts'
import { createLineReader, type ReadLine } from './parse/line-reader.ts'
import { type BlockPool, createBlockPool } from './parse/lines.ts'
import { type OpenFile, readReport, type ReadReport, type RejectedLine, type Tally } from './read-report.ts'

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
): Promise<ReadEntity> {
  const totals = createEntityTotals(entity, windows)
  const reading = startReading(source, totals, reports)
  const rejected: RejectedLine[] = []
  const emptyFiles: string[] = []
  const days = [...windows.previousDays, ...windows.days]
  const read = { days: 0, rows: 0, bytes: 0 }
  await pMap(
    days,
    async (day) => {
      const { users, userTeams, tallies, emptyFiles: empty } = await readDay(reading, day)
      addDay(totals, day, { users, userTeams }, engagementExport)
      emptyFiles.push(...empty)
      for (const { lines, bytes, rejected: some } of tallies) {
        for (const line of some) rejected.push(line)
        read.rows += lines
        read.bytes += bytes
      }
      core.info(progress(entity, ++read.days, days.length, read.rows, read.bytes))
    },
    { concurrency: source.concurrency },
  )
  return {
    totals,
    rejected: rejected.toSorted(compareRejected),
    emptyFiles: emptyFiles.toSorted(),
    linesWithOtherId: linesWithOtherId(totals),
  }
}

/** State shared by the days of an entity. */
interface Reading {
  readonly source: Source
  readonly totals: EntityTotals
  readonly readRow: ReadLine<RowFields>
  readonly readMembership: ReadLine<MembershipFields>
  readonly blocks: BlockPool
}

function startReading(source: Source, totals: EntityTotals, reports: Inputs['reports']): Reading {
  const { readRow, readEngagementRow, readMembership } = createLineReader(createScanner())
  return {
    source,
    totals,
    readRow: reports === 'usage-metrics' ? readRow : readEngagementRow,
    readMembership,
    blocks: createBlockPool(),
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
async function readDay(reading: Reading, day: Day): Promise<DayRead> {
  const [users, userTeams] = await Promise.all([readUsers(reading, day), readUserTeams(reading, day)])
  // A users report without rows counts as missing: an active organization has some.
  const isEmpty = users?.tally.lines === 0
  return {
    users: isEmpty ? undefined : users?.content,
    userTeams: userTeams?.content,
    tallies: [users?.tally ?? [], userTeams?.tally ?? []].flat(),
    emptyFiles: isEmpty ? users.tally.files : [],
  }
}

async function readUsers(
  { source, totals, readRow, blocks }: Reading,
  day: Day,
): Promise<ReadReport<UsersReport> | undefined> {
  return readReport(source, totals.entity, 'users', day, blocks, async (files) => {
    const report = openDay(totals, day).users()
    await addLines(files, report, readRow, emptyRowFields(), day)
    return report
  })
}

async function readUserTeams(
  { source, totals, readMembership, blocks }: Reading,
  day: Day,
): Promise<ReadReport<UserTeamsReport> | undefined> {
  return readReport(source, totals.entity, 'user-teams', day, blocks, async (files) => {
    const report = openDay(totals, day).userTeams()
    await addLines(files, report, readMembership, emptyMembershipFields(), day)
    return report
  })
}

/**
 * Adds the lines of files to a report; lines that cannot be used are rejected and listed. `fields` is reused for every line.
 * @throws Fault if a file belongs to another entity
 */
async function addLines<Fields>(
  files: readonly OpenFile[],
  report: { add(fields: Fields): void; faultOf(file: string): string | undefined },
  read: ReadLine<Fields>,
  fields: Fields,
  day: Day,
): Promise<void> {
  for (const file of files) {
    for await (const lines of file.lines()) {
      while (lines.next()) {
        const rejection = read(lines, day, fields)
        if (rejection === undefined) report.add(fields)
        else file.reject(lines, rejection)
      }
    }
    const fault = report.faultOf(file.name)
    if (fault !== undefined) throw file.fault(fault)
  }
}

function compareRejected(left: RejectedLine, right: RejectedLine): number {
  const key = ({ report, day, file }: RejectedLine) => `${day} ${report} ${file}`
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : left.line - right.line
}

function progress({ slug }: Entity, day: number, days: number, lines: number, bytes: number): string {
  return `${slug}: day ${day} of ${days} · ${lines.toLocaleString('en')} lines · ${(bytes / 1e6).toFixed(1)} MB`
}
