import { expect } from 'vitest'

import type { Fault } from '../../simulator/faults.ts'
import type { EntityKey } from '../../simulator/reports.ts'
import { startSimulator } from '../../simulator/server.ts'
import { demoToken, type Grant, workflowToken } from '../../simulator/tokens.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from './scenario.ts'

interface Refusal {
  readonly grant?: Grant
  readonly inputs?: Readonly<Record<string, string>>
  readonly entity?: EntityKey
  readonly fault?: Fault
  readonly sentence: RegExp
}

/** What GitHub refuses, and what the run says of it. */
export const REFUSALS: Readonly<Record<string, Refusal>> = {
  'the permission is missing': {
    grant: 'no-permission',
    sentence: /"Organization Copilot metrics: read"/,
  },
  'the policy is off': {
    grant: 'policy-off',
    sentence: /policy "Copilot usage metrics" is not enabled.*Enabled everywhere/,
  },
  'the role is missing': {
    grant: 'not-owner',
    sentence: /lacks the role.*"View Organization Copilot Metrics"/,
  },
  'the token is expired': {
    grant: 'expired',
    sentence: /does not accept github-token.*\(401\).*give a new one/,
  },
  'the token sees nothing there': {
    grant: 'stranger',
    sentence: /no organization "octo-works" \(404\): check the slug/,
  },
  'the slug is wrong, which is not a day without a report': {
    inputs: { organization: 'octo-work' },
    sentence: /no organization "octo-work" \(404\): check the slug/,
  },
  'the rate limit does not clear': {
    fault: { match: 'users-1-day', times: Infinity, do: 'rate-limit-primary' },
    sentence: /rate limit stopped the users report of octo-works for 2026-11-18/,
  },
  "the workflow's own token is given": {
    inputs: { 'github-token': workflowToken },
    sentence: /workflow's own token never can/,
  },
  "an enterprise is read with an organization's App": {
    grant: 'org-app',
    inputs: { enterprise: 'octo' },
    entity: 'enterprise:octo',
    sentence: /enterprise octo \(403\).*an App installed on an organization never can/,
  },
}

/** Runs the action where GitHub refuses so, and returns what came out beside what has to. */
export async function tryRefusal(name: string): Promise<{ got: object; wanted: object }> {
  const { grant, inputs, entity, fault, sentence } = REFUSALS[name] ?? { sentence: /^There is no such case$/ }
  const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }, entity)
  await using github = await startSimulator({
    reports,
    ...(grant === undefined ? {} : { tokens: { [demoToken]: grant } }),
  })
  if (fault !== undefined) github.faults.add(fault)
  await using run = await report(github, inputs)
  const { exitCode, errors, summary, outputs } = run
  return {
    got: { exitCode, errors, summary, outputs, isInTime: run.durationMs < 120_000 },
    wanted: {
      exitCode: 1,
      errors: [expect.stringMatching(sentence)],
      summary: '',
      outputs: {},
      isInTime: true,
    },
  }
}
