import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { type AppDemoResult, runAppDemo } from './app-demo.ts'
import { startArtifacts } from './artifacts.ts'
import { findChromium, screenshot } from './browser.ts'
import { makeCompany } from './company.ts'
import { summaryHtml } from './html.ts'
import { costCentersOf, peopleFile } from './org-chart.ts'
import { type ReportDemoResult, runReportDemo } from './report-demo.ts'
import { root } from './run-environment.ts'
import { type Run, runAction } from './runner.ts'
import { startSimulator } from './server.ts'
import { demoToken } from './tokens.ts'

export interface DemoOptions {
  /** Where the results are left; `demo-output` in the repository unless told. Emptied first. */
  readonly folder?: string
  readonly seats?: number
  readonly teams?: number
  readonly days?: number
  readonly today?: string
  /** What is run in place of the bundle, such as `src/index.ts`. */
  readonly actionPath?: string
  /** Inputs of the action beyond those of the demo. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Also take pictures of the page, where there is a Chromium. */
  readonly screenshot?: boolean
}

/** Inputs that make groups of the company's people. */
const GROUPED = {
  'people-file': 'people.csv',
  'group-by': 'department, cost_center, manager',
  'cost-centers-of': 'octo',
} as const

export interface DemoResult {
  readonly exitCode: number | null
  readonly folder: string
  readonly outputs: Readonly<Record<string, string>>
  readonly durationMs: number
  /** How many requests the action made of the API and of the link store. */
  readonly requests: number
  readonly pictures: readonly string[]
}

/** Runs the bundled action against a made-up company on a made-up GitHub and leaves what a user would get in a folder. */
export async function runDemo(options: DemoOptions = {}): Promise<DemoResult> {
  const folder = resolve(root, options.folder ?? 'demo-output')
  const today = options.today ?? '2026-11-21'
  const company = makeCompany({
    slug: 'octo-works',
    seats: options.seats ?? 240,
    ...(options.teams === undefined ? { story: true } : { teams: options.teams }),
    today,
  })
  await using simulator = await startSimulator({
    companies: [company],
    costCenters: { octo: costCentersOf(company) },
    today,
  })
  await using artifacts = await startArtifacts()
  await using run = await runAction({
    simulator,
    artifacts,
    today,
    ...(options.actionPath === undefined ? {} : { actionPath: options.actionPath }),
    files: { 'people.csv': peopleFile(company) },
    inputs: {
      'github-token': demoToken,
      organization: company.slug,
      ...GROUPED,
      days: String(options.days ?? 28),
      seats: 'true',
      'seat-price': '19 USD',
      'adoption-target': '0.8',
      ...options.inputs,
    },
  })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  leaveFiles(run, folder)
  for (const { bytes, mimeType } of artifacts.artifacts())
    if (mimeType === 'application/zip') writeFileSync(join(folder, 'artifact.zip'), bytes)
  const pictures = options.screenshot === true ? await takePictures(folder) : []
  const { exitCode, outputs, durationMs } = run
  return { exitCode, folder, outputs, durationMs, requests: simulator.requests.length, pictures }
}

function leaveFiles(run: Run, folder: string): void {
  writeFileSync(join(folder, 'log.txt'), run.log)
  writeFileSync(join(folder, 'summary.md'), run.summary)
  writeFileSync(join(folder, 'summary.html'), summaryHtml(run.summary, { title: 'report' }))
  const files = run.outputs['files']
  if (files !== undefined && files !== '') cpSync(files, join(folder, 'files'), { recursive: true })
  const report = htmlReportOf(run)
  if (report !== '') cpSync(join(folder, 'files', report), join(folder, report))
}

/** Name of the file of the interactive report; empty if there is none. */
function htmlReportOf({ outputs }: Pick<DemoResult, 'outputs'>): string {
  return basename(outputs['html-report-file'] ?? '')
}

async function takePictures(folder: string): Promise<string[]> {
  if (findChromium() === undefined) return []
  const pictures: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    const picture = join(folder, `summary-${theme}.png`)
    await screenshot(join(folder, 'summary.html'), picture, { theme })
    pictures.push(picture)
  }
  return pictures
}

function tell(result: DemoResult): void {
  const { outputs } = result
  const figure = (name: string) => outputs[name] ?? 'n/a'
  const place = relative(process.cwd(), result.folder) || '.'
  const seconds = (result.durationMs / 1000).toFixed(1)
  if (result.exitCode !== 0) {
    say(`The action failed after ${seconds} s. Its log is in ${place}/log.txt.`)
    return
  }
  say(`octo-works, ${figure('since')} to ${figure('until')}, ${figure('days-reported')} days with a report`)
  say(
    `${figure('active-users')} active and ${figure('engaged-users')} engaged people, ` +
      `${figure('members')} members of ${figure('teams')} teams, adoption ${figure('adoption-rate')}`,
  )
  say(`${result.requests} requests in ${seconds} s`)
  say('')
  const report = htmlReportOf(result)
  sayWhere('Job summary', `${place}/summary.html (and summary.md)`)
  if (report !== '') sayWhere('Interactive report', `${place}/${report}`)
  sayWhere('CSV and JSON', `${place}/files/`)
  sayWhere('Artifact, log', `${place}/artifact.zip, ${place}/log.txt`)
  sayPictures(result.pictures)
}

function tellOfReport(result: ReportDemoResult, folder: string): void {
  const place = relative(process.cwd(), folder) || '.'
  if (result.failed !== undefined) {
    say(`The report was not committed:\n${result.failed}`)
    return
  }
  say('')
  say('The report in a repository, after three runs in three weeks:')
  sayWhere('Page', `${place}/report/copilot.html`)
  sayWhere('Repository', `${place}/repository (git log, git diff HEAD~1)`)
  sayPictures(result.pictures)
}

function tellOfApp(result: AppDemoResult, folder: string): void {
  const place = relative(process.cwd(), folder) || '.'
  if (result.failed !== undefined) {
    say(`The App could not read:\n${result.failed}`)
    return
  }
  say('')
  say(
    `One App on ${result.organizations.join(', ')}, which took ${result.tokens} tokens, since each ends in the middle:`,
  )
  sayWhere('Page, log', `${place}/summary.html, ${place}/log.txt`)
  sayPictures(result.pictures)
}

function sayPictures(pictures: readonly string[]): void {
  for (const picture of pictures) sayWhere('Picture', relative(process.cwd(), picture))
}

function sayWhere(what: string, where: string): void {
  say(`${what.padEnd(20)}${where}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      screenshot: { type: 'boolean' },
      seats: { type: 'string' },
      teams: { type: 'string' },
      days: { type: 'string' },
      action: { type: 'string' },
    },
  })
  const result = await runDemo({
    screenshot: values.screenshot === true,
    ...(values.seats === undefined ? {} : { seats: Number(values.seats) }),
    ...(values.teams === undefined ? {} : { teams: Number(values.teams) }),
    ...(values.days === undefined ? {} : { days: Number(values.days) }),
    ...(values.action === undefined ? {} : { actionPath: values.action }),
  })
  tell(result)
  const folder = join(result.folder, 'committed-report')
  const committed = await runReportDemo({ folder, screenshot: values.screenshot === true })
  tellOfReport(committed, folder)
  const organizations = join(result.folder, 'many-organizations')
  const read = await runAppDemo(organizations, values.screenshot === true)
  tellOfApp(read, organizations)
  const isWell = result.exitCode === 0 && committed.failed === undefined && read.failed === undefined
  process.exitCode = isWell ? 0 : 1
}
