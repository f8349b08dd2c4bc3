import { expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  csv,
  folderOf,
  FRONTEND,
  members,
  ndjson,
  report,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

const perTeam = ['teams.csv', 'team-days.csv', 'team-features.csv', 'team-breakdowns.csv']
const perEntity = ['days.csv', 'features.csv', 'breakdowns.csv', 'people-features.csv']

test('teams hides other teams everywhere and leaves every number of the entity as it is', async () => {
  await using github = await startSimulator({ companies: [makeCompany({ seats: 40, teams: 5 })] })
  await using all = await report(github, { days: '2' })
  const slugs = csv(all, 'teams.csv').map(({ slug = '' }) => slug)
  const [wanted = ''] = slugs
  await using some = await report(github, { days: '2', teams: wanted.toUpperCase() })

  expect(slugs.length).toBeGreaterThan(3)
  for (const name of perTeam) {
    expect(new Set(csv(some, name).map(({ slug }) => slug)), name).toEqual(new Set([wanted]))
    expect(csv(some, name), name).toEqual(csv(all, name).filter(({ slug }) => slug === wanted))
  }
  for (const name of perEntity) expect(some.file(name), name).toBe(all.file(name))
  // Everybody is in it, and only the names of teams that are not chosen are left out.
  const withoutTeams = (run: typeof all) => csv(run, 'people.csv').map((line) => ({ ...line, teams: '' }))
  expect(withoutTeams(some)).toEqual(withoutTeams(all))
  for (const name of ['active-users', 'engaged-users', 'members', 'adoption-rate']) {
    expect(some.outputs[name]).toBe(all.outputs[name])
  }
  expect(some.outputs['teams']).toBe('1')
})

const there = members(FRONTEND, ALICE).concat(members(BACKEND, BOB))

test.each([
  [
    'frontent, backend, ops*',
    /^teams: no team matches "frontent": did you mean frontend\?; no team matches "ops\*": there are backend and frontend$/,
  ],
  ['!*', /^teams: its patterns exclude each of the 2 teams/],
])('teams: %s fails, since it would hide what was asked for', async (teams, sentence) => {
  using folder = folderOf({
    [`users-${WEDNESDAY}.ndjson`]: ndjson([worked(ALICE), worked(BOB)]),
    [`user-teams-${WEDNESDAY}.ndjson`]: ndjson(there),
  })
  await using run = await report(undefined, { 'reports-directory': folder.path, teams })

  expect(run.errors).toEqual([expect.stringMatching(sentence)])
  expect(run.outputs).toEqual({})
})
