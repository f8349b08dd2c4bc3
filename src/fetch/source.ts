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

/** The tries to read one report, for the caller to repeat. Each reads all files of the report, from the first one on. */
export interface Tries {
  /** Resolves to the files of the next try; undefined if there is no such report. @throws IncompleteReport if they are gone */
  readonly files: () => Promise<readonly ReportFile[] | undefined>
  /**
   * Returns after how many milliseconds a report is tried again, by the error of a try and the number of tries; undefined if
   * another try would not help. @throws Fault if the report cannot be read completely
   */
  readonly waitAfter: (error: Error, tries: number) => number | undefined
}

/** A source of reports: GitHub, or a directory of files that were downloaded before. */
export interface Source {
  /** Number of days to read concurrently. */
  readonly concurrency: number
  /** Aborted when the run ends: files that are being read throw, and nothing is tried again. */
  readonly ending: AbortSignal
  /** Describes the files of an entity, as a clause for a sentence about missing reports; only for directories. */
  describeFiles?(entity: Entity): string
  /** The newest day up to `latest` on which every entity has a users report; undefined if none is found. */
  newestDay(entities: readonly Entity[], latest: Day): Promise<Day | undefined>
  tries(entity: Entity, report: ReportName, day: Day): Tries
}

/** A report's name for sentences: `the users report of octo-works for 2026-10-14`. */
export function nameOfReport(entity: Entity, report: ReportName, day: Day): string {
  return `the ${report} report of ${entity.slug} for ${day}`
}
