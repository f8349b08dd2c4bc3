import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startRepository } from '../../simulator/repository.ts'
import { startSimulator } from '../../simulator/server.ts'
import { commitReport, everyDay, FIVE, HISTORY, PAGE } from '../scenarios/report.ts'
import { FRONTEND, members, reported, worked } from '../scenarios/scenario.ts'

/** One more works each week, so that no week is like the one before. */
const reports = reported(
  Object.fromEntries(
    Object.entries(everyDay({ teams: members(FRONTEND, ...FIVE) }, '2026-09-21', '2026-11-20')).map(
      ([day, { teams = [] }]) => {
        const week = Math.floor((Date.parse(day) - Date.parse('2026-09-21')) / (7 * 86_400_000))
        const row = { code_generation_activity_count: 10 + week }
        return [day, { users: FIVE.map((person) => worked(person, row)), teams }]
      },
    ),
  ),
)

test('The same data makes one commit, a later week is appended, and older weeks stay', async () => {
  await using repository = startRepository()
  await using github = await startSimulator({ reports, routes: repository.routes })
  await using artifacts = await startArtifacts()
  const inputs = { 'artifact-name': 'copilot' }
  await using first = await commitReport(github, '2026-11-11', inputs, { artifacts })
  await using second = await commitReport(github, '2026-11-11', inputs, { artifacts, today: '2026-11-21' })
  const page = repository.text(PAGE)

  // Whatever the run, the artifact and the day.
  expect(first.outputs).toMatchObject({ 'report-changed': 'true' })
  expect(second.outputs).toMatchObject({ 'report-changed': 'false', 'report-commit': '' })
  expect(second).toMatchObject({ errors: [], exitCode: 0 })
  expect(repository.log()).toHaveLength(2)
  const { 'artifact-url': artifactUrl, 'html-report-url': htmlReportUrl } = first.outputs
  expect(page).toContain(`[every number as CSV](${artifactUrl})`)
  // The runner says that artifacts are kept for 90 days, and 14 November was the day of the first run.
  expect(page).toContain(`**[Interactive report](${htmlReportUrl})** (expires 12 Feb 2027)`)
  expect(second.outputs['html-report-url']).not.toBe(htmlReportUrl)

  // Nor is it a change that there is no interactive report, or that nobody says when it expires.
  await using none = await commitReport(
    github,
    '2026-11-11',
    { ...inputs, 'html-report': 'false' },
    { artifacts },
  )
  const env = { GITHUB_RETENTION_DAYS: '' }
  await using unknown = await commitReport(github, '2026-11-11', inputs, { artifacts, env })
  for (const { outputs } of [none, unknown]) expect(outputs).toMatchObject({ 'report-changed': 'false' })
  expect(repository.text(PAGE)).toBe(page)

  await using later = await commitReport(github, '2026-11-18')
  const known = repository.text(HISTORY) ?? ''
  expect(later).toMatchObject({ errors: [], exitCode: 0 })
  expect(repository.log()).toHaveLength(3)
  const diff = await repository.git('diff', '--unified=0', 'main~1', 'main', '--', HISTORY)
  const lines = diff.split('\n').filter((line) => /^[+-][^+-]/.test(line))
  expect(lines).toHaveLength(2)
  expect(lines.filter((line) => !line.startsWith('+1,2026-11-09,organization,octo-works,'))).toEqual([])
  expect(headings(repository.text(PAGE))).toEqual(headings(page))

  // What is computed anew replaces what is there, and weeks that the window no longer holds stay.
  const older = known.replace(/^(1,2026-11-09,organization,octo-works,,,7,)\d+/m, '$1999999')
  repository.push('main', { [HISTORY]: older }, 'Older')
  await using short = await commitReport(github, '2026-11-18', { days: '7' })
  expect(short).toMatchObject({ errors: [], exitCode: 0 })
  expect(older).not.toBe(known)
  expect(known).toContain('\n1,2026-10-19,')
  expect(repository.text(HISTORY)).toBe(known)
})

/** What is not a number of the page. */
function headings(text = ''): (string | undefined)[] {
  return text
    .split('\n')
    .filter((line) => /^(#|\| [a-z-]+ \|)/.test(line))
    .map((line) => line.split(' | ')[0])
}
