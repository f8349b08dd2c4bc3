import { findChromium, withPage } from '../simulator/browser.ts'
import { summaryHtml } from '../simulator/html.ts'
import { ELEMENTS } from './expectations.ts'
import { MARK } from './hostile-texts.ts'

/** Whether pages can be opened here. */
export const hasChromium = findChromium() !== undefined

/** What happens when a page (markdown) and charts (SVG) are opened: foreign elements, scripts that ran, requests. */
export async function openedFaults(markdown: string, charts: readonly string[]): Promise<string[]> {
  return withPage('<p>nothing</p>', {}, async (page) => {
    page.setDefaultTimeout(180_000)
    const faults: string[] = []
    page.on('request', (request) => {
      if (!/^(about|data):/.test(request.url())) faults.push('makes a request when it is opened')
    })
    page.on('dialog', (dialog) => {
      faults.push('opens a dialog')
      void dialog.dismiss()
    })
    const html = summaryHtml(markdown, { title: 'page', theme: 'light' })
    // Without the policy of the frame, so that whatever a page would load is seen; but for its own charts.
    const open = html
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replaceAll(/<(source|img)\b[^>]*copilot-charts[^>]*>/g, '')
    await page.setContent(open)
    await page.waitForFunction(`document.documentElement.dataset.diagrams !== 'pending'`)
    faults.push(...(await list(page.evaluate(lookAtPage))))
    await page.setContent(charts.join('\n'))
    const look = `(${lookAtCharts})(${JSON.stringify(charts)})`
    faults.push(...(await list(page.evaluate(look))).map((fault) => `in a chart ${fault}`))
    return [...new Set(faults)].map((fault) => `an opened page ${fault}`)
  })
}

async function list(found: Promise<unknown>): Promise<string[]> {
  const value = await found
  return Array.isArray(value) ? value.map(String) : []
}

// Both run in the page, where the types of this project do not reach.
const lookAtPage = `(() => {
  const known = ${JSON.stringify(ELEMENTS)}
  const faults = []
  if (window.pwned !== undefined) faults.push('runs a script')
  for (const element of document.querySelectorAll('article *')) {
    if (element.closest('.diagram') || /alert/.test(element.parentElement.className + element.className)) continue
    const tag = element.localName
    if (!(tag in known)) faults.push('has the element ' + tag)
    else for (const { name } of element.attributes) if (!known[tag].includes(name)) faults.push('has the attribute ' + name + ' of ' + tag)
  }
  for (const element of document.querySelectorAll('.mermaid *')) {
    if (/^(script|a|image|img|iframe|object|embed|form|input|link)$/.test(element.localName)) faults.push('has ' + element.localName + ' in a diagram')
    for (const { name } of element.attributes) if (/^on/.test(name)) faults.push('has ' + name + ' in a diagram')
  }
  for (const diagram of document.querySelectorAll('.mermaid')) {
    if (!diagram.querySelector('svg') || /Syntax error/.test(diagram.textContent)) faults.push('has a diagram that cannot be drawn')
  }
  const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/${MARK}\\d/.test(node.data) || node.parentElement.closest('.diagram')) continue
    const inside = node.parentElement.closest('a, em, del, code, pre, h1, h2, h3, h4, blockquote')
    if (inside && !/alert/.test(inside.className)) faults.push('has text of a report inside of ' + inside.localName)
    if (/(^|[^\\w\\u2060])@[A-Za-z0-9]/.test(node.data)) faults.push('mentions somebody')
    if (/(^|[^\\w\\u2060&])#\\d/.test(node.data)) faults.push('refers to an issue')
  }
  return faults
})()`

const lookAtCharts = `(charts) => {
  const faults = []
  if (window.pwned !== undefined) faults.push('runs a script')
  for (const chart of charts) {
    const parsed = new DOMParser().parseFromString(chart, 'image/svg+xml')
    if (parsed.querySelector('parsererror')) faults.push('is not well-formed')
  }
  return faults
}`
