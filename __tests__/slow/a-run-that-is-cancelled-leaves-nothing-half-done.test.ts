import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { commitWeek, HISTORY, PAGE, startFive } from '../scenarios/report.ts'

test('SIGTERM while reports are read: nothing is published', async () => {
  await using repository = startRepository()
  await using github = await startFive(repository)
  const stop = new AbortController()
  github.faults.add({
    match: ({ host }) => {
      if (host === 'links') stop.abort()
      return host === 'links'
    },
    do: 'silence',
    times: Infinity,
  })
  await using run = await commitWeek(github, {}, { stop: stop.signal })

  expect(run.exitCode).toBeNull()
  expect([run.summary, run.outputs, run.errors]).toEqual(['', {}, []])
  expect(github.requests.filter(({ path }) => path.startsWith('/repos/'))).toEqual([])
})

test('SIGTERM while GitHub makes the commit: it is whole, and nothing is half-written', async () => {
  await using repository = startRepository()
  await using github = await startFive(repository)
  const stop = new AbortController()
  repository.beforeCommit = () => {
    stop.abort()
    return Promise.resolve()
  }
  await using run = await commitWeek(github, {}, { stop: stop.signal })
  while (repository.log().length !== 2) await new Promise(setImmediate)

  expect(run.exitCode).toBeNull()
  expect([run.summary, run.outputs]).toEqual(['', {}])
  const files = await repository.git('ls-tree', '-r', '--name-only', 'main')
  expect(files.split('\n')).toEqual(expect.arrayContaining([PAGE, HISTORY]))
  await using next = await commitWeek(github)
  expect(next.outputs['report-changed']).toBe('false')
})
