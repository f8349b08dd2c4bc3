import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, FRONTEND, members, report, reported, WEDNESDAY, worked } from './scenario.ts'

test('A page of a proxy in place of an envelope ends the run, and is no missing report', async () => {
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })
  await using github = await startSimulator({ reports })
  const page = {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Log in to the proxy</title>',
  }
  github.faults.add({ match: 'api GET /orgs/octo-works/copilot/metrics/reports/user-teams-1-day', do: page })
  await using run = await report(github)

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([
    expect.stringMatching(
      `^Asked for the user-teams report of octo-works for 2026-11-18, 127.0.0.1:\\d+ answered with a web page \\(text/html, status 200\\), which GitHub's API never does: .*check github-api-url`,
    ),
  ])
  expect(run.summary).toBe('')
  expect(run.rawLog).not.toContain('Log in to the proxy')
})
