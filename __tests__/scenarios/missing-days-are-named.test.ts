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
} from './scenario.ts'

const teams = members(FRONTEND, ALICE, BOB)
const reports = reported({
  [MONDAY]: { users: [worked(ALICE)], teams },
  [TUESDAY]: { teams },
  [WEDNESDAY]: { users: [worked(ALICE)], teams },
})

test('warn: the run goes on, says which days, and counts their memberships as members', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github, { days: '3', 'missing-days': 'warn' })

  expect(run).toMatchObject({ errors: [], exitCode: 0 })
  expect(run.warnings).toEqual([`octo-works has no users report for 1 of 3 days: ${TUESDAY}`])
  expect(csv(run, 'days.csv')[1]).toMatchObject({
    status: 'missing',
    rows: '',
    memberships: '2',
    active_users: '',
  })
  expect(csv(run, 'team-days.csv')[1]).toMatchObject({
    day: TUESDAY,
    members: '2',
    active_users: '',
    loc_added_sum: '',
  })
  expect(run.summary).toMatch(/^> \[!WARNING\]\n> \*\*No report for \d+ \w+\.\*\* /m)
})

test('A company that has no report at all fails the same way when the newest day is looked for', async () => {
  await using github = await startSimulator({ reports: reported({}) })
  await using run = await report(github, { until: '' })

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([expect.stringMatching(/no day with a users report of octo-works/)])
})
