import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { makeCompany } from '../../simulator/company.ts'
import type { Fault } from '../../simulator/faults.ts'
import { startRepository } from '../../simulator/repository.ts'
import { root, type RunOptions } from '../../simulator/run-environment.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { ALICE, folderOf, ndjson, report, WEDNESDAY, worked } from './scenario.ts'

const preload = join(root, '__tests__', 'fixtures', 'last-moments.cjs')
const refused: Fault = { match: /^api .*user-teams-1-day\?day=2026-11-18/, times: Infinity, do: 401 }

/** What a run says, and how long it lived on after its last word. */
async function endOf(
  simulator: Simulator | undefined,
  inputs: Readonly<Record<string, string>>,
  options: RunOptions = {},
) {
  using folder = folderOf()
  const file = join(folder.path, 'last-moments.json')
  const flags = { nodeFlags: ['--require', preload], env: { LAST_MOMENTS: file } }
  await using run = await report(simulator, inputs, { timeoutMs: 50_000, ...flags, ...options })
  const left = JSON.parse(readFileSync(file, 'utf8')) as { millisecondsToExit: number; keptAliveBy: string[] }
  return { ...left, exitCode: run.exitCode, errors: run.errors, warnings: run.warnings, log: run.log }
}

function expectToHaveEnded(end: Awaited<ReturnType<typeof endOf>>): void {
  expect(end.keptAliveBy).toEqual([])
  expect(end.millisecondsToExit).toBeLessThan(1_000)
  expect(end.log).not.toMatch(/\n {4}at |AbortError|unhandled/i)
}

describe('Nothing keeps the process alive after', () => {
  test('reports from files', async () => {
    using reports = folderOf({ [`users-${WEDNESDAY}.ndjson`]: ndjson([worked(ALICE)]) })
    const end = await endOf(undefined, { 'reports-directory': reports.path })

    expect(end.exitCode).toBe(0)
    expectToHaveEnded(end)
  })

  test('reports from GitHub, an artifact and a commit', async () => {
    await using repository = startRepository()
    await using artifacts = await startArtifacts()
    await using github = await startSimulator({
      companies: [makeCompany({ seats: 60, teams: 5 })],
      routes: repository.routes,
    })
    const inputs = { days: '7', 'artifact-name': 'copilot-team-metrics', 'report-path': 'reports/copilot.md' }
    const end = await endOf(github, inputs, { artifacts })

    expect([end.exitCode, end.errors, end.warnings]).toEqual([0, [], []])
    expectToHaveEnded(end)
  })

  test('bad inputs', async () => {
    const end = await endOf(undefined, { days: '0' })

    expect(end.exitCode).toBe(1)
    expectToHaveEnded(end)
  })

  test('an artifact that is refused', async () => {
    await using artifacts = await startArtifacts({ refuse: 'upload' })
    using reports = folderOf({ [`users-${WEDNESDAY}.ndjson`]: ndjson([worked(ALICE)]) })
    const inputs = { 'reports-directory': reports.path, 'artifact-name': 'copilot-team-metrics' }
    const end = await endOf(undefined, inputs, { artifacts })

    expect(end.warnings.filter((warning) => warning.includes('artifact'))).toHaveLength(1)
    expectToHaveEnded(end)
  })
})

describe('A run that fails ends within a second of its sentence, with', () => {
  const underWay: Record<string, Fault> = {
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

  test.each(Object.entries(underWay))('%s', async (_, fault) => {
    await using github = await startSimulator({ companies: [makeCompany({ seats: 60, teams: 5 })] })
    github.faults.add(refused)
    github.faults.add(fault)
    const end = await endOf(github, { days: '3' })

    expect(end.exitCode).toBe(1)
    expect(end.errors).toEqual([expect.stringMatching(/does not accept github-token/)])
    expectToHaveEnded(end)
  })
})
