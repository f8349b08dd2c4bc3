import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, HISTORY, startFive } from './report.ts'

// What else a repository may answer is in publish/commit.test.ts.
test('A folder that GitHub lists and does not show: one sentence, and the branch is as it was', async () => {
  await using repository = startRepository({ files: { 'README.md': '', [HISTORY]: 'not to be lost\n' } })
  await using github = await startFive(repository)
  github.faults.add({ match: 'copilot-report/contents/reports', do: 404 })
  const head = repository.head()
  await using run = await commitWeek(github)

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([
    expect.stringMatching(/GitHub does not show reports although it is there \(404\); run again later/),
  ])
  expect(run.summary).toMatch(/^# Copilot in octo-works/)
  expect(run.outputs).toMatchObject({ 'active-users': '5', 'report-changed': 'false' })
  expect(repository.head()).toBe(head)
})
