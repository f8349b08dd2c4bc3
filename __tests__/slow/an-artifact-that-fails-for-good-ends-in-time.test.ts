import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { type FaultKind } from '../../simulator/faults.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, report, reported, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const HTML = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in, please</html>' }
const REQUESTS = ['CreateArtifact', 'artifact-blobs PUT', 'FinalizeArtifact']
const FAULTS: FaultKind[] = [
  429,
  500,
  502,
  503,
  'reset',
  'truncate',
  'truncate-json',
  'stall',
  'silence',
  HTML,
]
/** The storage's answer has no body that could be cut off. */
const isWhole = (match: string, kind: FaultKind) =>
  match.includes('PUT') && (kind === 'truncate' || kind === 'stall')
const CASES = REQUESTS.flatMap((match) =>
  FAULTS.filter((kind) => !isWhole(match, kind)).map((kind) => [match, kind] as const),
)

test.concurrent.each(CASES)(
  '%s, %j: two warnings within three minutes, and the rest is published',
  { timeout: 600_000 },
  async (match, kind) => {
    await using artifacts = await startArtifacts()
    artifacts.faults.add({ match, do: kind, times: Infinity })
    await using github = await startSimulator({
      reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
    })
    const env = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' }
    const options = { artifacts, env, timeoutMs: 400_000 }
    await using run = await report(github, { 'artifact-name': 'copilot' }, options)

    expect(run).toMatchObject({ errors: [], exitCode: 0 })
    expect(run.outputs).toMatchObject({ 'active-users': '1' })
    expect(run.fileNames()).toContain('teams.csv')
    expect(run.rawLog).not.toMatch(/sig=|Log in|127\.0\.0\.1/)
    expect(run.durationMs).toBeLessThan(180_000)
    expect(run.warnings.filter((text) => /^The (artifact|interactive)/.test(text))).toEqual([
      expect.stringMatching(/^The artifact "copilot" could not be uploaded: [^<>"]+; /),
      expect.stringMatching(
        /^The interactive report "copilot.html" could not be uploaded, but is in the directory of the output files: [^<>"]+; /,
      ),
    ])
    expect(run.summary).toMatch(/GitHub did not take the artifact/)
    expect(run.summary).toMatch(/GitHub did not take the interactive report/)
  },
)
