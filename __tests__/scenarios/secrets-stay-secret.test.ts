import { expect, test } from 'vitest'

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
      'people-key': 'a-secret-key',
    },
    { artifacts, env: { RUNNER_DEBUG: '1', ACTIONS_STEP_DEBUG: 'true' } },
  )

  expect(run.errors).toEqual([])
  const signatures = links.flatMap((link) => new URL(link).searchParams.getAll('sig'))
  const secrets = [token, 'a-secret-key', artifacts.tokenFor(run.runId), 'sig=', ...signatures]
  const encoded = signatures.map(encodeURIComponent)
  expect(signatures.length).toBeGreaterThanOrEqual(5)
  for (const [place, text] of everythingOf(run, artifacts.artifacts())) {
    const found = [...secrets, ...encoded, ...links].filter((secret) => text.includes(secret))
    expect(found, place).toEqual([])
  }
})

test('The token goes to the API alone', async () => {
  await using github = await startSimulator({ companies: [makeCompany({ seats: 20, teams: 2 })] })
  await using run = await report(github)

  expect(run.errors).toEqual([])
  expect(github.requests.filter(({ host }) => host === 'links').length).toBeGreaterThan(0)
  expect(github.requests.filter(({ host, authorization }) => authorization && host !== 'api')).toEqual([])
})
