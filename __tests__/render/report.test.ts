import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/day.ts'
import type { ReportNumbers } from '../../src/metrics/insights.ts'
import type { WeekTotals } from '../../src/metrics/week-lines.ts'
import { chartSvg } from '../../src/render/chart-svg.ts'
import { committedReport, REPORT_MARK, withoutRun } from '../../src/render/report.ts'
import { byteLength } from '../../src/render/markdown.ts'
import { dayOf } from '../fixtures/rows.ts'
import { sampleEntity, sampleReport, type SampleOptions } from './sample-report.ts'

const PLACE = {
  charts: 'copilot-charts',
  history: 'copilot-history.csv',
  fullness: '',
  runUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7',
  artifactUrl: 'https://github.com/octo-works/copilot-report/actions/runs/7/artifacts/8',
}

const committed = (options: SampleOptions = {}, overrides: Partial<ReportNumbers> = {}) =>
  sampleReport(options, {
    minimum_group_size: 5,
    people: { shown: 'none', withheld_in_public: false },
    ...overrides,
  })

/** As many weeks until 9 November, a little more activity each. */
function history(count: number, overrides: Partial<WeekTotals> = {}): WeekTotals[] {
  return Array.from({ length: count }, (_, index) => ({
    week: addDays(dayOf('2026-11-09'), 7 * (index - count + 1)),
    scope: 'organization',
    entity: 'octo-works',
    team_id: '',
    slug: '',
    days_reported: 7,
    members: 200,
    active_users: 100 + index,
    engaged_users: 90 + index,
    idle_users: 100 - index,
    user_initiated_interaction_count: 1000,
    code_generation_activity_count: 1000,
    code_acceptance_activity_count: 1000,
    loc_suggested_to_add_sum: 1000,
    loc_suggested_to_delete_sum: 1000,
    loc_added_sum: 1000,
    loc_deleted_sum: 1000,
    ai_credits_used: 1000 + index,
    features: new Map([
      ['code_completion', 80],
      ['agent_mode', 20 + index],
    ]),
    other_features: new Map(),
    ...overrides,
  }))
}

describe('the page', () => {
  const { markdown, charts } = committedReport(committed(), history(30), PLACE)

  test('looks like this', async () => {
    await expect(markdown).toMatchFileSnapshot('../output/committed-report.md')
  })

  test('names no person, and no segment of fewer people than a group has to have', () => {
    const logins = [...sampleEntity().champions, ...sampleEntity().people_to_help].map(
      ({ user_login }) => user_login,
    )
    expect(logins.length).toBeGreaterThan(3)
    expect(logins.filter((login) => markdown.includes(login))).toEqual([])
  })

  test('says the same whatever the run', () => {
    const other = { ...PLACE, runUrl: 'https://github.com/a/b/actions/runs/9', artifactUrl: undefined }
    const page = committedReport(committed(), history(30), other).markdown
    expect(page).not.toBe(markdown)
    expect(withoutRun(page)).toBe(withoutRun(markdown))
    expect(withoutRun(committedReport(committed(), history(29), PLACE).markdown)).not.toBe(
      withoutRun(markdown),
    )
  })

  test('holds the newest week against weeks a month, a quarter and half a year back', () => {
    expect(markdown).toContain('| Week of | 9 Nov 2026 | 12 Oct 2026 | 10 Aug 2026 | 11 May 2026 |')
    expect(markdown).toContain('| Active people | 129 | 125 | 116 | 103 |')
  })

  test('begins with the mark by which it is known', () => {
    expect(markdown.startsWith(REPORT_MARK)).toBe(true)
    expect(charts.map(({ file }) => file)).toEqual(
      ['people', 'features', 'credits', 'teams'].map((name) => `octo-works-${name}`),
    )
  })

  test('draws no trend without two complete weeks', () => {
    const page = committedReport(committed(), history(1), PLACE)
    expect(page.charts.map(({ chart }) => chart.name)).toEqual(['teams'])
    expect(committedReport(committed(), [], PLACE).markdown).toContain('No complete week is known yet')
    expect(committedReport(committed(), history(9, { days_reported: 6 }), PLACE).markdown).toContain(
      'No complete week',
    )
  })

  test.each([1, 400, 20_000])('fits what GitHub shows with %i teams', (teams) => {
    const page = committedReport(committed({ teams }), history(53), PLACE)
    expect(byteLength(page.markdown)).toBeLessThan(512_000)
    expect(page.markdown).toContain('Written by [this run]')
  })

  test('sets several organizations side by side, each with charts of its own', () => {
    const entities = ['octo-works', 'octo-labs'].map((entity) => sampleEntity({ entity }))
    const page = committedReport(committed({}, { entities }), history(9), PLACE)
    expect(page.markdown).toContain('# GitHub Copilot in 2 organizations')
    expect(page.charts.map(({ file }) => file)).toContain('octo-labs-teams')
    expect(page.charts.map(({ file }) => file)).not.toContain('octo-labs-people')
  })
})

describe('the charts', () => {
  const hostile = '"><script>alert(1)</script>&\u{202e}'
  const entity = sampleEntity({ teams: 30 })
  const teams = entity.teams.map((team, index) =>
    index === 0 ? { ...team, slug: hostile, members: 9999 } : team,
  )
  const { charts } = committedReport(committed({}, { entities: [{ ...entity, teams }] }), history(53), PLACE)

  test.each(charts.map(({ chart }) => [chart.name, chart] as const))(
    '%s: the same bytes each time, in light and dark',
    (_, chart) => {
      const [light, dark] = [chartSvg(chart, 'light'), chartSvg(chart, 'dark')]
      expect(chartSvg(chart, 'light')).toBe(light)
      expect(chartSvg(chart, 'dark')).toBe(dark)
      expect(light).not.toBe(dark)
      expect(light).toContain(`aria-label="${chart.alt.slice(0, 20)}`)
      expect(light).not.toMatch(/zr\d|ecmeta|<style|<script|NaN|undefined|\u{202e}/u)
    },
  )

  test('gaps are gaps, not 0', () => {
    const some = history(9).filter((_, index) => index !== 4)
    const page = committedReport(committed(), some, PLACE)
    const [people] = page.charts
    expect(people?.chart).toMatchObject({
      lines: [{}, { label: 'active', values: [100, 101, 102, 103, null, 105, 106, 107, 108] }, {}],
    })
    expect(page.markdown).toContain('Not known as a whole, and not drawn: 12 Oct.')
  })
})
