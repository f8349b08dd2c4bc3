import { rmSync } from 'node:fs'

import { git } from './git.ts'
import { type Commit, findEntry, readCommit, readObject } from './git-objects.ts'
import { commitFiles, contentOf, createRepository, headOf, logOf } from './git-repository.ts'
import type { Incoming } from './host.ts'
import { readingRoutes } from './repository-reading.ts'
import { writingRoutes } from './repository-writing.ts'
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
  /** Commits as someone else would, by a push, and returns the id. */
  push(branch: string, files: Readonly<Record<string, string>>, headline: string): string
  /** Runs git itself in the repository. */
  git(...args: readonly string[]): Promise<string>
  /** The commit that a branch points to; undefined where there is no such branch. */
  head(branch?: string): string | undefined
  /** The commits of a branch, newest first. */
  log(branch?: string): readonly Commit[]
  /** The text of a file at the head of a branch; undefined where there is none. */
  text(path: string, branch?: string): string | undefined
}

/** Where a repository is, and who may do what. */
export interface Home {
  readonly folder: string
  readonly name: string
  readonly defaultBranch: string
  readonly options: RepositoryOptions
  accessOf(incoming: Incoming): 'write' | 'read' | 'none'
}

/** Makes the repository in a folder of its own; `routes` go into the options of a simulator. */
export function startRepository(options: RepositoryOptions = {}): Repository {
  const name = options.name ?? 'octo-works/copilot-report'
  const defaultBranch = options.defaultBranch ?? 'main'
  const first = 'files' in options ? options.files : { 'README.md': '# Copilot report\n' }
  const folder = createRepository(defaultBranch, first, options.symlinks)
  const home: Home = { folder, name, defaultBranch, options, accessOf: accessBy(options) }
  const repository: Repository = {
    name,
    folder,
    beforeCommit: undefined,
    push: (branch, files, message) =>
      commitFiles(folder, { branch, files: contentOf(files, '100644'), message }),
    git: (...args) => git(folder, args),
    head: (branch = defaultBranch) => headOf(folder, branch),
    log: (branch = defaultBranch) => logOf(folder, branch) ?? [],
    text: (path, branch = defaultBranch) => textAt(folder, branch, path),
    routes: [
      ...readingRoutes(home),
      ...writingRoutes(home, () => repository.beforeCommit?.() ?? Promise.resolve()),
    ],
    [Symbol.asyncDispose]: () => {
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
  return repository
}

function accessBy({ writers = [workflowToken], readers = [] }: RepositoryOptions): Home['accessOf'] {
  return ({ log: { token = '' } }) => {
    if (writers.includes(token)) return 'write'
    return readers.includes(token) ? 'read' : 'none'
  }
}

function textAt(folder: string, branch: string, path: string): string | undefined {
  const head = headOf(folder, branch)
  const entry = head === undefined ? undefined : findEntry(folder, readCommit(folder, head).tree, path)
  const object = entry === undefined ? undefined : readObject(folder, entry.oid)
  return object?.type === 'blob' ? object.bytes.toString('utf8') : undefined
}
