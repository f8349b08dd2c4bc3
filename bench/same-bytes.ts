// Whether two bundles write the same bytes: random companies, windows and inputs through both, and every output compared.
// npx node bench/same-bytes.ts --against OLD/index.js [--action dist/index.js] [--companies 200] [--seed 1] [--only 17 --keep DIR]
// The companies are read with the numbers of threads of --threads 0,1,3 in turn; OLD reads with none.
// With --without insights,phases these fields of totals.json are left out of the comparison, wherever they are.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pMap from 'p-map'
import { oddReports } from '../__tests__/scenarios/odd-reports.ts'
import { addDays, daysBetween } from '../simulator/calendar.ts'
import { type CompanyOptions, makeCompany } from '../simulator/company.ts'
import { pick, type Random, randomOf, wholeBetween } from '../simulator/random.ts'
import { startRepository } from '../simulator/repository.ts'
import type { RunOptions } from '../simulator/run-environment.ts'
import { type Run, runAction } from '../simulator/runner.ts'
import { startSimulator } from '../simulator/server.ts'
import { writeReports } from '../simulator/write-reports.ts'

const PAGE = 'reports/copilot.md'

/** One company, one window, one set of inputs. */
interface Trial {
  readonly company: CompanyOptions
  /** Rows as nobody expects them, in place of the company's. */
  readonly odd: number | undefined
  readonly until: string
  readonly days: number
  readonly inputs: Readonly<Record<string, string>>
  readonly commits: boolean
}

/** Content by the name of the output. */
type Outputs = Readonly<Record<string, string>>

function trialOf(seed: number, number: number): Trial {
  const random = randomOf(seed, number)
  const scope = random() < 0.25 ? ('enterprise' as const) : ('organization' as const)
  const seats = wholeBetween(random, 3, random() < 0.1 ? 300 : 70)
  const until = addDays('2026-11-18', random() < 0.4 ? -wholeBetween(random, 0, 260) : 0)
  const days = wholeBetween(random, 1, random() < 0.2 ? 28 : 12)
  const missingDays = random() < 0.3 ? [addDays(until, -wholeBetween(random, 0, days - 1))] : []
  const teams = Math.max(1, Math.min(wholeBetween(random, 1, 14), Math.floor(seats / 3)))
  return {
    company: {
      seed: wholeBetween(random, 1, 1e6),
      seats,
      teams,
      scope,
      slug: 'octo-works',
      ...(days > 1 ? { missingDays } : {}),
    },
    odd: scope === 'organization' && random() < 0.25 ? wholeBetween(random, 1, 1e6) : undefined,
    until,
    days,
    inputs: inputsOf(random),
    commits: random() < 0.3,
  }
}

function inputsOf(random: Random): Record<string, string> {
  return {
    compare: String(random() < 0.6),
    people: pick(random, ['named', 'named', 'pseudonymous', 'none']),
    'people-key': 'a key of at least sixteen characters',
    'minimum-group-size': pick(random, ['5', '5', '3', '10']),
    'engagement-export': String(random() < 0.5),
    'artifact-name': '',
    ...(random() < 0.15 ? { teams: '!*a*' } : {}),
    ...(random() < 0.2 ? { 'gap-share': '0.4', 'champion-features': '3' } : {}),
  }
}

/** Everything that a bundle writes of a trial: its files, outputs, page and log, and what it commits. */
async function outputsOf(
  action: string,
  folder: string,
  trial: Trial,
  readingThreads = '0',
): Promise<Outputs> {
  const { company, until, days, inputs, commits } = trial
  await using repository = commits ? startRepository() : undefined
  await using github =
    repository === undefined ? undefined : await startSimulator({ routes: repository.routes })
  const options: RunOptions = {
    actionPath: action,
    today: addDays(until, 3),
    runId: '1',
    env: { COPILOT_TEAM_METRICS_THREADS: readingThreads },
    inputs: {
      ...inputs,
      [company.scope ?? 'organization']: 'octo-works',
      'reports-directory': folder,
      until,
      days: String(days),
      ...(commits ? { 'report-path': PAGE } : {}),
    },
    ...(github === undefined ? {} : { simulator: github }),
  }
  await using run = await runAction(options)
  const { files: _, 'summary-file': __, 'report-commit': ___, ...outputs } = run.outputs
  const committed = (await repository?.git('ls-tree', '-r', '--name-only', 'main'))?.split('\n') ?? []
  const texts = await Promise.all(
    committed.map(async (path) => [`committed ${path}`, (await repository?.text(path)) ?? ''] as const),
  )
  return {
    log: [...run.errors, ...run.warnings].join('\n').replaceAll(folder, 'DIR'),
    outputs: JSON.stringify(outputs),
    summary: run.summary,
    ...Object.fromEntries(run.fileNames().map((name) => [name, contentOf(run, name)])),
    ...Object.fromEntries(texts),
  }
}

