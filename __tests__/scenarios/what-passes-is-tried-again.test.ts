import { describe, expect, test } from 'vitest'

import type { Fault } from '../../simulator/faults.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, csv, FRONTEND, members, reported, report, WEDNESDAY, worked } from './scenario.ts'

const users = [worked(ALICE), worked(BOB)]
const reports = reported({ [WEDNESDAY]: { users, teams: members(FRONTEND, ALICE, BOB) } })

const envelope = 'api GET /orgs/octo-works/copilot/metrics/reports/users-1-day'
const download = /links GET .*users-1-day/
const faults: Record<string, Fault> = {
  'a primary rate limit': { match: envelope, do: 'rate-limit-primary' },
  'a secondary rate limit': { match: envelope, do: 'rate-limit-secondary' },
  'a server error of the API': { match: envelope, times: 2, do: 502 },
  'a reset of the API': { match: envelope, do: 'reset' },
  'an envelope cut off in the middle, with a length': { match: envelope, do: 'truncate' },
  'an envelope cut off in the middle, without a length': { match: envelope, do: 'truncate-json' },
  'an envelope cut off in the middle that claims to be whole': { match: envelope, do: 'cut' },
  'a reset of a download': { match: download, do: 'reset' },
  'a download that is cut off, with a length': { match: download, do: 'truncate' },
  'a download that is cut off, without a length': { match: download, do: 'truncate-json' },
  'a download that is cut off and claims to be whole': { match: download, do: 'cut' },
  'a server error of the store': { match: download, times: 2, do: 503 },
  'a file that is not there yet': { match: download, do: 404 },
}

describe('The numbers are whole after', () => {
  test.concurrent.each(Object.entries(faults))('%s', async (_, fault) => {
    await using github = await startSimulator({ reports, filesPerReport: 2 })
    github.faults.add(fault)
    await using run = await report(github)

    expect(run.errors).toEqual([])
    expect(github.faults.pending()).toBe(0)
    expect(csv(run, 'teams.csv')).toMatchObject([{ active_users: '2', code_generation_activity_count: '16' }])
    expect(csv(run, 'days.csv')).toMatchObject([{ rows: '2', status: 'reported' }])
  })

  test.concurrent('a gzipped download that is cut off', async () => {
    await using github = await startSimulator({ reports, compression: 'silent' })
    github.faults.add({ match: download, do: 'cut' })
    await using run = await report(github)

    expect(run.errors).toEqual([])
    expect(run.outputs['active-users']).toBe('2')
  })
})
