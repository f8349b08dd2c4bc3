import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
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
} from '../scenarios/scenario.ts'

test('The same row twice is counted once, also in two files; of two different rows the one with more activity', async () => {
  const small = worked(ALICE, { loc_added_sum: 5 })
  const large = worked(ALICE, { loc_added_sum: 500 })
  const teams = [...members(FRONTEND, ALICE, BOB), ...members(FRONTEND, ALICE, BOB)]
  const reports = reported({
    [MONDAY]: { users: [worked(BOB), worked(BOB)], teams },
    [TUESDAY]: { users: [large, small], teams },
    [WEDNESDAY]: { users: [small, large], teams },
  })
  await using github = await startSimulator({ reports, filesPerReport: 2 })
  await using run = await report(github, { days: '3' })

  const day = { rows: '1', memberships: '2', active_users: '1' }
  expect(csv(run, 'days.csv')).toMatchObject([
    { ...day, loc_added_sum: '21' },
    { ...day, loc_added_sum: '500' },
    { ...day, loc_added_sum: '500' },
  ])
  expect(csv(run, 'teams.csv')).toMatchObject([{ members: '2', active_users: '2', loc_added_sum: '1021' }])
  expect(run.summary).toContain('1 row came twice')
  expect(run.summary).toContain('2 rows contradicted another of the same person and day')
})
