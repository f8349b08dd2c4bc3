import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startSimulator } from '../../simulator/server.ts'
import { tryArtifact } from '../scenarios/refused-artifacts.ts'
import { ALICE, FRONTEND, members, reported, report, WEDNESDAY, worked } from '../scenarios/scenario.ts'

// The other cases are in the slow tests; publish/refused-artifacts.test.ts has the sentences.
test.each(['finalize 422'])(
  '%s: a sentence, the rest is published, and no signed link is there at any log level',
  async (name) => {
    const { got, wanted } = await tryArtifact(name)
    expect(got).toEqual(wanted)
  },
)

test('A GitHub Enterprise Server has no such service: one warning for each artifact', async () => {
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })
  await using github = await startSimulator({ reports })
  await using artifacts = await startArtifacts()
  const env = { GITHUB_SERVER_URL: 'https://github.octo-works.example' }
  await using run = await report(github, { 'artifact-name': 'copilot' }, { artifacts, env })

  expect(run.exitCode).toBe(0)
  const refused = /could not be uploaded.*: this GitHub has no artifact service of this kind$/
  expect(run.warnings).toEqual([expect.stringMatching(refused), expect.stringMatching(refused)])
  expect(artifacts.requests).toEqual([])
})

test('Outside of a runner there is no artifact service: warnings too', async () => {
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })
  await using github = await startSimulator({ reports })
  await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' })

  expect(run).toMatchObject({ errors: [], exitCode: 0 })
  const outside = /could not be uploaded.*no artifact service outside of a workflow/
  expect(run.warnings).toEqual([expect.stringMatching(outside), expect.stringMatching(outside)])
  expect(run.outputs['active-users']).toBe('1')
})
