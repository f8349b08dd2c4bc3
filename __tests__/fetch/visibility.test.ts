import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { workflowToken } from '../../simulator/tokens.ts'
import { fetchVisibility } from '../../src/fetch/visibility.ts'
import { connect } from '../../src/github.ts'
import { sendJson, serve } from '../fixtures/servers.ts'

const name = 'octo-works/copilot-report'

test.each(['public', 'private', 'internal'] as const)('a %s repository', async (visibility) => {
  await using github = await startSimulator({ repositories: { [name]: { visibility } } })
  expect(await fetchVisibility(connect(workflowToken, github.url), name)).toBe(visibility)
})

test('a repository that the token does not see: nothing is known', async () => {
  await using github = await startSimulator({ repositories: {} })
  expect(await fetchVisibility(connect(workflowToken, github.url), name)).toBeUndefined()
})

test.each([
  [true, 'private'],
  [false, 'public'],
])('an older server says only whether it is private: %s', async (isPrivate, visibility) => {
  await using github = await serve((_, response) => sendJson(response, { private: isPrivate }))
  expect(await fetchVisibility(connect(workflowToken, github.url), name)).toBe(visibility)
})
