import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, HISTORY, PAGE, startFive } from '../scenarios/report.ts'

const LATER = readFileSync(join(import.meta.dirname, '../fixtures/histories/a-later-version.csv'), 'utf8')

test('A later version’s history, saved by a spreadsheet, is read, its columns are kept, and then nothing changes any more', async () => {
  await using repository = startRepository({
    files: { 'copilot-history.csv': `\uFEFF${LATER.replaceAll('\n', '\r\n')}` },
  })
  await using github = await startFive(repository)
  const atTheRoot = { 'report-path': 'copilot.md' }
  await using first = await commitWeek(github, atTheRoot)
  await using second = await commitWeek(github, atTheRoot)
  const history = repository.text('copilot-history.csv') ?? ''
  const [header = '', ...lines] = history.split('\n')

  expect([first.errors, second.errors]).toEqual([[], []])
  expect([first.outputs['report-changed'], second.outputs['report-changed']]).toEqual(['true', 'false'])
  expect(repository.text(PAGE)).toBeUndefined()
  expect(header.split(',').slice(-2)).toEqual(['cost_center', 'voice_prompt_count'])
  expect(header).toMatch(/feature___proto__,.*feature_constructor,.*feature_spark_pages,/)
  expect(lines.find((line) => line.startsWith('1,2026-11-02,organization,octo-works,,'))).toMatch(/,,77$/)
  expect(lines.find((line) => line.startsWith('1,2026-11-09,organization,octo-works,,'))).toMatch(
    /,"eu, west",78$/,
  )
  expect(
    lines.some((line) => line.startsWith('1,2026-11-09,organization,octo-works,') && line.endsWith(',,')),
  ).toBe(true)
})

test('A feature with the name of what every object has is a feature like others', async () => {
  await using repository = startRepository({ files: { [HISTORY]: LATER } })
  const features = ['constructor', '__proto__', 'zzz'].map((feature) => ({
    feature,
    user_initiated_interaction_count: 1,
  }))
  await using github = await startFive(repository, { totals_by_feature: features })
  await using run = await commitWeek(github)
  const page = repository.text(PAGE) ?? ''

  expect(run.errors).toEqual([])
  expect(page).toMatch(/\| Constructor \*\(new\)\* \|.* 13% → 100% \|/)
  expect(page).toMatch(/Proto.*\|.* 15% → 100% \|/)
  expect(page).toMatch(/\| Zzz \*\(new\)\* \|.* – → 100% \|/)
})
