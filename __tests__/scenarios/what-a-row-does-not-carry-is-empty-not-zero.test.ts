import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, FRONTEND, members, reported, report, WEDNESDAY } from './scenario.ts'

test('A row with nothing but a person is active; its counters, flags and features are unknown', async () => {
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [ALICE], teams: members(FRONTEND, ALICE) } }),
  })
  await using run = await report(github)

  expect(run.errors).toEqual([])
  expect(csv(run, 'teams.csv')[0]).toMatchObject({
    active_users: '1',
    engaged_users: '0',
    code_generation_activity_count: '',
    loc_added_sum: '',
    ai_credits_used: '',
    chat_users: '',
    code_review_users: '',
    completion_acceptance_rate: '',
  })
  const features = new Map(csv(run, 'features.csv').map((line) => [line['feature'], line]))
  expect(features.get('code_completion')).toMatchObject({ status: 'not-reported', engaged_users: '' })
  expect(features.get('dotcom_chat')).toMatchObject({ status: 'not-reported', engaged_users: '' })
  expect(csv(run, 'people-features.csv').find(({ feature }) => feature === 'cli')?.['engaged_days']).toBe('')
})

test('Nulls, ids as text, values and fields that nobody knows yet do no harm', async () => {
  const row = {
    user_id: String(ALICE.user_id),
    user_login: ALICE.user_login,
    used_copilot_code_review_active: null,
    ai_credits_used: null,
    totals_by_ide: null,
    totals_by_cli: null,
    totals_by_telepathy: [{ telepathy: 'thought', interaction_count: 4 }],
    totals_by_feature: [{ feature: 'mind_reading', user_initiated_interaction_count: 2 }],
    ai_adoption_phase: 'Phase 9',
  }
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [row], teams: members(FRONTEND, ALICE) } }),
  })
  await using run = await report(github)

  expect(run.errors).toEqual([])
  expect(csv(run, 'teams.csv')[0]).toMatchObject({
    active_users: '1',
    engaged_users: '1',
    ai_credits_used: '',
  })
  expect(csv(run, 'features.csv').at(-1)).toMatchObject({
    feature: 'mind_reading',
    status: 'used',
    engaged_users: '1',
  })
  expect(csv(run, 'breakdowns.csv').at(-1)).toMatchObject({ dimension: 'telepathy', value: 'thought' })
  expect(csv(run, 'breakdown-counters.csv')[0]).toMatchObject({ counter: 'interaction_count', sum: '4' })
})
