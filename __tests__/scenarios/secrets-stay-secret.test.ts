import { expect, test } from 'vitest'

import { apiError } from '../../simulator/answers.ts'
import { startArtifacts } from '../../simulator/artifacts.ts'
import { startAzurite } from '../../simulator/azurite.ts'
import { makeCompany } from '../../simulator/company.ts'
import type { LinkStore } from '../../simulator/links.ts'
import { startSimulator } from '../../simulator/server.ts'
import { everythingOf, report } from './scenario.ts'

const token = 'ghp_aVerySecretTokenOfTheWorkflow'

test('Neither the token nor a signature nor a signed link is in the log, an output, the page or a file', async () => {
  await using azurite = await startAzurite()
  const links: string[] = []
  const store: LinkStore = {
    async link(file, lifetimeSeconds) {
      const link = await azurite.link(file, lifetimeSeconds)
      links.push(link)
      return link
    },
  }
  await using artifacts = await startArtifacts({ blobs: azurite })
  const company = makeCompany({ seats: 20, teams: 2 })
  await using github = await startSimulator({
    companies: [company],
    store,
    tokens: { [token]: 'organization:octo-works' },
  })
  github.faults.add({ match: 'users-1-day', do: 'expire-links' })
  await using run = await report(
    github,
    {
      'github-token': token,
      'artifact-name': 'copilot-team-metrics',
      days: '2',
      'people-key': 'a-secret-key-for-pseudonyms',
    },
    { artifacts, env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' } },
  )

  expect(run.errors).toEqual([])
  // The links of one answer had expired, and fresh ones were asked for.
  expect(github.requests.filter(({ path }) => path.endsWith('/users-1-day'))).toHaveLength(3)
  expect(artifacts.artifacts()).toHaveLength(2)
  const signatures = links.flatMap((link) => new URL(link).searchParams.getAll('sig'))
  const secrets = [token, 'a-secret-key-for-pseudonyms', artifacts.tokenFor(run.runId), 'sig=', ...signatures]
  const encoded = signatures.map(encodeURIComponent)
  expect(signatures.length).toBeGreaterThanOrEqual(5)
  for (const [place, text] of everythingOf(run, artifacts.artifacts())) {
    const found = [...secrets, ...encoded, ...links].filter((secret) => text.includes(secret))
    expect(found, place).toEqual([])
  }
})

test('Tokens and keys are masked before anything else, so that an answer that quotes one does not print it', async () => {
  const secrets = {
    'github-token': token,
    'report-token': 'ghs_TokenOfTheJob',
    'people-key': 'a-key-of-the-test',
  }
  await using github = await startSimulator({
    companies: [makeCompany({ seats: 20, teams: 2 })],
    tokens: { [token]: 'organization:octo-works' },
  })
  const answer = apiError(418, `teapot for ${token} by way of p%40ss`)
  github.faults.add({ match: 'users-1-day', do: answer, times: Infinity })
  await using run = await report(github, secrets, { env: { HTTPS_PROXY: 'http://me:p%40ss@127.0.0.1:9' } })

  expect(run.exitCode).toBe(1)
  expect(run.masks).toEqual(expect.arrayContaining([...Object.values(secrets), 'p%40ss', 'p@ss']))
  expect(run.log).toContain('***')
  for (const secret of [...Object.values(secrets), 'p%40ss']) expect(run.log).not.toContain(secret)
})
