import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from '../simulator/run-environment.ts'
import { compareTable, TABLES } from './compare.ts'
import { directoryInputs, mustSucceed, runBundle, runContender, type Usage } from './processes.ts'
import { dataDirectory, prepareReports, reportFiles, type SizeName } from './sizes.ts'

/** `single`: the action on one thread. `parsed`: with its scanner switched off, so that every line goes through JSON.parse. */
export const CONTENDERS = ['action', 'single', 'parsed', 'floor', 'duckdb', 'naive'] as const
export type Contender = (typeof CONTENDERS)[number]

/** What the floor counted in the files that all contenders read. */
export interface Tally {
  readonly rows: number
  readonly memberships: number
  readonly bytes: number
}

/** Runs of all contenders on the same reports, in turn. */
export interface Speed {
  readonly size: SizeName
  readonly days: number
  readonly tally: Tally
  /** All files that the action wrote. */
  readonly outputBytes: number
  readonly runs: Readonly<Record<Contender, readonly Usage[]>>
  /** How many numbers of each file are equal in the files of the action and of another contender. */
  readonly compared: readonly {
    readonly contender: Contender
    readonly file: string
    readonly numbers: number
  }[]
}

/** As long as the window's default. */
export const DAYS = 28

/** Keeps all rows as objects, which takes several gigabytes and minutes at the large size. */
const LEFT_OUT: Readonly<Record<string, readonly Contender[]>> = {
  large: ['naive', 'parsed'],
  huge: ['naive', 'parsed'],
}

/**
 * Runs all contenders on a size, `rounds` times in turn, and compares their numbers.
 * @throws Error where numbers differ
 */
export async function measureSpeed(
  size: SizeName,
  rounds: number,
  say: (line: string) => void,
): Promise<Speed> {
  const reports = prepareReports(size, DAYS)
  const directory = mkdtempSync(join(dataDirectory, 'results-'))
  const list = join(directory, 'files.json')
  writeFileSync(list, JSON.stringify(reportFiles(reports, DAYS)))
  const contenders = CONTENDERS.filter((contender) => LEFT_OUT[size]?.includes(contender) !== true)
  const runs = Object.fromEntries(CONTENDERS.map((contender) => [contender, [] as Usage[]])) as Record<
    Contender,
    Usage[]
  >
  const compared: Speed['compared'][number][] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      for (const contender of contenders) {
        const usage = await runOne(contender, reports, list, join(directory, contender))
        runs[contender].push(usage)
        say(`${size}, round ${round} of ${rounds}: ${contender} ${usage.seconds.toFixed(2)} s`)
      }
      if (round > 1) continue
      for (const contender of contenders.filter(isAction))
        mustBeEqual(join(directory, 'action'), join(directory, contender))
      for (const contender of contenders.filter((one) => one === 'duckdb' || one === 'naive')) {
        for (const table of TABLES) {
          const numbers = compareTable(table, join(directory, 'action'), join(directory, contender))
          compared.push({ contender, file: table.file, numbers })
        }
      }
    }
    const tally = JSON.parse(readFileSync(join(directory, 'floor', 'tally.json'), 'utf8')) as Tally
    return { size, days: DAYS, tally, outputBytes: bytesIn(join(directory, 'action')), runs, compared }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function isAction(contender: Contender): boolean {
  return contender === 'action' || contender === 'single' || contender === 'parsed'
}

/** @throws Error where a file differs by a single byte */
function mustBeEqual(directory: string, other: string): void {
  for (const name of readdirSync(directory)) {
    if (!readFileSync(join(directory, name)).equals(readFileSync(join(other, name)))) {
      throw new Error(`${name} differs between ${directory} and ${other}`)
    }
  }
}

function bytesIn(directory: string): number {
  return readdirSync(directory).reduce((sum, name) => sum + statSync(join(directory, name)).size, 0)
}

async function runOne(contender: Contender, reports: string, list: string, results: string): Promise<Usage> {
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results)
  if (!isAction(contender)) {
    // The naive way does not fit into the heap that Node takes by itself.
    return runContender(
      contender,
      [list, results],
      contender === 'naive' ? ['--max-old-space-size=8192'] : [],
    )
  }
  const options = {
    ...(contender === 'parsed' ? { actionPath: withoutScanner() } : {}),
    ...(contender === 'single' ? { env: { COPILOT_TEAM_METRICS_THREADS: '0' } } : {}),
  }
  const { usage } = await runBundle({ inputs: directoryInputs(reports, DAYS), ...options }, (run) => {
    cpSync(mustSucceed(run).outputs['files'] ?? '', results, { recursive: true })
  })
  return usage
}

/** A bundle whose scanner takes no line. Answers its path. */
function withoutScanner(): string {
  const directory = join(dataDirectory, 'parsed')
  rmSync(directory, { recursive: true, force: true })
  cpSync(join(root, 'dist'), directory, { recursive: true })
  const scanners = /^function (scanRow|scanMembership)\([^)]*\) \{$/gm
  for (const name of ['index.js', 'reading-thread.js']) {
    const path = join(directory, name)
    const source = readFileSync(path, 'utf8')
    if (source.match(scanners)?.length !== 2)
      throw new Error(`the scanner is not where it is expected in dist/${name}`)
    writeFileSync(path, source.replace(scanners, '$& return false;'))
  }
  return join(directory, 'index.js')
}
