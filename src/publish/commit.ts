import { Fault } from '../fault.ts'
import type { GitHub } from '../github.ts'
import { isMoved, refusedCommit } from './refused-commits.ts'
import {
  type Addition,
  blobOf,
  type Branch,
  createBranch,
  createCommit,
  readFolder,
  readHead,
  readText,
} from './repository.ts'

/** What is to be committed, made from what the repository holds. */
export interface Draft {
  readonly message: { readonly headline: string; readonly body: string }
  readonly files: readonly DraftFile[]
}

export interface DraftFile extends Addition {
  /** Whether another text says the same; without it only the same text does. */
  readonly saysTheSame?: (text: string) => boolean
}

/** Answers the text of a file that is there already, if it is. */
export type ReadText = (path: string) => Promise<string | undefined>

/** What became of it; `oid` is empty where nothing changed. */
export interface Commit {
  readonly changed: boolean
  readonly oid: string
  readonly branch: string
}

/** How often the branch may move under the commit. */
const MOST_TRIES = 3
/** What GitHub's API takes in one commit. */
const MOST_BYTES = 40_000_000

/**
 * Makes one commit of the files that changed, or none. Where the branch moves meanwhile everything is read again and
 * `write` is asked again; nothing is ever forced.
 * @throws Fault when GitHub refuses
 */
export async function commitFiles(
  github: GitHub,
  branch: Branch,
  folders: readonly string[],
  write: (read: ReadText) => Promise<Draft>,
): Promise<Commit> {
  for (let tries = 1; ; tries++) {
    try {
      return await tryCommit(github, branch, folders, write)
    } catch (error) {
      if (!isMoved(error) || tries === MOST_TRIES) throw refusedCommit(error, branch, tries)
    }
  }
}

async function tryCommit(
  github: GitHub,
  branch: Branch,
  folders: readonly string[],
  write: (read: ReadText) => Promise<Draft>,
): Promise<Commit> {
  const head = await readHead(github, branch)
  const lists = await Promise.all(folders.map((folder) => readFolder(github, branch, head.oid, folder)))
  const blobs = new Map(lists.flatMap((list) => [...list]))
  const read: ReadText = async (path) => {
    const blob = blobs.get(path)
    return blob === undefined ? undefined : readText(github, branch, head.oid, path, blob)
  }
  const { message, files } = await write(read)
  const different = files.filter(({ path, text }) => blobs.get(path) !== blobOf(text))
  const changed = await filter(different, async ({ path, saysTheSame }) => {
    const before = saysTheSame === undefined ? undefined : await read(path)
    return before === undefined || saysTheSame?.(before) !== true
  })
  if (!head.exists) await createBranch(github, branch, head)
  if (changed.length === 0) return { changed: false, oid: '', branch: head.branch }
  refuseLarge(different)
  const { oid } = await createCommit(github, branch, head, message, different)
  return { changed: true, oid, branch: head.branch }
}

async function filter<Value>(
  values: readonly Value[],
  isWanted: (value: Value) => Promise<boolean>,
): Promise<Value[]> {
  const wanted = await Promise.all(values.map(isWanted))
  return values.filter((_, index) => wanted[index])
}

function refuseLarge(additions: readonly Addition[]): void {
  const sizes = additions.map(({ path, text }) => ({ path, bytes: Buffer.byteLength(text) }))
  const bytes = sizes.reduce((sum, size) => sum + size.bytes, 0)
  if (bytes <= MOST_BYTES) return
  const [largest] = sizes.toSorted((left, right) => right.bytes - left.bytes)
  throw new Fault(
    `The report is too large to be committed (${megabytes(bytes)}, most of it ${largest?.path}, and GitHub takes ${megabytes(MOST_BYTES)}): choose fewer teams with teams, or name another report-path to begin anew`,
  )
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}
