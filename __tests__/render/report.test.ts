import { expect, test } from 'vitest'
import type { ReportNumbers } from '../../src/lines/insights.ts'
import { byteLength } from '../../src/render/text/markdown.ts'
import { committedReport, REPORT_MARK, withoutRun } from '../../src/render/pages/committed-report.ts'
import { verdictMarkdown } from '../../src/render/sections/verdict.ts'
import { dayOf } from '../fixtures/rows.ts'
import { sampleHistory } from './sample-history.ts'
import { sampleEntity, sampleReport, type SampleOptions } from './sample-report.ts'

const LOCATION = {
  charts: 'copilot-charts',
  history: 'copilot-history.csv',
  fullness: '',
  runUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7',
  serverUrl: 'https://github.com',
  artifactUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7/artifacts/8',
  htmlReportUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7/artifacts/9',
  htmlReportExpires: dayOf('2027-02-19'),
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

test('The committed report links the interactive report behind its verdict, with the day on which it expires', () => {
  const words = ': every team, feature and week, to sort, search and compare'
  const linked = `**[Interactive report](${LOCATION.htmlReportUrl})**`
  const entities = ['octo-works', 'octo-labs'].map((entity) => sampleEntity({ entity }))
  for (const report of [committed(), committed({}, { entities })]) {
    const pageOf = (more: object) =>
      committedReport(report, sampleHistory(9), { ...LOCATION, ...more }).markdown
    const verdict = verdictMarkdown(report)
    const without = pageOf({ htmlReportUrl: undefined })
    const withLine = (line: string) => without.replace(verdict, `${verdict}\n\n${linked}${line}${words}`)
    expect(pageOf({})).toBe(withLine(' (expires 19 Feb 2027)'))
    expect(pageOf({ htmlReportExpires: undefined })).toBe(withLine(''))
  }
})

test.each([
  { htmlReportUrl: 'https://octo.ghe.com/a/b/actions/runs/9/artifacts/10' },
  { htmlReportUrl: undefined },
  { htmlReportExpires: dayOf('2027-03-01') },
  { htmlReportExpires: undefined },
])('The committed report says the same whatever the interactive report: %j', (more) => {
  const page = committedReport(committed(), sampleHistory(30), { ...LOCATION, ...more }).markdown
  expect(page).not.toBe(markdown)
  expect(withoutRun(page)).toBe(withoutRun(markdown))
})

test.each([
  ['a word behind it', (line: string) => `${line} here`],
  ['a word before it', (line: string) => `See ${line}`],
  ['other words', (line: string) => line.replace('week', 'day')],
  ['a day of other words', (line: string) => line.replace('19 Feb 2027', 'soon')],
  ['two addresses', (line: string) => line.replace(')**', '/) and (https://x/)**')],
])('Nothing but the line of the interactive report is taken for a part of the run: %s', (_, change) => {
  const line = /^\*\*\[Interactive report\].*$/m.exec(markdown)?.[0] ?? ''
  const other = markdown.replace(line, change(line))
  expect(other).not.toBe(markdown)
  expect(withoutRun(other)).not.toBe(withoutRun(markdown))
})

test('What is left out of a page as a part of the run is two lines, once each', () => {
  const twice = `${markdown}\n${markdown}`
  const left = withoutRun(twice).split('\n')
  expect(twice.split('\n').length - left.length).toBe(2)
  expect(left.filter((line) => line.startsWith('**[Interactive report]'))).toHaveLength(1)
})

test('The committed report says the same whatever the run, apart from the lines that link it', () => {
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
