import { expect, test } from 'vitest'

import { type Fault } from '../../simulator/faults.ts'
import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, startFive } from './report.ts'

test.concurrent.each<[string, Omit<Fault, 'match'>]>([
  ['a reset after GitHub made it', { do: 'reset' }],
  ['a 502 after GitHub made it', { do: 502, carriedOut: true }],
])('%s: the run finds its own commit', async (_, fault) => {
  await using repository = startRepository()
  await using github = await startFive(repository)
  github.faults.add({ match: 'POST /graphql', ...fault })
  await using run = await commitWeek(github)

  expect(run.errors).toEqual([])
  expect(run.outputs).toMatchObject({
    'report-changed': 'true',
    'report-commit': repository.head(),
  })
  expect(repository.log()).toHaveLength(2)
  expect(run.log).toContain(
    "GitHub's answer to this commit did not arrive; the commit was found on the branch",
  )
})
