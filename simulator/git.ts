import { execFile } from 'node:child_process'

/** No configuration of this machine is read. */
const env = {
  PATH: process.env['PATH'] ?? '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
}

/** Runs git in a folder and answers what it prints, trimmed. Throws with git's own words where it fails. */
export function git(folder: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile('git', ['-C', folder, ...args], { env, maxBuffer: 1 << 30 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`git ${args[0] ?? ''}: ${stderr.trim()}`, { cause: error }))
      else resolve(stdout.trim())
    })
  })
}
