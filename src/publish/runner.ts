import * as core from '@actions/core'

/** Sets the outputs of the step; none is a data set. */
export function setOutputs(outputs: Readonly<Record<string, string | number | null>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value ?? '')
}

/** Shows a page as the job summary of the step. */
export async function writeJobSummary(markdown: string): Promise<void> {
  await core.summary.addRaw(markdown, true).write({ overwrite: false })
}
