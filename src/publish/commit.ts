import { setTimeout as sleep } from 'node:timers/promises'
import { Fault } from '../fault.ts'
import type { GitHub } from '../github.ts'
import { folderReader, readText, refuseOthers } from './contents.ts'
import { isAnswerLost, isMoved, toCommitFault, toLostCommitFault } from './refused-commits.ts'
import {
  type Addition,
  blobOf,
  type Branch,
  createBranch,
  createCommit,
  findCommit,
  type Head,
  type Message,
  readHead,
} from './repository.ts'

/** The message and files of a commit, computed from the contents of the repository. */
export interface Draft {
  readonly message: Message
  readonly files: readonly DraftFile[]
}

export interface DraftFile extends Addition {
  /** Whether another text is equivalent, so that the file did not change; by default only the same text is. */
  readonly saysTheSame?: (text: string) => boolean
}

/** Reads the text of a file by path; undefined if it does not exist. */
export type ReadText = (path: string) => Promise<string | undefined>

/** The result; `oid` is empty if nothing changed. */
export interface Commit {
  readonly changed: boolean
  readonly oid: string
  readonly branch: string
  /** The response to the commit was lost, and the commit was found on the branch. */
  readonly wasLost?: boolean
}

/** Tries if the branch moves or the response is lost. */
const MOST_TRIES = 3
/** Waits after a lost response, as GitHub may still be creating the commit. */
const PAUSES_MILLISECONDS = [1_000, 6_000]
/** Limit of GitHub's API for one commit. */
const MOST_BYTES = 40_000_000

/**
 * Creates one commit of the files that changed, or none. If the branch moves meanwhile, everything is read again and `write`
 * is called again; there is no forced push. If the response to the commit is lost, the commit is searched on the branch.
 * `write` may read files in `folders` only.
 * @throws Fault if GitHub refuses, if the branch keeps moving, or if the files are too large
 */
export async function commitFiles(
  github: GitHub,
  branch: Branch,
  folders: readonly string[],
  write: (read: ReadText) => Promise<Draft>,
): Promise<Commit> {
  let sent: Sent | undefined
  for (let tries = 1; ; tries++) {
    try {
      return await tryCommit(github, branch, folders, write, sent)
    } catch (error) {
      if (error instanceof LostAnswer) sent = error.sent
      const isRetryable = error instanceof LostAnswer || isMoved(error)
      if (!isRetryable || tries === MOST_TRIES) return await findAtLast(github, branch, sent, error, tries)
      if (error instanceof LostAnswer) await sleep(PAUSES_MILLISECONDS[tries - 1])
    }
  }
}

/**
 * Looks once more for a commit whose response was lost, after `error` ended the tries.
 * @throws Fault if it is not on the branch, or if that cannot be seen
 */
async function findAtLast(
  github: GitHub,
  branch: Branch,
  sent: Sent | undefined,
  error: unknown,
  tries: number,
): Promise<Commit> {
  if (sent === undefined) throw toCommitFault(error, branch, tries)
  const cause = error instanceof LostAnswer ? error.cause : error
  let found: Commit | undefined
  try {
    found = await findSent(github, branch, sent)
  } catch {
    throw toLostCommitFault(cause, branch, 'whether the commit is on the branch could not be seen')
  }
  if (found !== undefined) return found
  throw error instanceof LostAnswer
    ? toLostCommitFault(cause, branch, 'the commit is not on the branch')
    : toCommitFault(error, branch, tries)
}

/** A commit that GitHub may have created: its parent and its message identify it. */
interface Sent {
  readonly parent: string
  readonly message: Message
}

class LostAnswer extends Error {
  readonly sent: Sent

  constructor(sent: Sent, cause: unknown) {
    super('The answer to the commit was lost', { cause })
    this.sent = sent
  }
}

async function tryCommit(
  github: GitHub,
  branch: Branch,
  folders: readonly string[],
  write: (read: ReadText) => Promise<Draft>,
  sent: Sent | undefined,
): Promise<Commit> {
  const head = await readHead(github, branch)
  const found = sent === undefined ? undefined : await findSent(github, branch, sent, head)
  if (found !== undefined) return found
  const readFolder = folderReader(github, branch, head.oid)
  const lists = await Promise.all(folders.map(readFolder))
  const entries = new Map(lists.flatMap((list) => [...list]))
  const read: ReadText = async (path) => {
    const entry = entries.get(path)
    refuseOthers(entry)
    return entry === undefined ? undefined : readText(github, branch, head.oid, entry)
  }
  const { message, files } = await write(read)
  for (const { path } of files) refuseOthers(entries.get(path))
  const different = files.filter(({ path, text }) => entries.get(path)?.sha !== blobOf(text))
  const changed = await filter(different, async ({ path, saysTheSame }) => {
    const before = saysTheSame === undefined ? undefined : await read(path)
    return before === undefined || saysTheSame?.(before) !== true
  })
  if (!head.exists) await createBranch(github, branch, head)
  if (changed.length === 0) return { changed: false, oid: '', branch: head.branch }
  refuseLarge(different)
  try {
    const oid = await createCommit(github, branch, head, message, different)
    return { changed: true, oid, branch: head.branch }
  } catch (error) {
    throw isAnswerLost(error) ? new LostAnswer({ parent: head.oid, message }, error) : error
  }
}

/** Finds a sent commit on the branch; undefined if it is not there. */
async function findSent(
  github: GitHub,
  branch: Branch,
  { parent, message }: Sent,
  head?: Head,
): Promise<Commit | undefined> {
  const now = head ?? (await readHead(github, branch))
  if (now.oid === parent) return undefined
  const oid = await findCommit(github, branch, now.oid, parent, message)
  return oid === undefined ? undefined : { changed: true, oid, branch: now.branch, wasLost: true }
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
