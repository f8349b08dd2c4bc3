import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { report } from './scenario.ts'

test('Every fault of the file is told with line and column, together with those of other inputs; nothing is fetched', async () => {
  const file = [
    'login,Department,manager,note',
    'ann-one,Sales,bob-two,',
    'bob-two,Sales,cid-three,',
    'cid-three,Ops,ann-one,',
    'ANN-ONE,Ops,bob-two,',
    'dot-four,Ops,Dot-Four,',
    'eve-five,Ops,ann-one,a,b',
    'fay-six,M\u{fc}ller,,',
    'gus-seven,"Ops,,',
  ].join('\n')
  await using github = await startSimulator()
  const inputs = { days: '0', 'people-file': 'people.csv', 'group-by': 'department, manager, squad' }
  const files = { 'people.csv': Buffer.from(file, 'latin1') }
  await using run = await report(github, inputs, { files })

  expect(run.exitCode).toBe(1)
  const said = run.errors.join('\n')
  for (const words of [
    'days: "0"',
    'line 5, column 2 (Department): the login of line 2 again, with another value',
    'lines 2, 3 and 4, column 3 (manager): these people are managers of each other in a circle',
    'line 6, column 3 (manager): somebody is their own manager',
    'line 7, column 5: there are more cells than columns',
    'line 8, column 2 (Department): it is not UTF-8',
    'line 9, column 2: a quote (") is broken',
    'group-by: "squad" is no column of "people.csv"; it has Department, manager and note',
  ])
    expect(said).toContain(words)
  expect(run.rawLog).not.toMatch(/ann-one|dot-four/i)
  expect(github.requests).toEqual([])
  expect(run.summary).toBe('')
})

test('A circle of managers alone is enough to refuse the file', async () => {
  await using github = await startSimulator()
  const inputs = { 'people-file': 'people.csv', 'group-by': 'manager' }
  const files = { 'people.csv': 'login,manager\nann-one,bob-two\nbob-two,ann-one\ncid-three,ann-one\n' }
  await using run = await report(github, inputs, { files })

  expect(run.exitCode).toBe(1)
  expect(run.errors.join()).toMatch(
    /lines 2 and 3, column 2 \(manager\): these people are managers of each other/,
  )
  expect(github.requests).toEqual([])
})

test('A file that is not there says that a checkout comes first', async () => {
  await using github = await startSimulator()
  await using run = await report(github, { 'people-file': 'people.csv', 'group-by': 'team' })

  expect(run.errors.join()).toMatch(/people-file: "people.csv" is not there; .*actions\/checkout/)
})
