import { describe, expect, test } from 'vitest'

import { addDays, daysBetween } from '../../simulator/calendar.ts'
import { literalSource } from '../../simulator/reports.ts'
import { startSimulator } from '../../simulator/server.ts'
import { oddReports } from '../scenarios/odd-reports.ts'
import { csv, folderOf, report, WEDNESDAY } from '../scenarios/scenario.ts'
import type { Run } from '../../simulator/runner.ts'

const days = daysBetween(addDays(WEDNESDAY, -5), WEDNESDAY)
const asked = { days: '3', compare: 'true', 'engagement-export': 'true' }

function threads(count: number): { env: Record<string, string> } {
  return { env: { COPILOT_TEAM_METRICS_THREADS: String(count) } }
}

/** All that a run writes, but for its log. */
function written(run: Run): Record<string, string> {
  return {
    errors: run.errors.join('\n'),
    summary: run.summary,
    ...Object.fromEntries(run.fileNames().map((name) => [name, run.file(name)])),
  }
}

describe.each([7, 8])('Odd reports (%i)', (seed) => {
  const reports = oddReports(seed, days, '7')

  test('give the same files, whichever thread opens them', async () => {
    using folder = folderOf(reports)
    const inputs = { ...asked, 'reports-directory': folder.path }
    await using alone = await report(undefined, inputs, threads(0))
    expect(csv(alone, 'people.csv').length).toBeGreaterThan(5)
    for (const count of [1, 3]) {
      await using helped = await report(undefined, inputs, threads(count))
      expect(written(helped)).toEqual(written(alone))
    }
  })

  test('give the same files, whichever thread reads what was downloaded', async () => {
    const linesOf = (kind: string) =>
      Object.fromEntries(
        days.map((day) => [day, (reports[`${kind}-${day}.ndjson`] ?? '').trim().split('\n')]),
      )
    const all = { 'users-1-day': linesOf('users'), 'user-teams-1-day': linesOf('user-teams') }
    await using github = await startSimulator({
      reports: literalSource({ 'organization:octo-works': all }),
      filesPerReport: 2,
    })
    await using alone = await report(github, asked, threads(0))
    expect(csv(alone, 'people.csv').length).toBeGreaterThan(5)
    await using helped = await report(github, asked, threads(2))
    expect(written(helped)).toEqual(written(alone))
  })
})
