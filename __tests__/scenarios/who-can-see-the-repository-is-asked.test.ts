import { describe, expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from './scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)] } })
const name = 'octo-works/copilot-report'

describe('When the event does not say who can see the repository, the API is asked:', () => {
  test.each([
    ['internal', true],
    ['public', false],
  ] as const)('%s', async (visibility, isShown) => {
    await using github = await startSimulator({ reports, repositories: { [name]: { visibility } } })
    await using run = await report(github, {}, { repository: { name, inEvent: false } })

    expect(github.requests.filter(({ path }) => path === `/repos/${name}`)).toHaveLength(1)
    expect(run.fileNames().includes('people.csv')).toBe(isShown)
  })

  test('a repository that the token does not see counts as public', async () => {
    await using github = await startSimulator({ reports, repositories: {} })
    await using run = await report(github, {}, { repository: { name, inEvent: false } })

    expect(run.errors).toEqual([])
    expect(run.fileNames()).not.toContain('people.csv')
    expect(run.summary).not.toContain(ALICE.user_login)
  })
})

test('When the event says so, the API is not asked', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github, {}, { repository: { name, visibility: 'internal' } })

  expect(github.requests.filter(({ path }) => path.startsWith('/repos/'))).toEqual([])
  expect(run.fileNames()).toContain('people.csv')
})
