import { createHash } from 'node:crypto'
import { Fault } from '../fault.ts'
import type { GitHub } from '../github.ts'

/** The contents endpoint lists no more of a folder, and says nothing of the rest. */
const MOST_LISTED = 1000

/** A branch of a repository; its default branch where none is named. */
export interface Branch {
  readonly owner: string
  readonly repo: string
  readonly branch: string | undefined
}

/** Where a branch points to, or where it would begin if it does not exist. */
export interface Head {
  readonly branch: string
  readonly oid: string
  readonly exists: boolean
}

/** Files to add or replace in one commit. */
export interface Addition {
  readonly path: string
  readonly text: string
}

/** Where the branch points to now. @throws Fault where the repository has no commit at all */
export async function readHead(github: GitHub, { owner, repo, branch }: Branch): Promise<Head> {
  if (branch !== undefined) {
    const oid = await readRef(github, owner, repo, branch)
    if (oid !== undefined) return { branch, oid, exists: true }
  }
  const { data } = await github.request('GET /repos/{owner}/{repo}', { owner, repo })
  const oid = await readRef(github, owner, repo, data.default_branch)
  if (oid === undefined) {
    throw new Fault(
      `${owner}/${repo} has no commit on ${data.default_branch} yet, so there is nothing to put the report on; make a first commit`,
    )
  }
  return { branch: branch ?? data.default_branch, oid, exists: branch === undefined }
}

/** Makes the branch at the place where `head` says that it would begin. */
export async function createBranch(github: GitHub, { owner, repo }: Branch, head: Head): Promise<void> {
  const ref = `refs/heads/${head.branch}`
  await github.request('POST /repos/{owner}/{repo}/git/refs', { owner, repo, ref, sha: head.oid })
}

/** The blobs of a folder at a commit, by path; none where there is no such folder. */
export async function readFolder(
  github: GitHub,
  { owner, repo }: Branch,
  oid: string,
  folder: string,
): Promise<Map<string, string>> {
  const data = await readContents(github, owner, repo, oid, folder)
  const listed = Array.isArray(data) ? (data as { path?: unknown; sha?: unknown }[]) : []
  if (listed.length >= MOST_LISTED) {
    throw new Fault(
      `${folder === '' ? 'The root of the repository' : folder} holds more files than GitHub lists, so a report beside them cannot be read; name a report-path in a folder of its own`,
    )
  }
  return new Map(
    listed.flatMap(({ path, sha }) =>
      typeof path === 'string' && typeof sha === 'string' ? [[path, sha]] : [],
    ),
  )
}

/** The text of a file at a commit, whole; undefined where there is none. */
export async function readText(
  github: GitHub,
  { owner, repo }: Branch,
  oid: string,
  path: string,
  blob: string,
): Promise<string> {
  const data = await readContents(github, owner, repo, oid, path, 'raw')
  const text =
    data instanceof ArrayBuffer ? new TextDecoder().decode(data) : typeof data === 'string' ? data : ''
  if (blobOf(text) !== blob) {
    throw new Fault(
      `${path} did not arrive whole from GitHub, or is no text, so it is left as it is; run again later`,
    )
  }
  return text
}

/** One commit, signed by GitHub, that is only made if the branch still points to `head`. */
export async function createCommit(
  github: GitHub,
  { owner, repo }: Branch,
  head: Head,
  message: { readonly headline: string; readonly body: string },
  additions: readonly Addition[],
): Promise<{ oid: string; url: string }> {
  const { createCommitOnBranch } = await github.graphql<{
    createCommitOnBranch: { commit: { oid: string; url: string } }
  }>(
    `mutation ($input: CreateCommitOnBranchInput!) {
      createCommitOnBranch(input: $input) { commit { oid url } }
    }`,
    {
      input: {
        branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: head.branch },
        expectedHeadOid: head.oid,
        message,
        fileChanges: {
          additions: additions.map(({ path, text }) => ({
            path,
            contents: Buffer.from(text, 'utf8').toString('base64'),
          })),
        },
      },
    },
  )
  return createCommitOnBranch.commit
}

/** The id that git gives a text. */
export function blobOf(text: string): string {
  const bytes = Buffer.from(text, 'utf8')
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
    return (data as { object: { sha: string } }).object.sha
  } catch (error) {
    if (isStatus(error, 404) || isStatus(error, 409)) return undefined
    throw error
  }
}

async function readContents(
  github: GitHub,
  owner: string,
  repo: string,
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
        ...(format === undefined ? {} : { mediaType: { format } }),
      },
    )
    return answer.data
  } catch (error) {
    if (isStatus(error, 404)) return undefined
    throw error
  }
}

function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof Error && (error as { status?: unknown }).status === status
}
