import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { findChromium, openBrowser, pageProblems, withPage } from '../../simulator/browser.ts'
import { summaryHtml } from '../../simulator/html.ts'
import { fitSummary } from '../../src/render/pages/job-summary.ts'
import { LIMIT_BYTES, samplePages } from '../render/sample-pages.ts'

describe.skipIf(findChromium() === undefined)('pages in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  it.each(samplePages())(
    '$name is drawn without a fault, wide and narrow',
    async ({ name, title, report, links }) => {
      const html = summaryHtml(fitSummary(report, links, LIMIT_BYTES), { title })
      const problems = await withPage(html, { width: 1280, browser }, async (page) => {
        await page.evaluate(`document.querySelectorAll('details').forEach((part) => { part.open = true })`)
        const wide = await pageProblems(page)
        await page.setViewportSize({ width: 400, height: 900 })
        return [...wide, ...(await pageProblems(page))]
      })
      // The texts of this page look like markup, and are to be seen as such.
      const isExpected = (problem: string) => name === 'hostile' && problem.startsWith('Visible as text')
      expect(problems.filter((problem) => !isExpected(problem))).toEqual([])
    },
  )
})
