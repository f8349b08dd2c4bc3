import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, FRONTEND, members, reported, report, WEDNESDAY, worked } from './scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })

test.concurrent.each(['quota', 'forbidden', 'upload'] as const)(
  '%s: the rest is published',
  async (refuse) => {
    await using artifacts = await startArtifacts({ refuse })
    await using github = await startSimulator({ reports })
    await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' }, { artifacts })

    expect(run.exitCode).toBe(0)
    expect(run.warnings).toEqual([
      expect.stringMatching(/^The artifact "copilot-team-metrics" could not be uploaded/),
    ])
    expect(run.outputs).toMatchObject({ 'active-users': '1', 'artifact-id': '', 'artifact-url': '' })
    expect(run.summary).toMatch(/GitHub did not take the artifact/)
    expect(run.fileNames()).toContain('teams.csv')
  },
)

test('Outside of a runner there is no artifact service: a warning too', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' })

  expect(run.exitCode).toBe(0)
  expect(run.warnings).toHaveLength(1)
  expect(run.outputs['active-users']).toBe('1')
})
