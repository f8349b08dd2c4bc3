import { expect, test } from 'vitest'

import { startAzurite } from '../../simulator/azurite.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, reported, report, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE), worked(BOB)], teams: [] } })

test('The sentence names the report and the day, without a signature', async () => {
  await using azurite = await startAzurite()
  await using github = await startSimulator({ reports, store: azurite, linkLifetimeSeconds: -60 })
  await using run = await report(github, {}, { env: { RUNNER_DEBUG: '1' } })

  expect(run.exitCode).toBe(1)
  expect(run.errors[0]).toMatch(
    /^the (users|user-teams) report of octo-works for 2026-11-18 did not arrive whole/i,
  )
  expect(run.rawLog).not.toMatch(/sig=|se=2/)
  expect(run.durationMs).toBeLessThan(120_000)
})
