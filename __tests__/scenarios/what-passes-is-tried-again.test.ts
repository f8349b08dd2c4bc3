import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays } from '../../simulator/calendar.ts'
import type { Fault, FaultKind } from '../../simulator/faults.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { everyDay } from './report.ts'
import { ALICE, BOB, csv, FRONTEND, members, reported, report, WEDNESDAY, worked } from './scenario.ts'

const day = { users: [worked(ALICE), worked(BOB)], teams: members(FRONTEND, ALICE, BOB) }

const envelope = 'api GET /orgs/octo-works/copilot/metrics/reports/users-1-day?day='
const download = 'links GET /reports/organization/octo-works/users-1-day/'
const faults: [name: string, match: string, kind: FaultKind, times?: number][] = [
  ['a primary rate limit', envelope, 'rate-limit-primary'],
  ['a secondary rate limit', envelope, 'rate-limit-secondary'],
  ['a server error of the API', envelope, 502, 2],
  ['a reset of the API', envelope, 'reset'],
  ['an envelope cut off in the middle, with a length', envelope, 'truncate'],
  ['an envelope cut off in the middle, without a length', envelope, 'truncate-json'],
  ['an envelope cut off in the middle that claims to be whole', envelope, 'cut'],
  ['a reset of a download', download, 'reset'],
  ['a download that is cut off, with a length', download, 'truncate'],
  ['a download that is cut off, without a length', download, 'truncate-json'],
  ['a download that is cut off and claims to be whole', download, 'cut'],
  ['a server error of the store', download, 503, 2],
  ['a file that is not there yet', download, 404],
]
/** Each fault meets a day of its own; docs/reliability.md has each of them in a run of its own. */
const cases = faults.map(([name, match, kind, times = 1], index) => {
  const date = addDays(WEDNESDAY, -index)
  const fault: Fault = { match: `${match}${date}`, do: kind, times }
  return { name, date, fault }
})

describe('The numbers are whole after', () => {
  let run: Run
  let pending: number
  beforeAll(async () => {
    const reports = reported(everyDay(day, addDays(WEDNESDAY, 1 - cases.length), WEDNESDAY))
    await using github = await startSimulator({ reports, filesPerReport: 2 })
    for (const { fault } of cases) github.faults.add(fault)
    run = await report(github, { days: String(cases.length) })
    pending = github.faults.pending()
  })
  afterAll(() => run[Symbol.asyncDispose]())

  test('all of these', () => {
    expect([...run.errors, ...run.warnings]).toEqual([])
    expect(pending).toBe(0)
    expect(csv(run, 'teams.csv')).toMatchObject([
      { active_users: '2', code_generation_activity_count: String(16 * cases.length) },
    ])
  })

  test.each(cases)('$name', ({ date }) => {
    expect(csv(run, 'days.csv').filter((line) => line['day'] === date)).toMatchObject([
      { rows: '2', status: 'reported', memberships: '2', code_generation_activity_count: '16' },
    ])
  })

  test('a gzipped download that is cut off', async () => {
    const reports = reported({ [WEDNESDAY]: day })
    await using github = await startSimulator({ reports, compression: 'silent' })
    github.faults.add({ match: download, do: 'cut' })
    await using other = await report(github)

    expect(other.errors).toEqual([])
    expect(other.outputs['active-users']).toBe('2')
    expect(github.faults.pending()).toBe(0)
  })
})
