import { execFileSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from '../simulator/run-environment.ts'

/** A made-up company of some size and its reports on disk. */
export interface Size {
  readonly name: string
  readonly seats: number
  readonly teams: number
  readonly since: string
  readonly until: string
}

/** The newest day of all sizes. */
export const UNTIL = '2026-11-18'

export const SIZES = {
  small: { name: 'small', seats: 1_000, teams: 50, since: '2026-10-22', until: UNTIL },
  /** Three times the window, for memory over days. */
  medium: { name: 'medium', seats: 10_000, teams: 500, since: '2026-08-27', until: UNTIL },
  large: { name: 'large', seats: 50_000, teams: 2_500, since: '2026-10-22', until: UNTIL },
  /** Once per release. */
  huge: { name: 'huge', seats: 100_000, teams: 5_000, since: '2026-10-22', until: UNTIL },
  /** Many small teams, some 20,000 of which are large enough to be listed, for large files of results. */
  wide: { name: 'wide', seats: 210_000, teams: 42_000, since: '2026-11-17', until: UNTIL },
} as const satisfies Record<string, Size>

export type SizeName = keyof typeof SIZES

/** Where generated reports, intermediate results and contenders lie. Not committed. */
export const dataDirectory = join(root, 'bench', 'data')

/**
 * The reports of a size: generated when they are not there, the same for the same seed. Those of the last `days` days are
 * read once, so that they come from memory for whoever is first, too. Answers their directory.
 */
export function prepareReports(name: SizeName, days: number): string {
  const directory = generateReports(name)
  const block = Buffer.allocUnsafe(1 << 20)
  for (const path of reportFiles(directory, days)) {
    const file = openSync(path, 'r')
    while (readSync(file, block) > 0);
    closeSync(file)
  }
  return directory
}

function generateReports(name: SizeName): string {
  const { seats, teams, since, until } = SIZES[name]
  const directory = join(dataDirectory, name)
  const options = ['--seed', '1', '--seats', seats, '--teams', teams, '--since', since, '--until', until].map(
    String,
  )
  const note = join(dataDirectory, `${name}.txt`)
  const wanted = options.join(' ')
  if (existsSync(note) && readFileSync(note, 'utf8') === wanted) return directory
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const generator = join(root, 'simulator', 'write-reports.ts')
  execFileSync(process.execPath, [generator, '--directory', directory, ...options], { stdio: 'inherit' })
  writeFileSync(note, wanted)
  return directory
}

/** The report files of the `days` days up to the newest one. */
export function reportFiles(directory: string, days: number): string[] {
  const since = new Date(Date.parse(UNTIL) - (days - 1) * 86_400_000).toISOString().slice(0, 10)
  return readdirSync(directory)
    .filter((name) => (/\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? '') >= since)
    .map((name) => join(directory, name))
    .sort()
}
