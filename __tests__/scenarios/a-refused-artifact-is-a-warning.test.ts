import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { type Fault } from '../../simulator/faults.ts'
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

test.concurrent.each<[string, Fault, RegExp]>([
  [
    'create 401',
    { match: 'CreateArtifact', do: 401 },
    /does not accept this job \(401\); run the job again$/,
  ],
  ['create 409', { match: 'CreateArtifact', do: 409 }, /artifact of that name already \(409\); name another/],
  ['create, reset', { match: 'CreateArtifact', do: 'reset' }, /could not be reached \(ECONNRESET\)/],
  ['upload 404', { match: 'artifact-blobs PUT', do: 404 }, /\(404\); run the job again$/],
  ['finalize 422', { match: 'FinalizeArtifact', do: 422 }, /did not take it \(422\); run the job again$/],
])('%s: a sentence, the rest, and no signed link at any log level', async (_, fault, words) => {
  await using artifacts = await startArtifacts()
  artifacts.faults.add(fault)
  await using github = await startSimulator({ reports })
  const env = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' }
  await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' }, { artifacts, env })

  expect(run.exitCode).toBe(0)
  expect(run.warnings).toEqual([expect.stringMatching(words)])
  expect(run.outputs).toMatchObject({ 'active-users': '1', 'artifact-id': '', 'artifact-url': '' })
  expect(run.summary).toMatch(/GitHub did not take the artifact/)
  for (const text of [run.rawLog, run.summary]) expect(text).not.toMatch(/sig=|127\.0\.0\.1|"message"/)
})

test('Outside of a runner there is no artifact service: a warning too', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' })

  expect(run.exitCode).toBe(0)
  expect(run.warnings).toHaveLength(1)
  expect(run.outputs['active-users']).toBe('1')
})