function contentOf(run: Run, name: string): string {
  const text = run.file(name)
  if (name !== 'totals.json' || without.length === 0) return text
  return JSON.stringify(
    JSON.parse(text, (key, value: unknown) => (without.includes(key) ? undefined : value)),
  )
}

async function writeTrial(trial: Trial, folder: string): Promise<void> {
  const since = addDays(trial.until, 1 - 2 * trial.days)
  if (trial.odd === undefined) {
    await writeReports(makeCompany(trial.company), folder, since, trial.until)
    return
  }
  const all = oddReports(trial.odd, daysBetween(since, trial.until), '7')
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

const { values } = parseArgs({
  options: {
    action: { type: 'string', default: 'dist/index.js' },
    against: { type: 'string' },
    companies: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    keep: { type: 'string' },
    without: { type: 'string', default: '' },
    threads: { type: 'string', default: '0,1,3' },
  },
})
if (values.against === undefined) throw new Error('Say with --against which bundle to compare with.')
const [action, against] = [resolve(values.action), resolve(values.against)]
const seed = Number(values.seed)
const threads = values.threads.split(',')
const without = values.without.split(',').filter((name) => name !== '')
const numbers =
  values.only === undefined
    ? Array.from({ length: Number(values.companies) }, (_, number) => number)
    : [Number(values.only)]

/** Digests of the bundle that is compared with are kept between calls: it does not change. */
const memory = join(
  tmpdir(),
  `same-bytes-${digest(readFileSync(against, 'utf8')).slice(0, 12)}-${seed}-${values.without}.json`,
)
const known = new Map<string, Outputs>(
  existsSync(memory)
    ? Object.entries(JSON.parse(readFileSync(memory, 'utf8')) as Record<string, Outputs>)
    : [],
)
const before = process.cpuUsage()
let [files, different, failed] = [0, 0, 0]
await pMap(
  numbers,
  async (number) => {
    const folder = mkdtempSync(join(tmpdir(), 'same-'))
    try {
      const trial = trialOf(seed, number)
      await writeTrial(trial, folder)
      const now = await outputsOf(action, folder, trial, threads[number % threads.length])
      if (values.keep !== undefined) {
        keep(join(values.keep, 'old'), await outputsOf(against, folder, trial))
        keep(join(values.keep, 'new'), now)
      }
      let old = known.get(String(number))
      if (old === undefined)
        known.set(String(number), (old = digests(await outputsOf(against, folder, trial))))
      const found = digests(now)
      const names = [...new Set([...Object.keys(old), ...Object.keys(found)])]
      files += names.length
      if (!('totals.json' in now)) failed++
      const wrong = names.filter((name) => old[name] !== found[name])
      if (wrong.length > 0) {
        different++
        console.log(`company ${number}: ${wrong.join(', ')}`)
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  { concurrency: availableParallelism() },
)
writeFileSync(memory, JSON.stringify(Object.fromEntries(known)))
const { user, system } = process.cpuUsage(before)
console.log(
  `${numbers.length} companies (${failed} end with an error), ${files} outputs: ${different} companies differ; ${((user + system) / 1e6).toFixed(0)} s`,
)
process.exitCode = different === 0 ? 0 : 1

function digests(outputs: Outputs): Outputs {
  return Object.fromEntries(Object.entries(outputs).map(([name, text]) => [name, digest(text)]))
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function keep(directory: string, outputs: Outputs): void {
  for (const [name, text] of Object.entries(outputs)) {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
}
