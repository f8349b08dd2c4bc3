import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

import type { Page } from 'playwright-core'

import { withPage } from './browser.ts'
import { runDemo } from './demo.ts'
import { runReportDemo } from './report-demo.ts'
import { root } from './run-environment.ts'

const WIDTH = 1060
/** A screen and a half: what a reader sees before the long tables begin. */
const HEIGHT = 1400
/** Of a view of the interactive report. */
const VIEW = { width: 1280, height: 640 }

/**
 * Runs the demo and writes the pictures of README.md to `docs/`, light and dark: the page of a run, the committed report, and of
 * the interactive report the table of teams.
 */
async function writePictures(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'pictures-'))
  try {
    const demo = await runDemo({ folder: join(folder, 'demo') })
    const report = await runReportDemo({ folder: join(folder, 'report') })
    if (demo.exitCode !== 0 || report.failed !== undefined) throw new Error('The demo failed.')
    return [
      ...(await takePictures(join(folder, 'demo', 'summary.html'), 'summary')),
      ...(await takePictures(join(folder, 'report', 'report', 'copilot.html'), 'report')),
      ...(await takePictures(join(folder, 'demo', 'copilot-team-metrics.html'), 'interactive', '#/teams')),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function takePictures(page: string, name: string, view = ''): Promise<string[]> {
  const pictures: string[] = []
  for (const theme of ['light', 'dark'] as const) {
    const picture = join(root, 'docs', `${name}-${theme}.png`)
    await withPage(page, { width: WIDTH, theme }, async (open) => {
      await open.setViewportSize(view === '' ? { width: WIDTH, height: HEIGHT } : VIEW)
      if (view !== '') await showView(open, view)
      await open.screenshot({ path: picture })
    })
    pictures.push(picture)
  }
  return pictures
}

async function showView(page: Page, view: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, view)
  await page.waitForSelector('main h1:focus')
  // Tables are unpacked after their view is there.
  await page.waitForTimeout(500)
}

if (import.meta.main) {
  for (const picture of await writePictures()) process.stdout.write(`${relative(process.cwd(), picture)}\n`)
}
