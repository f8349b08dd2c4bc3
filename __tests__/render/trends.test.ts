import { expect, test } from 'vitest'
import {
  adoptionOf,
  shareOf,
  thenAndNowTable,
  trendCaption,
  trendOf,
  weeklyAdoption,
  weeklyShare,
} from '../../src/render/sections/trends.ts'
import { sampleHistory } from './sample-history.ts'
import { entityOf, sampleReport } from './sample-report.ts'

const entity = entityOf(sampleReport())
const trend = (...history: ReturnType<typeof sampleHistory>) => trendOf(entity, history)

test('A trend has consecutive weeks from the first that is known to the newest, with gaps where one is not complete', () => {
  const history = sampleHistory(5).map((week, index) => (index === 1 ? { ...week, days_reported: 6 } : week))
  const { weeks, entity: lines } = trend(...history)
  expect(weeks).toEqual(['2026-10-12', '2026-10-19', '2026-10-26', '2026-11-02', '2026-11-09'])
  expect(lines.map((line) => line?.active_users)).toEqual([100, undefined, 102, 103, 104])
})

test('A trend looks back 53 weeks at the most', () => {
  expect(trend(...sampleHistory(60)).weeks).toHaveLength(53)
})

test('A trend has the weeks of its own entity alone, whatever the case of its slug', () => {
  const others = sampleHistory(3, { entity: 'octo-labs' })
  expect(trend(...others).weeks).toEqual([])
  expect(trend(...sampleHistory(3, { entity: 'Octo-Works' })).weeks).toHaveLength(3)
  expect(trend(...sampleHistory(3, { scope: 'enterprise' })).weeks).toEqual([])
})

test('A trend has the weeks of teams by their ids, any text included', () => {
  const ids = ['7', '__proto__', 'constructor']
  const { teams } = trend(...ids.flatMap((team_id) => sampleHistory(2, { team_id })))
  expect([...teams.keys()]).toEqual(ids)
  expect(teams.get('toString')).toBeUndefined()
})

test('Adoption of a week tells withheld from unknown', () => {
  const [week] = sampleHistory(1)
  expect(adoptionOf(week)).toBe(0.5)
  expect(weeklyAdoption(week)).toBe('50%')
  expect(weeklyAdoption(sampleHistory(1, { idle_users: null })[0])).toBe('withheld')
  expect(weeklyAdoption(sampleHistory(1, { members: null, idle_users: null })[0])).toBe('–')
  expect(weeklyAdoption(undefined)).toBe('n/a')
  expect(adoptionOf(sampleHistory(1, { members: 0, idle_users: 0 })[0])).toBeNull()
})

test('The share of a feature is looked up by its key, any text included', () => {
  const other_features = new Map([
    ['constructor', 50],
    ['__proto__', 25],
  ])
  const [week] = sampleHistory(1, { other_features })
  expect(shareOf(week, 'code_completion')).toBe(0.8)
  expect(shareOf(week, 'constructor')).toBe(0.5)
  expect(shareOf(week, '__proto__')).toBe(0.25)
  expect(shareOf(week, 'toString')).toBeNull()
  expect(weeklyShare(week, 'toString')).toBe('–')
  expect(weeklyShare(undefined, 'toString')).toBe('n/a')
  expect(weeklyShare(sampleHistory(1, { active_users: null })[0], 'code_completion')).toBe('withheld')
})

test('Then and now sets the weeks of a quarter and of four weeks ago before the newest, with the change', () => {
  const table = thenAndNowTable(trend(...sampleHistory(14, { members: 100 })))
  expect(table.split('\n')[0]).toBe('| In the week of | 10 Aug | 12 Oct | 9 Nov | Change |')
  expect(table).toContain('| Active | 100 | 109 | 113 | +4 |')
  expect(table).toContain('| Adoption | 0% | 9% | 13% | +4 pp |')
})

test('Then and now shows withheld people as withheld, and nothing without weeks', () => {
  const hidden = sampleHistory(2, { active_users: null, engaged_users: null, idle_users: null })
  expect(thenAndNowTable(trend(...hidden))).toContain('| Active | withheld |')
  expect(thenAndNowTable(trend())).toBe('')
})

test('The caption of a trend names weeks that are not drawn, and why', () => {
  const weeks = sampleHistory(3)
  expect(trendCaption(trend(...weeks))).toBe(
    '<sub>Weeks begin on the Monday shown (UTC); only complete ones. Change: in four weeks. A week reaches fewer people than 28 days.</sub>',
  )
  expect(trendCaption(trend(...weeks.filter((_, index) => index !== 1)))).toContain(
    'Incomplete, and not drawn: 2 Nov.',
  )
  const hidden = weeks.map((week, index) => (index === 1 ? { ...week, active_users: null } : week))
  expect(trendCaption(trend(...hidden))).toContain('Withheld to protect small groups, and not drawn: 2 Nov.')
})
