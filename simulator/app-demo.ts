import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { makeApp } from './apps.ts'
import { findChromium, screenshot } from './browser.ts'
import { makeCompany } from './company.ts'
import { summaryHtml } from './html.ts'
import { runAction } from './runner.ts'
import { startSimulator } from './server.ts'

export interface AppDemoResult {
  /** The log of a run that failed; undefined where all went well. */
  readonly failed: string | undefined
  /** The organizations on the page. */
  readonly organizations: readonly string[]
  /** How many tokens the App made, since each ends in the middle of the run. */
  readonly tokens: number
  readonly pictures: readonly string[]
}

const TODAY = '2026-11-21'
const SEATS = { 'octo-games': 90, 'octo-labs': 60, 'octo-works': 120 } as const

/** Runs the action with one App on all organizations where it is installed, and leaves the page and the log in a folder. */
export async function runAppDemo(folder: string, withPictures: boolean): Promise<AppDemoResult> {
  const companies = Object.entries(SEATS).map(([slug, seats]) =>
    makeCompany({ slug, seats, teams: 6, today: TODAY, dirty: false }),
  )
  const app = makeApp({
    installations: [
      ...companies.map(({ slug }) => ({ on: `organization:${slug}` }) as const),
      { on: 'organization:octo-archive', suspended: true },
    ],
    tokenUses: 40,
  })
  await using simulator = await startSimulator({ companies, app, today: TODAY })
  await using run = await runAction({
    simulator,
    today: TODAY,
    inputs: {
      'app-id': app.id,
      'app-private-key': app.privateKey,
      organization: '*',
      'artifact-name': '',
    },
  })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'log.txt'), run.log)
  writeFileSync(join(folder, 'summary.md'), run.summary)
  const page = join(folder, 'summary.html')
  writeFileSync(page, summaryHtml(run.summary, { title: 'one App, many organizations' }))
  return {
    failed: run.exitCode === 0 ? undefined : run.log,
    organizations: Object.keys(SEATS).filter((slug) => run.summary.includes(`## ${slug}`)),
    tokens: app.minted.length,
    pictures: withPictures ? await takePictures(page, folder) : [],
  }
}

async function takePictures(page: string, folder: string): Promise<string[]> {
  if (findChromium() === undefined) return []
  const pictures: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    const picture = join(folder, `summary-${theme}.png`)
    await screenshot(page, picture, { theme })
    pictures.push(picture)
  }
  return pictures
}
