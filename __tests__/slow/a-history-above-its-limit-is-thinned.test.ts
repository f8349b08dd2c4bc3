import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, HISTORY, PAGE, startFive } from '../scenarios/report.ts'
import { addDays } from '../../simulator/calendar.ts'

const HEADER =
  'schema_version,week,scope,entity,team_id,slug,days_reported,members,active_users,engaged_users,idle_users,ai_credits_used,feature_cli,other_features'

/** So many weeks before 9 November of an organization with so many teams. */
function historyOf(weeks: number, teams: number): string {
  const lines = [HEADER]
  for (let week = weeks; week > 0; week--) {
    const monday = addDays('2026-11-09', -7 * week)
    lines.push(`1,${monday},organization,octo-works,,,7,52,48,41,4,12.5,5,`)
    for (let team = 1; team <= teams; team++)
      lines.push(
        `1,${monday},organization,octo-works,${team},a-team-with-a-name-${team},7,52,48,41,4,12.5,5,`,
      )
  }
  return `${lines.join('\n')}\n`
}

test('A history above its limit loses its oldest weeks of teams, once', { timeout: 600_000 }, async () => {
  await using repository = startRepository({ files: { [HISTORY]: historyOf(400, 550) } })
  await using github = await startFive(repository)
  await using first = await commitWeek(github, {}, { timeoutMs: 300_000 })
  const text = repository.text(HISTORY) ?? ''
  await using second = await commitWeek(github, {}, { timeoutMs: 300_000 })

  expect([first.errors, second.errors]).toEqual([[], []])
  expect([first.outputs['report-changed'], second.outputs['report-changed']]).toEqual(['true', 'false'])
  expect(first.warnings).toEqual([
    expect.stringMatching(
      /^The history of reports\/copilot\.md is full: \d+ lines of its oldest weeks were left out/,
    ),
  ])
  expect(second.warnings).toEqual([])
  expect(Buffer.byteLength(text)).toBeGreaterThan(10_000_000)
  expect(Buffer.byteLength(text)).toBeLessThan(24_000_000)
  const lines = text.split('\n').slice(1, -1)
  expect(lines.filter((line) => line.includes(',octo-works,,'))).toHaveLength(401)
  expect(lines.find((line) => !line.includes(',octo-works,,'))).not.toContain(addDays('2026-11-09', -7 * 400))
  expect(lines.filter((line) => line.startsWith('1,2026-11-09,'))).toHaveLength(2)
  expect(repository.text(PAGE)).toMatch(/It has 2\d of at most 24 MB; above that the oldest weeks of teams/)
})
