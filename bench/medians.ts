import type { Usage } from './processes.ts'

/** The middle one of some numbers; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right)
  const upper = sorted[sorted.length >> 1] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? Number.NaN) + upper) / 2
}

/** The median run: each figure for itself. */
export function medianUsage(runs: readonly Usage[]): Omit<Usage, 'stages'> {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
  }
}

/** How long each stage of the action took, the median of some runs, in order; what comes before the first stage is the start. */
export function stageSeconds(runs: readonly Usage[]): [name: string, seconds: number][] {
  const [first] = runs
  const starts = (run: Usage) => [{ name: 'Start', seconds: 0 }, ...run.stages]
  return (first === undefined ? [] : starts(first)).slice(0, -1).map(({ name }, index) => {
    const took = runs.map(
      (run) => (starts(run)[index + 1]?.seconds ?? 0) - (starts(run)[index]?.seconds ?? 0),
    )
    return [name, median(took)]
  })
}
