import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { median } from './medians.ts'
import { runContender } from './processes.ts'
import { dataDirectory, prepareReports, reportFiles } from './sizes.ts'
import { DAYS } from './speed.ts'

/** The floor alone, and two of them side by side: whether two cores are two. */
export interface Cores {
  readonly aloneSeconds: number
  readonly togetherSeconds: number
}

/** Below this many cores by `coresOf`, threads are judged by CPU time in place of wall time. */
export const TWO_CORES = 1.3

/** How many cores two processes get, from 1 to 2. */
export function coresOf({ aloneSeconds, togetherSeconds }: Cores): number {
  return (2 * aloneSeconds) / togetherSeconds
}

/** Runs the floor on the medium size, alone and twice at once, in turn. */
export async function measureCores(rounds: number, say: (line: string) => void): Promise<Cores> {
  const reports = prepareReports('medium', DAYS)
  const directory = mkdtempSync(join(dataDirectory, 'cores-'))
  const list = join(directory, 'files.json')
  writeFileSync(list, JSON.stringify(reportFiles(reports, DAYS)))
  const run = async (name: string) => {
    const results = join(directory, name)
    mkdirSync(results, { recursive: true })
    return (await runContender('floor', [list, results], [], name)).seconds
  }
  const [alone, together]: [number[], number[]] = [[], []]
  try {
    for (let round = 1; round <= rounds; round++) {
      alone.push(await run('one'))
      together.push(Math.max(...(await Promise.all([run('one'), run('two')]))))
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
  const cores = { aloneSeconds: median(alone), togetherSeconds: median(together) }
  say(
    `two floors: ${cores.aloneSeconds.toFixed(2)} s alone, ${cores.togetherSeconds.toFixed(2)} s together: ${coresOf(cores).toFixed(2)} cores`,
  )
  return cores
}
