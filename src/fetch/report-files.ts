import {
  closeSync,
  type Dirent,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { constants, gunzipSync } from 'node:zlib'
import { type Day, parseDay } from '../day.ts'
import { Fault } from '../fault.ts'
import type { Entity } from '../inputs.ts'

/** Kinds of report files: the two that are joined, and the preview that can replace the users report. */
export type FileKind = 'users' | 'user-teams' | 'engagement'

/** A file of a report. `name` is its path relative to the searched directory. */
export interface ReportPath {
  readonly path: string
  readonly name: string
  readonly kind: FileKind
  readonly day: Day
}

/** A file named like a report that holds several days, or another day than its name says. */
export type FileOfDays = Omit<ReportPath, 'day'>

/** The files of an entity. */
export interface EntityFiles {
  readonly entity: Entity
  /** The directory that was searched. */
  readonly home: string
  /** Whether `home` is a sub-directory named after the entity. */
  readonly isNamedAfterEntity: boolean
  readonly reports: readonly ReportPath[]
  readonly ofDays: readonly FileOfDays[]
  /** Names of all other files. */
  readonly others: readonly string[]
}

const FILE_NAME =
  /^(?:(?:organization|enterprise|org)[-_])?(users|user[-_]teams|engagement)(?:[-_]1[-_]day)?(?:[-_. ](.*))?\.(?:ndjson|jsonl?|gz)$/i
const DAY = /^(\d{4}-\d{2}-\d{2})(?!\d)/
/** Matches the day of a line: GitHub writes it before anything that could contain another. */
const DAY_OF_LINE = /"day"\s*:\s*"(\d{4}-\d{2}-\d{2})/
/** Above this share of lines of other days, a file holds several days. */
const MOST_STRAY = 0.1
const HEAD_BYTES = 1 << 15
const TAIL_BYTES = 1 << 14

/**
 * Finds the report files of each entity, recursively: in the sub-directory named by its slug, which is required with several
 * entities, or else in the complete directory.
 * @throws Fault if it is not clear to which entity files belong, or a directory cannot be listed
 */
export function findReportFiles(directory: string, entities: readonly Entity[]): EntityFiles[] {
  return entities.map((entity) => {
    const own = directoryOfEntity(directory, entity, entities.length > 1)
    const home = own ?? directory
    const found = filesBelow(home)
    const named = found.map((file) => ({ ...file, ...kindOf(file.name) }))
    const reports: ReportPath[] = []
    const ofDays: FileOfDays[] = []
    const others: string[] = []
    for (const { path, name, kind, day } of named) {
      if (kind === undefined) others.push(name)
      else if (holdsOtherDays(path, day)) ofDays.push({ path, name, kind })
      else if (day === undefined) others.push(name)
      else reports.push({ path, name, kind, day })
    }
    if (own === undefined) refuseSeveralOwners(reports)
    return { entity, home: resolve(home), isNamedAfterEntity: own !== undefined, reports, ofDays, others }
  })
}

/** The sub-directory of an entity; slugs are case-insensitive. */
function directoryOfEntity(directory: string, { slug }: Entity, isNeeded: boolean): string | undefined {
  const own = list(directory).find(({ name }) => name.toLowerCase() === slug.toLowerCase())
  const path = own === undefined ? undefined : join(directory, own.name)
  if (path !== undefined && statOf(path)?.isDirectory()) return path
  if (!isNeeded) return undefined
  throw new Fault(
    path === undefined
      ? `reports-directory: there is no sub-directory "${slug}" in it; several entities need one each`
      : `reports-directory: "${slug}" in it is a file; several entities need a sub-directory each`,
  )
}

/** Kind and day of a file by its name. A name without a day is that of a report only if its lines have days. */
function kindOf(name: string): { kind: FileKind | undefined; day: Day | undefined } {
  const [, kind, rest = ''] = FILE_NAME.exec(name.slice(name.lastIndexOf('/') + 1)) ?? []
  if (kind === undefined) return { kind: undefined, day: undefined }
  const day = parseDay(DAY.exec(rest)?.[1])
  const known = kind.toLowerCase().replace('_', '-') as FileKind
  return { kind: known, day }
}

/** All files below a directory, and folders named like a report. Each real directory is visited once, so symbolic links make no loop. */
function filesBelow(home: string): { path: string; name: string }[] {
  const files: { path: string; name: string }[] = []
  const seen = new Set<string>()
  const walk = (directory: string, prefix: string) => {
    const real = realpathSync(directory)
    if (seen.has(real)) return
    seen.add(real)
    for (const entry of list(directory)) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      const path = join(directory, entry.name)
      const name = `${prefix}${entry.name}`
      if (isDirectory(entry, path) && kindOf(name).day === undefined) walk(path, `${name}/`)
      else files.push({ path, name })
    }
  }
  walk(home, '')
  return files
}

function isDirectory(entry: Dirent, path: string): boolean {
  return entry.isSymbolicLink() ? (statOf(path)?.isDirectory() ?? false) : entry.isDirectory()
}

/** What a path leads to; undefined if it leads nowhere, as a broken or circular symbolic link. */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

function list(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).toSorted((left, right) =>
      left.name < right.name ? -1 : 1,
    )
  } catch (error) {
    throw new Fault(
      `reports-directory: ${directory} cannot be listed (${(error as NodeJS.ErrnoException).code}); look at its permissions`,
      { cause: error },
    )
  }
}

/** Without a sub-directory per entity, no two sub-directories may hold the same report. */
function refuseSeveralOwners(reports: readonly ReportPath[]): void {
  const folders = new Map<string, string>()
  for (const { name, kind, day } of reports) {
    const folder = name.slice(0, name.lastIndexOf('/') + 1)
    const known = folders.get(`${kind} ${day}`)
    if (known !== undefined && known !== folder) {
      throw new Fault(
        `reports-directory holds a ${kind} report of ${day} in two places ("${known}" and "${folder}"): name the sub-directory of each organization or enterprise by its slug, and keep one copy of a report`,
      )
    }
    folders.set(`${kind} ${day}`, folder)
  }
}

/**
 * Whether the first and last bytes of a file show that it does not hold the day in its name. A single line of another day, or
 * a few among many, are rejected when the lines are read.
 */
function holdsOtherDays(path: string, day: Day | undefined): boolean {
  if (statOf(path)?.isFile() !== true) return false
  const days = headAndTail(path)
    .split('\n')
    .flatMap((line) => parseDay(DAY_OF_LINE.exec(line)?.[1]) ?? [])
  const own = days.filter((one) => one === day).length
  const others = days.length - own
  return others > 0 && (own === 0 || (others > 1 && others > days.length * MOST_STRAY))
}

/** The first and last bytes of a file as Latin-1; of a compressed file only the first, decompressed as far as possible. */
function headAndTail(path: string): string {
  const size = statSync(path).size
  try {
    const file = openSync(path, 'r')
    try {
      const read = (from: number, length: number) => {
        const block = Buffer.alloc(length)
        return block.subarray(0, readSync(file, block, 0, length, from))
      }
      const head = read(0, HEAD_BYTES)
      if (head[0] === 0x1f && head[1] === 0x8b)
        return gunzipSync(head.subarray(0, TAIL_BYTES), { finishFlush: constants.Z_SYNC_FLUSH }).toString(
          'latin1',
        )
      const tail = read(Math.max(size - TAIL_BYTES, HEAD_BYTES), TAIL_BYTES)
      return `${head.toString('latin1')}${tail.toString('latin1')}`
    } finally {
      closeSync(file)
    }
  } catch {
    // The error is reported when the file is read.
    return ''
  }
}
