import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from './scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)] } })

test('A signed link over http to another machine ends the run', async () => {
  const store = { link: () => Promise.resolve('http://reports.example.com/users.json?sig=secret') }
  await using github = await startSimulator({ reports, store })
  await using run = await report(github)

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([
    expect.stringMatching(/link for users\.json that is not https; it was not followed/),
  ])
  expect(run.rawLog).not.toContain('secret')
})
