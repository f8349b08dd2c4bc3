import { expect } from 'vitest'

import { type ArtifactOptions, startArtifacts } from '../../simulator/artifacts.ts'
import type { Fault } from '../../simulator/faults.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, FRONTEND, members, reported, report, WEDNESDAY, worked } from './scenario.ts'

/** What both uploads of a run are refused, and how the warnings go on. */
interface Refused {
  readonly refuse?: ArtifactOptions['refuse']
  readonly fault?: Fault
  readonly words: RegExp
}

const ANY = /.$/

/** What the artifact service refuses, and the warning. */
export const REFUSED: Readonly<Record<string, Refused>> = {
  quota: { refuse: 'quota', words: ANY },
  forbidden: { refuse: 'forbidden', words: ANY },
  upload: { refuse: 'upload', words: ANY },
  'create 401': {
    fault: { match: 'CreateArtifact', do: 401, times: 2 },
    words: /does not accept this job \(401\); run the job again$/,
  },
  'create 409': {
    fault: { match: 'CreateArtifact', do: 409, times: 2 },
    words: /artifact of that name already \(409\); name another/,
  },
  'create, reset': {
    fault: { match: 'CreateArtifact', do: 'reset', times: 2 },
    words: /could not be reached \(ECONNRESET\)/,
  },
  'upload 404': {
    fault: { match: 'artifact-blobs PUT', do: 404, times: 2 },
    words: /\(404\); run the job again$/,
  },
  'finalize 422': {
    fault: { match: 'FinalizeArtifact', do: 422, times: 2 },
    words: /did not take it \(422\); run the job again$/,
  },
}

/** Runs the action at the lowest log level where both uploads are refused so, and returns what came out beside what has to. */
export async function tryArtifact(name: string): Promise<{ got: object; wanted: object }> {
  const { refuse, fault, words } = REFUSED[name] ?? { words: /^There is no such case$/ }
  await using artifacts = await startArtifacts(refuse === undefined ? {} : { refuse })
  if (fault !== undefined) artifacts.faults.add(fault)
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })
  await using github = await startSimulator({ reports })
  const env = { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' }
  await using run = await report(github, { 'artifact-name': 'copilot-team-metrics' }, { artifacts, env })
  const { exitCode, warnings, outputs } = run
  return {
    got: {
      exitCode,
      warnings: warnings.map((warning) => [warning.split(': ')[0], words.test(warning)]),
      outputs,
      told: run.summary.match(/GitHub did not take the [a-z ]+(?= \()/g),
      hasFiles: ['teams.csv', 'copilot-team-metrics.html'].every((file) => run.fileNames().includes(file)),
      leaks: [run.rawLog, run.summary].flatMap((text) => text.match(/sig=|127\.0\.0\.1|"message"/g) ?? []),
    },
    wanted: {
      exitCode: 0,
      warnings: [
        ['The artifact "copilot-team-metrics" could not be uploaded', true],
        [
          'The interactive report "copilot-team-metrics.html" could not be uploaded, but is in the directory of the output files',
          true,
        ],
      ],
      outputs: expect.objectContaining({
        'active-users': '1',
        'artifact-id': '',
        'artifact-url': '',
        'html-report-file': expect.stringMatching(/copilot-team-metrics\.html$/) as string,
        'html-report-url': '',
      }) as object,
      told: ['GitHub did not take the artifact', 'GitHub did not take the interactive report'],
      hasFiles: true,
      leaks: [],
    },
  }
}
