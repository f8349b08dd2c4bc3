import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  csv,
  FRONTEND,
  members,
  reported,
  report,
  TUESDAY,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

test('People of teams that GitHub does not list are active, in no team, and the page says so', async () => {
  const users = [worked(ALICE), worked(BOB)]
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users, teams: members(FRONTEND, ALICE) } }),
  })
  await using run = await report(github)

  expect(csv(run, 'teams.csv')).toHaveLength(1)
  expect(csv(run, 'days.csv')).toMatchObject([{ active_users: '2', users_in_no_team: '1' }])
  expect(run.outputs).toMatchObject({ members: '1', 'active-users': '2', 'adoption-rate': '1' })
  expect(run.summary).toMatch(/1 active person is in no listed team/)
})

test('A team that crosses the line of five seats tells on how many days it was listed', async () => {
  const users = [worked(ALICE), worked(BOB)]
  const both = [...members(FRONTEND, ALICE), ...members(BACKEND, BOB)]
  await using github = await startSimulator({
    reports: reported({
      [TUESDAY]: { users, teams: both },
      [WEDNESDAY]: { users, teams: members(FRONTEND, ALICE) },
    }),
  })
  await using run = await report(github, { days: '2' })

  expect(csv(run, 'teams.csv')).toMatchObject([
    { slug: 'frontend', days_listed: '2', active_user_days: '2' },
    { slug: 'backend', days_listed: '1', active_user_days: '1' },
  ])
  expect(csv(run, 'team-days.csv').map(({ day, slug }) => [day, slug])).toEqual([
    [TUESDAY, 'frontend'],
    [TUESDAY, 'backend'],
    [WEDNESDAY, 'frontend'],
  ])
})
