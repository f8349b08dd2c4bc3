import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { RunOptions } from '../simulator/run-environment.ts'
import { root } from '../simulator/run-environment.ts'
import { type Run, runAction } from '../simulator/runner.ts'
import { dataDirectory } from './sizes.ts'

/** When a stage began, in seconds since the start of the process, and the peak memory up to then. */
export interface Stage {
  readonly name: string
  readonly seconds: number
  readonly peakBytes: number
}

/** What a whole process took. */
export interface Usage {
  /** From its start to its end, as its parent saw it. */
  readonly seconds: number
  /** Of all its threads. */
  readonly cpuSeconds: number
  readonly peakBytes: number
  /** The action's stages; the last one is the end. */
  readonly stages: readonly Stage[]
}

const preload = join(root, 'bench', 'usage.cjs')
const LONGEST_MILLISECONDS = 3_600_000

/** A process that failed where it should not have. */
export class Failed extends Error {}

/**
 * Runs a contender of this directory (`floor` for `floor.ts`) as a process of its own, without types, as the action is.
 * Those that run at once have different `id`s.
 */
export async function runContender(
  name: string,
  args: readonly string[],
  flags: readonly string[] = [],
  id = '',
): Promise<Usage> {
  const script = compiled(name)
  const usageFile = join(dataDirectory, `usage${id}.json`)
  rmSync(usageFile, { force: true })
  const started = performance.now()
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', preload, ...flags, script, ...args], {
      env: { ...process.env, BENCH_USAGE: usageFile },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const seconds = (performance.now() - started) / 1000
  if (code !== 0) throw new Failed(`${name} ended with ${String(code)}`)
  return readUsage(usageFile, seconds)
}

/** Runs the bundled action as a runner does. `look` sees the run before its files are removed. */
export async function runBundle<Seen>(
  options: RunOptions,
  look: (run: Run) => Seen,
): Promise<{ usage: Usage; seen: Seen }> {
  const directory = mkdtempSync(join(dataDirectory, 'usage-'))
  const usageFile = join(directory, 'usage.json')
  try {
    await using run = await runAction({
      today: '2026-11-21',
      timeoutMs: LONGEST_MILLISECONDS,
      ...options,
      nodeFlags: ['--require', preload, ...(options.nodeFlags ?? [])],
      env: { BENCH_USAGE: usageFile, ...options.env },
    })
    const seen = look(run)
    return { usage: readUsage(usageFile, run.durationMs / 1000), seen }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** @throws Failed where the action failed */
export function mustSucceed(run: Run): Run {
  if (run.exitCode !== 0)
    throw new Failed(`the action failed: ${run.errors.join(' ') || run.log.slice(-2000)}`)
  return run
}

/** The inputs of a run on report files, everything on but artifact and comparison. */
export function directoryInputs(reports: string, days: number): Record<string, string> {
  return {
    organization: 'octo-works',
    'reports-directory': reports,
    days: String(days),
    compare: 'false',
    people: 'named',
    'artifact-name': '',
  }
}

function compiled(name: string): string {
  const directory = join(dataDirectory, 'contenders')
  mkdirSync(directory, { recursive: true })
  const script = join(directory, `${name}.mjs`)
  writeFileSync(script, stripTypeScriptTypes(readFileSync(join(root, 'bench', `${name}.ts`), 'utf8')))
  return script
}

function readUsage(file: string, seconds: number): Usage {
  const left = JSON.parse(readFileSync(file, 'utf8')) as {
    userSeconds: number
    systemSeconds: number
    peakBytes: number
    stages: Stage[]
  }
  const { userSeconds, systemSeconds, peakBytes, stages } = left
  return { seconds, cpuSeconds: userSeconds + systemSeconds, peakBytes, stages }
}
