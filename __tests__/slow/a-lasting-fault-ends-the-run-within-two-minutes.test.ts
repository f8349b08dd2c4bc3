import { describe, expect, test } from 'vitest'

import type { Fault } from '../../simulator/faults.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: [] } })
const envelope = 'api GET /orgs/octo-works/copilot/metrics/reports/users-1-day'
const download = /links GET .*users-1-day/
const times = Infinity
const faults: Record<string, Fault> = {
  'a server error of the API': { match: envelope, times, do: 500 },
  'resets of the API': { match: envelope, times, do: 'reset' },
  'envelopes that are cut off': { match: envelope, times, do: 'cut' },
  'an API that says nothing': { match: envelope, times, do: 'silence' },
  'downloads that are cut off': { match: download, times, do: 'truncate' },
  'downloads that are refused': { match: download, times, do: 503 },
  'downloads that stall': { match: download, times, do: 'stall' },
}

// They wait for each other's minute side by side.
describe('One sentence names the report and its day after lasting', () => {
  test.concurrent.each(Object.entries(faults))(
    '%s',
    async (_, fault) => {
      await using github = await startSimulator({ reports })
      github.faults.add(fault)
      await using run = await report(github)

      expect(run.exitCode).toBe(1)
      expect(run.errors).toHaveLength(1)
      expect(run.errors[0]).toContain('the users report of octo-works for 2026-11-18')
      expect(run.summary).toBe('')
      expect(run.outputs).toEqual({})
      expect(run.durationMs).toBeLessThan(120_000)
    },
    150_000,
  )

  test.concurrent('nothing at all: a download that stalls once is asked for again after a minute', async () => {
    await using github = await startSimulator({ reports })
    github.faults.add({ match: download, do: 'stall' })
    await using run = await report(github)

    expect(run.errors).toEqual([])
    expect(run.outputs['active-users']).toBe('1')
  }, 150_000)
})
