import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { addFiles, type Commit, type FileContent, readCommit, writeCommit } from './git-objects.ts'

/** Makes a bare repository in a folder of its own, with one commit of these files on its branch; none: no commit at all. */
export function createRepository(
  branch: string,
  files: Readonly<Record<string, string>> | undefined,
  symlinks: Readonly<Record<string, string>> = {},
): string {
  const folder = mkdtempSync(join(tmpdir(), 'repository-'))
  for (const name of ['objects', 'refs/heads', 'refs/tags'])
    mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'HEAD'), `ref: refs/heads/${branch}\n`)
  writeFileSync(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n')
  if (files !== undefined) {
    const content = new Map([...contentOf(files, '100644'), ...contentOf(symlinks, '120000')])
    commitFiles(folder, { branch, files: content, message: 'First commit' })
  }
  return folder
}

export interface NewCommit {
  readonly branch: string
  /** Where the branch has to be; where it is unless told. */
  readonly expected?: string
  readonly files: ReadonlyMap<string, FileContent>
  readonly message: string
}

/** Commits files to a branch and returns the id. Throws where the branch is not where it is expected. */
export function commitFiles(folder: string, { branch, expected, files, message }: NewCommit): string {
  const head = expected ?? headOf(folder, branch)
  const tree = head === undefined ? undefined : readCommit(folder, head).tree
  const parents = head === undefined ? [] : [head]
  const oid = writeCommit(folder, { tree: addFiles(folder, tree, files), parents, message })
  moveBranch(folder, branch, head, oid)
  return oid
}

/** Moves a branch, or makes it where it is expected not to be there. Throws where it is elsewhere. */
export function moveBranch(folder: string, branch: string, expected: string | undefined, oid: string): void {
  readCommit(folder, oid)
  const file = refOf(folder, branch)
  mkdirSync(dirname(file), { recursive: true })
  const lock = `${file}.lock`
  // The lock that git takes too.
  writeFileSync(lock, `${oid}\n`, { flag: 'wx' })
  if (headOf(folder, branch) !== expected) {
    rmSync(lock)
    throw new Error(`${branch} is not where it is expected.`)
  }
  renameSync(lock, file)
}

/** The commit that a branch points to; undefined: there is no such branch. */
export function headOf(folder: string, branch: string): string | undefined {
  try {
    return readFileSync(refOf(folder, branch), 'utf8').trim()
  } catch {
    return undefined
  }
}

/** The commits that lead to a branch or a commit, newest first; undefined: there is neither. */
export function logOf(folder: string, ref: string): Commit[] | undefined {
  const commits: Commit[] = []
  let oid = commitOf(folder, ref)
  if (oid === undefined) return undefined
  while (oid !== undefined) {
    const commit = readCommit(folder, oid)
    commits.push(commit)
    oid = commit.parents[0]
  }
  return commits
}

/** The commit that `HEAD`, a branch or an id stands for; undefined: none. */
export function commitOf(folder: string, ref: string): string | undefined {
  const branch = /^ref: refs\/heads\/(.*)\n$/.exec(readFileSync(join(folder, 'HEAD'), 'utf8'))?.[1] ?? ''
  return /^[0-9a-f]{40}$/.test(ref) ? ref : headOf(folder, ref === 'HEAD' ? branch : ref)
}

/** Whether there is no branch, as in a repository without a commit. */
export function isEmpty(folder: string): boolean {
  return readdirSync(join(folder, 'refs/heads')).length === 0
}

export function contentOf(
  files: Readonly<Record<string, string>>,
  mode: FileContent['mode'],
): Map<string, FileContent> {
  return new Map(Object.entries(files).map(([path, text]) => [path, { mode, bytes: Buffer.from(text) }]))
}

function refOf(folder: string, branch: string): string {
  if (!/^[\w./-]+$/.test(branch) || branch.includes('..')) throw new Error(`${branch} is no branch.`)
  return join(folder, 'refs/heads', branch)
}
