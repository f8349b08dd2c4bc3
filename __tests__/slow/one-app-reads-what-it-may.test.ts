import { describe, expect, test } from 'vitest'

import { makeApp, makeKey } from '../../simulator/apps.ts'
import { startSimulator } from '../../simulator/server.ts'
import { METRICS, reportsOf, runWith } from '../scenarios/apps.ts'
import { ALICE, reported, WEDNESDAY, worked } from '../scenarios/scenario.ts'

describe('The run fails with one sentence that says what to change when the App', () => {
  const installations = [
    { on: 'organization:octo-east' },
    { on: 'organization:octo-west', permissions: ['members'] },
    { on: 'organization:octo-old', suspended: true },
    { on: 'enterprise:octo', permissions: [METRICS] },
  ] as const
  test.each([
    [
      'is suspended there',
      { organization: 'octo-east, octo-old' },
      /^App 424242 is suspended on organization octo-old: /,
    ],
    [
      'lacks the permission on one of all organizations',
      { organization: '*' },
      /^App 424242 lacks the permission .* on organization octo-west: /,
    ],
    [
      'lacks the permission of an enterprise',
      { enterprise: 'octo' },
      /^App 424242 lacks the permission "Enterprise Copilot metrics: read" on enterprise octo: /,
    ],
    [
      'is installed on organizations, but not on the enterprise',
      { enterprise: 'octo-group' },
      /^App 424242 is not installed on enterprise octo-group: .* on the enterprise itself$/,
    ],
    [
      'has another ID',
      { organization: 'octo-east', 'app-id': '17' },
      /^GitHub knows no App with the app-id 17 \(404\): /,
    ],
    [
      'has another key',
      { organization: 'octo-east', 'app-private-key': makeKey().privateKey },
      /^GitHub does not accept app-id 424242 with this app-private-key \(401: A JSON web token could not be decoded\)/,
    ],
  ])('%s', async (_, inputs, sentence) => {
    const app = makeApp({ installations })
    await using github = await startSimulator({ app, reports: reportsOf('octo-east') })
    await using run = await runWith(github, app, inputs)

    expect(run.errors).toEqual([expect.stringMatching(sentence)])
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toEqual({})
    expect(github.requests.filter(({ path }) => path.includes('/copilot/'))).toEqual([])
  })
})

test('An App that is installed nowhere has nothing to report on', async () => {
  const app = makeApp({ installations: [{ on: 'organization:octo-old', suspended: true }] })
  await using github = await startSimulator({ app })
  await using run = await runWith(github, app, { organization: '*' })
  expect(run.errors).toEqual([
    'App 424242 is installed on no organization (suspended on octo-old): install it on those to report on, or check app-id',
  ])
})

test('A token whose time is over in the middle of a run is replaced', async () => {
  const app = makeApp({ installations: [{ on: 'organization:octo-works' }], tokenSeconds: 1 })
  await using github = await startSimulator({ app, reports: reportsOf('octo-works'), latencyMs: 200 })
  await using run = await runWith(github, app, { days: '28' })

  expect(run.errors).toEqual([])
  expect(run.outputs).toMatchObject({ 'days-reported': '2', 'active-users': '2' })
  expect(app.minted.length).toBeGreaterThan(1)
  expect(app.minted.length).toBeLessThan(20)
})

test('With files of reports the App is asked for nothing', async () => {
  const app = makeApp({ installations: [] })
  await using github = await startSimulator({ app, reports: reportsOf('octo-works') })
  await using run = await runWith(github, app, { 'reports-directory': '.' })

  expect(run.errors).toEqual([expect.stringMatching(/^There is no day|has no users report|holds no/)])
  expect(github.requests).toEqual([])
})

test('An enterprise is read by an App that is installed on it, and the key may have its line breaks written as \\n', async () => {
  const app = makeApp({ installations: [{ on: 'enterprise:octo' }] })
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }, 'enterprise:octo')
  await using github = await startSimulator({ app, reports })
  const escaped = app.privateKey.replaceAll('\n', '\\n')
  await using run = await runWith(github, app, { enterprise: 'octo', 'app-private-key': escaped })

  expect(run.errors).toEqual([])
  expect(run.outputs['active-users']).toBe('1')
  expect(app.minted.map(({ permissions }) => permissions)).toEqual([{ enterprise_copilot_metrics: 'read' }])
  expect(run.masks).toContain(escaped)
})
