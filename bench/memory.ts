import { directoryInputs, mustSucceed, runBundle, type Usage } from './processes.ts'
import { prepareReports } from './sizes.ts'

/** Runs of the action over windows of different length, on the same company. */
export interface Memory {
  readonly seats: number
  readonly windows: readonly { readonly days: number; readonly runs: readonly Usage[] }[]
}

const WINDOWS = [7, 28, 84]

/** Runs the action on windows of 7, 28 and 84 days of the medium size. */
export async function measureMemory(rounds: number, say: (line: string) => void): Promise<Memory> {
  const reports = prepareReports('medium', Math.max(...WINDOWS))
  const windows = WINDOWS.map((days) => ({ days, runs: [] as Usage[] }))
  for (let round = 1; round <= rounds; round++) {
    for (const { days, runs } of windows) {
      const { usage } = await runBundle(
        { inputs: directoryInputs(reports, days) },
        (run) => void mustSucceed(run),
      )
      runs.push(usage)
      say(`memory, round ${round} of ${rounds}: ${days} days ${(usage.peakBytes / 1e6).toFixed(0)} MB`)
    }
  }
  return { seats: 10_000, windows }
}
