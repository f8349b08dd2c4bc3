import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ReportSource } from '../simulator/reports.ts'
import { startSimulator } from '../simulator/server.ts'
import { demoToken } from '../simulator/tokens.ts'
import { directoryInputs, mustSucceed, runBundle, runContender, type Usage } from './processes.ts'
import { prepareReports, reportFiles, UNTIL } from './sizes.ts'
import { DAYS } from './speed.ts'

/** The action over a network that is as slow as a real one, beside the same download alone and the same work alone. */
export interface Network {
  readonly latencyMs: number
  readonly bytesPerSecond: number
  readonly whole: readonly Usage[]
  readonly download: readonly Usage[]
  readonly compute: readonly Usage[]
  /** Requests of one run to the API and to the store of files. */
  readonly apiRequests: number
  readonly fileRequests: number
  /** From the start of the process to its end, with inputs that are refused at once. */
  readonly startUp: readonly Usage[]
}

const LATENCY_MS = 20
const BYTES_PER_SECOND = 50e6
const STARTS = 9

/** Runs the action against the simulated GitHub, its download alone and its work alone, in turn; then bad inputs. */
export async function measureNetwork(rounds: number, say: (line: string) => void): Promise<Network> {
  const reports = prepareReports('medium', DAYS)
  const [whole, download, compute]: [Usage[], Usage[], Usage[]] = [[], [], []]
  const counts = { apiRequests: 0, fileRequests: 0 }
  const source = sourceOf(reports)
  for (let round = 1; round <= rounds; round++) {
    await using simulator = await startSimulator({
      reports: source,
      latencyMs: LATENCY_MS,
      bytesPerSecond: BYTES_PER_SECOND,
      today: '2026-11-21',
    })
    const inputs = { ...directoryInputs('', DAYS), 'github-token': demoToken, until: UNTIL }
    whole.push((await runBundle({ simulator, inputs }, (run) => void mustSucceed(run))).usage)
    counts.apiRequests = simulator.requests.filter(({ host }) => host === 'api').length
    counts.fileRequests = simulator.requests.length - counts.apiRequests
    download.push(await runContender('download', [simulator.url, demoToken, daysOf(DAYS).join(',')]))
    const alone = { inputs: directoryInputs(reports, DAYS) }
    compute.push((await runBundle(alone, (run) => void mustSucceed(run))).usage)
    const seconds = [whole, download, compute].map((runs) => (runs.at(-1)?.seconds ?? 0).toFixed(2))
    say(
      `network, round ${round} of ${rounds}: all ${seconds[0]} s, download ${seconds[1]} s, compute ${seconds[2]} s`,
    )
  }
  return {
    latencyMs: LATENCY_MS,
    bytesPerSecond: BYTES_PER_SECOND,
    whole,
    download,
    compute,
    ...counts,
    startUp: await starts(say),
  }
}

async function starts(say: (line: string) => void): Promise<Usage[]> {
  const runs: Usage[] = []
  for (let start = 1; start <= STARTS; start++) {
    const { usage, seen } = await runBundle({ inputs: { days: '0' } }, ({ errors }) => errors.join(' '))
    if (!seen.includes('days:')) throw new Error(`the action did not refuse its inputs: ${seen}`)
    runs.push(usage)
  }
  say(`start-up: ${runs.map(({ seconds }) => seconds.toFixed(3)).join(', ')} s`)
  return runs
}

/** Report files of a directory as what the simulated GitHub serves; in memory, since it has the same two cores as the action. */
function sourceOf(directory: string): ReportSource {
  const contents = new Map(reportFiles(directory, DAYS).map((path) => [path, readFileSync(path)]))
  return {
    entities: ['organization:octo-works'],
    lines: (_, report, day) => {
      const content = contents.get(join(directory, `${report.replace('-1-day', '')}-${day}.ndjson`))
      return content === undefined ? undefined : [content]
    },
  }
}

function daysOf(count: number): string[] {
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.parse(UNTIL) - (count - 1 - back) * 86_400_000).toISOString().slice(0, 10),
  )
}
