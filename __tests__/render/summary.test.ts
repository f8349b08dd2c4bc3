import { describe, expect, it } from 'vitest'

import type { Day } from '../../src/day.ts'
import { type EntityNumbers, withInsights } from '../../src/metrics/insights.ts'
import type { Report } from '../../src/metrics/report.ts'
import { byteLength } from '../../src/render/markdown.ts'
import { fitSummary, summaryMarkdown } from '../../src/render/summary.ts'
import { headline } from '../../src/render/verdict.ts'
import { HOSTILE, LIMIT_BYTES, LINKS, samplePages } from './sample-pages.ts'
import { sampleEntity, sampleReport, unknownEntity } from './sample-report.ts'

describe('the page', () => {
  it.each(samplePages())('$name is what it was', async ({ name, report, links }) => {
    await expect(summaryMarkdown(report, links)).toMatchFileSnapshot(`../output/${name}.md`)
  })

  it('ends with where everything is', () => {
    expect(lastLine(summaryMarkdown(sampleReport(), LINKS))).toMatch(
      /^The artifact \*\*\[copilot-team-metrics\]\(https/,
    )
    expect(lastLine(summaryMarkdown(sampleReport(), { ...LINKS, artifactName: '' }))).toMatch(
      /^The directory/,
    )
  })

  it('tells which days are not final, and without a day of the run, when they are', () => {
    const note = (today: string | undefined) =>
      summaryMarkdown(sampleReport(), { ...LINKS, today: today as Day | undefined }).match(
        /^- .*final.*$/m,
      )?.[0]
    expect(note('2026-11-20')).toBe(
      '- 17–18 Nov: not final yet, GitHub may still change the numbers until 22 Nov 2026.',
    )
    expect(note('2026-11-22')).toBeUndefined()
    expect(note(undefined)).toContain('22 Nov 2026')
  })

  it('never draws a missing day as nobody', () => {
    const page = samplePages().find(({ name }) => name === 'warnings')
    const markdown = page === undefined ? '' : summaryMarkdown(page.report, page.links)
    expect(markdown.match(/^ {2}bar .*$/m)?.[0]).not.toMatch(/\b0\b/)
    expect(markdown).toContain('Without a report, and not drawn: 3–4 Nov, 9 Nov, 16 Nov.')
  })

  it('marks no change where GitHub began to count other people in between', () => {
    const markdown = summaryMarkdown(sampleReport({ until: '2026-08-10' }), LINKS)
    expect(markdown).not.toMatch(/[▲▼] [+−]/)
    expect(markdown).toContain('GitHub changed in between whom it counts')
    expect(markdown).toContain('From 28 Jul 2026 on people who use only the Copilot app count as active')
  })

  it('calls a feature new where GitHub began to report it in between', () => {
    const markdown = summaryMarkdown(sampleReport({ until: '2026-10-10' }), LINKS)
    expect(markdown).toMatch(/^\| VS Code Agents .* new \|/m)
    expect(markdown).toMatch(/^\| Code completion .* [+−]?\d+ \|/m)
  })

  it('tells notes of older days only where they apply', () => {
    expect(summaryMarkdown(sampleReport({ until: '2027-03-10' }), LINKS)).not.toMatch(
      /Until editors|^- From \d/m,
    )
  })
})

describe('the headline', () => {
  it('is one plain sentence', () => {
    expect(headline(sampleReport())).toBe(
      '148 people used Copilot in these 28 days, up from 120 in the 28 before, among them 141 of 198 team members (71%).',
    )
    for (const { report } of samplePages()) expect(headline(report)).toMatch(/^[A-Z0-9][^\n*`]*\.$/)
  })

  it('knows nobody from not known', () => {
    const nobody = sampleEntity()
    const totals = { ...nobody.totals, active_users: 0 }
    expect(headline(withEntity({ ...nobody, totals }))).toBe('Nobody used Copilot in these 28 days.')
    expect(headline(withEntity(unknownEntity()))).toBe(
      'How many people used Copilot in these 28 days is not known.',
    )
  })

  it('tells many organizations by their ends', () => {
    const entities = [1, 2, 3, 4, 5].map((seed) => sampleEntity({ entity: `org-${seed}`, seed, teams: 3 }))
    expect(headline(sampleReport({}, { entities }))).toMatch(
      /^In 5 organizations between \d+% in org-\d and \d+% in org-\d of the team members used Copilot\.$/,
    )
  })
})

describe('the size', () => {
  it.each([1, 12, 400, 5000, 20_000])('%i teams fit', (teams) => {
    const report = withSlugs(sampleReport({ teams }))
    const markdown = fitSummary(report, LINKS, LIMIT_BYTES)
    expect(byteLength(markdown)).toBeLessThanOrEqual(LIMIT_BYTES)
    expect(lastLine(markdown)).toMatch(/^The artifact/)
    expect(markdown.includes('is shortened')).toBe(teams === 20_000)
  })

  it('steps down for many organizations too', () => {
    const entities = Array.from({ length: 60 }, (_, index) =>
      sampleEntity({ entity: `org-${index}`, teams: 300 }),
    )
    const markdown = fitSummary(sampleReport({}, { entities }), LINKS, LIMIT_BYTES)
    expect(byteLength(markdown)).toBeLessThanOrEqual(LIMIT_BYTES)
    expect(markdown).toContain('org-59')
  })

  it.each([400_000, 60_000, 20_000, 8000, 3000, 1000, 400])('%i bytes are enough for something', (limit) => {
    for (const { report, links } of samplePages()) {
      const markdown = fitSummary(report, links, limit)
      expect(byteLength(markdown)).toBeLessThanOrEqual(limit)
      expect(markdown).toMatch(/summary\.md/)
    }
  })

  it('is the whole page where that fits', () => {
    const report = sampleReport({ teams: 400 })
    expect(fitSummary(report, LINKS, LIMIT_BYTES)).toBe(summaryMarkdown(report, LINKS))
  })
})

function withEntity(entity: EntityNumbers): Report {
  return sampleReport({}, { entities: [entity] })
}

/** Gives every team a name that costs many bytes. */
function withSlugs(report: Report): Report {
  const entities = report.entities.map((entity) => ({
    ...entity,
    teams: entity.teams.map((team, index) => ({
      ...team,
      slug: `${HOSTILE[index % HOSTILE.length]}${index}`,
    })),
  }))
  return withInsights({ ...report, entities })
}

function lastLine(markdown: string): string {
  return markdown.trimEnd().split('\n').at(-1) ?? ''
}
