import { expect, test } from 'vitest'
import { parseDay } from '../../src/day.ts'
import { byteLength } from '../../src/render/text/markdown.ts'
import { fitSummary, summaryMarkdown } from '../../src/render/pages/job-summary.ts'
import { verdictMarkdown } from '../../src/render/sections/verdict.ts'
import { LIMIT_BYTES, LINKS, samplePages, withLongSlugs } from './sample-pages.ts'
import { sampleEntity, sampleReport } from './sample-report.ts'

/** Pages whose sections are like those of others: their head, of each section the first lines, and how many follow. */
const SHORTENED = new Set(['large', 'several'])
const LINES_KEPT = 8

test.each(samplePages())('The page $name is what it was', async ({ name, report, links }) => {
  const page = summaryMarkdown(report, links)
  const shown = SHORTENED.has(name) ? headsOfSections(page) : page
  await expect(shown).toMatchFileSnapshot(`../output/${name}.md`)
})

test('A page of 400 teams has 25 open rows of teams and the others collapsed, and the 40 largest in its heat map', () => {
  const page = summaryMarkdown(sampleReport({ teams: 400 }), LINKS)
  const [, teams = '', rest = ''] = page.split(/^## (?:Teams|Features)$/m)
  const [open = '', collapsed = ''] = teams.split('<summary>375 more teams</summary>')
  expect(rowsOf(open)).toBe(25)
  expect(rowsOf(collapsed)).toBe(375)
  const [, heat = ''] = rest.split(/(?=^\| Team \|)/m)
  expect(rowsOf(heat.split('<sub>')[0] ?? '')).toBe(40)
  expect(heat).toContain('<sub>The 40 largest teams. Percent')
})

test('A page of several organizations has all sections of each, except those of which nothing is known', () => {
  const page = samplePages().find(({ name }) => name === 'several')
  const text = page === undefined ? '' : summaryMarkdown(page.report, page.links)
  const sections = text.split(/^## /m).slice(1)
  const titles = sections.map((part) => [...part.matchAll(/^### (.*)$/gm)].map(([, title]) => title))
  const all = [
    'Next steps',
    'Trend',
    'Teams',
    'Features',
    'People',
    'Languages, editors, models',
    'CLI, MCP, skills',
    'Credits and counters',
    'How team numbers relate to the total',
    'Limitations',
  ]
  expect(titles).toEqual([
    all,
    all,
    all.filter((title) => title !== 'How team numbers relate to the total'),
    [],
  ])
  expect(sections.at(-1)).toMatch(/^Definitions\n/)
})

test('A page ends with where everything is', () => {
  expect(lastLine(summaryMarkdown(sampleReport(), LINKS))).toMatch(
    /^The artifact \*\*\[copilot-team-metrics\]\(https/,
  )
  expect(lastLine(summaryMarkdown(sampleReport(), { ...LINKS, artifactName: '' }))).toMatch(/^The directory/)
})

test('A page links the interactive report right behind its verdict, and is the same without the link', () => {
  const line = `**[Interactive report](${LINKS.htmlReportUrl})**: every team, feature and week, to sort, search and compare`
  for (const { report } of samplePages()) {
    const page = summaryMarkdown(report, LINKS)
    const [title] = page.split('\n\n')
    const start = `${title}\n\n${verdictMarkdown(report)}\n\n${line}\n\n`
    expect(page.slice(0, start.length)).toBe(start)
    const without = summaryMarkdown(report, { ...LINKS, htmlReportName: '', htmlReportUrl: undefined })
    expect(page.replace(`${line}\n\n`, '')).toBe(without)
  }
})

test.each([
  ['as a file', {}, 'The interactive report is copilot-team-metrics.html, beside summary.md.'],
  [
    'where it was refused',
    { htmlReportRefused: 'it is too large (413); choose fewer days or teams' },
    '> GitHub did not take the interactive report (it is too large (413); choose fewer days or teams): copilot-team-metrics.html is in the artifact.',
  ],
  [
    'where the artifact was refused too',
    { htmlReportRefused: 'no', artifactRefused: 'no' },
    '> GitHub did not take the interactive report (no): copilot-team-metrics.html is only in the directory that the output `files` names.',
  ],
])('A page ends with where the interactive report is: %s', (_, links, words) => {
  const page = summaryMarkdown(sampleReport(), { ...LINKS, htmlReportUrl: undefined, ...links })
  expect(lastLine(page)).toBe(words)
  expect(page).not.toContain('**[Interactive')
})

test('A page tells which days are not final, and without the day of the run, when they are', () => {
  const note = (today: string) =>
    summaryMarkdown(sampleReport(), { ...LINKS, today: parseDay(today) }).match(/^- .*final.*$/m)?.[0]
  expect(note('2026-11-20')).toBe(
    '- 17–18 Nov: not final yet. GitHub may still change the numbers until 22 Nov 2026.',
  )
  expect(note('2026-11-22')).toBeUndefined()
  expect(note('')).toContain('22 Nov 2026')
})

test('A day without a report is never drawn as one on which nobody was active', () => {
  const page = samplePages().find(({ name }) => name === 'warnings')
  const markdown = page === undefined ? '' : summaryMarkdown(page.report, page.links)
  const [active] = markdown.match(/^ {2}line .*$/m) ?? []
  expect(active).toMatch(/\d/)
  expect(active).not.toMatch(/\b0\b/)
  expect(markdown).toContain('Without a report, and not drawn: 3–4 Nov, 9 Nov, 16 Nov.')
})

test('No change is marked where GitHub began to count other people in between', () => {
  const markdown = summaryMarkdown(sampleReport({ until: '2026-08-10' }), LINKS)
  expect(markdown).not.toMatch(/[▲▼] [+−]/)
  expect(markdown).toContain('GitHub changed in between whom it counts')
  expect(markdown).toContain('From 28 Jul 2026 on people who use only the Copilot app count as active')
})

test('A feature is called new where GitHub began to report it in between', () => {
  const markdown = summaryMarkdown(sampleReport({ until: '2026-10-10' }), LINKS)
  expect(markdown).toMatch(/^\| VS Code Agents \|.* new \|/m)
  expect(markdown).toMatch(/^\| Code completion .* [+−]?\d+ \|/m)
})

test('Notes on older days are told only where they apply', () => {
  expect(summaryMarkdown(sampleReport({ until: '2027-03-10' }), LINKS)).not.toMatch(
    /Until editors|^- From \d/m,
  )
})

// 20,000 teams are in the slow tests.
test.each([
  [1, LIMIT_BYTES],
  [12, LIMIT_BYTES],
  [400, LIMIT_BYTES],
  [3000, LIMIT_BYTES],
  [3000, LIMIT_BYTES / 8],
])('A page of %i teams fits into %i bytes', (teams, limit) => {
  const report = withLongSlugs(sampleReport({ teams }))
  const markdown = fitSummary(report, LINKS, limit)
  expect(byteLength(markdown)).toBeLessThanOrEqual(limit)
  expect(lastLine(markdown)).toMatch(/^The artifact/)
  expect(markdown.includes('is shortened')).toBe(limit < LIMIT_BYTES)
})

test('A page of very many organizations is shortened too, and names them all', () => {
  const entities = Array.from({ length: 60 }, (_, index) =>
    sampleEntity({ entity: `org-${index}`, teams: 300 }),
  )
  const markdown = fitSummary(sampleReport({}, { entities }), LINKS, LIMIT_BYTES)
  expect(byteLength(markdown)).toBeLessThanOrEqual(LIMIT_BYTES)
  expect(markdown).toContain('org-59')
})

test.each([400_000, 60_000, 20_000, 8000, 3000, 1000, 400])(
  'Into %i bytes goes a page that says where the rest is',
  (limit) => {
    for (const { report, links } of samplePages()) {
      const markdown = fitSummary(report, links, limit)
      expect(byteLength(markdown)).toBeLessThanOrEqual(limit)
      expect(markdown).toMatch(/summary\.md/)
    }
  },
)

test('A page that fits is not shortened', () => {
  const report = sampleReport({ teams: 400 })
  expect(fitSummary(report, LINKS, LIMIT_BYTES)).toBe(summaryMarkdown(report, LINKS))
})

function headsOfSections(markdown: string): string {
  return markdown
    .split(/^(?=#+ )/m)
    .map((section, index) => {
      const lines = section.trimEnd().split('\n')
      const left = lines.length - LINES_KEPT
      if (index === 0 || left <= 1) return section
      return `${lines.slice(0, LINES_KEPT).join('\n')}\n… ${left} more lines\n\n`
    })
    .join('')
}

/** Rows of the tables in a text, without their headings. */
function rowsOf(markdown: string): number {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'))
  const headings = rows.filter((line) => /^\|(?: :?-+:? \|)+$/.test(line))
  return rows.length - 2 * headings.length
}

function lastLine(markdown: string): string {
  return markdown.trimEnd().split('\n').at(-1) ?? ''
}
