import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import type { RunOptions } from '../simulator/run-environment.ts'
import { runAction } from '../simulator/runner.ts'

/** The day that it is in every run. */
const TODAY = '2026-11-21'

/** All that a run of the bundle left behind, as plain data. */
export interface Collected {
  readonly exitCode: number | null
  readonly runId: string
  readonly errors: readonly string[]
  /** As it was written, debug lines too. */
  readonly log: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** The files of the output `files`, by name. */
  readonly files: ReadonlyMap<string, string>
  /** Every file below the runner's folder, by path: outputs, state, temporary files. */
  readonly disk: ReadonlyMap<string, string>
}

/** Runs the bundle; a test puts a bundle with a fault in its place. */
export type RunBundle = (options: RunOptions) => Promise<Collected>

/** Runs the bundle as a runner would and keeps all that it left. */
export const runBundle: RunBundle = async (options) => {
  const actionPath = process.env['ACTION_PATH']
  await using run = await runAction({
    today: TODAY,
    timeoutMs: 120_000,
    ...(actionPath === undefined ? {} : { actionPath }),
    ...options,
  })
  const home = dirname(run.workspace)
  const folder = run.outputs['files'] ?? ''
  return {
    exitCode: run.exitCode,
    runId: run.runId,
    errors: run.errors,
    log: run.rawLog,
    outputs: run.outputs,
    summary: run.summary,
    files: folder !== '' && existsSync(folder) ? filesBelow(folder) : new Map(),
    disk: new Map([...filesBelow(home)].filter(([path]) => path !== 'event.json' && path !== 'log')),
  }
}

/** Texts of all files below a folder, by path. */
export function filesBelow(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
  const plain = paths.filter((path) => lstatSync(path).isFile()).toSorted()
  return new Map(plain.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]))
}
