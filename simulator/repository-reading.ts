import { type Answer, apiError, json } from './answers.ts'
import { findEntry, isTree, readCommit, readObject, readTree, type TreeEntry } from './git-objects.ts'
import { commitOf, headOf, isEmpty, logOf } from './git-repository.ts'
import type { Incoming } from './host.ts'
import type { Home } from './repository.ts'
import type { Route } from './routes.ts'

/** GitHub's endpoints that read a repository: itself, its branches, commits, folders and files. */
export function readingRoutes({ folder, name, defaultBranch, options, accessOf }: Home): Route[] {
  const visibility = options.visibility ?? 'private'
  const itself = {
    id: 1,
    full_name: name,
    private: visibility !== 'public',
    visibility,
    default_branch: defaultBranch,
  }
  const get = (path: string, answer: (incoming: Incoming, parts: Parts) => Answer): Route => ({
    method: 'GET',
    path: new RegExp(`^/repos/${name.replaceAll('.', '\\.')}${path}$`),
    answer: (incoming, parts) =>
      accessOf(incoming) === 'none' && visibility !== 'public'
        ? apiError(404, 'Not Found')
        : answer(incoming, parts),
  })
  return [
    get('', () => json(200, itself)),
    get('/git/ref/heads/(?<branch>.+)', (_, { branch = '' }) => branchAt(folder, branch)),
    get('/commits', ({ query }) => commits(folder, query.get('sha') ?? defaultBranch)),
    get('/contents/?(?<path>.*)', (incoming, { path = '' }) => contents(folder, incoming, path)),
  ]
}

type Parts = Readonly<Record<string, string>>

function branchAt(folder: string, branch: string): Answer {
  if (isEmpty(folder)) return apiError(409, 'Git Repository is empty.')
  const sha = headOf(folder, branch)
  if (sha === undefined) return apiError(404, 'Not Found')
  return json(200, { ref: `refs/heads/${branch}`, object: { type: 'commit', sha } })
}

/** The newest commits that lead to one, newest first. */
function commits(folder: string, ref: string): Answer {
  const log = logOf(folder, ref)
  if (log === undefined) return apiError(404, 'Not Found')
  return json(
    200,
    log.slice(0, 30).map(({ oid, message, parents }) => ({
      sha: oid,
      commit: { message },
      parents: parents.map((sha) => ({ sha })),
    })),
  )
}

/** A folder as a list, a file as JSON below a megabyte, or its bytes where they are asked for as such. */
function contents(folder: string, { query, headers }: Incoming, path: string): Answer {
  const commit = commitOf(folder, query.get('ref') ?? 'HEAD')
  const entry = commit === undefined ? undefined : findEntry(folder, readCommit(folder, commit).tree, path)
  if (entry === undefined) return apiError(404, 'Not Found')
  if (isTree(entry)) {
    const entries = readTree(folder, entry.oid)
    return json(
      200,
      entries.map((one) => listed(folder, one, path)),
    )
  }
  const { bytes } = readObject(folder, entry.oid)
  if (/\braw\b/.test(String(headers.accept ?? ''))) {
    const type = 'application/vnd.github.v3.raw; charset=utf-8'
    return { status: 200, headers: { 'content-type': type }, body: bytes }
  }
  const isSmall = bytes.length <= 1 << 20
  return json(200, {
    type: 'file',
    path,
    sha: entry.oid,
    size: bytes.length,
    encoding: isSmall ? 'base64' : 'none',
    content: isSmall ? bytes.toString('base64') : '',
  })
}

function listed(folder: string, entry: TreeEntry, path: string): object {
  const { name, oid, mode } = entry
  const type = isTree(entry) ? 'dir' : mode === '120000' ? 'symlink' : 'file'
  const size = isTree(entry) ? 0 : readObject(folder, oid).bytes.length
  return { name, path: path === '' ? name : `${path}/${name}`, sha: oid, type, size }
}
