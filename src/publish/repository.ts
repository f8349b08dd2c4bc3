import { createHash } from 'node:crypto'
import { Fault } from '../fault.ts'
import { isStatus } from '../github-errors.ts'
import type { GitHub } from '../github.ts'
import { toForeignAnswerFault } from './refused-commits.ts'

/** A branch of a repository; undefined is its default branch. */
export interface Branch {
  readonly owner: string
  readonly repo: string
  readonly branch: string | undefined
}

/** The commit that a branch points to, or would start from if it does not exist. */
export interface Head {
  readonly branch: string
  readonly oid: string
  readonly exists: boolean
}

/** A file to add or to replace in a commit. */
export interface Addition {
  readonly path: string
  readonly text: string
}

/** Reads the head of a branch; a missing branch starts from the default branch. @throws Fault if that has no commit */
export async function readHead(github: GitHub, { owner, repo, branch }: Branch): Promise<Head> {
  if (branch !== undefined) {
    const oid = await readRef(github, owner, repo, branch)
    if (oid !== undefined) return { branch, oid, exists: true }
  }
  const { data } = await github.request('GET /repos/{owner}/{repo}', { owner, repo })
  const { default_branch: byDefault } = (data ?? {}) as { default_branch?: unknown }
  if (typeof byDefault !== 'string' || byDefault === '') throw toForeignAnswerFault(`${owner}/${repo}`)
  const oid = await readRef(github, owner, repo, byDefault)
  if (oid === undefined) {
    throw new Fault(
      `${owner}/${repo} has no commit on ${byDefault} yet, so there is nothing to put the report on; make a first commit`,
    )
  }
  return { branch: branch ?? byDefault, oid, exists: branch === undefined }
}

/** Creates the branch at the commit of `head`. */
export async function createBranch(github: GitHub, { owner, repo }: Branch, head: Head): Promise<void> {
  const ref = `refs/heads/${head.branch}`
  await github.request('POST /repos/{owner}/{repo}/git/refs', { owner, repo, ref, sha: head.oid })
}

/** Finds the newest of 30 commits up to `oid` with this parent and message; undefined if there is none. */
export async function findCommit(
  github: GitHub,
  { owner, repo }: Branch,
  oid: string,
  parent: string,
  message: Message,
): Promise<string | undefined> {
  const { data } = await github.request('GET /repos/{owner}/{repo}/commits', {
    owner,
    repo,
    sha: oid,
    per_page: 30,
  })
  const found = data.find(
    (one) => one.parents[0]?.sha === parent && one.commit.message.trim() === textOf(message).trim(),
  )
  return found?.sha
}

/** The message of a commit: its first line, and the text after an empty line. */
export interface Message {
  readonly headline: string
  readonly body: string
}

function textOf({ headline, body }: Message): string {
  return body === '' ? headline : `${headline}\n\n${body}`
}

/** Creates one commit, signed by GitHub, only if the branch still points to `head`. Returns its id. */
export async function createCommit(
  github: GitHub,
  { owner, repo }: Branch,
  head: Head,
  message: Message,
  additions: readonly Addition[],
): Promise<string> {
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: head.branch },
    expectedHeadOid: head.oid,
    message,
    fileChanges: {
      additions: additions.map(({ path, text }) => ({
        path,
        contents: Buffer.from(text, 'utf8').toString('base64'),
      })),
    },
  }
  const query = `mutation ($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid url } }
  }`
  // Not retried by the client: after a lost response the caller must first look for this commit.
  const answer = await github.graphql<unknown>(query, { input, request: { once: true } }).catch(dataOfError)
  const oid = oidOf(answer)
  if (oid === undefined) throw toForeignAnswerFault(`the commit to ${owner}/${repo}`)
  return oid
}

/** Returns the data of an error, since GraphQL may report an error in addition to the data; rethrows an error without. */
function dataOfError(error: unknown): unknown {
  const { data } = error as { data?: unknown }
  if (oidOf(data) === undefined) throw error
  return data
}

function oidOf(answer: unknown): string | undefined {
  const { createCommitOnBranch: made } = (answer ?? {}) as { createCommitOnBranch?: unknown }
  const oid = ((made ?? {}) as { commit?: { oid?: unknown } | null }).commit?.oid
  return typeof oid === 'string' && /^[0-9a-f]{40,64}$/.test(oid) ? oid : undefined
}

/** Git's object id of a file with this content. */
export function blobOf(content: string | Uint8Array): string {
  const bytes = Buffer.from(content)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

async function readRef(
  github: GitHub,
  owner: string,
  repo: string,
  branch: string,
): Promise<string | undefined> {
  try {
    const { data } = await github.request(`GET /repos/{owner}/{repo}/git/ref/heads/${encodePath(branch)}`, {
      owner,
      repo,
    })
    const { object } = (data ?? {}) as { object?: { sha?: unknown } }
    if (typeof object?.sha !== 'string') throw toForeignAnswerFault(`${owner}/${repo}`)
    return object.sha
  } catch (error) {
    if (isStatus(error, 404, 409)) return undefined
    throw error
  }
}

/** A path with each segment percent-encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
