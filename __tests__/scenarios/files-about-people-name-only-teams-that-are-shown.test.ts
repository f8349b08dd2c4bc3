import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  csv,
  FRONTEND,
  members,
  report,
  reported,
  WEDNESDAY,
  worked,
} from './scenario.ts'

const CROWD = Array.from({ length: 6 }, (_, number) => ({
  user_id: 7000 + number,
  user_login: `crowd-${number}`,
}))
const DUO = { team_id: 44, slug: 'duo' }

const reports = () =>
  reported({
    [WEDNESDAY]: {
      users: [...CROWD, ALICE, BOB].map((person) => worked(person)),
      teams: [
        ...members(FRONTEND, ...CROWD),
        ...members(BACKEND, ALICE),
        ...members(DUO, BOB, ...CROWD.slice(0, 3)),
      ],
    },
  })

test('With pseudonyms a team of one is named in no file: whoever is alone in it would be known', async () => {
  await using simulator = await startSimulator({ reports: reports() })
  const inputs = { people: 'pseudonymous', 'people-key': 'a-key-of-the-test', 'engagement-export': 'true' }
  await using run = await report(simulator, inputs)

  expect(run.errors).toEqual([])
  expect(csv(run, 'teams.csv').map(({ slug }) => slug)).toEqual(['frontend', 'others'])
  const teams = csv(run, 'people.csv').map((line) => line['teams'])
  expect(teams.toSorted()).toEqual([
    ...Array.from({ length: 3 }, () => 'frontend'),
    ...Array.from({ length: 3 }, () => 'frontend;others'),
    'others',
    'others',
  ])
  const pairs = csv(run, 'people-teams.csv').map(({ team_id: id, slug }) => `${id} ${slug}`)
  expect(pairs.toSorted()).toEqual([
    ...Array.from({ length: 5 }, () => ' others'),
    ...Array.from({ length: 6 }, () => '42 frontend'),
  ])
  for (const name of run.fileNames()) expect(run.file(name), name).not.toMatch(/backend|\bduo\b/)
})

test('The teams that the workflow chooses are the only ones that people.csv names, and everybody is in it', async () => {
  await using simulator = await startSimulator({ reports: reports() })
  await using run = await report(simulator, { teams: 'front*' })

  const people = csv(run, 'people.csv')
  expect(people).toHaveLength(8)
  expect(new Set(people.map((line) => line['teams']))).toEqual(new Set(['frontend', '']))
  expect(csv(run, 'people-teams.csv').map(({ slug }) => slug)).toEqual(Array.from(CROWD, () => 'frontend'))
})
