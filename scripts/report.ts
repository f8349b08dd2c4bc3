// Runs the bundled action from a laptop, on a company's own reports, and leaves its page and its files in a folder.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { fileHtml } from '../simulator/html.ts'
import { root } from '../simulator/run-environment.ts'
import { Fault } from '../src/fault.ts'
import { readArguments } from './report/arguments.ts'
import { type BundleEnd, runBundle } from './report/bundle.ts'
import { checkFolder, fillFolder } from './report/folder.ts'
import { helpText } from './report/help.ts'
import { type ReportOptions, reportOptions } from './report/options.ts'
import { placesText } from './report/places.ts'
import { openProgress } from './report/progress.ts'
import { readToken } from './report/token.ts'

const API = 'https://api.github.com'
/** Nothing was started, because of what the command was given. */
const NOT_STARTED = 2

/** Runs the command and returns its exit code: that of the run, where there was one. */
async function report(args: readonly string[]): Promise<number> {
  const options = reportOptions(readFileSync(join(root, 'action.yml'), 'utf8'))
  try {
    const { help, inputs, out } = readArguments(args, options)
    if (help) {
      process.stdout.write(helpText(options, API))
      return 0
    }
    const directory = currentDirectory()
    const folder = resolve(directory, out)
    checkFolder(folder, out)
    const secrets = secretsOf(inputs, options)
    return await runInto(folder, directory, { ...inputs, ...secrets }, options)
  } catch (error) {
    // What the system refuses says itself what and where: a full disk, a folder that may not be written.
    if (!(error instanceof Fault) && !isOfTheSystem(error)) throw error
    process.stderr.write(`${error.message}\n`)
    return error instanceof Fault ? NOT_STARTED : 1
  }
}

async function runInto(
  folder: string,
  directory: string,
  inputs: Readonly<Record<string, string>>,
  { secrets }: ReportOptions,
): Promise<number> {
  const temporary = mkdtempSync(join(tmpdir(), 'copilot-report-'))
  try {
    const progress = openProgress(
      process.stderr,
      secrets.map(({ name }) => inputs[name] ?? ''),
    )
    const { show } = progress
    const [environment, stop] = [process.env, stopOfUser()]
    const ended = await runBundle({ root, inputs, api: API, environment, directory, temporary, show, stop })
    for (const { name, variable } of secrets) {
      if (progress.errors.some((text) => text.includes(`${name}:`)))
        process.stderr.write(`Here ${name} is the environment variable ${variable}.\n`)
    }
    leave(ended, folder, directory)
    return ended.exitCode
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Aborted by Ctrl+C and its like, possibly several: npm hands them on too. This process then still tidies up. */
function stopOfUser(): AbortSignal {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort())
  return stop.signal
}

/** Puts the results into the folder, and says where each is. */
function leave({ exitCode, outputs }: BundleEnd, folder: string, directory: string): void {
  const { files = '', headline = '', since = '', until = '' } = outputs
  const way = relative(directory, folder)
  const place = way.startsWith('..') || way === '' ? folder : way
  if (files === '') {
    if (exitCode !== 0) process.stderr.write(`There is no report; nothing was written to ${place}.\n`)
    return
  }
  const page = readFileSync(join(files, 'summary.md'), 'utf8')
  const html = fileHtml(page, { title: `Copilot, ${since} to ${until}` })
  const left = fillFolder(folder, files, { 'summary.html': html })
  process.stdout.write(`\n${headline}\n\n${placesText(left, place)}`)
}

/** From the environment, those that are set and asked for. The token may come from the GitHub CLI too. */
function secretsOf(
  inputs: Readonly<Record<string, string>>,
  { secrets }: ReportOptions,
): Record<string, string> {
  const read = (name: string, variable: string) => {
    if (name === 'github-token') return readToken(inputs, process.env)
    // A key that is set for good does not turn a run with a token into one with an App.
    const isIdle = name === 'app-private-key' && inputs['app-id'] === undefined
    return isIdle ? '' : (process.env[variable] ?? '')
  }
  return Object.fromEntries(secrets.map(({ name, variable }) => [name, read(name, variable)]))
}

function isOfTheSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error
}

/** Where the user is. npm changes to the project's root first. */
function currentDirectory(): string {
  const { npm_lifecycle_event: script, INIT_CWD: before } = process.env
  return script === 'report' && before !== undefined ? before : process.cwd()
}

if (import.meta.main) process.exitCode = await report(process.argv.slice(2))
