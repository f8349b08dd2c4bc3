import { afterAll, beforeAll, expect, test } from 'vitest'

import { joinSources } from '../../simulator/reports.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, FRONTEND, members, reported, report, WEDNESDAY } from './scenario.ts'

const odd = {
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

let run: Run
beforeAll(async () => {
  const reportsOf = (slug: string, row: object) =>
    reported(
      { [WEDNESDAY]: { users: [{ ...row }], teams: members(FRONTEND, ALICE) } },
      `organization:${slug}`,
    )
  const reports = joinSources([reportsOf('bare', ALICE), reportsOf('odd', odd)])
  await using github = await startSimulator({ reports })
  run = await report(github, { organization: 'bare, odd' })
})
afterAll(() => run[Symbol.asyncDispose]())

const linesOf = (name: string, slug: string) => csv(run, name).filter(({ entity }) => entity === slug)

test('A row with nothing but a person is active; its counters, flags and features are unknown', () => {
  expect(run.errors).toEqual([])
  expect(linesOf('teams.csv', 'bare')).toMatchObject([
    {
      active_users: '1',
      engaged_users: '0',
      code_generation_activity_count: '',
      loc_added_sum: '',
      ai_credits_used: '',
      chat_users: '',
      code_review_users: '',
      completion_acceptance_rate: '',
    },
  ])
  const features = new Map(linesOf('features.csv', 'bare').map((line) => [line['feature'], line]))
  expect(features.get('code_completion')).toMatchObject({ status: 'not-reported', engaged_users: '' })
  expect(features.get('dotcom_chat')).toMatchObject({ status: 'not-reported', engaged_users: '' })
  const cli = linesOf('people-features.csv', 'bare').find(({ feature }) => feature === 'cli')
  expect(cli?.['engaged_days']).toBe('')
})

test('Nulls, ids as text, values and fields that nobody knows yet do no harm', () => {
  expect(linesOf('teams.csv', 'odd')).toMatchObject([
    { active_users: '1', engaged_users: '1', ai_credits_used: '' },
  ])
  expect(linesOf('features.csv', 'odd').at(-1)).toMatchObject({
    feature: 'mind_reading',
    status: 'used',
    engaged_users: '1',
  })
  expect(linesOf('breakdowns.csv', 'odd').at(-1)).toMatchObject({ dimension: 'telepathy', value: 'thought' })
  expect(linesOf('breakdown-counters.csv', 'odd')[0]).toMatchObject({
    counter: 'interaction_count',
    sum: '4',
  })
})
