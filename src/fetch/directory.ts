import type { Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Day } from '../day.ts'
import { Fault, IncompleteReport } from '../fault.ts'
import type { Entity } from '../inputs.ts'
import { gunzip } from './gunzip.ts'
import { type EntityFiles, type FileKind, type ReportPath, statOf } from './report-files.ts'
import { nameOfReport, type ReportFile, type ReportName, type Source } from './source.ts'

const BLOCK_BYTES = 1 << 18

/**
 * Reports from files that were downloaded before, as found by `findReportFiles`, until `ending` is aborted. With
 * `usersFiles: 'engagement'` the archived files of the feature engagement preview replace the users report.
 */
export function directorySource(
  found: readonly EntityFiles[],
  ending: AbortSignal,
  usersFiles: 'users' | 'engagement' = 'users',
): Source {
  const reports = new Map(found.map(({ entity, reports: paths }) => [entity, byKindAndDay(paths)]))
  const paths = (entity: Entity, report: ReportName, day: Day) =>
    reports.get(entity)?.get(keyOf(report === 'users' ? usersFiles : report, day)) ?? []
  return {
    concurrency: 1,
    ending,
    describeFiles: (entity) =>
      found
        .filter((files) => files.entity === entity)
        .map((files) => inventory(files, usersFiles))
        .join('; '),
    async newestDay(all, latest) {
      const days = new Set(found.flatMap((files) => files.reports.map(({ day }) => day)))
      const complete = (day: Day) => all.every((entity) => paths(entity, 'users', day).length > 0)
      return [...days]
        .filter((day) => day <= latest && complete(day))
        .toSorted()
        .at(-1)
    },
    tries: (entity, report, day) => ({
      async files() {
        const files = paths(entity, report, day)
        return files.length === 0 ? undefined : files.map((path) => endingWith(fileAt(path), ending))
      },
      waitAfter(error) {
        if (!(error instanceof IncompleteReport)) return undefined
        throw new Fault(
          `${nameOfReport(entity, report, day)} in reports-directory is not whole: ${error.message}; download it again`,
          { cause: error },
        )
      },
    }),
  }
}

function byKindAndDay(paths: readonly ReportPath[]): Map<string, ReportPath[]> {
  const map = new Map<string, ReportPath[]>()
  for (const path of paths) {
    const key = keyOf(path.kind, path.day)
    map.set(key, [...(map.get(key) ?? []), path])
  }
  return map
}

function keyOf(kind: FileKind, day: Day): string {
  return `${kind} ${day}`
}

/** Describes the users reports of a directory or, if there are none, how to name the files. */
function inventory({ home, reports, others }: EntityFiles, kind: 'users' | 'engagement'): string {
  const days = reports.filter((one) => one.kind === kind).map(({ day }) => day)
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)]
  if (first !== undefined) return `${home} holds ${kind} reports from ${first} to ${last}`
  const names = [...reports.map(({ name }) => name), ...others].toSorted()
  const held = names.length === 0 ? 'no file at all' : `${names.length} other files, the first is ${names[0]}`
  return `${home} holds no file named ${kind}-YYYY-MM-DD*.ndjson (${held}): name them such as ${kind}-2026-10-08.ndjson and user-teams-2026-10-08.ndjson`
}

/** A file whose reading throws at the next chunk once `ending` is aborted. */
function endingWith(file: ReportFile, ending: AbortSignal): ReportFile {
  return {
    ...file,
    async *bytes() {
      for await (const chunk of file.bytes()) {
        ending.throwIfAborted()
        yield chunk
      }
    },
  }
}

/** A file as one of the files of a report. */
export function fileAt({ path, name }: Pick<ReportPath, 'path' | 'name'>): ReportFile {
  return { name, path, bytes: () => gunzip(readBytes(path, name)) }
}

/** Reads with two alternating buffers: one is filled while the other is used. Each block is valid until the next. */
async function* readBytes(path: string, name: string): AsyncGenerator<Uint8Array> {
  const stats = statOf(path)
  if (stats !== undefined && !stats.isFile()) {
    throw new Fault(
      `${name} in reports-directory cannot be read: it is ${kindOfEntry(stats)} and no file; remove it, or give it another name`,
    )
  }
  try {
    await using file = await open(path)
    let [block, next] = [Buffer.allocUnsafeSlow(BLOCK_BYTES), Buffer.allocUnsafeSlow(BLOCK_BYTES)]
    let reading = readAhead(file, block)
    for (;;) {
      const { bytesRead } = await reading
      if (bytesRead === 0) return
      reading = readAhead(file, next)
      yield block.subarray(0, bytesRead)
      ;[block, next] = [next, block]
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Fault(`${name} in reports-directory cannot be read (${code}); look at its permissions`, {
      cause: error,
    })
  }
}

function kindOfEntry(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  return stats.isFIFO() ? 'a named pipe' : stats.isSocket() ? 'a socket' : 'a device'
}

/** Starts the next read early; a rejection is observed when the promise is awaited, if ever. */
function readAhead(file: FileHandle, block: Buffer): Promise<{ bytesRead: number }> {
  const reading = file.read(block)
  reading.catch(() => {})
  return reading
}
