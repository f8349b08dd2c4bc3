import { execFileSync } from 'node:child_process'

/** Runs git in a checkout and returns what it prints, trimmed. @throws Error with git's own words */
export function git(folder: string, ...args: readonly string[]): string {
  try {
    const printed = execFileSync('git', ['-C', folder, ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    return printed.trim()
  } catch (error) {
    throw new Error(`git ${args.join(' ')}: ${wordsOf(error)}`, { cause: error })
  }
}

/** Whether git ends without an error. */
export function gitSays(folder: string, ...args: readonly string[]): boolean {
  try {
    git(folder, ...args)
    return true
  } catch {
    return false
  }
}

function wordsOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'stderr' in error && error.stderr !== '')
    return String(error.stderr).trim()
  return String(error)
}
