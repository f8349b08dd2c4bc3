import { expect, test } from 'vitest'

import { makeApp } from '../../simulator/apps.ts'
import { startSimulator } from '../../simulator/server.ts'
import { workflowToken } from '../../simulator/tokens.ts'
import { METRICS, reportsOf, runWith } from '../scenarios/apps.ts'
import { csv, everythingOf } from '../scenarios/scenario.ts'

test('Every organization where the App is installed is read, each with a token that can read its reports and nothing else', async () => {
  const app = makeApp({
    installations: [
      { on: 'organization:octo-west', permissions: [METRICS, 'members', 'organization_administration'] },
      { on: 'user:octocat' },
      { on: 'organization:octo-east' },
      { on: 'organization:octo-old', suspended: true },
      { on: 'enterprise:octo' },
    ],
  })
  await using github = await startSimulator({ app, reports: reportsOf('octo-east', 'octo-west') })
  await using run = await runWith(
    github,
    app,
    { organization: '*' },
    {
      env: { RUNNER_DEBUG: '1' },
      repository: { name: 'octo-works/copilot-report', inEvent: false },
    },
  )

  expect(run.errors).toEqual([])
  expect(csv(run, 'days.csv').map(({ entity, active_users }) => [entity, active_users])).toEqual([
    ['octo-east', '2'],
    ['octo-west', '2'],
  ])
  expect(app.minted.map(({ on, permissions }) => [on, permissions]).toSorted()).toEqual([
    ['organization:octo-east', { [METRICS]: 'read' }],
    ['organization:octo-west', { [METRICS]: 'read' }],
  ])
  const reading = github.requests.filter(({ path }) => path.includes('/copilot/'))
  expect(reading.length).toBeGreaterThan(3)
  for (const { path, token } of reading)
    expect(`organization:${path.split('/')[2]}`).toBe(app.minted.find(({ text }) => text === token)?.on)
  // Who can see the repository is asked with the workflow's own token, not with the App.
  expect(github.requests.filter(({ path }) => path.startsWith('/repos/'))).toMatchObject([
    { token: workflowToken },
  ])

  const tokens = [...app.minted.map(({ text }) => text), ...app.signatures]
  expect(run.masks).toEqual(expect.arrayContaining([app.privateKey.trim(), ...tokens]))
  const secrets = [...tokens, ...app.privateKey.trim().split('\n').slice(1, -1)]
  for (const [place, text] of everythingOf(run))
    expect(
      secrets.filter((secret) => text.includes(secret)),
      place,
    ).toEqual([])
})

test('A token that ends in the middle of a run, before its time is over, is replaced', async () => {
  const app = makeApp({ installations: [{ on: 'organization:octo-works' }], tokenUses: 20 })
  await using github = await startSimulator({ app, reports: reportsOf('octo-works') })
  await using run = await runWith(github, app, { days: '20' })

  expect(run.errors).toEqual([])
  expect(run.outputs).toMatchObject({ 'days-reported': '2', 'active-users': '2' })
  expect(github.requests.some(({ status, token }) => status === 401 && token === app.minted[0]?.text)).toBe(
    true,
  )
  const reading = github.requests.filter(({ path }) => path.includes('/copilot/'))
  const served = reading.filter(({ status }) => status !== 401)
  expect(app.minted).toHaveLength(Math.ceil(served.length / 20))
})

test('Every organization that the App may not read is named, each with what to change, and nothing is read', async () => {
  const app = makeApp({
    installations: [
      { on: 'organization:octo-east' },
      { on: 'organization:octo-west', permissions: ['members'] },
    ],
  })
  await using github = await startSimulator({ app, reports: reportsOf('octo-east') })
  await using run = await runWith(github, app, {
    organization: 'octo-north, octo-east, octo-moon, octo-west',
  })

  expect(run.errors).toEqual([
    'App 424242 is not installed on organizations octo-north and octo-moon: check the names, and install the App there; it lacks the permission "Organization Copilot metrics: read" on organization octo-west: add it in the App\'s settings, and let an owner of the organization accept it',
  ])
  expect(run.exitCode).toBe(1)
  expect(run.outputs).toEqual({})
  expect(github.requests.filter(({ path }) => path.includes('/copilot/'))).toEqual([])
})
