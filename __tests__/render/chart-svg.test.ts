import { expect, test } from 'vitest'
import { chartSvg } from '../../src/render/charts/chart-svg.ts'
import { type ReportChart, reportCharts } from '../../src/render/charts/report-charts.ts'
import { trendOf } from '../../src/render/sections/trends.ts'
import { sampleHistory } from './sample-history.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

function chartsOf(teams: number, weeks: number, slug?: string): ReportChart[] {
  const sample = sampleEntity({ teams })
  const named = sample.teams.map((team, index) =>
    slug === undefined || index > 0 ? team : { ...team, slug, members: 9999 },
  )
  const entity = entityOf(sampleReport({}, { entities: [{ ...sample, teams: named }] }))
  return reportCharts(entity, trendOf(entity, sampleHistory(weeks)), 0.8)
}

test.each([
  ['people', 'light'],
  ['features', 'dark'],
  ['credits', 'light'],
  ['teams', 'dark'],
] as const)('The chart of %s is what it was, byte by byte, on %s ground', async (name, theme) => {
  const chart = chartsOf(5, 6).find((one) => one.name === name)
  if (chart === undefined) throw new RangeError(`the sample has a chart of ${name}`)
  await expect(chartSvg(chart, theme)).toMatchFileSnapshot(`../output/chart-${name}-${theme}.svg`)
})

const hostile = chartsOf(30, 53, '"><script>alert(1)</script>&\u{202e}')

test('There are four charts to draw', () => {
  expect(hostile.map(({ name }) => name)).toEqual(['people', 'features', 'credits', 'teams'])
})

test.each(hostile.map((chart) => [chart.name, chart] as const))(
  'The chart of %s has the same bytes each time, in light and dark, and no text of a report as markup',
  (_, chart) => {
    const [light, dark] = [chartSvg(chart, 'light'), chartSvg(chart, 'dark')]
    expect(chartSvg(chart, 'light')).toBe(light)
    expect(chartSvg(chart, 'dark')).toBe(dark)
    expect(light).not.toBe(dark)
    expect(light).toContain(`aria-label="${chart.alt.slice(0, 20)}`)
    expect(light).not.toMatch(/zr\d|ecmeta|<style|<script|NaN|undefined|\u{202e}/u)
  },
)
