import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, FRONTEND, members, reported, report, worked } from '../scenarios/scenario.ts'

const users = [worked(ALICE)]

test('A window before the first user-teams report: people are counted, teams are unknown and not zero', async () => {
  await using github = await startSimulator({
    reports: reported({ '2026-05-12': { users }, '2026-05-13': { users } }),
  })
  await using run = await report(github, { until: '2026-05-13', days: '2' })

  expect(run.errors).toEqual([])
  expect(csv(run, 'days.csv')).toMatchObject([
    { day: '2026-05-12', status: 'teams-missing', active_users: '1', memberships: '', users_in_no_team: '' },
    { day: '2026-05-13', status: 'teams-missing', active_users: '1', memberships: '', users_in_no_team: '' },
  ])
  expect(run.outputs).toMatchObject({ 'active-users': '1', members: '', 'adoption-rate': '' })
  expect(csv(run, 'teams.csv')).toEqual([])
})

test('A previous window before it leaves the change of a team unknown', async () => {
  const teams = members(FRONTEND, ALICE)
  await using github = await startSimulator({
    reports: reported({ '2026-05-13': { users }, '2026-05-14': { users, teams } }),
  })
  await using run = await report(github, { until: '2026-05-14', compare: 'true' })

  expect(csv(run, 'teams.csv')).toMatchObject([
    { active_users: '1', previous_active_users: '', previous_engaged_users: '' },
  ])
})
