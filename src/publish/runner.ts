import * as core from '@actions/core'
import { appendAllOrNothing } from './whole-file.ts'

/** Sets the outputs of the step, all or none. Outputs hold no data sets. @throws Fault if they cannot be written */
export async function setOutputs(
  path: string,
  outputs: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const set = () => {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value ?? '')
  }
  // Old runners have no output file; they read outputs from the log.
  if (path === '') set()
  else await appendAllOrNothing({ what: 'The outputs', path, variable: 'GITHUB_OUTPUT', kind: 'file' }, set)
}

/** Appends a page to the job summary of the step. @throws Fault if it cannot be written */
export async function writeJobSummary(path: string, markdown: string): Promise<void> {
  const target = { what: 'The job summary', path, variable: 'GITHUB_STEP_SUMMARY', kind: 'file' } as const
  await appendAllOrNothing(target, async () => {
    await core.summary.addRaw(markdown, true).write({ overwrite: false })
  })
}
