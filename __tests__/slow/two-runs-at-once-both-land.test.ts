import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitReport, HISTORY, startCompany } from '../scenarios/report.ts'

test('Two runs at once both land', async () => {
  await using repository = startRepository()
  await using github = await startCompany(repository)
  const untils = ['2026-10-07', '2026-11-18']
  const runs = await Promise.all(
    untils.map((until) => commitReport(github, until, { days: '7' }, { today: '2026-11-21' })),
  )
  const lines = (repository.text(HISTORY) ?? '').split('\n').slice(1, -1)

  expect(runs.map(({ exitCode, outputs }) => [exitCode, outputs['report-changed']])).toEqual([
    [0, 'true'],
    [0, 'true'],
  ])
  expect(repository.log()).toHaveLength(3)
  expect([...new Set(lines.map((line) => line.split(',')[1]))]).toEqual(['2026-09-28', '2026-11-09'])
  for (const run of runs) await run[Symbol.asyncDispose]()
})
