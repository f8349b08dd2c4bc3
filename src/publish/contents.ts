import { Fault } from '../fault.ts'
import { isStatus } from '../github-errors.ts'
import type { GitHub } from '../github.ts'
import { toForeignAnswerFault } from './refused-commits.ts'
import { blobOf, type Branch, encodePath } from './repository.ts'

/** The contents endpoint silently truncates the list of a folder at this length. */
const MOST_LISTED = 1000

/** An entry of a folder. `type` is `file`, `dir`, `symlink` or something else; `sha` is git's object id. */
export interface Entry {
  readonly path: string
  readonly sha: string
  readonly type: string
}

/** Returns the entries of a folder by path. */
type ReadFolder = (folder: string) => Promise<ReadonlyMap<string, Entry>>

/**
 * Returns a cached reader of folders at a commit; a missing folder is empty. It descends from the root, and only a folder
 * that its parent does not list is missing: otherwise a wrong 404 would look like a report without a history, and the history
 * would be overwritten.
 */
export function folderReader(github: GitHub, branch: Branch, oid: string): ReadFolder {
  const known = new Map<string, Promise<ReadonlyMap<string, Entry>>>()
  const read: ReadFolder = (folder) => {
    const entries = known.get(folder) ?? readEntries(folder)
    known.set(folder, entries)
    return entries
  }
  const readEntries: ReadFolder = async (folder) => {
    const above = folder === '' ? undefined : await read(folderOf(folder))
    const entry = above?.get(folder)
    if (entry !== undefined && entry.type !== 'dir') throw toNoFolderFault(entry)
    const mayBeThere = entry !== undefined || above === undefined || above.size >= MOST_LISTED
    const data = mayBeThere ? await readContents(github, branch, oid, folder) : []
    if (data === undefined && above !== undefined && entry === undefined) return new Map()
    if (data === undefined) throw toNotListedFault(folder)
    return entriesOf(data, folder)
  }
  return async (folder) => {
    const entries = await read(folder)
    if (entries.size >= MOST_LISTED) throw toTooManyFilesFault(folder)
    return entries
  }
}

function entriesOf(data: unknown, folder: string): Map<string, Entry> {
  if (!Array.isArray(data)) throw toForeignAnswerFault(nameOf(folder))
  const entries = new Map<string, Entry>()
  for (const { path, sha, type } of data as Record<keyof Entry, unknown>[]) {
    if (typeof path !== 'string' || typeof sha !== 'string' || typeof type !== 'string')
      throw toForeignAnswerFault(nameOf(folder))
    entries.set(path, { path, sha, type })
  }
  return entries
}

/** @throws Fault if an entry cannot be replaced by a file: a folder, a symbolic link, a submodule */
export function refuseOthers(entry: Entry | undefined): void {
  if (entry !== undefined && entry.type !== 'file') {
    throw new Fault(
      `The report was not committed, because ${entry.path} is no file in the repository, but ${kindOf(entry)}; name another report-path`,
    )
  }
}

function toNoFolderFault(entry: Entry): Fault {
  return new Fault(
    `The report was not committed, because ${entry.path} is no folder in the repository, but ${kindOf(entry)}; name another report-path`,
  )
}

function kindOf({ type }: Entry): string {
  if (type === 'dir') return 'a folder'
  if (type === 'symlink') return 'a symbolic link'
  return type === 'file' ? 'a file' : 'another repository'
}

function toTooManyFilesFault(folder: string): Fault {
  return new Fault(
    `There are more files in ${nameOf(folder)} than GitHub lists, so a report beside them cannot be read; name a report-path in a folder of its own`,
  )
}

function toNotListedFault(folder: string): Fault {
  return new Fault(
    `The report was not committed, because GitHub does not show ${nameOf(folder)} although it is there (404); run again later`,
  )
}

function nameOf(folder: string): string {
  return folder === '' ? 'the root of the repository' : folder
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

/** Reads the text of a file at a commit, without byte order mark. @throws Fault if it is incomplete or not UTF-8 */
export async function readText(
  github: GitHub,
  branch: Branch,
  oid: string,
  { path, sha }: Entry,
): Promise<string> {
  const data = await readContents(github, branch, oid, path, 'raw')
  const bytes = new Uint8Array(
    await new Response((data as ReadableStream | null | undefined) ?? null).arrayBuffer(),
  )
  if (blobOf(bytes) !== sha)
    throw new Fault(`${path} did not arrive whole from GitHub, so it is left as it is; run again later`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Fault(
      `${path} is no text in UTF-8, so it is left as it is; restore it from an earlier commit, or name another report-path`,
      { cause },
    )
  }
}

async function readContents(
  github: GitHub,
  { owner, repo }: Branch,
  oid: string,
  path: string,
  format?: 'raw',
): Promise<unknown> {
  try {
    const answer: { data: unknown } = await github.request(
      `GET /repos/{owner}/{repo}/contents/${encodePath(path)}`,
      {
        owner,
        repo,
        ref: oid,
        // As bytes: decoding would drop a byte order mark and so change the object id.
        ...(format === undefined
          ? {}
          : { mediaType: { format }, request: { parseSuccessResponseBody: false } }),
      },
    )
    return answer.data
  } catch (error) {
    if (isStatus(error, 404)) return undefined
    throw error
  }
}
