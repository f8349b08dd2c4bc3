import type { Day } from '../day.ts'
import type { Entity } from '../inputs.ts'

/** The two reports that are joined, by GitHub's names without their length (`-1-day`). */
export type ReportName = 'users' | 'user-teams'

/** How far back GitHub is asked for the newest day. */
export const DAYS_TO_LOOK_BACK = 31

/** One file of a report. `name` is fit to be shown: never a signed link. */
export interface ReportFile {
  readonly name: string
  /** Its bytes, decompressed; what is yielded is good until the next is asked for. @throws IncompleteReport when they do not arrive whole */
  bytes(): AsyncIterable<Uint8Array>
}

/** Where reports come from: GitHub, or a directory of files that were downloaded before. */
export interface Source {
  /** How many days are worth reading at once. */
  readonly concurrency: number
  /** What a directory holds of an entity, for a sentence that says what is missing; GitHub tells nothing of that kind. */
  whatIsThere?(entity: Entity): string
  /** The newest day up to `latest` on which every entity has its users report; undefined when there is none in reach. */
  newestDay(entities: readonly Entity[], latest: Day): Promise<Day | undefined>
  /**
   * Hands every file of a report to `readFiles`, from the start again where one of them did not arrive whole.
   * Answers whether there is such a report at all.
   * @throws Fault when the report cannot be had whole
   */
  read(
    entity: Entity,
    report: ReportName,
    day: Day,
    readFiles: (files: readonly ReportFile[]) => Promise<void>,
  ): Promise<boolean>
}

/** The same source, whose files end at their next bytes once the run has ended. */
export function endingWith(source: Source, ending: AbortSignal): Source {
  const stopping = ({ name, bytes }: ReportFile): ReportFile => ({
    name,
    async *bytes() {
      for await (const chunk of bytes()) {
        ending.throwIfAborted()
        yield chunk
      }
    },
  })
  return {
    ...source,
    read: (entity, report, day, readFiles) =>
      source.read(entity, report, day, (files) => readFiles(files.map(stopping))),
  }
}

/** `the users report of octo-works for 2026-10-14`, as it stands in sentences. */
export function nameOfReport(entity: Entity, report: ReportName, day: Day): string {
  return `the ${report} report of ${entity.slug} for ${day}`
}
