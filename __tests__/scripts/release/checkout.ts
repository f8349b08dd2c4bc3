import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { git } from '../../../scripts/release/git.ts'
import { root } from '../../../simulator/run-environment.ts'
import { SOMEBODY } from './project.ts'

const execute = promisify(execFile)
/** How much of what a program printed an error shows. */
const LINES = 20

/** Copies what a commit of everything here would hold, with dist/ as it was built last, into a folder. */
export function copyCheckout(folder: string): void {
  const paths = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0')
  for (const path of paths) {
    if (path === '' || !existsSync(join(root, path))) continue
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
}

/** Gives a copy the same packages as here: links to each file where that can be, so that no path leads back here. */
export function copyPackages(folder: string): void {
  const from = join(root, 'node_modules')
  const to = join(folder, 'node_modules')
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    rmSync(to, { recursive: true, force: true })
    execFileSync('cp', ['-R', from, to])
  }
}

/** Runs a program in a folder and returns what it prints. Rejects with the end of that where it fails. */
export async function runIn(
  folder: string,
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const { stdout } = await execute(program, args, {
      cwd: folder,
      env: { ...process.env, ...SOMEBODY, ...env },
      maxBuffer: 1 << 26,
    })
    return stdout
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    const lines = `${stdout}${stderr}`.trimEnd().split('\n').slice(-LINES)
    throw new Error([`${program} ${args.join(' ')} failed:`, ...lines].join('\n| '), { cause: error })
  }
}
