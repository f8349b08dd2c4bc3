import { expect, test } from 'vitest'

import { joinSources } from '../../simulator/reports.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, MONDAY, reported, report, TUESDAY, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const users = [worked(ALICE)]

test('Of several organizations it is the newest day that all of them have', async () => {
  const reports = joinSources([
    reported({ [MONDAY]: { users }, [TUESDAY]: { users }, [WEDNESDAY]: { users } }, 'organization:octo-east'),
    reported({ [MONDAY]: { users } }, 'organization:octo-west'),
  ])
  await using github = await startSimulator({ reports })
  await using run = await report(github, { until: '', organization: 'octo-east, octo-west' })

  expect(run.outputs['until']).toBe(MONDAY)
})

test('A user-teams report that is late does not hold it back', async () => {
  const teams = [{ ...ALICE, team_id: 42, slug: 'frontend' }]
  await using github = await startSimulator({
    reports: reported({ [TUESDAY]: { users, teams }, [WEDNESDAY]: { users } }),
  })
  await using run = await report(github, { until: '', days: '2' })

  expect(run.outputs).toMatchObject({ until: WEDNESDAY, members: '1', 'active-users': '1' })
})
