import { spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { inputVariables } from '../../simulator/action-file.ts'
import { parseOutputs } from '../../simulator/run-log.ts'
import { Fault } from '../../src/fault.ts'

/** A run of the bundle outside of a workflow. */
export interface BundleRun {
  /** The repository's root, with `action.yml` and `dist/`. */
  readonly root: string
  /** Inputs of the action, secrets among them. */
  readonly inputs: Readonly<Record<string, string>>
  /** Address of GitHub's API unless an input says another. */
  readonly api: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Where the user is: paths are relative to it. */
  readonly directory: string
  /** A folder of the run's own. */
  readonly temporary: string
  /** Takes each line of the output, in order. */
  readonly show: (line: string) => void
  /** When it is aborted the run is ended. */
  readonly stop: AbortSignal
}

/** How a run ended; the outputs are empty where it failed early. */
export interface BundleEnd {
  readonly exitCode: number
  readonly outputs: Readonly<Record<string, string>>
}

/** Starts the bundled action as a process of its own and waits for its end. @throws Fault where it cannot be started */
export async function runBundle(run: BundleRun): Promise<BundleEnd> {
  const bundle = join(run.root, 'dist', 'index.js')
  if (!existsSync(bundle)) throw new Fault(`There is no ${bundle}; build it with npm run package.`)
  const outputFile = join(run.temporary, 'outputs')
  writeFileSync(outputFile, '')
  const child = spawn(process.execPath, [bundle], {
    cwd: run.directory,
    env: { ...environmentOf(run), GITHUB_OUTPUT: outputFile, RUNNER_TEMP: run.temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  run.stop.addEventListener('abort', () => child.kill('SIGTERM'))
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', run.show)
  const exitCode = await new Promise<number>((resolved, rejected) => {
    child.once('error', rejected)
    // Not `exit`, after which lines may still come.
    child.once('close', (code, signal) =>
      resolved(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    )
  })
  return { exitCode, outputs: parseOutputs(readFileSync(outputFile, 'utf8')) }
}

/** The user's environment, for proxies and certificates, without what a runner or a codespace would say of another run. */
function environmentOf({ root, inputs, api, environment, directory }: BundleRun): Record<string, string> {
  const kept = Object.entries(environment).flatMap(([name, value]): [string, string][] =>
    value === undefined || /^(INPUT_|GITHUB_|GH_|ACTIONS_|RUNNER_)/i.test(name) ? [] : [[name, value]],
  )
  const { file, workspace } = peopleFileOf(inputs['people-file'], directory)
  const yaml = readFileSync(join(root, 'action.yml'), 'utf8')
  // Nothing is uploaded from here; it names the interactive report.
  const given = { ...inputs, ...file, 'artifact-name': 'report' }
  return {
    ...Object.fromEntries(kept),
    ...inputVariables(yaml, given, { 'github.token': '', 'github.api_url': api }),
    GITHUB_WORKSPACE: workspace,
  }
}

/** The action takes files of the workspace only. On one's own machine that is wherever the file lies. */
function peopleFileOf(
  path: string | undefined,
  directory: string,
): { readonly file: Readonly<Record<string, string>>; readonly workspace: string } {
  if (path === undefined) return { file: {}, workspace: directory }
  const whole = resolve(directory, path)
  if (!existsSync(whole)) throw new Fault(`--people-file: ${whole} is not there.`)
  const real = realpathSync(whole)
  return { file: { 'people-file': basename(real) }, workspace: dirname(real) }
}
