import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { tryMixed } from '../scenarios/other-entities.ts'
import {
  ALICE,
  BOB,
  csv,
  FRONTEND,
  members,
  report,
  reported,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

const ours = { organization_id: '771203' }
const theirs = { organization_id: '999999' }

// The others are in the slow tests.
test.each(['rows of two organizations in one report', 'a day of another organization'])(
  'The run fails and names the ids: %s',
  async (name) => {
    const { got, wanted } = await tryMixed(name)
    expect(got).toEqual(wanted)
  },
)

test('A missing id is no fault, nor is the enterprise’s beside the organization’s; a team beside activity counts', async () => {
  const rows = [
    worked(ALICE, { ...ours, enterprise_id: '90210' }),
    worked(BOB, { enterprise_id: '5', team_id: 42 }),
  ]
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: rows, teams: members({ ...FRONTEND, ...ours }, ALICE, BOB) } }),
  })
  await using run = await report(github)

  expect([...run.errors, ...run.warnings]).toEqual([])
  expect(csv(run, 'teams.csv')).toMatchObject([{ entity_id: '771203', active_users: '2' }])
})

test('An organization’s id beside the enterprise’s in an enterprise’s report is told, and the rows count', async () => {
  const rows = [
    worked(ALICE, { ...ours, enterprise_id: '90210' }),
    worked(BOB, { ...theirs, enterprise_id: '90210' }),
  ]
  const listed = members({ ...FRONTEND, enterprise_id: '90210' }, ALICE, BOB)
  const reports = reported({ [WEDNESDAY]: { users: rows, teams: listed } }, 'enterprise:octo')
  await using github = await startSimulator({ reports })
  await using run = await report(github, { enterprise: 'octo' })

  expect(run.errors).toEqual([])
  expect(run.warnings).toEqual([
    expect.stringMatching(/^octo: 2 lines carry an organization_id beside the enterprise_id; they count/),
  ])
  expect(run.outputs).toMatchObject({ 'active-users': '2', members: '2' })
})
