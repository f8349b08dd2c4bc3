import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { startSimulator } from '../../simulator/server.ts'
import { commitReport, everyDay, FIVE, HISTORY, PAGE } from '../scenarios/report.ts'
import { BACKEND, FRONTEND, members, reported, worked } from '../scenarios/scenario.ts'

const [alice = {}, bob = {}] = FIVE
const reports = reported(
  everyDay(
    {
      users: FIVE.map((person) => worked(person)),
      teams: [...members(FRONTEND, ...FIVE), ...members(BACKEND, alice, bob)],
    },
    '2026-11-02',
    '2026-11-18',
  ),
)

test('A team of two is in the files of those who may see names, and nowhere in the repository', async () => {
  await using repository = startRepository()
  await using github = await startSimulator({ reports, routes: repository.routes })
  await using run = await commitReport(github, '2026-11-18', { compare: 'false' })

  expect(run.errors).toEqual([])
  expect(run.file('teams.csv')).toContain('backend')
  const committed = `${repository.text(PAGE)}${repository.text(HISTORY)}`
  expect(committed).not.toContain('backend')
  expect(committed).not.toContain('frontend')
})

test('Unless the smallest group may be as small', async () => {
  await using repository = startRepository()
  await using github = await startSimulator({ reports, routes: repository.routes })
  await using run = await commitReport(github, '2026-11-18', { compare: 'false', 'minimum-group-size': '2' })

  expect(run.errors).toEqual([])
  expect(repository.text(HISTORY)).toMatch(/,backend,.*\n.*|,backend,/)
  expect(repository.text(PAGE)).toMatch(/^\| \[backend\]\(.*\) \|.*100% \| 2 \| 2 \|/m)
})
