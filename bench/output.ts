import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { directoryInputs, mustSucceed, runBundle, type Usage } from './processes.ts'
import { prepareReports, SIZES } from './sizes.ts'

/** A run whose files are large. */
export interface Output {
  readonly seats: number
  readonly teams: number
  readonly days: number
  readonly usage: Usage
  /** The same with a heap that is not allowed to grow far: what is still there is needed. */
  readonly tight: Usage
  readonly heapMegabytes: number
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly lines: number }[]
}

const DAYS_READ = 2
/** Enough for what the days leave behind at this size, with little to spare. */
const HEAP_MEGABYTES = 1100

/** Runs the action on a company of very many small teams, and looks at what it wrote. */
export async function measureOutput(say: (line: string) => void): Promise<Output> {
  const reports = prepareReports('wide', DAYS_READ)
  const { usage, seen } = await runBundle({ inputs: directoryInputs(reports, DAYS_READ) }, (run) =>
    filesIn(mustSucceed(run).outputs['files'] ?? ''),
  )
  const tightFlags = [`--max-old-space-size=${HEAP_MEGABYTES}`]
  const options = { inputs: directoryInputs(reports, DAYS_READ), nodeFlags: tightFlags }
  const { usage: tight } = await runBundle(options, (run) => void mustSucceed(run))
  say(`output: ${usage.seconds.toFixed(1)} s, ${(usage.peakBytes / 1e6).toFixed(0)} MB`)
  const { seats, teams } = SIZES.wide
  return { seats, teams, days: DAYS_READ, usage, tight, heapMegabytes: HEAP_MEGABYTES, files: seen }
}

function filesIn(directory: string): Output['files'] {
  return readdirSync(directory)
    .map((name) => ({
      name,
      bytes: statSync(join(directory, name)).size,
      lines: linesOf(join(directory, name)),
    }))
    .toSorted((left, right) => right.bytes - left.bytes)
}

function linesOf(path: string): number {
  let lines = 0
  for (const byte of readFileSync(path)) if (byte === 0x0a) lines++
  return lines
}
