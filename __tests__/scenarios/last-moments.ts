import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Fault } from '../../simulator/faults.ts'
import { root, type RunOptions } from '../../simulator/run-environment.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  FRONTEND,
  folderOf,
  members,
  MONDAY,
  report,
  reported,
  TUESDAY,
  WEDNESDAY,
  worked,
} from './scenario.ts'

const preload = join(root, '__tests__', 'fixtures', 'last-moments.cjs')

/** What is under way when a run fails. */
export const UNDER_WAY: Readonly<Record<string, Fault>> = {
  'downloads that stopped in the middle': { match: /^links /, times: Infinity, do: 'stall' },
  'downloads that were never answered': { match: /^links /, times: Infinity, do: 'silence' },
  'requests that were never answered': { match: /^api .*users-1-day/, times: Infinity, do: 'silence' },
  'a rate limit that is waited for': {
    match: /^api .*users-1-day/,
    times: Infinity,
    do: { status: 429, headers: { 'retry-after': '40' } },
  },
  'downloads that are tried again': { match: /^links /, times: Infinity, do: 503 },
}

const refused: Fault = { match: /^api .*user-teams-1-day\?day=2026-11-18/, times: Infinity, do: 401 }
const day = { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) }
const reports = reported({ [MONDAY]: day, [TUESDAY]: day, [WEDNESDAY]: day })

/** What a run says, and how long it lived on after its last word. */
export async function endOf(
  simulator: Simulator | undefined,
  inputs: Readonly<Record<string, string>>,
  options: RunOptions = {},
) {
  using folder = folderOf()
  const file = join(folder.path, 'last-moments.json')
  const flags = { nodeFlags: ['--require', preload], env: { LAST_MOMENTS: file } }
  await using run = await report(simulator, inputs, { timeoutMs: 50_000, ...flags, ...options })
  const left = JSON.parse(readFileSync(file, 'utf8')) as { millisecondsToExit: number; keptAliveBy: string[] }
  return {
    exitCode: run.exitCode,
    errors: run.errors,
    warnings: run.warnings,
    /** What is wrong with how it ended. */
    problems: [
      ...left.keptAliveBy.map((resource) => `It was kept alive by ${resource}.`),
      ...(left.millisecondsToExit < 1_000 ? [] : [`It ended after ${left.millisecondsToExit} ms.`]),
      ...(/\n {4}at |AbortError|unhandled/i.exec(run.log)?.map((words) => `It says ${words.trim()}.`) ?? []),
    ],
  }
}

/** How a run ends that is refused a report while that is under way. */
export async function endWhile(name: string) {
  const fault = UNDER_WAY[name]
  if (fault === undefined) throw new Error(`There is no case ${name}.`)
  await using github = await startSimulator({ reports })
  github.faults.add(refused)
  github.faults.add(fault)
  return await endOf(github, { days: '3' })
}
