import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { serve } from '../fixtures/servers.ts'
import { ALICE, report, reported, WEDNESDAY, worked } from '../scenarios/scenario.ts'

test('A download that brings a byte a second ends the run within 120 s, naming report and day', async () => {
  await using files = await serve((_, response) => {
    const timer = setInterval(() => response.write(' '), 1000)
    response.on('close', () => clearInterval(timer))
  })
  const store = { link: () => Promise.resolve(`${files.url}/users.json?sig=secret`) }
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: [] } }),
    store,
  })
  await using run = await report(github)

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([
    expect.stringMatching(
      /^the (users|user-teams) report of octo-works for 2026-11-18 did not arrive whole in \d tries \(users\.json stalled \(less than 1 kB a second\) after \d+ bytes\)/,
    ),
  ])
  expect(run.rawLog).not.toContain('secret')
  expect(run.durationMs).toBeLessThan(120_000)
}, 180_000)
