import { expect, test } from 'vitest'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { reconciliationMarkdown } from '../../src/render/sections/reconciliation.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

const sample = sampleEntity()
const counts = { in_one_team: 60, in_several_teams: 30, in_no_team: 10, teams_unknown: 0, withheld: {} }
const totals = { ...sample.totals, active_users: 100 }
const teams = sample.teams.slice(0, 2).map((team) => ({ ...team, active_users: 60 }))

function markdownOf(overrides: Partial<EntityNumbers>): string {
  const entities = [{ ...sample, totals, teams, reconciliation: counts, ...overrides }]
  const report = sampleReport({}, { entities, minimum_group_size: 5 })
  return reconciliationMarkdown(report, entityOf(report))
}

test('The active people of teams add up to the total by how many teams each is in', () => {
  expect(markdownOf({}).split('\n').slice(2, 6)).toEqual([
    '| in one team | 60 | 60% |',
    '| in several teams | 30 | 30% |',
    '| in no listed team | 10 | 10% |',
    '| **all active people** | 100 | 100% |',
  ])
  expect(markdownOf({})).toContain(
    'The active people of 2 teams add up to 120: who is in several teams counts in each of them.',
  )
})

test('People who were active only on days without teams have a row of their own, where there are any', () => {
  expect(markdownOf({})).not.toContain('whose teams are not known')
  expect(markdownOf({ reconciliation: { ...counts, in_one_team: 55, teams_unknown: 5 } })).toContain(
    '| active only on days whose teams are not known | 5 | 5% |',
  )
})

test('Withheld counts have no share, and the reason is told once', () => {
  const bounds = { least: 1, most: 19 }
  const markdown = markdownOf({
    reconciliation: withhold(counts, { in_no_team: bounds, in_several_teams: bounds }),
  })
  expect(markdown).toContain('| in several teams | fewer than 20 | withheld |')
  expect(markdown).toContain('| in no listed team | fewer than 20 | withheld |')
  expect(markdown.match(/Withheld: counts of fewer than 5 people/g)).toHaveLength(1)
})

test('Where the total is withheld no share is shown, and teams are not added up where one of them is', () => {
  const markdown = markdownOf({ totals: withhold(totals, { active_users: { least: 1, most: 4 } }) })
  expect(markdown).toContain('| in one team | 60 | withheld |')
  expect(markdown).toContain('| **all active people** | fewer than 5 |')
  const hidden = teams.map((team) => withhold(team, { active_users: null }))
  expect(markdownOf({ teams: hidden })).not.toContain('add up to')
})

test('Without teams, or without active people that are known, there is nothing to relate', () => {
  expect(markdownOf({ coverage: { ...sample.coverage, days_with_teams: 0 } })).toBe('')
  expect(markdownOf({ totals: { ...totals, active_users: null } })).toBe('')
})

test('Of nobody there is no share', () => {
  const nobody = { in_one_team: 0, in_several_teams: 0, in_no_team: 0, teams_unknown: 0, withheld: {} }
  const markdown = markdownOf({ totals: { ...totals, active_users: 0 }, reconciliation: nobody })
  expect(markdown).toContain('| in one team | 0 | n/a |')
  expect(markdown).toContain('| **all active people** | 0 | n/a |')
})
