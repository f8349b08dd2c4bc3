import { availableParallelism, cpus, totalmem, type } from 'node:os'
import { markdownTable } from '../scripts/markdown-table.ts'
import { type Cores, coresOf, TWO_CORES } from './cores.ts'
import { judge, overlapOf, ratioTo, type Results, shareOf } from './goals.ts'
import type { HtmlReport } from './html.ts'
import type { Memory } from './memory.ts'
import { median, medianUsage, stageSeconds } from './medians.ts'
import type { Network } from './network.ts'
import type { Output } from './output.ts'
import type { Usage } from './processes.ts'
import { SIZES } from './sizes.ts'
import { type Contender, CONTENDERS, type Speed } from './speed.ts'

/** Everything that one run measured, and how. */
export interface BenchRun extends Results {
  readonly output: Output | undefined
  readonly rounds: number
  readonly duckdbVersion: string
  readonly day: string
}

const NAMES: Readonly<Record<Contender, string>> = {
  action: 'the action, bundled, everything on, all threads',
  single: 'the same on one thread',
  parsed: 'all threads, every line through `JSON.parse`',
  floor: '`JSON.parse` of every line and nothing else (the floor)',
  duckdb: "DuckDB, GitHub's recipe in SQL, all cores",
  naive: 'read, split, parse, filter and reduce (the naive way)',
}

const TRIED = 'What takes the time, and what was tried to meet these goals, is in [TRIED.md](TRIED.md).'

