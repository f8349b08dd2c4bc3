import { type Cores, coresOf, TWO_CORES } from './cores.ts'
import type { HtmlCode, HtmlReport } from './html.ts'
import type { Memory } from './memory.ts'
import { median, medianUsage, stageSeconds } from './medians.ts'
import type { Network } from './network.ts'
import type { Usage } from './processes.ts'
import type { Contender, Speed } from './speed.ts'

/** Everything that one run of the benchmark measured. */
export interface Results {
  readonly cores: Cores | undefined
  readonly speeds: readonly Speed[]
  readonly memory: Memory | undefined
  readonly network: Network | undefined
  readonly html: readonly HtmlReport[]
  readonly htmlCode: HtmlCode | undefined
}

/** What was aimed at, what it was measured to be, and by how much it is missed. */
export interface Verdict {
  readonly goal: string
  readonly wanted: string
  readonly measured: string
  readonly verdict: string
}

/** The goals that can be judged by what was measured. */
export function judge({ speeds, memory, network, cores, html, htmlCode }: Results): Verdict[] {
  const medium = speeds.find(({ size }) => size === 'medium')
  const large = speeds.find(({ size }) => size === 'large')
  return [
    ...(medium === undefined ? [] : ratioGoals(medium, cores)),
    ...(medium === undefined
      ? []
      : [atMost('Peak memory, medium', 256, peakMegabytes(medium.runs.action), 'MB')]),
    ...(large === undefined
      ? []
      : [atMost('Peak memory, large', 512, peakMegabytes(large.runs.action), 'MB')]),
    ...(memory === undefined ? [] : [atMost('Peak memory of 84 days ÷ 7 days', 1.1, growthOf(memory), '×')]),
    ...(network === undefined ? [] : networkGoals(network)),
    ...(htmlCode === undefined ? [] : htmlCodeGoals(htmlCode)),
    ...html.flatMap(htmlGoals),
  ]
}

/** Time of the action ÷ time of another contender. */
export function ratioTo({ runs }: Speed, contender: Contender): number {
  return medianUsage(runs.action).seconds / medianUsage(runs[contender]).seconds
}

/** Peak memory of the longest window ÷ that of the shortest. */
function growthOf({ windows }: Memory): number {
  const peaks = windows.map(({ runs }) => medianUsage(runs).peakBytes)
  return (peaks.at(-1) ?? Number.NaN) / (peaks[0] ?? Number.NaN)
}

/** The whole run ÷ the longer of its two halves. */
export function overlapOf({ whole, download, compute }: Network): number {
  const halves = [download, compute].map((runs) => medianUsage(runs).seconds)
  return medianUsage(whole).seconds / Math.max(...halves)
}

/** Where two cores are not two, threads cannot be judged by wall time: CPU time of one thread takes its place. */
function ratioGoals(medium: Speed, cores: Cores | undefined): Verdict[] {
  const [action, single, floor, duckdb, naive] = (
    ['action', 'single', 'floor', 'duckdb', 'naive'] as const
  ).map((contender) => medianUsage(medium.runs[contender])) as [Median, Median, Median, Median, Median]
  const isWall = cores === undefined || coresOf(cores) >= TWO_CORES
  const where = isWall ? 'both on all cores' : 'CPU time of one thread: two cores are not two here'
  const [faster, toFloor] = isWall
    ? [duckdb.seconds / action.seconds, action.seconds / floor.seconds]
    : [duckdb.cpuSeconds / single.cpuSeconds, single.cpuSeconds / floor.cpuSeconds]
  return [
    atLeast(`Medium, faster than DuckDB, ${where}`, 2.5, faster),
    atLeast('Medium, one thread faster than DuckDB on all cores', 1.7, duckdb.seconds / single.seconds),
    atMost(`Medium, time ÷ floor, ${where}`, 1.6, toFloor, '×'),
    atLeast('Medium, faster than the naive way', 7, naive.seconds / action.seconds),
  ]
}

type Median = ReturnType<typeof medianUsage>

function networkGoals(network: Network): Verdict[] {
  return [
    atMost('Over the network ÷ the longer of download and compute', 1.2, overlapOf(network), '×'),
    atMost('Start-up', 0.2, median(network.startUp.map(({ seconds }) => seconds)), 's'),
  ]
}

function htmlCodeGoals({ bytes, compressed }: HtmlCode): Verdict[] {
  return [
    atMost('Interactive report, its program', 400, bytes / 1e3, 'kB'),
    atMost('Interactive report, its program compressed', 130, compressed / 1e3, 'kB'),
  ]
}

/** By size: megabytes of the file, seconds until it answers, milliseconds of a sort or a key stroke. */
const HTML_LIMITS = {
  small: { megabytes: 0.7, seconds: undefined, milliseconds: undefined },
  medium: { megabytes: 4, seconds: 1, milliseconds: 50 },
  huge: { megabytes: 25, seconds: 4, milliseconds: undefined },
} as const

function htmlGoals(report: HtmlReport): Verdict[] {
  const { size, bytes, inBrowser } = report
  const limits = size === 'small' || size === 'medium' || size === 'huge' ? HTML_LIMITS[size] : undefined
  if (limits === undefined) return []
  const name = `Interactive report, ${size}`
  const { seconds, milliseconds } = limits
  return [
    atMost(`${name}: file`, limits.megabytes, bytes / 1e6, 'MB'),
    atMost(`${name}: share of the run`, 10, shareOf(report) * 100, '%'),
    ...(seconds === undefined || inBrowser === undefined
      ? []
      : [atMost(`${name}: until it answers`, seconds, median(inBrowser.ready) / 1e3, 's')]),
    ...(milliseconds === undefined || inBrowser === undefined
      ? []
      : [
          atMost(`${name}: a sort`, milliseconds, median(inBrowser.sort), 'ms'),
          atMost(`${name}: a key stroke`, milliseconds, median(inBrowser.search), 'ms'),
        ]),
  ]
}

/** How much longer a run takes with the interactive report: writing all files with it and without, to the whole run. */
export function shareOf({ with: written, without }: HtmlReport): number {
  const writing = (runs: readonly Usage[]) => new Map(stageSeconds(runs)).get('Write the files') ?? Number.NaN
  return (writing(written) - writing(without)) / medianUsage(without).seconds
}

function atMost(goal: string, limit: number, value: number, unit: string): Verdict {
  const missed = `missed by ${digits(value - limit)} ${unit}`
  return {
    goal,
    wanted: `≤ ${limit} ${unit}`,
    measured: `${digits(value)} ${unit}`,
    verdict: value <= limit ? 'met' : missed,
  }
}

function atLeast(goal: string, limit: number, value: number): Verdict {
  const missed = `missed by ${digits(limit - value)} ×`
  return {
    goal,
    wanted: `≥ ${limit} ×`,
    measured: `${digits(value)} ×`,
    verdict: value >= limit ? 'met' : missed,
  }
}

function peakMegabytes(runs: readonly Usage[]): number {
  return medianUsage(runs).peakBytes / 1e6
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2)
}
