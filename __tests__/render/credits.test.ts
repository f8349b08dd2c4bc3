import { expect, test } from 'vitest'
import { creditsMarkdown } from '../../src/render/sections/credits.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

test('Merged teams have no credits per person, since a member of two of them would count twice', () => {
  const sample = sampleEntity({ teams: 2 })
  const numbers = { ai_credits_used: 80, active_users: 6 }
  const teams = sample.teams.map((team, index) => ({
    ...team,
    ...numbers,
    ...(index === 0 ? { team_id: '', slug: 'others' } : { slug: 'team' }),
  }))
  const page = creditsMarkdown(entityOf(sampleReport({}, { entities: [{ ...sample, teams }] })))
  expect(page).toContain('| others | 80 | n/a |')
  expect(page).toContain('| team | 80 | 13.3 |')
})
