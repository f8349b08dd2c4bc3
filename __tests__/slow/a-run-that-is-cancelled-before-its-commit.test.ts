import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, startFive } from '../scenarios/report.ts'

test('SIGTERM before GitHub hears of the commit: the branch is as it was', async () => {
  await using repository = startRepository()
  await using github = await startFive(repository)
  const stop = new AbortController()
  github.faults.add({
    match: ({ path }) => {
      if (path === '/graphql') stop.abort()
      return path === '/graphql'
    },
    // GitHub hangs up and does nothing.
    do: 'gone',
  })
  await using run = await commitWeek(github, {}, { stop: stop.signal })

  expect(run.exitCode).toBeNull()
  expect([run.summary, run.outputs]).toEqual(['', {}])
  expect(repository.log()).toHaveLength(1)
})
