import * as core from '@actions/core'
import pMap from 'p-map'
import type { Day } from './day.ts'
import type { Source } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import { addRow } from './metrics/add-rows.ts'
import { clearedMemory, type DayMemory, type DayRows, emptyDayRows } from './metrics/day-rows.ts'
import { addDay, createEntityTotals, type EntityTotals } from './metrics/fold.ts'
import { emptyReportIds, type EntityIds, idFault, noteIds, noteOwnId } from './metrics/entity-ids.ts'
import { addMembership, emptyMemberships, type Memberships } from './metrics/memberships.ts'
import type { ReadDay } from './metrics/roll-up.ts'
import type { Windows } from './metrics/windows.ts'
import { createScanner } from './parse/fast/scanner.ts'
import {
  emptyMembershipFields,
  emptyRowFields,
  type MembershipFields,
  type RowFields,
} from './parse/fields.ts'
import { createLineReader, type ReadLine } from './parse/line-reader.ts'
import { type BlockPool, createBlockPool } from './parse/lines.ts'
import { readReport, type ReadReport, type RejectedLine, type Tally } from './read-report.ts'

/** An entity's days, read and added up. */
export interface ReadEntity {
  readonly totals: EntityTotals
  readonly rejected: readonly RejectedLine[]
  /** Files of users reports without a single row: their days are missing. */
  readonly emptyFiles: readonly string[]
  /** Lines that carry the id of the other scope, too. */
  readonly linesWithOtherId: number
}

/** How many lines of the window could not be used; those of the window before are listed, but not counted. */
export function countRejected({ totals, rejected }: Pick<ReadEntity, 'totals' | 'rejected'>): number {
  return rejected.filter(({ day }) => day >= totals.windows.since).length
}

/**
 * Reads the days of an entity's windows side by side, joins and adds up each as it is complete, and drops its rows.
 * @throws Fault when a report cannot be had complete, or is not what it should be
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
      const { rows, memberships, tallies, emptyFiles: empty } = await readDay(reading, day)
      addDay(totals, day, { rows, memberships }, engagementExport)
      if (rows !== undefined) reading.idle.push(clearedMemory(rows))
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
    linesWithOtherId: reading.ids.others,
  }
}

/** What the days of an entity are read with. */
interface Reading {
  readonly source: Source
  readonly totals: EntityTotals
  readonly ids: EntityIds
  readonly readRow: ReadLine<RowFields>
  readonly readMembership: ReadLine<MembershipFields>
  readonly blocks: BlockPool
  /** Memory of days that were added up. */
  readonly idle: DayMemory[]
}

function startReading(source: Source, totals: EntityTotals, reports: Inputs['reports']): Reading {
  const { readRow, readEngagementRow, readMembership } = createLineReader(createScanner())
  return {
    source,
    totals,
    ids: { firstFile: undefined, others: 0 },
    readRow: reports === 'usage-metrics' ? readRow : readEngagementRow,
    readMembership,
    blocks: createBlockPool(),
    idle: [],
  }
}

/** What was read of a day, with all that is told of it. */
interface DayRead extends ReadDay {
  readonly tallies: readonly Tally[]
  readonly emptyFiles: readonly string[]
}

/** Both reports of a day. */
async function readDay(reading: Reading, day: Day): Promise<DayRead> {
  const [users, userTeams] = await Promise.all([readUsers(reading, day), readUserTeams(reading, day)])
  // Nobody's row is no report: of an organization at work there would be some.
  const isEmpty = users?.tally.lines === 0
  return {
    rows: isEmpty ? undefined : users?.content,
    memberships: userTeams?.content,
    tallies: [users?.tally ?? [], userTeams?.tally ?? []].flat(),
    emptyFiles: isEmpty ? users.tally.files : [],
  }
}

async function readUsers(
  { source, totals, ids: entityIds, readRow, blocks, idle }: Reading,
  day: Day,
): Promise<ReadReport<DayRows> | undefined> {
  const { entity, names, windows } = totals
  return readReport(source, entity, 'users', day, blocks, async (files) => {
    const rows = emptyDayRows(day, day >= windows.since, idle.pop())
    const ids = emptyReportIds()
    const fields = emptyRowFields()
    for (const file of files) {
      for await (const lines of file.lines()) {
        while (lines.next()) {
          const rejection = readRow(lines, day, fields)
          if (rejection !== undefined) {
            file.reject(lines, rejection)
            continue
          }
          // Rows of the preview may well carry the id of the other scope alone.
          if (fields.features === undefined) noteIds(ids, fields, names)
          else noteOwnId(ids, names.entityIdOf(fields), names)
          addRow(rows, fields, names)
        }
      }
      const fault = idFault(entityIds, ids, names, 'users', file.name)
      if (fault !== undefined) throw file.fault(fault)
    }
    return rows
  })
}

async function readUserTeams(
  { source, totals, ids: entityIds, readMembership, blocks }: Reading,
  day: Day,
): Promise<ReadReport<Memberships> | undefined> {
  const { entity, names } = totals
  return readReport(source, entity, 'user-teams', day, blocks, async (files) => {
    const memberships = emptyMemberships(day)
    const ids = emptyReportIds()
    const fields = emptyMembershipFields()
    for (const file of files) {
      for await (const lines of file.lines()) {
        while (lines.next()) {
          const rejection = readMembership(lines, day, fields)
          if (rejection !== undefined) {
            file.reject(lines, rejection)
            continue
          }
          noteIds(ids, fields, names)
          addMembership(memberships, fields, names)
        }
      }
      const fault = idFault(entityIds, ids, names, 'user-teams', file.name)
      if (fault !== undefined) throw file.fault(fault)
    }
    return memberships
  })
}

function compareRejected(left: RejectedLine, right: RejectedLine): number {
  const key = ({ report, day, file }: RejectedLine) => `${day} ${report} ${file}`
  return key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : left.line - right.line
}

function progress({ slug }: Entity, day: number, days: number, lines: number, bytes: number): string {
  return `${slug}: day ${day} of ${days} · ${lines.toLocaleString('en')} lines · ${(bytes / 1e6).toFixed(1)} MB`
}
