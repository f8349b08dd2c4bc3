import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import {
  inputEnvironment,
  prepare,
  root,
  runnerEnvironment,
  type RunOptions,
  type RunPaths,
} from './run-environment.ts'
import { parseOutputs, readRunLog, type RunLog } from './run-log.ts'

/** A run that has ended. Disposing of it removes its folders. */
export interface Run extends RunLog, AsyncDisposable {
  /** Null when the run was killed. */
  readonly exitCode: number | null
  readonly runId: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly workspace: string
  readonly durationMs: number
  /** The largest resident memory; undefined where the system does not tell. */
  readonly peakMemoryBytes: number | undefined
  /** Names of the files in the directory of the output `files`. */
  fileNames(): string[]
  /** Text of one of them. */
  file(name: string): string
}

/** What a debugger that follows new processes tells them by. */
const DEBUGGER = ['NODE_OPTIONS', 'VSCODE_INSPECTOR_OPTIONS']
/** How much of a log an error shows. */
const LOG_LINES = 8

let lastRunId = 7_000_000

/**
 * Starts the bundled action as a runner does, with nothing of our own environment but PATH and what a debugger needs, and waits for its end.
 * Where many runs are started, NODE_COMPILE_CACHE saves Node compiling the same bundle for each of them.
 */
export async function runAction(options: RunOptions = {}): Promise<Run> {
  const action = resolve(root, options.actionPath ?? 'dist/index.js')
  if (!existsSync(action)) throw new Error(`There is no ${action}: build it first (npm run package).`)
  const inputs = inputEnvironment(options)
  lastRunId += 1
  const runId = options.runId ?? String(lastRunId)
  const home = mkdtempSync(join(tmpdir(), 'run-'))
  const paths = prepare(home, options)
  const env = { ...runnerEnvironment(paths, runId, options), ...handedDown(), ...inputs, ...options.env }
  const started = performance.now()
  const ended = await startAndWait(action, env, paths, options)
  const durationMs = performance.now() - started
  const outputs = parseOutputs(readFileSync(paths.output, 'utf8'))
  const folder = outputs['files'] ?? ''
  return {
    ...readRunLog(readFileSync(paths.log, 'utf8'), env['RUNNER_DEBUG'] === '1'),
    ...ended,
    runId,
    outputs,
    summary: readFileSync(paths.summary, 'utf8'),
    workspace: paths.workspace,
    durationMs,
    fileNames: () => (existsSync(folder) ? readdirSync(folder).sort() : []),
    file: (name) => {
      if (folder === '' || !existsSync(join(folder, name))) throw new Error(withoutFile(name, paths, ended))
      return readFileSync(join(folder, name), 'utf8')
    },
    [Symbol.asyncDispose]: () => {
      rmSync(home, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

/** What of our own environment is for every process of Node: where compiled code is kept, and a debugger that follows. */
function handedDown(): Record<string, string> {
  const names = ['NODE_COMPILE_CACHE', ...(isDebugged() ? DEBUGGER : [])]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function isDebugged(): boolean {
  return process.env['VSCODE_INSPECTOR_OPTIONS'] !== undefined
}

/** Says why a run left no file: how it ended, and the last lines of its log. */
function withoutFile(name: string, { log }: RunPaths, { exitCode }: { exitCode: number | null }): string {
  // Behind a bar no line is a command for a runner that runs this.
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LOG_LINES) : []
  return `The run left no ${name}. It ended with ${exitCode ?? 'a signal'}, and its log with\n${lines.map((line) => `| ${line}`).join('\n')}`
}

/** Stdout and stderr share one file, so that their lines stay in order. */
function startAndWait(
  action: string,
  env: Record<string, string>,
  paths: RunPaths,
  options: RunOptions,
): Promise<{ exitCode: number | null; peakMemoryBytes: number | undefined }> {
  const log = openSync(paths.log, 'w')
  let peakMemoryBytes: number | undefined
  return new Promise((resolved, rejected) => {
    const child = spawn(options.node ?? process.execPath, [...(options.nodeFlags ?? []), action], {
      cwd: paths.workspace,
      env,
      stdio: ['ignore', log, log],
    })
    const watch = setInterval(() => {
      peakMemoryBytes = peakMemoryOf(child.pid) ?? peakMemoryBytes
    }, 20)
    void options.cancelled?.then(() => child.kill('SIGTERM'))
    // Who stands at a breakpoint may stand there for long.
    const limit = isDebugged()
      ? undefined
      : setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 180_000)
    const terminate = () => void child.kill('SIGTERM')
    options.stop?.addEventListener('abort', terminate)
    const stop = () => {
      options.stop?.removeEventListener('abort', terminate)
      clearInterval(watch)
      clearTimeout(limit)
      closeSync(log)
    }
    child.once('error', (error) => {
      stop()
      rejected(error)
    })
    child.once('exit', (exitCode) => {
      stop()
      resolved({ exitCode, peakMemoryBytes })
    })
  })
}

function peakMemoryOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
