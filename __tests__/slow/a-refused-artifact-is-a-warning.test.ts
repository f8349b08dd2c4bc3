import { expect, test } from 'vitest'

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

test('Outside of a runner there is no artifact service: a warning too', async () => {
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })
  await using github = await startSimulator({ reports })
  await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' })

  expect(run).toMatchObject({ errors: [], exitCode: 0 })
  expect(run.warnings).toEqual([expect.stringMatching(/no artifact service outside of a workflow/)])
  expect(run.outputs['active-users']).toBe('1')
})
