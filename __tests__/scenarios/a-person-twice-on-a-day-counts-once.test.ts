import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, csv, FRONTEND, members, reported, report, WEDNESDAY, worked } from './scenario.ts'

const small = worked(ALICE, { loc_added_sum: 5 })
const large = worked(ALICE, { loc_added_sum: 500 })
const teams = [...members(FRONTEND, ALICE, BOB), ...members(FRONTEND, ALICE, BOB)]

test('The same row twice is counted once, also when it stands in two files', async () => {
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(BOB), worked(BOB)], teams } }),
    filesPerReport: 2,
  })
  await using run = await report(github)

  expect(csv(run, 'teams.csv')).toMatchObject([{ members: '2', active_users: '1', loc_added_sum: '21' }])
  expect(csv(run, 'days.csv')).toMatchObject([{ rows: '1', memberships: '2' }])
  expect(run.summary).toContain('1 row came twice')
})

test.each([
  ['first', [large, small]],
  ['last', [small, large]],
])('Of two different rows the one with more activity counts, when it comes %s', async (_, users) => {
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users, teams } }) })
  await using run = await report(github)

  expect(csv(run, 'teams.csv')).toMatchObject([{ active_users: '1', loc_added_sum: '500' }])
  expect(run.summary).toContain('1 row contradicted another of the same person and day')
})
