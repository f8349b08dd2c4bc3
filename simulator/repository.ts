import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { type Answer, apiError, json } from './answers.ts'
import { createRepository, git, gitText } from './git.ts'
import type { Incoming } from './host.ts'
import type { Route } from './routes.ts'
import { workflowToken } from './tokens.ts'

export interface RepositoryOptions {
  /** `owner/name`; the runner's own unless told. */
  readonly name?: string
  readonly defaultBranch?: string
  readonly visibility?: 'public' | 'private' | 'internal'
  /** What the first commit holds; `undefined` as a value of its own: a repository without any commit. */
  readonly files?: Readonly<Record<string, string>> | undefined
  /** Symbolic links of the first commit, and what they lead to. */
  readonly symlinks?: Readonly<Record<string, string>>
  /** Tokens that may write, and tokens that may only read; the workflow's own may write unless told. */
  readonly writers?: readonly string[]
  readonly readers?: readonly string[]
  /** Branches that take no direct commit: by the old kind of protection, or by a ruleset. */
  readonly protectedBranches?: Readonly<Record<string, 'protection' | 'ruleset'>>
  /** A request body above this is refused. */
  readonly mostBytes?: number
}

/** A real git repository behind the endpoints of GitHub that commit to it. */
export interface Repository extends AsyncDisposable {
  readonly name: string
  /** The bare repository, to be cloned. */
  readonly folder: string
  readonly routes: readonly Route[]
  /** Called before each commit through the API; for someone else who comes first. */
  beforeCommit: (() => Promise<void>) | undefined
  /** Commits as someone else would, by a push. */
  push(branch: string, files: Readonly<Record<string, string>>, headline: string): Promise<string>
  git(...args: readonly string[]): Promise<string>
  /** The text of a file at the head of a branch; undefined where there is none. */
  text(path: string, branch?: string): Promise<string | undefined>
}

type Access = 'write' | 'read' | 'none'

/** Makes the repository in a folder of its own; `routes` go into the options of a simulator. */
export function startRepository(options: RepositoryOptions = {}): Repository {
  const name = options.name ?? 'octo-works/copilot-report'
  const defaultBranch = options.defaultBranch ?? 'main'
  const first = 'files' in options ? options.files : { 'README.md': '# Copilot report\n' }
  const { folder, remove } = createRepository(defaultBranch, first, options.symlinks)
  const accessOf = ({ log }: Incoming): Access => {
    const token = log.token ?? ''
    if ((options.writers ?? [workflowToken]).includes(token)) return 'write'
    return (options.readers ?? []).includes(token) ? 'read' : 'none'
  }
  const repository: Repository = {
    name,
    folder,
    beforeCommit: undefined,
    push: (branch, files, headline) => commit(folder, branch, undefined, toBytes(files), headline),
    git: (...args) => gitText(folder, args),
    text: async (path, branch = defaultBranch) => {
      const found = await git(folder, ['cat-file', 'blob', `${branch}:${path}`]).catch(() => undefined)
      return found?.toString('utf8')
    },
    routes: [],
    [Symbol.asyncDispose]: () => {
      remove()
      return Promise.resolve()
    },
  }
  const home = { folder, name, defaultBranch, options, accessOf, repository }
  return Object.assign(repository, { routes: [...readingRoutes(home), ...writingRoutes(home)] })
}

interface Home {
  readonly folder: string
  readonly name: string
  readonly defaultBranch: string
  readonly options: RepositoryOptions
  readonly accessOf: (incoming: Incoming) => Access
  readonly repository: Repository
}

