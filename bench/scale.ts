import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownTable } from '../scripts/markdown-table.ts'
import { root } from '../simulator/run-environment.ts'
import { overlapOf } from './goals.ts'
import { medianUsage } from './medians.ts'
import type { Network } from './network.ts'
import { SIZES } from './sizes.ts'
import type { Speed } from './speed.ts'

/** What one size costs for 1,000 seats and day. */
interface Cost {
  readonly seats: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly bytes: number
  readonly rows: number
  readonly peakBytes: number
  readonly outputBytes: number
}

const SEATS = [10_000, 100_000, 300_000]
/** A window of 28 days and the one before it. */
const WINDOW_DAYS = 56
const begin = '<!-- measured: written by npm run bench -->'
const end = '<!-- end of measured -->'

/** Writes what was measured, and what follows from it for larger companies, into `docs/scale.md`. */
export function writeScale(speeds: readonly Speed[], network: Network): void {
  const path = join(root, 'docs', 'scale.md')
  const page = readFileSync(path, 'utf8')
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new Error('docs/scale.md has no markers for what is measured.')
  writeFileSync(
    path,
    `${page.slice(0, from)}${begin}\n\n${scaleMarkdown(speeds, network)}\n\n${page.slice(to)}`,
  )
}

/** The two tables: measured, and carried on in a straight line from the two largest sizes. */
export function scaleMarkdown(speeds: readonly Speed[], network: Network): string {
  const costs = speeds.map(costOf).toSorted((left, right) => left.seats - right.seats)
  const measured = costs.map(({ seats, seconds, cpuSeconds, bytes, rows, peakBytes, outputBytes }) => [
    seats.toLocaleString('en'),
    `${rows.toFixed(0)}`,
    `${(bytes / 1e6).toFixed(2)} MB`,
    `${(seconds * 1000).toFixed(0)} ms`,
    `${(cpuSeconds * 1000).toFixed(0)} ms`,
    `${(peakBytes / 1e6).toFixed(0)} MB`,
    `${(outputBytes / 1e6).toFixed(1)} MB`,
  ])
  const carried = SEATS.map((seats) => carriedOn(costs, seats, network))
  return [
    'Measured (28 days; for each 1,000 seats and day, then for the whole run):',
    markdownTable(['Seats', 'Rows', 'Reports', 'Time', 'CPU time', 'Peak memory', 'All files'], measured),
    `Carried on in a straight line from the two largest sizes, for a window of 28 days and the one before (${WINDOW_DAYS} days):`,
    markdownTable(
      ['Seats', 'Reports, not compressed', 'Computing', 'Over the network', 'Peak memory', 'All files'],
      carried,
    ),
  ].join('\n\n')
}

function costOf({ size, days, tally, runs, outputBytes }: Speed): Cost {
  const { seats } = SIZES[size]
  const units = (seats / 1000) * days
  const { seconds, cpuSeconds, peakBytes } = medianUsage(runs.action)
  return {
    seats,
    seconds: seconds / units,
    cpuSeconds: cpuSeconds / units,
    bytes: tally.bytes / units,
    rows: tally.rows / units,
    peakBytes,
    outputBytes,
  }
}

function carriedOn(costs: readonly Cost[], seats: number, network: Network): string[] {
  const [small, large] = costs.slice(-2)
  if (small === undefined || large === undefined) throw new Error('It takes two sizes to draw a line.')
  const line = (of: (cost: Cost) => number) =>
    of(large) + ((of(large) - of(small)) * (seats - large.seats)) / (large.seats - small.seats)
  const units = (seats / 1000) * WINDOW_DAYS
  const computing = units * large.seconds
  return [
    seats.toLocaleString('en'),
    `${((units * large.bytes) / 1e9).toFixed(1)} GB`,
    duration(computing),
    duration(computing * overlapOf(network)),
    `${(line(({ peakBytes }) => peakBytes) / 1e6).toFixed(0)} MB`,
    `${(line(({ outputBytes }) => outputBytes) / 1e6).toFixed(0)} MB`,
  ]
}

function duration(seconds: number): string {
  return seconds < 100 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`
}
