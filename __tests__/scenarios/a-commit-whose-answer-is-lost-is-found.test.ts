import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, startFive } from './report.ts'

test('A reset after GitHub made the commit: the run finds its own commit', async () => {
  await using repository = startRepository()
  await using github = await startFive(repository)
  github.faults.add({ match: 'POST /graphql', do: 'reset' })
  await using run = await commitWeek(github)

  expect(run.errors).toEqual([])
  expect(run.outputs).toMatchObject({ 'report-changed': 'true', 'report-commit': repository.head() })
  expect(repository.log()).toHaveLength(2)
  expect(run.log).toContain(
    "GitHub's answer to this commit did not arrive; the commit was found on the branch",
  )
})
