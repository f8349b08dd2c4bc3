import { expect, test } from 'vitest'
import type { ReportNumbers } from '../../src/lines/insights.ts'
import { byteLength } from '../../src/render/text/markdown.ts'
import { committedReport, REPORT_MARK, withoutRun } from '../../src/render/pages/committed-report.ts'
import { sampleHistory } from './sample-history.ts'
import { sampleEntity, sampleReport, type SampleOptions } from './sample-report.ts'

const LOCATION = {
  charts: 'copilot-charts',
  history: 'copilot-history.csv',
  fullness: '',
  runUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7',
  serverUrl: 'https://github.com',
  artifactUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7/artifacts/8',
}

const committed = (options: SampleOptions = {}, overrides: Partial<ReportNumbers> = {}) =>
  sampleReport(options, {
    minimum_group_size: 5,
    people: { shown: 'none', withheld_in_public: false },
    ...overrides,
  })

const { markdown, charts } = committedReport(committed(), sampleHistory(30), LOCATION)

test('The committed report is what it was', async () => {
  await expect(markdown).toMatchFileSnapshot('../output/committed-report.md')
})

test('The committed report names no person', () => {
  const { champions, people_to_help } = sampleEntity()
  const logins = [...champions, ...people_to_help].map(({ user_login }) => user_login)
  expect(logins.length).toBeGreaterThan(3)
  expect(logins.filter((login) => markdown.includes(login))).toEqual([])
})

test('The committed report says the same whatever the run, apart from its last line', () => {
  const other = { ...LOCATION, runUrl: 'https://github.com/a/b/actions/runs/9', artifactUrl: undefined }
  const page = committedReport(committed(), sampleHistory(30), other).markdown
  expect(page).not.toBe(markdown)
  expect(withoutRun(page)).toBe(withoutRun(markdown))
  const shorter = committedReport(committed(), sampleHistory(29), LOCATION).markdown
  expect(withoutRun(shorter)).not.toBe(withoutRun(markdown))
})

test('The committed report sets the newest week behind those of a quarter and of four weeks ago', () => {
  expect(markdown).toContain('| In the week of | 10 Aug | 12 Oct | 9 Nov | Change |')
  expect(markdown).toContain('| Active | 116 | 125 | 129 | +4 |')
})

test('The committed report begins with its mark and has four charts of an organization', () => {
  expect(markdown.startsWith(REPORT_MARK)).toBe(true)
  expect(charts.map(({ file }) => file)).toEqual(
    ['people', 'features', 'credits', 'teams'].map((name) => `octo-works-${name}`),
  )
})

test('The committed report draws no trend without two complete weeks', () => {
  const page = committedReport(committed(), sampleHistory(1), LOCATION)
  expect(page.charts.map(({ chart }) => chart.name)).toEqual(['teams'])
  for (const history of [[], sampleHistory(9, { days_reported: 6 })]) {
    expect(committedReport(committed(), history, LOCATION).markdown).toContain(
      'No complete week is known yet',
    )
  }
})

test.each([1, 400, 3000])('A committed report of %i teams fits what GitHub shows', (teams) => {
  const page = committedReport(committed({ teams }), sampleHistory(53), LOCATION)
  expect(byteLength(page.markdown)).toBeLessThan(512_000)
  expect(page.markdown).toContain('Written by [this run]')
})

test('A committed report sets several organizations side by side, each with charts of its own', () => {
  const entities = ['octo-works', 'octo-labs'].map((entity) => sampleEntity({ entity }))
  const page = committedReport(committed({}, { entities }), sampleHistory(9), LOCATION)
  expect(page.markdown).toContain('# GitHub Copilot in 2 organizations')
  expect(page.charts.map(({ file }) => file)).toContain('octo-labs-teams')
  expect(page.charts.map(({ file }) => file)).not.toContain('octo-labs-people')
})

test('A week that is not complete is a gap in the chart, not 0, and the page names it', () => {
  const some = sampleHistory(9).filter((_, index) => index !== 4)
  const page = committedReport(committed(), some, LOCATION)
  const [people] = page.charts
  expect(people?.chart).toMatchObject({
    lines: [{}, { label: 'active', values: [100, 101, 102, 103, null, 105, 106, 107, 108] }, {}],
  })
  expect(page.markdown).toContain('Incomplete, and not drawn: 12 Oct.')
})
