import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'

import { LIMIT_BYTES, samplePages } from '../__tests__/render/sample-pages.ts'
import { fitSummary } from '../src/render/pages/job-summary.ts'
import { findChromium, screenshot } from './browser.ts'
import { summaryHtml } from './html.ts'
import { root } from './run-environment.ts'

const WIDTHS = [1280, 400]

/** Writes every sample page as markdown and as HTML in GitHub's look, and pictures of them where asked for. */
export async function writePreviews(options: {
  only?: string | undefined
  screenshots: boolean
}): Promise<string[]> {
  const folder = join(root, 'preview-output')
  if (options.only === undefined) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const written: string[] = []
  for (const { name, title, report, links } of samplePages()) {
    if (options.only !== undefined && !options.only.split(',').includes(name)) continue
    const markdown = fitSummary(report, links, LIMIT_BYTES)
    const html = join(folder, `${name}.html`)
    writeFileSync(join(folder, `${name}.md`), markdown)
    writeFileSync(html, summaryHtml(markdown, { title }))
    written.push(html)
    if (options.screenshots) await takePictures(html)
  }
  return written
}

async function takePictures(html: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    for (const width of WIDTHS) {
      await screenshot(html, html.replace(/\.html$/, `-${theme}-${width}.png`), { theme, width })
    }
  }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { screenshots: { type: 'boolean' }, only: { type: 'string' } } })
  const screenshots = values.screenshots === true && findChromium() !== undefined
  for (const file of await writePreviews({ only: values.only, screenshots })) {
    process.stdout.write(`${relative(process.cwd(), file)}\n`)
  }
}