function readingRoutes({ folder, name, defaultBranch, options, accessOf }: Home): Route[] {
  const base = `^/repos/${name.replaceAll('.', '\\.')}`
  const guarded =
    (answer: Route['answer']): Route['answer'] =>
    (incoming, parts, grants) =>
      accessOf(incoming) === 'none' && options.visibility !== 'public'
        ? apiError(404, 'Not Found')
        : answer(incoming, parts, grants)
  return [
    {
      method: 'GET',
      path: new RegExp(`${base}$`),
      answer: guarded(() =>
        json(200, {
          id: 1,
          full_name: name,
          private: options.visibility !== 'public',
          visibility: options.visibility ?? 'private',
          default_branch: defaultBranch,
        }),
      ),
    },
    {
      method: 'GET',
      path: new RegExp(`${base}/git/ref/heads/(?<branch>.+)$`),
      answer: guarded(async (_, { branch = '' }) => {
        if ((await gitText(folder, ['for-each-ref'])) === '') return apiError(409, 'Git Repository is empty.')
        const oid = await oidOf(folder, branch)
        if (oid === undefined) return apiError(404, 'Not Found')
        return json(200, { ref: `refs/heads/${branch}`, object: { type: 'commit', sha: oid } })
      }),
    },
    {
      method: 'GET',
      path: new RegExp(`${base}/commits$`),
      answer: guarded((incoming) => commits(folder, incoming.query.get('sha') ?? defaultBranch)),
    },
    {
      method: 'GET',
      path: new RegExp(`${base}/contents/?(?<path>.*)$`),
      answer: guarded((incoming, { path = '' }) => contents(folder, incoming, path)),
    },
  ]
}

function writingRoutes({ folder, name, options, accessOf, repository }: Home): Route[] {
  return [
    {
      method: 'POST',
      path: new RegExp(`^/repos/${name.replaceAll('.', '\\.')}/git/refs$`),
      answer: async (incoming) => {
        if (accessOf(incoming) !== 'write') return apiError(403, 'Resource not accessible by integration')
        const { ref, sha } = JSON.parse((await incoming.body()).toString('utf8')) as {
          ref: string
          sha: string
        }
        try {
          await git(folder, ['update-ref', ref, sha, '0'.repeat(40)])
        } catch {
          return apiError(422, 'Reference already exists')
        }
        return json(201, { ref, object: { type: 'commit', sha } })
      },
    },
    {
      method: 'POST',
      path: /^\/graphql$/,
      answer: async (incoming) => {
        const body = await incoming.body()
        if (body.length > (options.mostBytes ?? Infinity)) return apiError(413, 'Payload too large')
        const { query, variables } = JSON.parse(body.toString('utf8')) as {
          query: string
          variables: { input: Input }
        }
        if (!query.includes('createCommitOnBranch'))
          return graphqlError('undefinedField', 'The simulator knows no such field.')
        const { input } = variables
        if (input.branch.repositoryNameWithOwner !== name || accessOf(incoming) === 'none') {
          return graphqlError(
            'NOT_FOUND',
            `Could not resolve to a Repository with the name '${input.branch.repositoryNameWithOwner}'.`,
          )
        }
        if (accessOf(incoming) !== 'write')
          return graphqlError('FORBIDDEN', 'Resource not accessible by integration')
        await repository.beforeCommit?.()
        return commitAnswer(folder, input, options.protectedBranches?.[input.branch.branchName])
      },
    },
  ]
}

interface Input {
  readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string }
  readonly fileChanges: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[]
  }
}

async function commitAnswer(
  folder: string,
  input: Input,
  protection: 'protection' | 'ruleset' | undefined,
): Promise<Answer> {
  const { branchName } = input.branch
  if (protection === 'protection') {
    return graphqlError('BRANCH_PROTECTION_RULE_VIOLATION', 'Changes must be made through a pull request.')
  }
  if (protection === 'ruleset') {
    return graphqlError(
      'UNPROCESSABLE',
      'Repository rule violations found\n\nChanges must be made through a pull request.\n\n',
    )
  }
  if ((await oidOf(folder, branchName)) === undefined)
    return graphqlError('NOT_FOUND', `No such branch: ${branchName}`)
  const files = (input.fileChanges.additions ?? []).map(
    ({ path, contents: text }) => [path, Buffer.from(text, 'base64')] as const,
  )
  const message = [input.message.headline, input.message.body ?? '']
    .filter((text) => text !== '')
    .join('\n\n')
  try {
    const oid = await commit(folder, branchName, input.expectedHeadOid, new Map(files), message)
    const url = `https://github.com/${input.branch.repositoryNameWithOwner}/commit/${oid}`
    return json(200, { data: { createCommitOnBranch: { commit: { oid, url } } } })
  } catch {
    const words = `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`
    return graphqlError('STALE_DATA', words)
  }
}