/** What was measured as a page. */
export function resultsMarkdown(run: BenchRun): string {
  const parts = [
    '# Results of the benchmark',
    'Written by `npm run bench`. Do not edit.',
    machineMarkdown(run),
    ...(run.cores === undefined ? [] : [coresMarkdown(run.cores)]),
    ...(judge(run).length === 0 ? [] : [`## Goals\n\n${goalsTable(run)}`, TRIED]),
    ...run.speeds.map(speedMarkdown),
    ...(run.speeds.some(({ compared }) => compared.length > 0) ? [comparedMarkdown(run.speeds)] : []),
    ...(run.memory === undefined ? [] : [memoryMarkdown(run.memory)]),
    ...(run.network === undefined ? [] : [networkMarkdown(run.network)]),
    ...(run.output === undefined ? [] : [outputMarkdown(run.output)]),
    ...(run.html.length === 0 ? [] : [htmlMarkdown(run.html)]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The goals, met or missed. */
export function goalsTable(results: Results): string {
  const lines = judge(results).map(({ goal, wanted, measured, verdict }) => [goal, wanted, measured, verdict])
  return markdownTable(['Goal', 'Wanted', 'Measured', ''], lines)
}

function machineMarkdown({ rounds, duckdbVersion, day }: BenchRun): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown'
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB`
  return [
    `${day} · ${availableParallelism()} cores (${model}), ${memory} · ${type()} · Node ${process.versions.node} · DuckDB ${duckdbVersion}.`,
    `Every figure is a median of ${rounds} ${rounds === 1 ? 'run' : 'runs'}, taken in turn. A run is a whole process: from its start to its end, ` +
      'with everything that it loads. CPU time is that of all its threads; memory is the largest that was resident. 1 MB is 1,000,000 bytes.',
  ].join('\n\n')
}

function coresMarkdown(cores: Cores): string {
  const worth = coresOf(cores)
  const judged =
    worth < TWO_CORES
      ? 'That is less than 1.3: the cores are one, and the goals for all cores are judged by CPU time of one thread.'
      : 'Threads can be judged by wall time.'
  return `Two floors at once take ${cores.togetherSeconds.toFixed(2)} s where one takes ${cores.aloneSeconds.toFixed(2)} s: two cores are worth ${worth.toFixed(2)}. ${judged}`
}

function speedMarkdown(speed: Speed): string {
  const { size, days, tally, runs } = speed
  const floor = medianUsage(runs.floor)
  const lines = CONTENDERS.filter((contender) => runs[contender].length > 0).map((contender) => {
    const { seconds, cpuSeconds, peakBytes } = medianUsage(runs[contender])
    return [
      NAMES[contender],
      `${seconds.toFixed(2)} s`,
      `${cpuSeconds.toFixed(2)} s`,
      `${((cpuSeconds * 1e9) / tally.bytes).toFixed(1)} s`,
      megabytes(peakBytes),
      count(tally.rows / seconds),
      `${(seconds / floor.seconds).toFixed(2)} ×`,
      `${(cpuSeconds / floor.cpuSeconds).toFixed(2)} ×`,
      contender === 'action' ? '' : `${(1 / ratioTo(speed, contender)).toFixed(2)} ×`,
    ]
  })
  const { seats, teams } = SIZES[size]
  return [
    `## ${size[0]?.toUpperCase()}${size.slice(1)}: ${count(seats)} seats, ${count(teams)} teams, ${days} days`,
    `${count(tally.rows)} rows, ${count(tally.memberships)} memberships, ${megabytes(tally.bytes)}.`,
    markdownTable(
      [
        '',
        'Time',
        'CPU time',
        'CPU time per GB',
        'Peak memory',
        'Rows a second',
        'Time to the floor',
        'CPU to the floor',
        'The action is faster',
      ],
      lines,
    ),
    `The action's stages: ${stages(runs.action)}.${runs.naive.length > 0 ? '' : ' The naive way, which keeps every row, is not run at this size.'}`,
  ].join('\n\n')
}

function comparedMarkdown(speeds: readonly Speed[]): string {
  const lines = speeds.flatMap(({ size, compared }) =>
    [...Map.groupBy(compared, ({ file }) => file)].map(([file, ofFile]) => [
      size,
      `\`${file}\``,
      count(ofFile[0]?.numbers ?? 0),
      ofFile.map(({ contender }) => (contender === 'duckdb' ? 'DuckDB' : 'naive')).join(', '),
    ]),
  )
  return [
    '## Equal numbers',
    'In the first round the files of the action are held against those of the others, number by number. All of these are equal; a single difference ends the benchmark. With every line through `JSON.parse` the files are the same byte for byte. ' +
      'Only the action also checks every line, drops duplicates, folds newer dimensions and their counters, and writes labels, `totals.json` and the page.',
    markdownTable(['Size', 'File', 'Numbers', 'Equal in the action and'], lines),
  ].join('\n\n')
}

function memoryMarkdown({ seats, windows }: Memory): string {
  const lines = windows.map(({ days, runs }) => {
    const { seconds, cpuSeconds, peakBytes } = medianUsage(runs)
    return [String(days), `${seconds.toFixed(2)} s`, `${cpuSeconds.toFixed(2)} s`, megabytes(peakBytes)]
  })
  return [
    `## Memory over days: ${count(seats)} seats`,
    markdownTable(['Days', 'Time', 'CPU time', 'Peak memory'], lines),
  ].join('\n\n')
}

function networkMarkdown(network: Network): string {
  const { latencyMs, bytesPerSecond, whole, download, compute, startUp, apiRequests, fileRequests } = network
  const lines = (
    [
      ['the action, from the API to the page', whole],
      ['the same requests and downloads, nothing else', download],
      ['the action on the same files on disk', compute],
      ['start-up: inputs that are refused', startUp],
    ] as const
  ).map(([name, runs]) => {
    const { seconds, cpuSeconds, peakBytes } = medianUsage(runs)
    return [name, `${seconds.toFixed(2)} s`, `${cpuSeconds.toFixed(2)} s`, megabytes(peakBytes)]
  })
  return [
    `## Over a network: medium, ${latencyMs} ms before every answer, ${megabytes(bytesPerSecond)}/s for each connection`,
    markdownTable(['', 'Time', 'CPU time', 'Peak memory'], lines),
    `The whole run takes ${overlapOf(network).toFixed(2)} × the longer of download and compute. ${apiRequests} requests to the API, ${fileRequests} downloads. ` +
      'The simulated GitHub runs on the same machine and takes its share of the cores.',
  ].join('\n\n')
}

function outputMarkdown({ seats, days, usage, tight, heapMegabytes, files }: Output): string {
  const largest = files
    .slice(0, 6)
    .map(({ name, bytes, lines }) => [`\`${name}\``, megabytes(bytes), count(lines)])
  const peaks = ({ stages: all }: Usage) => {
    const writing = all.findIndex(({ name }) => name === 'Write the files')
    return `${megabytes(all[writing]?.peakBytes ?? 0)} before the files were written, ${megabytes(all[writing + 1]?.peakBytes ?? 0)} after`
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const teams = (files.find(({ name }) => name === 'teams.csv')?.lines ?? 1) - 1
  return [
    `## Large files: ${count(seats)} seats, ${count(teams)} teams, ${days} days`,
    `${usage.seconds.toFixed(1)} s in all (${stages([usage])}), ${usage.cpuSeconds.toFixed(1)} s of CPU time. One run.`,
    markdownTable(['Largest files', 'Size', 'Lines'], largest),
    `All files together: ${megabytes(total)}. Peak memory: ${peaks(usage)}. With a heap of ${heapMegabytes} MiB at most, which has garbage collected early: ${peaks(tight)}.`,
  ].join('\n\n')
}

function htmlMarkdown(reports: readonly HtmlReport[]): string {
  const lines = reports.map((report) => {
    const { size, bytes, inBrowser } = report
    const [written, without] = [medianUsage(report.with), medianUsage(report.without)]
    return [
      `${size}: ${count(SIZES[size].seats)} seats, ${count(SIZES[size].teams)} teams`,
      `${(bytes / 1e6).toFixed(2)} MB`,
      `${written.seconds.toFixed(2)} s and ${without.seconds.toFixed(2)} s`,
      `${(shareOf(report) * 100).toFixed(0)}%`,
      `${megabytes(written.peakBytes)} and ${megabytes(without.peakBytes)}`,
      ...[inBrowser?.ready, inBrowser?.sort, inBrowser?.search].map(milliseconds),
    ]
  })
  return [
    '## The interactive report',
    'Runs with it and without, in turn; *More* is what writing the files takes more, to the whole run. In Chromium: from the start of loading to the first picture, and from an event to the next picture of the tables of teams and people; median (most).',
    markdownTable(
      [
        '',
        'File',
        'Time with and without',
        'More',
        'Peak memory',
        'Until it answers',
        'A sort',
        'A key stroke',
      ],
      lines,
    ),
  ].join('\n\n')
}

function milliseconds(times: readonly number[] | undefined): string {
  return times === undefined ? 'n/a' : `${median(times).toFixed(0)} ms (${Math.max(...times)})`
}

function stages(runs: Speed['runs'][Contender]): string {
  return stageSeconds(runs)
    .map(([name, seconds]) => `${name.toLowerCase()} ${seconds.toFixed(2)} s`)
    .join(', ')
}

function megabytes(bytes: number): string {
  return `${count(bytes / 1e6)} MB`
}

function count(number: number): string {
  return Math.round(number).toLocaleString('en')
}
