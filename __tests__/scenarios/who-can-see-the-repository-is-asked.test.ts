import { describe, expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from './scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)] } })
const name = 'octo-works/copilot-report'

// What GitHub may answer is in fetch/visibility.test.ts.
describe('When the event does not say who can see the repository, the API is asked:', () => {
  test('people are named in an internal one', async () => {
    await using github = await startSimulator({
      reports,
      repositories: { [name]: { visibility: 'internal' } },
    })
    await using run = await report(github, {}, { repository: { name, inEvent: false } })

    expect(github.requests.filter(({ path }) => path === `/repos/${name}`)).toHaveLength(1)
    expect(run.fileNames()).toContain('people.csv')
  })

  test('a repository that the token does not see counts as public', async () => {
    await using github = await startSimulator({ reports, repositories: {} })
    await using run = await report(github, {}, { repository: { name, inEvent: false } })

    expect(run.errors).toEqual([])
    expect(run.fileNames()).not.toContain('people.csv')
    expect(run.summary).not.toContain(ALICE.user_login)
  })
})
