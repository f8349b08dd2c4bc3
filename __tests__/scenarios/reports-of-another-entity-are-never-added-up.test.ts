import { describe, expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BOB,
  CAROL,
  csv,
  type DayReports,
  FRONTEND,
  members,
  report,
  reported,
  TUESDAY,
  WEDNESDAY,
  worked,
} from './scenario.ts'

const ours = { organization_id: '771203' }
const theirs = { organization_id: '999999' }
const teams = members({ ...FRONTEND, ...ours }, ALICE, BOB)
const users = [worked(ALICE, ours), worked(BOB, ours)]

const mixed: Record<string, [Record<string, DayReports>, RegExp]> = {
  'rows of two organizations in one report': [
    { [WEDNESDAY]: { users: [...users, worked(CAROL, theirs)], teams } },
    /holds lines of two organizations \(organization_id 771203 and 999999\)/,
  ],
  'memberships of another organization beside the rows': [
    { [WEDNESDAY]: { users, teams: members({ ...FRONTEND, ...theirs }, ALICE) } },
    /is of another organization \(organization_id (771203|999999)\) than .*\((771203|999999)\)/,
  ],
  'a day of another organization': [
    { [TUESDAY]: { users: [worked(CAROL, theirs)] }, [WEDNESDAY]: { users } },
    /is of another organization \(organization_id (771203|999999)\) than .*\((771203|999999)\)/,
  ],
  'an enterprise’s report in place of an organization’s': [
    { [WEDNESDAY]: { users: [worked(ALICE, { enterprise_id: '90210' })] } },
    /carries enterprise_id 90210 and no organization_id, so it is a report of an enterprise: set enterprise in place of organization/,
  ],
}

describe('The run fails and names the ids:', () => {
  test.each(Object.entries(mixed))('%s', async (_, [days, sentence]) => {
    await using github = await startSimulator({ reports: reported(days) })
    await using run = await report(github, { days: '2' })

    expect(run.errors).toEqual([expect.stringMatching(sentence)])
    expect(run.outputs).toEqual({})
  })

  test('an organization’s report in place of an enterprise’s', async () => {
    await using github = await startSimulator({
      reports: reported({ [WEDNESDAY]: { users } }, 'enterprise:octo'),
    })
    await using run = await report(github, { enterprise: 'octo' })

    expect(run.errors).toEqual([
      expect.stringMatching(/organization_id 771203 and no enterprise_id.*set organization/),
    ])
  })

  test('memberships under the name of a users report, from GitHub too', async () => {
    await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users: teams, teams } }) })
    await using run = await report(github)

    expect(run.errors).toEqual([
      expect.stringMatching(/of the users report of octo-works .*it holds memberships/),
    ])
  })
})

test('A missing id is no fault, nor is the enterprise’s beside the organization’s; a team beside activity counts', async () => {
  const rows = [
    worked(ALICE, { ...ours, enterprise_id: '90210' }),
    worked(BOB, { enterprise_id: '5', team_id: 42 }),
  ]
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users: rows, teams } }) })
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
