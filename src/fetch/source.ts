import type { Day } from '../day.ts'
import type { Entity } from '../inputs.ts'

/** The two reports that are joined, by GitHub's names without the suffix `-1-day`. */
export type ReportName = 'users' | 'user-teams'

/** How many days back GitHub is asked for the newest day. */
export const DAYS_TO_LOOK_BACK = 31

/** One file of a report. `name` may be shown: it is never a signed link. */
export interface ReportFile {
  readonly name: string
  /** Where it lies, if on this machine: another thread can open it, too. */
  readonly path?: string
  /** Its bytes, decompressed. Each buffer is valid until the next one is requested. @throws IncompleteReport if not all bytes arrive */
  bytes(): AsyncIterable<Uint8Array>
}

/** Reads the files of a report, from the first one on each time that it is called. */
export type ReadFiles<Read> = (files: readonly ReportFile[]) => Promise<Read>

/** A source of reports: GitHub, or a directory of files that were downloaded before. */
export interface Source {
  /** Number of days to read concurrently. */
  readonly concurrency: number
  /** Describes the files of an entity, as a clause for a sentence about missing reports; only for directories. */
  describeFiles?(entity: Entity): string
  /** The newest day up to `latest` on which every entity has a users report; undefined if none is found. */
  newestDay(entities: readonly Entity[], latest: Day): Promise<Day | undefined>
  /**
   * Calls `readFiles` with all files of a report, and again with all of them if one was incomplete and the source can retry.
   * Returns what it returned, or undefined if there is no such report.
   * @throws Fault if the report cannot be read completely
   */
  read<Read>(
    entity: Entity,
    report: ReportName,
    day: Day,
    readFiles: ReadFiles<Read>,
  ): Promise<Read | undefined>
}

/** A report's name for sentences: `the users report of octo-works for 2026-10-14`. */
export function nameOfReport(entity: Entity, report: ReportName, day: Day): string {
  return `the ${report} report of ${entity.slug} for ${day}`
}
