import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays } from '../../simulator/calendar.ts'
import type { EmptyShape } from '../../simulator/envelopes.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  csv,
  type DayReports,
  FRONTEND,
  members,
  reported,
  report,
  WEDNESDAY,
  worked,
} from './scenario.ts'

const shapes: EmptyShape[] = [
  '204',
  'empty-links',
  'empty-string',
  'message-string',
  'null',
  'blank',
  '404-message',
]
/** Each shape has a day of its own, in the week before the last day. */
const cases = shapes.map((shape, index) => ({ shape, day: addDays(WEDNESDAY, index - shapes.length) }))
const users = [worked(ALICE)]
const teams = members(FRONTEND, ALICE)

/** Runs the action once on a day that has its reports, and on one of each shape that has not. */
async function runOn(others: DayReports): Promise<Run> {
  const days = Object.fromEntries(cases.map(({ day }) => [day, others]))
  const reports = reported({ ...days, [WEDNESDAY]: { users, teams } })
  const emptyShape = (_entity: string, _report: string, day: string) =>
    cases.find((one) => one.day === day)?.shape ?? '204'
  await using github = await startSimulator({ reports, emptyShape })
  return await report(github, { days: String(cases.length + 1) })
}

describe('A day without a users report is missing, whether GitHub says so with', () => {
  let run: Run
  beforeAll(async () => {
    run = await runOn({ teams })
  })
  afterAll(() => run[Symbol.asyncDispose]())

  test.each(cases)('$shape', ({ day }) => {
    expect(csv(run, 'days.csv').filter((line) => line['day'] === day)).toMatchObject([
      { status: 'missing', active_users: '' },
    ])
  })

  test('any of these: a warning names the days, and the others count', () => {
    expect(run.errors).toEqual([])
    const missing = cases.map(({ day }) => day).join(', ')
    expect(run.warnings).toEqual([`octo-works has no users report for 7 of 8 days: ${missing}`])
    expect(csv(run, 'days.csv').at(-1)).toMatchObject({
      day: WEDNESDAY,
      status: 'reported',
      active_users: '1',
    })
    expect(run.outputs['days-reported']).toBe('1')
  })
})

describe('A day without a user-teams report has no teams, whether GitHub says so with', () => {
  let run: Run
  beforeAll(async () => {
    run = await runOn({ users })
  })
  afterAll(() => run[Symbol.asyncDispose]())

  test.each(cases)('$shape', ({ day }) => {
    expect(run.errors).toEqual([])
    expect(csv(run, 'days.csv').filter((line) => line['day'] === day)).toMatchObject([
      { status: 'teams-missing', memberships: '', active_users: '1' },
    ])
  })
})
