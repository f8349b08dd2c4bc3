import { describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startRepository } from '../../simulator/repository.ts'
import { endOf, endWhile } from './last-moments.ts'
import { startFive } from './report.ts'
import { ALICE, folderOf, ndjson, WEDNESDAY, worked } from './scenario.ts'

describe('Nothing keeps the process alive after', () => {
  test('reports from GitHub, artifacts and a commit', async () => {
    await using repository = startRepository()
    await using artifacts = await startArtifacts()
    await using github = await startFive(repository)
    const inputs = { until: '2026-11-15', days: '7', 'report-path': 'reports/copilot.md' }
    const end = await endOf(github, { ...inputs, 'artifact-name': 'copilot-team-metrics' }, { artifacts })

    expect(end).toEqual({ exitCode: 0, errors: [], warnings: [], problems: [] })
  })

  test('bad inputs', async () => {
    const end = await endOf(undefined, { days: '0' })

    expect(end).toMatchObject({ exitCode: 1, problems: [] })
  })

  test('reports from files, and artifacts that are refused', async () => {
    await using artifacts = await startArtifacts({ refuse: 'upload' })
    using reports = folderOf({ [`users-${WEDNESDAY}.ndjson`]: ndjson([worked(ALICE)]) })
    const inputs = { 'reports-directory': reports.path, 'artifact-name': 'copilot-team-metrics' }
    const end = await endOf(undefined, inputs, { artifacts })

    expect(end.warnings.filter((warning) => warning.includes('uploaded'))).toEqual([
      expect.stringMatching(/^The artifact "copilot-team-metrics" could not be uploaded/),
      expect.stringMatching(/^The interactive report "copilot-team-metrics.html" could not be uploaded/),
    ])
    expect(end).toMatchObject({ exitCode: 0, problems: [] })
  })
})

// All that may be under way is in the slow tests.
test.each(['downloads that stopped in the middle', 'a rate limit that is waited for'])(
  'A run that fails ends within a second of its sentence, with %s',
  async (name) => {
    const end = await endWhile(name)

    expect(end).toMatchObject({ exitCode: 1, problems: [] })
    expect(end.errors).toEqual([expect.stringMatching(/does not accept github-token/)])
  },
)
