import { copyFileSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { findChromium, openBrowser } from '../simulator/browser.ts'
import { root } from '../simulator/run-environment.ts'
import { directoryInputs, mustSucceed, runBundle, type Usage } from './processes.ts'
import { dataDirectory, prepareReports, type SizeName } from './sizes.ts'
import { DAYS } from './speed.ts'

/** The interactive report of a size: what it costs a run, how large it is, and how fast a browser shows it. */
export interface HtmlReport {
  readonly size: SizeName
  readonly bytes: number
  /** The runs with it and without, in turn. */
  readonly with: readonly Usage[]
  readonly without: readonly Usage[]
  /** Undefined where there is no Chromium. */
  readonly inBrowser: Interaction | undefined
}

/** Milliseconds in a browser, one for each try; of actions from the event to the next picture. */
interface Interaction {
  readonly ready: readonly number[]
  /** By number and by text, of teams and of people. */
  readonly sort: readonly number[]
  /** A key stroke in the search of teams and of people. */
  readonly search: readonly number[]
}

/** Bytes of the application, before and after compression. */
export interface HtmlCode {
  readonly bytes: number
  readonly compressed: number
}

const TRIES = 5

/** The size of the application, which is the template without data. */
export function measureHtmlCode(): HtmlCode {
  const template = readFileSync(join(root, 'dist', 'html-report.html'))
  return { bytes: template.length, compressed: gzipSync(template, { level: 9 }).length }
}

/** Runs the action on a size with and without the interactive report, and opens it in Chromium. */
export async function measureHtml(
  size: SizeName,
  rounds: number,
  say: (line: string) => void,
): Promise<HtmlReport> {
  const inputs = { ...directoryInputs(prepareReports(size, DAYS), DAYS), 'artifact-name': 'report' }
  const kept = join(dataDirectory, `report-${size}.html`)
  const run = async (isWritten: boolean) => {
    const { usage } = await runBundle({ inputs: { ...inputs, 'html-report': String(isWritten) } }, (one) => {
      const { 'html-report-file': file = '' } = mustSucceed(one).outputs
      if (isWritten) copyFileSync(file, kept)
    })
    return usage
  }
  const usages: { with: Usage[]; without: Usage[] } = { with: [], without: [] }
  for (let round = 0; round < rounds; round++) {
    usages.without.push(await run(false))
    usages.with.push(await run(true))
  }
  const inBrowser = findChromium() === undefined ? undefined : await interact(kept)
  say(`html report, ${size}: ${(statSync(kept).size / 1e6).toFixed(2)} MB, ${inBrowser?.ready.join(', ')} ms`)
  return { size, bytes: statSync(kept).size, ...usages, inBrowser }
}

async function interact(path: string): Promise<Interaction> {
  const browser = await openBrowser()
  try {
    const ready: number[] = []
    for (let at = 0; at < TRIES; at++) {
      const { page, milliseconds } = await open(browser, path)
      ready.push(milliseconds)
      await page.close()
    }
    const { page } = await open(browser, path)
    const times: { sort: number[]; search: number[] } = { sort: [], search: [] }
    for (const view of ['teams', 'people']) {
      await page.evaluate(`location.hash = '#/${view}'`)
      await page.waitForSelector(`[data-table="${view}"] tbody tr`)
      // Its first rows are drawn and the program is compiled.
      await page.waitForTimeout(500)
      for (const heading of [0, 2, 3, 4, 5]) times.sort.push(await act(page, sortBy(heading)))
      for (const text of ['a', 'an', 'an-', 'a', '']) times.search.push(await act(page, type(text)))
    }
    return { ready, ...times }
  } finally {
    await browser.close()
  }
}

/** Opens the file in a page of its own; milliseconds from the start of loading to the first picture. */
async function open(browser: Browser, path: string): Promise<{ page: Page; milliseconds: number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(pathToFileURL(path).href, { waitUntil: 'commit' })
  await page.waitForSelector('html[data-ready]', { timeout: 60_000 })
  const milliseconds: number = await page.evaluate('Number(document.documentElement.dataset.ready)')
  return { page, milliseconds: Math.round(milliseconds) }
}

/** Milliseconds of an action, from its event to when its picture is painted. */
async function act(page: Page, code: string): Promise<number> {
  const taken: number = await page.evaluate(`new Promise((resolve) => {
    const began = performance.now()
    ${code}
    requestAnimationFrame(() => {
      const painted = new MessageChannel()
      painted.port1.onmessage = () => resolve(performance.now() - began)
      painted.port2.postMessage(0)
    })
  })`)
  return Math.round(taken)
}

function sortBy(heading: number): string {
  return `document.querySelectorAll('.scroll thead button')[${heading}].click()`
}

function type(text: string): string {
  return `{ const search = document.querySelector('input[type=search]')
    search.value = '${text}'
    search.dispatchEvent(new Event('input', { bubbles: true })) }`
}
