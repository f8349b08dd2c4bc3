import { expect, test } from 'vitest'
import type { Coverage } from '../../src/rollup/coverage.ts'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { type Bounds, withhold } from '../../src/privacy/withheld.ts'
import { sampleEntity } from '../render/sample-report.ts'
import { judge, judgeAll, totalsOf } from '../fixtures/judged.ts'

const verdict = (totals: EntityNumbers['totals'], coverage: Partial<Coverage> = {}) =>
  judge({ totals, coverage: { ...sampleEntity().coverage, ...coverage } }).insights.verdict
const bounds = { least: 1, most: 4 }

test.each([
  [0, 'nobody'],
  [1, 'told'],
  [null, 'unknown'],
])('The verdict on %s active people is that: %s', (active_users, expected) => {
  expect(verdict(totalsOf({ active_users })).active_users).toBe(expected)
})

test.each([
  [bounds, 'told'],
  [{ least: 29, most: null }, 'told'],
  [{ least: 1, most: null }, 'withheld'],
  [null, 'withheld'],
])('The verdict on active people withheld with %j is that: %s', (withheld, expected) => {
  expect(verdict(withhold(totalsOf({}), { active_users: withheld })).active_users).toBe(expected)
})

test('The verdict on adoption tells it, tells what it is above, or says why it cannot', () => {
  const hidden = (idle: Bounds | null) => withhold(totalsOf({}), { idle_users: idle, adoption_rate: null })
  expect(verdict(totalsOf({})).adoption).toBe('told')
  expect(verdict(hidden(bounds)).adoption).toBe('told')
  expect(verdict(hidden(null)).adoption).toBe('untold')
  expect(verdict(hidden({ least: 1, most: null })).adoption).toBe('untold')
  expect(verdict({ ...hidden({ least: 1, most: 19 }), members: 20 }).adoption).toBe('withheld')
  expect(verdict(withhold(totalsOf({}), { members: bounds })).adoption).toBe('untold')
  expect(verdict(totalsOf({ members: null })).adoption).toBe('no-teams-listed')
  expect(verdict(totalsOf({ members: null }), { days_with_teams_report: 0 }).adoption).toBe('no-teams-report')
})

test('The verdict on several entities ranks those that are known, and names those that are withheld or unknown', () => {
  const entity = (name: string, totals: EntityNumbers['totals']) => ({
    ...sampleEntity({ entity: name }),
    totals,
  })
  const { insights } = judgeAll([
    entity('low', totalsOf({ adoption_rate: 0.2 })),
    entity('hidden', withhold(totalsOf({}), { adoption_rate: null })),
    entity('high', totalsOf({ adoption_rate: 0.8 })),
    entity('unknown', totalsOf({ adoption_rate: null })),
  ])
  expect(insights.adoption).toEqual({ ranked: ['high', 'low'], withheld: ['hidden'], unknown: ['unknown'] })
})
