import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

import { type Browser, chromium, type Page } from 'playwright-core'

export interface PageOptions {
  /** In CSS pixels; 1280 unless told. */
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  /** One that is open already; without it each page has a browser of its own. */
  readonly browser?: Browser
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The Chromium of this machine: `CHROMIUM_PATH`, or where systems put it. */
export function findChromium(): string | undefined {
  const places = [
    process.env['CHROMIUM_PATH'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  return places.find((place) => place !== undefined && place !== '' && existsSync(place))
}

/** Playwright's own 30 s are too few for a page with diagrams where both cores are busy. */
const DRAWING_MS = 120_000

/** Opens a page (HTML, or the path of a file) in headless Chromium and hands it over when its diagrams are drawn. */
export async function withPage<Result>(
  source: string,
  options: PageOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  const browser = options.browser ?? (await openBrowser())
  const page = await browser.newPage({
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.theme ?? 'light',
  })
  page.setDefaultTimeout(DRAWING_MS)
  try {
    if (source.trimStart().startsWith('<')) await page.setContent(source)
    else await page.goto(pathToFileURL(resolve(source)).href)
    await page.waitForFunction(`document.documentElement.dataset.diagrams !== 'pending'`)
    return await use(page)
  } finally {
    await (options.browser === undefined ? browser.close() : page.close())
  }
}

/** Starts headless Chromium. Throws where this machine has none. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('No Chromium was found: set CHROMIUM_PATH to one.')
  return chromium.launch({ executablePath, args: flags })
}

/** Writes a picture of a page (HTML, or the path of a file) as PNG. */
export async function screenshot(
  source: string,
  png: string,
  options: PageOptions & { readonly fullPage?: boolean } = {},
): Promise<void> {
  await withPage(source, options, (page) =>
    page.screenshot({ path: png, fullPage: options.fullPage ?? true }),
  )
}

/** What a reader would call broken on an open page, one sentence each; empty where all is well. */
export async function pageProblems(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(problemFinder)
  return Array.isArray(found) ? found.map(String) : []
}

// Runs in the page, where the types of this project do not reach.
const problemFinder = `(() => {
  const problems = []
  const root = document.documentElement
  if (root.scrollWidth > root.clientWidth) {
    problems.push('The page is ' + root.scrollWidth + ' px wide in a window of ' + root.clientWidth + ' px.')
  }
  for (const diagram of document.querySelectorAll('.mermaid')) {
    const text = diagram.textContent
    if (!diagram.querySelector('svg') || diagram.querySelector('.error-icon') || /Syntax error|Maximum text size/.test(text)) {
      problems.push('A diagram could not be drawn: ' + diagram.parentElement.dataset.source)
    }
  }
  const raw = [
    [/<\\/?[a-z][a-z0-9]*( [^>]*)?>/i, 'a tag'],
    [/\\*\\*\\S|\\S\\*\\*/, 'bold markup'],
    [/\\]\\((https?:|#|\\.)/, 'link markup'],
    [/^\\s*#{1,6} /, 'heading markup'],
    [/\\|\\s*:?-{3,}:?\\s*\\|/, 'table markup'],
    [/^\\s*\`\`\`/m, 'a code fence'],
    [/\\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\\]/, 'alert markup'],
    [/&(amp|lt|gt|quot|nbsp|#\\d+);/, 'an entity'],
    [/\\[object \\w+\\]|\\bundefined\\b|\\bNaN\\b/, 'a value that is none'],
  ]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('script, style, code, pre, .mermaid')) continue
    for (const [pattern, name] of raw) {
      if (pattern.test(node.data)) problems.push('Visible as text, ' + name + ': ' + node.data.trim().slice(0, 80))
    }
  }
  return problems
})()`
