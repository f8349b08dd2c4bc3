import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  CAROL,
  csv,
  FRONTEND,
  members,
  reported,
  report,
  WEDNESDAY,
  worked,
} from './scenario.ts'

test('A team in which nobody was active has members, zeros and no share', async () => {
  const teams = [...members(FRONTEND, ALICE), ...members(BACKEND, BOB, CAROL)]
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE, { ai_credits_used: 1.25 })], teams } }),
  })
  await using run = await report(github)

  expect(csv(run, 'teams.csv')[1]).toMatchObject({
    slug: 'backend',
    members: '2',
    active_users: '0',
    idle_users: '2',
    adoption_rate: '0',
    code_generation_activity_count: '0',
    ai_credits_used: '0',
    completion_acceptance_rate: '',
  })
  expect(run.outputs).toMatchObject({ members: '3', 'active-users': '1', 'adoption-rate': '0.333333' })
  expect(run.summary).toContain('backend')
})
