import { withDataOf } from '../../simulator/html-report.ts'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import type { UploadedArtifact } from '../../simulator/artifacts.ts'
import {
  literalSource,
  type EntityKey,
  type LiteralReports,
  type ReportSource,
} from '../../simulator/reports.ts'
import { type RunOptions } from '../../simulator/run-environment.ts'
import { type Run, runAction } from '../../simulator/runner.ts'
import { type Simulator } from '../../simulator/server.ts'
import { demoToken } from '../../simulator/tokens.ts'
import { parseCsv } from '../recipe/csv.ts'

/** The day on which every scenario runs, a Saturday, and the newest day that has reports then. */
export const TODAY = '2026-11-21'
export const WEDNESDAY = '2026-11-18'
export const TUESDAY = '2026-11-17'
export const MONDAY = '2026-11-16'

export const ALICE = { user_id: 910001001, user_login: 'alice-liddell' }
export const BOB = { user_id: 910001002, user_login: 'bob-builder' }
export const CAROL = { user_id: 910001003, user_login: 'carol-singer' }
export const DAVE = { user_id: 910001004, user_login: 'dave-diver' }
export const FRONTEND = { team_id: 42, slug: 'frontend' }
export const BACKEND = { team_id: 43, slug: 'backend' }

type Fields = Readonly<Record<string, unknown>>

/** What one day's two reports hold; a report that is left out does not exist. Objects get the day. */
export interface DayReports {
  readonly users?: readonly (Fields | string)[]
  readonly teams?: readonly (Fields | string)[]
  readonly engagement?: readonly (Fields | string)[]
}

/** An entity's reports, day by day. */
function reportsOf(
  days: Readonly<Record<string, DayReports>>,
  entity: EntityKey = 'organization:octo-works',
): LiteralReports {
  const linesOf = (part: keyof DayReports) =>
    Object.fromEntries(
      Object.entries(days).flatMap(([day, reports]) => {
        const lines = reports[part]
        return lines === undefined ? [] : [[day, lines.map((line) => lineOf(line, day))]]
      }),
    )
  return {
    [entity]: {
      'users-1-day': linesOf('users'),
      'user-teams-1-day': linesOf('teams'),
      'user-engagement': linesOf('engagement'),
    },
  }
}

/** The same as a source that a simulator serves. */
export function reported(days: Readonly<Record<string, DayReports>>, entity?: EntityKey): ReportSource {
  return literalSource(reportsOf(days, entity))
}

/** A row in which a completion was accepted: active and engaged. */
export function worked(person: Fields, more: Fields = {}): Fields {
  return {
    ...person,
    user_initiated_interaction_count: 3,
    code_generation_activity_count: 8,
    code_acceptance_activity_count: 2,
    loc_added_sum: 21,
    totals_by_feature: [
      { feature: 'code_completion', code_generation_activity_count: 8, code_acceptance_activity_count: 2 },
    ],
    ...more,
  }
}

/** A line of the user-teams report for each person. */
export function members(team: Fields, ...people: readonly Fields[]): Fields[] {
  return people.map((person) => ({ ...person, ...team }))
}

/** Runs the action on one day of octo-works without comparing and without an artifact, unless told otherwise. */
export function report(
  simulator: Pick<Simulator, 'url'> | undefined,
  inputs: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<Run> {
  const actionPath = process.env['ACTION_PATH']
  return runAction({
    today: TODAY,
    // Nothing that WebAssembly does here takes long enough to be worth its second compiler, which takes a sixth of a run.
    nodeFlags: ['--liftoff-only'],
    ...(simulator === undefined ? {} : { simulator }),
    ...(actionPath === undefined ? {} : { actionPath }),
    ...options,
    inputs: {
      ...(simulator === undefined ? {} : { 'github-token': demoToken }),
      until: WEDNESDAY,
      days: '1',
      compare: 'false',
      'artifact-name': '',
      ...inputs,
    },
  })
}

/** The lines of a CSV file of a run, each by its columns. */
export function csv(run: Run, name: string): Record<string, string>[] {
  return parseCsv(run.file(name))
}

/** Everything a run shows to anyone: its log as it was written, its outputs, its page, its files and its artifact's, packed data too. */
export function everythingOf(run: Run, artifacts: readonly UploadedArtifact[] = []): Map<string, string> {
  const uploaded = artifacts.flatMap((artifact) =>
    [...artifact.files()].map(([name, bytes]) => [`artifact: ${name}`, bytes.toString('utf8')] as const),
  )
  const texts = new Map([
    ['log', run.rawLog],
    ['outputs', JSON.stringify(run.outputs)],
    ['summary', run.summary],
    ...run.fileNames().map((name) => [name, run.file(name)] as const),
    ...uploaded,
  ])
  return withDataOf(texts)
}

/** Where one of the words stands as a word of its own: `file: word`. */
export function findWords(
  places: ReadonlyMap<string, string>,
  words: readonly (string | number)[],
): string[] {
  return [...places].flatMap(([place, text]) => {
    const present = new Set(text.match(/[\p{L}\p{N}_-]+/gu))
    return words.filter((word) => present.has(String(word))).map((word) => `${place}: ${word}`)
  })
}

/** A folder of report files: path below it to content. Disposing of it removes it. */
export function folderOf(
  files: Readonly<Record<string, string | Buffer>> = {},
): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'reports-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), content)
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Lines of a report as the text of a file. */
export function ndjson(lines: readonly (Fields | string)[], day = WEDNESDAY): string {
  return lines.map((line) => `${lineOf(line, day)}\n`).join('')
}

function lineOf(line: Fields | string, day: string): string {
  return typeof line === 'string' ? line : JSON.stringify({ day, ...line })
}
