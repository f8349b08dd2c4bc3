import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'

// Objects of a git repository, read and written without starting git: to start it takes longer than all that it would do here.
// https://git-scm.com/book/en/v2/Git-Internals-Git-Objects

export interface TreeEntry {
  /** Octal, such as `100644`. */
  readonly mode: string
  readonly name: string
  readonly oid: string
}

export interface Commit {
  readonly oid: string
  readonly tree: string
  readonly parents: readonly string[]
  readonly message: string
}

/** What is to be at a path. */
export interface FileContent {
  readonly mode: '100644' | '120000'
  readonly bytes: Buffer
}

/** Adds the files to a tree, or to none, and returns the id of the new tree. Throws where a file would have to be a folder. */
export function addFiles(
  folder: string,
  tree: string | undefined,
  files: ReadonlyMap<string, FileContent>,
): string {
  const entries = new Map((tree === undefined ? [] : readTree(folder, tree)).map((one) => [one.name, one]))
  for (const [name, below] of Map.groupBy(files, ([path]) => path.split('/', 1)[0] ?? '')) {
    entries.set(name, entryWith(folder, name, entries.get(name), below))
  }
  return writeTree(folder, [...entries.values()])
}

export function writeCommit(folder: string, commit: Omit<Commit, 'oid'>): string {
  const now = `${Math.floor(Date.now() / 1000)} +0000`
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> ${now}`,
    `committer GitHub <noreply@github.com> ${now}`,
    '',
    `${commit.message}\n`,
  ]
  return writeObject(folder, 'commit', Buffer.from(lines.join('\n')))
}

export function readCommit(folder: string, oid: string): Commit {
  const { bytes } = readObject(folder, oid)
  const [head = '', ...message] = bytes.toString('utf8').split('\n\n')
  const valuesOf = (name: string) =>
    head.split('\n').flatMap((line) => (line.startsWith(`${name} `) ? [line.slice(name.length + 1)] : []))
  const [tree = ''] = valuesOf('tree')
  return { oid, tree, parents: valuesOf('parent'), message: message.join('\n\n').trimEnd() }
}

/** What lies at a path below a tree; undefined: nothing. */
export function findEntry(folder: string, tree: string, path: string): TreeEntry | undefined {
  let entry: TreeEntry | undefined = { mode: TREE, name: '', oid: tree }
  for (const name of path.split('/').filter((part) => part !== '')) {
    if (entry?.mode !== TREE) return undefined
    entry = readTree(folder, entry.oid).find((one) => one.name === name)
  }
  return entry
}

export function isTree({ mode }: TreeEntry): boolean {
  return mode === TREE
}

export function readTree(folder: string, oid: string): TreeEntry[] {
  const { bytes } = readObject(folder, oid)
  const entries: TreeEntry[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at)
    const [mode = '', name = ''] = bytes.toString('utf8', at, end).split(/ (.*)/s)
    entries.push({ mode, name, oid: bytes.toString('hex', end + 1, end + 21) })
    at = end + 21
  }
  return entries
}

export function readObject(folder: string, oid: string): { type: string; bytes: Buffer } {
  const whole = inflateSync(readFileSync(fileOf(folder, oid)))
  const end = whole.indexOf(0)
  return { type: whole.toString('latin1', 0, whole.indexOf(' ')), bytes: whole.subarray(end + 1) }
}

/** As git spells it inside of trees. */
const TREE = '40000'

function entryWith(
  folder: string,
  name: string,
  known: TreeEntry | undefined,
  files: readonly (readonly [path: string, content: FileContent])[],
): TreeEntry {
  const [[path, content] = []] = files
  if (path === name && content !== undefined) {
    if (known?.mode === TREE || files.length > 1) throw new Error(`${name} is a folder.`)
    return { mode: content.mode, name, oid: writeObject(folder, 'blob', content.bytes) }
  }
  if (known !== undefined && known.mode !== TREE) throw new Error(`${name} is no folder.`)
  const below = new Map(files.map(([one, bytes]) => [one.slice(name.length + 1), bytes]))
  return { mode: TREE, name, oid: addFiles(folder, known?.oid, below) }
}

/** Git's order is that of bytes, in which the name of a folder ends with a slash. */
function writeTree(folder: string, entries: readonly TreeEntry[]): string {
  const keyOf = ({ mode, name }: TreeEntry) => Buffer.from(mode === TREE ? `${name}/` : name)
  const sorted = entries.toSorted((one, other) => Buffer.compare(keyOf(one), keyOf(other)))
  const parts = sorted.flatMap(({ mode, name, oid }) => [
    Buffer.from(`${mode} ${name}\0`),
    Buffer.from(oid, 'hex'),
  ])
  return writeObject(folder, 'tree', Buffer.concat(parts))
}

function writeObject(folder: string, type: 'blob' | 'tree' | 'commit', bytes: Buffer): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes])
  const oid = createHash('sha1').update(whole).digest('hex')
  const file = fileOf(folder, oid)
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, deflateSync(whole, { level: 1 }))
  }
  return oid
}

function fileOf(folder: string, oid: string): string {
  return join(folder, 'objects', oid.slice(0, 2), oid.slice(2))
}
