import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { literalSource } from '../../simulator/reports.ts'
import { startSimulator } from '../../simulator/server.ts'
import { csv, report } from './scenario.ts'

const day = '2026-06-01'
const linesOf = (name: string) =>
  readFileSync(`__tests__/fixtures/github-example/${name}-${day}.ndjson`, 'utf8').trim().split('\n')

test("GitHub's own example gives GitHub's own numbers, and once each person in the organization's", async () => {
  const reports = literalSource({
    'organization:octo-works': {
      'users-1-day': { [day]: linesOf('users') },
      'user-teams-1-day': { [day]: linesOf('user-teams') },
    },
  })
  await using github = await startSimulator({ reports })
  await using run = await report(github, { until: day })

  expect(csv(run, 'teams.csv')).toMatchObject([
    {
      team_id: '42',
      slug: 'frontend',
      active_users: '2',
      code_acceptance_activity_count: '19',
      loc_added_sum: '112',
    },
    {
      team_id: '43',
      slug: 'backend',
      active_users: '1',
      code_acceptance_activity_count: '12',
      loc_added_sum: '88',
    },
  ])
  expect(csv(run, 'days.csv')).toMatchObject([
    { active_users: '2', memberships: '3', code_acceptance_activity_count: '19', loc_added_sum: '112' },
  ])
  expect(run.outputs).toMatchObject({ 'active-users': '2', members: '2', 'adoption-rate': '1', teams: '2' })
})
