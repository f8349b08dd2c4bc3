import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'

import { findChromium, screenshot } from './browser.ts'
import { fileHtml, summaryHtml } from './html.ts'
import { type Preview, previews } from './preview-pages.ts'
import { root } from './run-environment.ts'

const WIDTHS = [1280, 400]

/** Writes every preview as markdown and as HTML in GitHub's look, and pictures of them where asked for. */
async function writePreviews(only: readonly string[] | undefined, screenshots: boolean): Promise<string[]> {
  const folder = join(root, 'preview-output')
  if (only === undefined) rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const written: string[] = []
  for (const preview of previews(only)) {
    const html = writePreview(folder, preview)
    written.push(html)
    if (screenshots) await takePictures(html)
  }
  return written
}

function writePreview(folder: string, { name, title, markdown, files }: Preview): string {
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const html = join(folder, `${name}.html`)
  writeFileSync(join(folder, `${name}.md`), markdown)
  const frame = name.endsWith('-report') ? fileHtml : summaryHtml
  writeFileSync(html, frame(markdown, { title }))
  return html
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
  for (const file of await writePreviews(values.only?.split(','), screenshots)) {
    process.stdout.write(`${relative(process.cwd(), file)}\n`)
  }
}
