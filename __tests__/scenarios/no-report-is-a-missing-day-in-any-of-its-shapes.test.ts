import { describe, expect, test } from 'vitest'

import type { EmptyShape } from '../../simulator/envelopes.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, FRONTEND, members, reported, report, TUESDAY, WEDNESDAY, worked } from './scenario.ts'

const shapes: EmptyShape[] = [
  '204',
  'empty-links',
  'empty-string',
  'message-string',
  'null',
  'blank',
  '404-message',
]

describe('A day without a users report is missing, whether GitHub says so with', () => {
  test.each(shapes)('%s', async (emptyShape) => {
    const teams = members(FRONTEND, ALICE)
    const reports = reported({ [TUESDAY]: { teams }, [WEDNESDAY]: { users: [worked(ALICE)], teams } })
    await using github = await startSimulator({ reports, emptyShape })
    await using run = await report(github, { days: '2' })

    expect(run.errors).toEqual([])
    expect(run.warnings).toEqual([`octo-works has no users report for 1 of 2 days: ${TUESDAY}`])
    expect(csv(run, 'days.csv').map(({ day, status, active_users }) => [day, status, active_users])).toEqual([
      [TUESDAY, 'missing', ''],
      [WEDNESDAY, 'reported', '1'],
    ])
    expect(run.outputs['days-reported']).toBe('1')
  })
})

describe('A day without a user-teams report has no teams, whether GitHub says so with', () => {
  test.each(shapes)('%s', async (emptyShape) => {
    await using github = await startSimulator({
      reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
      emptyShape,
    })
    await using run = await report(github)

    expect(run.errors).toEqual([])
    expect(csv(run, 'days.csv')).toMatchObject([
      { status: 'teams-missing', memberships: '', active_users: '1' },
    ])
    expect(run.outputs).toMatchObject({ members: '', 'adoption-rate': '', teams: '' })
  })
})

test('A user-teams report without a line is not zero teams either', async () => {
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: [] } }),
  })
  await using run = await report(github)

  expect(csv(run, 'days.csv')).toMatchObject([
    { status: 'teams-missing', memberships: '', users_in_no_team: '' },
  ])
})
