import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whoever sets these, the dates and names of commits are the same everywhere, and no configuration of this machine is read. */
const environment = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'github-actions[bot]',
  GIT_AUTHOR_EMAIL: '41898282+github-actions[bot]@users.noreply.github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
}

export interface GitOptions {
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
}

/** Runs git in a repository and answers what it prints. Throws with git's own words where it fails. */
export function git(folder: string, args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', folder, ...args],
      { env: { ...environment, ...options.env }, encoding: 'buffer', maxBuffer: 1 << 30 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`git ${args[0] ?? ''}: ${stderr.toString().trim()}`, { cause: error }))
        else resolve(stdout)
      },
    )
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(options.input ?? '')
  })
}

/** The same as one trimmed text. */
export async function gitText(
  folder: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await git(folder, args, options)).toString('utf8').trim()
}

/** A bare repository in a folder of its own, with one commit of these files on its branch; none: no commit at all. */
export function createRepository(
  branch: string,
  files: Readonly<Record<string, string>> | undefined,
  symlinks: Readonly<Record<string, string>> = {},
): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'repository-'))
  const run = (args: string[], input = '', env = {}) =>
    execFileSync('git', ['-C', folder, ...args], { input, env: { ...environment, ...env } })
      .toString('utf8')
      .trim()
  run(['init', '--quiet', '--bare', `--initial-branch=${branch}`])
  if (files !== undefined) {
    const index = { GIT_INDEX_FILE: join(folder, 'first-index') }
    const add = (mode: number) => (entry: [path: string, text: string]) => {
      const blob = run(['hash-object', '-w', '--stdin'], entry[1])
      run(['update-index', '--add', '--cacheinfo', `${mode},${blob},${entry[0]}`], '', index)
    }
    Object.entries(files).forEach(add(100644))
    Object.entries(symlinks).forEach(add(120000))
    const tree = run(['write-tree'], '', index)
    run(['update-ref', `refs/heads/${branch}`, run(['commit-tree', tree, '-m', 'First commit'])])
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
