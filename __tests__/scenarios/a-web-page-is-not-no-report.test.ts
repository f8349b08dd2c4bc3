import { describe, expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, csv, FRONTEND, members, report, reported, WEDNESDAY, worked } from './scenario.ts'

const teams = members(FRONTEND, ALICE)
const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams } })
const page = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Log in to the proxy</title>',
}

describe('A page of a proxy in place of an envelope ends the run, and is no missing report:', () => {
  test.each(['users', 'user-teams'])('%s', async (name) => {
    await using github = await startSimulator({ reports })
    github.faults.add({ match: `api GET /orgs/octo-works/copilot/metrics/reports/${name}-1-day`, do: page })
    await using run = await report(github)

    expect(run.exitCode).toBe(1)
    expect(run.errors).toEqual([
      expect.stringMatching(
        `^Asked for the ${name} report of octo-works for 2026-11-18, 127.0.0.1:\\d+ answered with a web page \\(text/html, status 200\\), which GitHub's API never does: .*check github-api-url`,
      ),
    ])
    expect(run.summary).toBe('')
    expect(run.rawLog).not.toContain('Log in to the proxy')
  })
})

test('A day with something behind it is no day: the line is kept out', async () => {
  const garbled = JSON.stringify({ ...worked(BOB), day: `${WEDNESDAY}Tgarbage` })
  const hundred = Array.from({ length: 100 }, (_, index) =>
    worked({ user_id: 920_000_000 + index, user_login: `user-${index}` }),
  )
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [...hundred, garbled], teams } }),
  })
  await using run = await report(github)

  expect(run.errors).toEqual([])
  expect(run.outputs['active-users']).toBe('100')
  expect(csv(run, 'rejected-lines.csv')).toMatchObject([{ report: 'users', line: '101' }])
})