/** Makes a commit with git's own plumbing; the branch moves only if it still points to `expected`. */
async function commit(
  folder: string,
  branch: string,
  expected: string | undefined,
  files: ReadonlyMap<string, Buffer>,
  message: string,
): Promise<string> {
  const head = expected ?? (await oidOf(folder, branch)) ?? ''
  const index = join(folder, `index-${randomUUID()}`)
  const env = { GIT_INDEX_FILE: index }
  try {
    await git(folder, ['read-tree', head], { env })
    const lines: string[] = []
    for (const [path, bytes] of files) {
      const blob = await gitText(folder, ['hash-object', '-w', '--stdin'], { input: bytes })
      lines.push(`100644 ${blob}\t${path}\n`)
    }
    await git(folder, ['update-index', '--index-info'], { env, input: lines.join('') })
    const tree = await gitText(folder, ['write-tree'], { env })
    const oid = await gitText(folder, ['commit-tree', tree, '-p', head, '-F', '-'], { input: message })
    await git(folder, ['update-ref', `refs/heads/${branch}`, oid, head])
    return oid
  } finally {
    rmSync(index, { force: true })
  }
}

/** The newest commits that lead to one, newest first. */
async function commits(folder: string, sha: string): Promise<Answer> {
  const listed = await gitText(folder, ['log', '-30', '--format=%H%x00%P%x00%B%x01', sha]).catch(
    () => undefined,
  )
  if (listed === undefined) return apiError(404, 'Not Found')
  const entries = listed.split('\u0001').filter((text) => text.trim() !== '')
  return json(
    200,
    entries.map((text) => {
      const [oid = '', parents = '', message = ''] = text.trim().split('\0')
      const of = parents.split(' ').filter((parent) => parent !== '')
      return { sha: oid, commit: { message: message.trim() }, parents: of.map((parent) => ({ sha: parent })) }
    }),
  )
}

/** A folder as a list, a file as JSON below a megabyte, or its bytes where they are asked for as such. */
async function contents(folder: string, incoming: Incoming, path: string): Promise<Answer> {
  const oid = incoming.query.get('ref') ?? 'HEAD'
  const spec = `${oid}:${path}`
  const type = await gitText(folder, ['cat-file', '-t', spec]).catch(() => undefined)
  if (type === undefined) return apiError(404, 'Not Found')
  const accept = String(incoming.headers.accept ?? '')
  if (type === 'tree') {
    const listed = await gitText(folder, ['ls-tree', '-l', spec])
    return json(
      200,
      listed
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => entryOf(line, path)),
    )
  }
  const bytes = await git(folder, ['cat-file', 'blob', spec])
  const raw = /\braw\b/.test(accept)
  if (raw)
    return {
      status: 200,
      headers: { 'content-type': 'application/vnd.github.v3.raw; charset=utf-8' },
      body: bytes,
    }
  const small = bytes.length <= 1 << 20
  const sha = await gitText(folder, ['rev-parse', spec])
  return json(200, {
    type: 'file',
    path,
    sha,
    size: bytes.length,
    encoding: small ? 'base64' : 'none',
    content: small ? bytes.toString('base64') : '',
  })
}

function entryOf(line: string, path: string): object {
  const [, mode, type, sha, size, name = ''] = /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/.exec(line) ?? []
  const kind = type === 'tree' ? 'dir' : mode === '120000' ? 'symlink' : 'file'
  return { name, path: path === '' ? name : `${path}/${name}`, sha, type: kind, size: Number(size) || 0 }
}

async function oidOf(folder: string, branch: string): Promise<string | undefined> {
  return gitText(folder, ['rev-parse', '--verify', '--quiet', `refs/heads/${branch}`]).catch(() => undefined)
}

function graphqlError(type: string, message: string): Answer {
  return json(200, {
    data: { createCommitOnBranch: null },
    errors: [{ type, path: ['createCommitOnBranch'], message }],
  })
}

function toBytes(files: Readonly<Record<string, string>>): Map<string, Buffer> {
  return new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]))
}
