import { describe, expect, test } from 'vitest'

import type { EntityKey } from '../../simulator/reports.ts'
import { startSimulator } from '../../simulator/server.ts'
import { demoToken, type Grant, workflowToken } from '../../simulator/tokens.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from './scenario.ts'

const day = { [WEDNESDAY]: { users: [worked(ALICE)] } }
const enterprise: EntityKey = 'enterprise:octo'

const refusals: [string, Grant, RegExp][] = [
  ['the permission is missing', 'no-permission', /"Organization Copilot metrics: read"/],
  ['the policy is off', 'policy-off', /policy "Copilot usage metrics" is not enabled.*Enabled everywhere/],
  ['the role is missing', 'not-owner', /lacks the role.*"View Organization Copilot Metrics"/],
  ['the token is expired', 'expired', /does not accept github-token.*\(401\).*give a new one/],
  ['the token sees nothing there', 'stranger', /no organization "octo-works" \(404\): check the slug/],
]

describe('The run fails with one sentence when', () => {
  test.each(refusals)('%s', async (_, grant, sentence) => {
    await using github = await startSimulator({ reports: reported(day), tokens: { [demoToken]: grant } })
    await using run = await report(github)

    expect(run.exitCode).toBe(1)
    expect(run.errors).toEqual([expect.stringMatching(sentence)])
    expect(run.summary).toBe('')
    expect(run.outputs).toEqual({})
  })

  test('the rate limit does not clear', async () => {
    await using github = await startSimulator({ reports: reported(day) })
    github.faults.add({ match: 'users-1-day', times: Infinity, do: 'rate-limit-primary' })
    await using run = await report(github)

    expect(run.errors).toEqual([
      expect.stringMatching(/rate limit stopped the users report of octo-works for 2026-11-18/),
    ])
    expect(run.durationMs).toBeLessThan(120_000)
  })

  test("the workflow's own token is given", async () => {
    await using github = await startSimulator({ reports: reported(day) })
    await using run = await report(github, { 'github-token': workflowToken })

    expect(run.errors).toEqual([expect.stringMatching(/workflow's own token never can/)])
  })

  test("an enterprise is read with an organization's App", async () => {
    await using github = await startSimulator({
      reports: reported(day, enterprise),
      tokens: { [demoToken]: 'org-app' },
    })
    await using run = await report(github, { enterprise: 'octo' })

    expect(run.errors).toEqual([
      expect.stringMatching(/enterprise octo \(403\).*an App installed on an organization never can/),
    ])
  })

  test('the slug is wrong, which is not a day without a report', async () => {
    await using github = await startSimulator({ reports: reported(day) })
    await using run = await report(github, { organization: 'octo-work' })

    expect(run.errors).toEqual([expect.stringMatching(/no organization "octo-work" \(404\): check the slug/)])
  })
})

test('A day that GitHub does not have is not taken for a wrong slug, even where its 404 says nothing', async () => {
  await using github = await startSimulator({ reports: reported(day) })
  github.faults.add({ match: 'users-1-day?day=2026-11-17', do: 404 })
  await using run = await report(github, { days: '2' })

  expect(run.errors).toEqual([])
  expect(run.outputs['days-reported']).toBe('1')
})
