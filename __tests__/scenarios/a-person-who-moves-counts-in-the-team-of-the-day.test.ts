import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  csv,
  FRONTEND,
  members,
  MONDAY,
  reported,
  report,
  TUESDAY,
  WEDNESDAY,
  worked,
} from './scenario.ts'

test('What someone did before a move stays with the team they were in', async () => {
  const users = [worked(ALICE, { loc_added_sum: 10 })]
  const reports = reported({
    [MONDAY]: { users, teams: [...members(FRONTEND, ALICE), ...members(BACKEND, BOB)] },
    [TUESDAY]: { users, teams: members(BACKEND, ALICE, BOB) },
    [WEDNESDAY]: { users, teams: members({ ...BACKEND, slug: 'platform' }, ALICE, BOB) },
  })
  await using github = await startSimulator({ reports })
  await using run = await report(github, { days: '3' })

  const columns = [
    'team_id',
    'slug',
    'days_listed',
    'members',
    'active_users',
    'active_user_days',
    'loc_added_sum',
  ]
  expect(csv(run, 'teams.csv').map((line) => columns.map((column) => line[column]))).toEqual([
    ['42', 'frontend', '1', '1', '1', '1', '10'],
    ['43', 'platform', '3', '2', '1', '2', '20'],
  ])
  expect(csv(run, 'people.csv')[0]).toMatchObject({ user_login: 'alice-liddell', teams: 'frontend;platform' })
})
