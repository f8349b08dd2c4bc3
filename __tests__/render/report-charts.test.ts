import { expect, test } from 'vitest'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import type { WeekTotals } from '../../src/lines/weeks.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { reportCharts } from '../../src/render/charts/report-charts.ts'
import { trendOf } from '../../src/render/sections/trends.ts'
import { sampleHistory } from './sample-history.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

/** The chart of that name. */
function chartOf(name: string, history: readonly WeekTotals[], overrides: Partial<EntityNumbers> = {}) {
  const entity = entityOf(sampleReport({}, { entities: [{ ...sampleEntity(), ...overrides }] }))
  return reportCharts(entity, trendOf(entity, history), 0.8).find((chart) => chart.name === name)
}

test('The chart of people has members, active and engaged people, and says so in words', () => {
  expect(chartOf('people', sampleHistory(3))).toEqual({
    kind: 'lines',
    name: 'people',
    title: 'People per week',
    alt: 'Lines over 3 weeks, 26 Oct 2026 to 9 Nov 2026: active people from 100 to 102, engaged people from 90 to 92, members of teams from 200 to 200.',
    weeks: ['2026-10-26', '2026-11-02', '2026-11-09'],
    isShare: false,
    lines: [
      { label: 'members', values: [200, 200, 200], role: 'ground' },
      { label: 'active', values: [100, 101, 102], role: 'main' },
      { label: 'engaged', values: [90, 91, 92], role: 'other' },
    ],
  })
})

test('The chart of people leaves out members where none are known', () => {
  const chart = chartOf('people', sampleHistory(3, { members: null }))
  expect(chart).toMatchObject({ lines: [{ label: 'active' }, { label: 'engaged' }] })
  expect(chart?.alt).not.toContain('members')
})

test('The chart of people is not drawn of one week, nor where the others are withheld', () => {
  expect(chartOf('people', sampleHistory(1))).toBeUndefined()
  const hidden = sampleHistory(3).map((week, index) => (index > 0 ? { ...week, active_users: null } : week))
  expect(chartOf('people', hidden)).toBeUndefined()
})

test('The chart of features has those that people use now, in the order of the files, without modes', () => {
  const features = new Map([
    ['agent_mode', 50],
    ['code_completion', 80],
    ['cli', 0],
    ['ask_mode', 70],
  ])
  expect(chartOf('features', sampleHistory(2, { features }))).toMatchObject({
    isShare: true,
    lines: [{ label: 'Code completion', values: [0.8, 80 / 101] }, { label: 'Agent mode' }],
  })
})

test('The chart of features draws the three largest, and the three that grew most of the others', () => {
  const keys = sampleEntity()
    .features.filter(({ is_mode }) => !is_mode)
    .map(({ feature }) => feature)
  const history = [0, 1].map((week) => {
    const engaged = keys.map((feature, index) => [feature, 90 - 5 * index + week * (index % 3) * 4] as const)
    return sampleHistory(2, { features: new Map(engaged) })[week]
  })
  const chart = chartOf('features', history as WeekTotals[])
  const drawn = chart?.kind === 'lines' ? chart.lines.map(({ label }) => label) : []
  const labels = sampleEntity()
    .features.filter(({ is_mode }) => !is_mode)
    .map(({ label }) => label)
  const at = (...indices: number[]) => indices.map((index) => labels[index])
  expect(drawn.slice(0, 3).toSorted()).toEqual(at(0, 1, 2).toSorted())
  expect(new Set(drawn.slice(3))).toEqual(new Set(at(8, 11, 14)))
  expect(chart?.subtitle).toBe('Share of the active people: the 3 largest, and what grew most')
})

test('The chart of features finds keys that every object has only where the history has them', () => {
  const [sample] = sampleEntity().features
  const features = sample === undefined ? [] : [{ ...sample, feature: 'constructor', label: 'constructor' }]
  expect(chartOf('features', sampleHistory(2), { features })).toBeUndefined()
  const other_features = new Map([['constructor', 50]])
  expect(chartOf('features', sampleHistory(2, { other_features }), { features })).toMatchObject({
    lines: [{ label: 'Constructor', values: [0.5, 50 / 101] }],
  })
})

test('The chart of credits begins with the first week of which they are known', () => {
  const history = sampleHistory(4).map((week, index) =>
    index === 0 ? { ...week, ai_credits_used: null } : week,
  )
  expect(chartOf('credits', history)).toMatchObject({
    weeks: ['2026-10-26', '2026-11-02', '2026-11-09'],
    values: [1001, 1002, 1003],
    legend: [{ label: 'newest week: 1,003' }, { label: 'weeks before' }],
  })
  expect(chartOf('credits', sampleHistory(4, { ai_credits_used: 0 }))).toBeUndefined()
})

test('The chart of teams has the highest adoption on top, and marks where the engaged people are withheld', () => {
  const teams = sampleEntity({ teams: 3 }).teams.map((team, index) => ({
    ...team,
    members: 20,
    adoption_rate: [0.5, 0.9, 0.7][index] ?? 0,
    engaged_users: index === 0 ? null : 10,
  }))
  expect(chartOf('teams', [], { teams })).toMatchObject({
    title: 'Adoption by team',
    legend: [{ label: 'engaged (*: withheld)' }, { label: 'active only' }, { label: 'no activity' }],
    target: 0.8,
    teams: [
      { adoption: 0.9, engaged: 0.5, note: '90% of 20' },
      { adoption: 0.7, engaged: 0.5, note: '70% of 20' },
      { adoption: 0.5, engaged: 0.5, note: '50% of 20 *' },
    ],
  })
})

test('The chart of teams leaves out others and withheld adoption, and says how many the latter are', () => {
  const teams = sampleEntity({ teams: 4 }).teams.map((team, index) => {
    if (index === 0) return { ...team, team_id: '' }
    return index === 1 ? withhold(team, { adoption_rate: null }) : team
  })
  const chart = chartOf('teams', [], { teams })
  expect(chart?.kind === 'teams' ? chart.teams.length : 0).toBe(2)
  expect(chart?.alt).toMatch(/ Without 1 team whose adoption is withheld\.$/)
})

test('The chart of teams is of the 24 largest, and of two at least', () => {
  const chart = chartOf('teams', [], { teams: sampleEntity({ teams: 30 }).teams })
  expect(chart?.title).toBe('Adoption by team, the 24 largest')
  expect(chartOf('teams', [], { teams: sampleEntity({ teams: 1 }).teams })).toBeUndefined()
})
