import { existsSync, readdirSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Day, parseDay } from '../day.ts'
import { Fault, IncompleteReport } from '../fault.ts'
import type { Entity } from '../inputs.ts'
import { gunzip } from './gunzip.ts'
import { nameOfReport, type ReportFile, type ReportName, type Source } from './source.ts'

const FILE_NAME = /^(users|user-teams|engagement)-(\d{4}-\d{2}-\d{2})(?!\d).*\.(ndjson|jsonl?|gz)$/
const BLOCK_BYTES = 1 << 18

/**
 * Reports as files that were downloaded before: `users-YYYY-MM-DD*.ndjson` and `user-teams-YYYY-MM-DD*.ndjson`
 * (also `.json`, `.gz`), several parts a day, in one sub-directory per entity when there are several. With
 * `usersFiles: 'engagement'` the archived files of the feature engagement preview stand for the users report.
 */
export function directorySource(
  directory: string,
  entities: readonly Entity[],
  usersFiles: 'users' | 'engagement' = 'users',
): Source {
  const filesOf = new Map(
    entities.map((entity) => [entity, listReports(directory, entity, entities.length > 1)]),
  )
  const paths = (entity: Entity, report: ReportName, day: Day) =>
    filesOf.get(entity)?.get(`${report === 'users' ? usersFiles : report} ${day}`) ?? []
  return {
    concurrency: 1,
    async newestDay(all, latest) {
      const days = new Set(
        [...filesOf.values()].flatMap((files) => [...files.keys()].map((key) => key.split(' ')[1] as Day)),
      )
      const complete = (day: Day) => all.every((entity) => paths(entity, 'users', day).length > 0)
      return [...days]
        .filter((day) => day <= latest && complete(day))
        .toSorted()
        .at(-1)
    },
    async read(entity, report, day, readFiles) {
      const files = paths(entity, report, day)
      if (files.length === 0) return false
      try {
        await readFiles(files.map(fileAt))
      } catch (error) {
        if (!(error instanceof IncompleteReport)) throw error
        throw new Fault(
          `${nameOfReport(entity, report, day)} in reports-directory is not whole: ${error.message}; download it again`,
          { cause: error },
        )
      }
      return true
    },
  }
}

/** The paths of an entity's report files, by report and day. */
function listReports(directory: string, entity: Entity, several: boolean): Map<string, string[]> {
  const own = join(directory, entity.slug)
  const home = several || existsSync(own) ? own : directory
  if (!existsSync(home)) {
    throw new Fault(
      `reports-directory: there is no sub-directory "${entity.slug}" in it; several entities need one each`,
    )
  }
  const paths = new Map<string, string[]>()
  for (const name of readdirSync(home).toSorted()) {
    const [, report, day] = FILE_NAME.exec(name) ?? []
    if (report !== undefined && parseDay(day) !== undefined)
      paths.set(`${report} ${day}`, [...(paths.get(`${report} ${day}`) ?? []), join(home, name)])
  }
  return paths
}

function fileAt(path: string): ReportFile {
  return { name: basename(path), bytes: () => gunzip(readBytes(path)) }
}

/** The same memory every time, twice: while one half is used the other one is filled. */
async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
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
    throw new Fault(
      `${basename(path)} in reports-directory cannot be read (${(error as NodeJS.ErrnoException).code})`,
      {
        cause: error,
      },
    )
  }
}

/** Reads without being waited for: what goes wrong is told to whoever asks for it, if anybody does. */
function readAhead(file: FileHandle, block: Buffer): Promise<{ bytesRead: number }> {
  const reading = file.read(block)
  reading.catch(() => {})
  return reading
}
