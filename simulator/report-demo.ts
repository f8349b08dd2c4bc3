import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { findChromium, screenshot } from './browser.ts'
import { makeCompany } from './company.ts'
import { git } from './git.ts'
import { fileHtml } from './html.ts'
import { costCentersOf, peopleFile } from './org-chart.ts'
import { startRepository } from './repository.ts'
import { runAction } from './runner.ts'
import { startSimulator } from './server.ts'
import { demoToken } from './tokens.ts'

export interface ReportDemoOptions {
  /** Where the clone and the rendered page are left. */
  readonly folder: string
  readonly seats?: number
  readonly teams?: number
  /** The days on which the action runs; three Saturdays unless told. */
  readonly runDays?: readonly string[]
  readonly inputs?: Readonly<Record<string, string>>
  readonly actionPath?: string
  readonly screenshot?: boolean
}

export interface ReportDemoResult {
  /** The log of the first run that failed; undefined where all went well. */
  readonly failed: string | undefined
  /** A line for each commit, the newest first. */
  readonly commits: readonly string[]
  readonly pictures: readonly string[]
}

const PAGE = 'reports/copilot.md'

/** Runs the action week after week against one repository, and leaves a clone of it and the page in GitHub's look. */
export async function runReportDemo(options: ReportDemoOptions): Promise<ReportDemoResult> {
  const { folder, runDays = ['2026-11-07', '2026-11-14', '2026-11-21'] } = options
  const company = makeCompany({
    slug: 'octo-works',
    seats: options.seats ?? 240,
    ...(options.teams === undefined ? { story: true } : { teams: options.teams }),
    today: runDays.at(-1) ?? '2026-11-21',
  })
  await using repository = startRepository()
  await using simulator = await startSimulator({
    companies: [company],
    costCenters: { octo: costCentersOf(company) },
    routes: repository.routes,
  })
  let failed: string | undefined
  for (const today of runDays) {
    await using run = await runAction({
      simulator,
      today,
      ...(options.actionPath === undefined ? {} : { actionPath: options.actionPath }),
      files: { 'people.csv': peopleFile(company) },
      inputs: {
        'people-file': 'people.csv',
        'group-by': 'department, cost_center, manager',
        'cost-centers-of': 'octo',
        'github-token': demoToken,
        organization: company.slug,
        until: new Date(Date.parse(today) - 3 * 86_400_000).toISOString().slice(0, 10),
        'artifact-name': '',
        'report-path': PAGE,
        'adoption-target': '0.8',
        ...options.inputs,
      },
    })
    if (run.exitCode !== 0) failed ??= run.log
  }
  const clone = join(folder, 'repository')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await git(folder, ['clone', '--quiet', repository.folder, clone])
  const log = await git(clone, ['log', '--format=%h %s'])
  const pictures = failed === undefined ? await showPage(clone, folder, options.screenshot === true) : []
  return { failed, commits: log.split('\n'), pictures }
}

/** The page with its charts beside it, as GitHub shows it. */
async function showPage(clone: string, folder: string, withPictures: boolean): Promise<string[]> {
  const page = join(folder, 'report')
  cpSync(join(clone, 'reports'), page, { recursive: true })
  const markdown = readFileSync(join(clone, PAGE), 'utf8')
  const html = join(page, 'copilot.html')
  writeFileSync(html, fileHtml(markdown, { title: PAGE }))
  if (!withPictures || findChromium() === undefined) return []
  const pictures: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    const picture = join(folder, `report-${theme}.png`)
    await screenshot(html, picture, { theme })
    pictures.push(picture)
  }
  return pictures
}
