import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startRepository } from '../../simulator/repository.ts'
import { commitReport, HISTORY, PAGE, startCompany } from './report.ts'

test('The same data twice makes one commit, whatever the run, the artifact and the day', async () => {
  await using repository = startRepository()
  await using github = await startCompany(repository)
  await using artifacts = await startArtifacts()
  const inputs = { 'artifact-name': 'copilot' }
  await using first = await commitReport(github, '2026-11-17', inputs, { artifacts })
  await using second = await commitReport(github, '2026-11-17', inputs, { artifacts, today: '2026-11-21' })

  expect(first.outputs).toMatchObject({ 'report-changed': 'true' })
  expect(second.outputs).toMatchObject({ 'report-changed': 'false', 'report-commit': '' })
  expect(second.exitCode).toBe(0)
  expect(repository.log()).toHaveLength(2)
  expect(repository.text(PAGE)).toContain(`actions/runs/${first.runId}/artifacts/`)
})

test('A week later one commit appends that week and changes numbers where they stand', async () => {
  await using repository = startRepository()
  await using github = await startCompany(repository)
  await using before = await commitReport(github, '2026-11-11')
  const page = repository.text(PAGE)
  await using after = await commitReport(github, '2026-11-18')

  expect([before.exitCode, after.exitCode]).toEqual([0, 0])
  expect(repository.log()).toHaveLength(3)
  const diff = await repository.git('diff', '--unified=0', 'main~1', 'main', '--', HISTORY)
  const lines = diff.split('\n').filter((line) => /^[+-][^+-]/.test(line))
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.filter((line) => !line.startsWith('+1,2026-11-09,organization,octo-works,'))).toEqual([])
  const headings = (text = '') =>
    text
      .split('\n')
      .filter((line) => /^(#|\| [a-z-]+ \|)/.test(line))
      .map((line) => line.split(' | ')[0])
  expect(headings(repository.text(PAGE))).toEqual(headings(page))
})

test('Weeks that the windows no longer hold stay, and a newer computation replaces an older one', async () => {
  await using repository = startRepository()
  await using github = await startCompany(repository)
  await using long = await commitReport(github, '2026-11-18', { days: '60' })
  const weeks = weeksOf(repository.text(HISTORY))
  const known = repository.text(HISTORY) ?? ''
  repository.push(
    'main',
    { [HISTORY]: known.replace(/^(1,2026-11-09,organization,octo-works,,,7,)\d+/m, '$1999999') },
    'Older',
  )
  await using short = await commitReport(github, '2026-11-18', { days: '14', compare: 'false' })

  expect([long.exitCode, short.exitCode]).toEqual([0, 0])
  expect(weeks.length).toBeGreaterThan(15)
  expect(repository.text(HISTORY)).toBe(known)
})

test('Two runs at once both land', async () => {
  await using repository = startRepository()
  await using github = await startCompany(repository)
  const untils = ['2026-10-07', '2026-11-18']
  const runs = await Promise.all(
    untils.map((until) => commitReport(github, until, { days: '7' }, { today: '2026-11-21' })),
  )
  expect(runs.map(({ exitCode, outputs }) => [exitCode, outputs['report-changed']])).toEqual([
    [0, 'true'],
    [0, 'true'],
  ])
  expect(repository.log()).toHaveLength(3)
  expect(weeksOf(repository.text(HISTORY))).toEqual(['2026-09-28', '2026-11-09'])
  for (const run of runs) await run[Symbol.asyncDispose]()
})

function weeksOf(history = ''): string[] {
  return [
    ...new Set(
      history
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[1] ?? ''),
    ),
  ]
}
