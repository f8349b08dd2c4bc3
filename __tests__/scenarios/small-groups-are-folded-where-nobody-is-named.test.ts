import { expect, it } from 'vitest'

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

const reports = () =>
  reported({
    [WEDNESDAY]: {
      users: [...CROWD, ALICE, BOB].map((person) =>
        worked(person, language(person === ALICE ? 'cobol' : 'java')),
      ),
      teams: [...members(FRONTEND, ...CROWD), ...members(BACKEND, ALICE, BOB)],
    },
  })

function language(name: string) {
  return {
    totals_by_language_feature: [
      { language: name, feature: 'code_completion', code_acceptance_activity_count: 2 },
    ],
  }
}

it('a team of two and a language of one are nowhere to be seen', async () => {
  await using simulator = await startSimulator({ reports: reports() })
  await using run = await report(simulator, { people: 'none' })

  expect(csv(run, 'teams.csv').map(({ slug, members: size }) => [slug, size])).toEqual([['others', '8']])
  for (const name of run.fileNames()) expect(run.file(name), name).not.toMatch(/backend|cobol/)
  expect(run.summary).not.toMatch(/backend|cobol/)
})

it('the workflow may say how small is small', async () => {
  await using simulator = await startSimulator({ reports: reports() })
  await using run = await report(simulator, { people: 'none', 'minimum-group-size': '2' })

  expect(csv(run, 'teams.csv').map(({ slug, members: size }) => [slug, size])).toEqual([
    ['frontend', '6'],
    ['backend', '2'],
  ])
  const languages = csv(run, 'breakdowns.csv').filter(({ dimension }) => dimension === 'language')
  expect(languages.map(({ value, active_users }) => [value, active_users])).toEqual([['others', '8']])
})
