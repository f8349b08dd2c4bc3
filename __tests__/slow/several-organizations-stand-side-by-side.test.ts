import { expect, test } from 'vitest'

import { joinSources } from '../../simulator/reports.ts'
import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BOB,
  CAROL,
  csv,
  FRONTEND,
  members,
  reported,
  report,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

const east = { [WEDNESDAY]: { users: [worked(ALICE), worked(BOB)], teams: members(FRONTEND, ALICE, BOB) } }
const west = {
  [WEDNESDAY]: { users: [worked(ALICE)], teams: members({ ...FRONTEND, team_id: 77 }, ALICE, CAROL) },
}
const reports = joinSources([
  reported(east, 'organization:octo-east'),
  reported(west, 'organization:octo-west'),
])

test('The same slug and the same person in two organizations: two lines each, and no sum anywhere', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github, { organization: 'octo-east\nocto-west' })

  expect(run.errors).toEqual([])
  expect(csv(run, 'teams.csv')).toMatchObject([
    { entity: 'octo-east', team_id: '42', slug: 'frontend', members: '2', active_users: '2' },
    { entity: 'octo-west', team_id: '77', slug: 'frontend', members: '2', active_users: '1' },
  ])
  expect(csv(run, 'days.csv').map(({ entity, active_users }) => [entity, active_users])).toEqual([
    ['octo-east', '2'],
    ['octo-west', '1'],
  ])
  expect(csv(run, 'people.csv').filter(({ user_login }) => user_login === ALICE.user_login)).toHaveLength(2)
  expect(run.outputs).toMatchObject({
    'active-users': '',
    'engaged-users': '',
    members: '',
    'adoption-rate': '',
    'days-reported': '1',
    teams: '2',
  })
  expect(run.summary).toContain('## octo-east')
  expect(run.summary).toContain('## octo-west')
})

test('One that cannot be read fails the run: half a picture is not published', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github, { organization: 'octo-east, octo-north' })

  expect(run.errors).toEqual([expect.stringMatching(/no organization "octo-north"/)])
  expect(run.outputs).toEqual({})
})
