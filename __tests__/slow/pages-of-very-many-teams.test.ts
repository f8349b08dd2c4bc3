import { expect, test } from 'vitest'

import { byteLength } from '../../src/render/text/markdown.ts'
import { committedReport } from '../../src/render/pages/committed-report.ts'
import { fitSummary } from '../../src/render/pages/job-summary.ts'
import { LIMIT_BYTES, LINKS, withLongSlugs } from '../render/sample-pages.ts'
import { sampleReport } from '../render/sample-report.ts'

test('The page of 20,000 teams is shortened until it fits', () => {
  const markdown = fitSummary(withLongSlugs(sampleReport({ teams: 20_000 })), LINKS, LIMIT_BYTES)
  expect(byteLength(markdown)).toBeLessThanOrEqual(LIMIT_BYTES)
  expect(markdown.trimEnd().split('\n').at(-1)).toMatch(/^The artifact/)
  expect(markdown).toContain('is shortened')
})

test('The committed page of 20,000 teams fits what GitHub shows', () => {
  const people = { shown: 'none', withheld_in_public: false } as const
  const report = sampleReport({ teams: 20_000 }, { minimum_group_size: 5, people })
  const place = {
    charts: 'copilot-charts',
    history: 'copilot-history.csv',
    fullness: '',
    runUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7',
    serverUrl: 'https://github.com',
    artifactUrl: undefined,
    htmlReportUrl: undefined,
    htmlReportExpires: undefined,
  }
  const { markdown } = committedReport(report, [], place)
  expect(byteLength(markdown)).toBeLessThan(512_000)
  expect(markdown).toContain('Written by [this run]')
})
