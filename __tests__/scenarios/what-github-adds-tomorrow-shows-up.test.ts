import { afterAll, beforeAll, expect, it } from 'vitest'

import { joinSources } from '../../simulator/reports.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, csv, FRONTEND, members, report, reported, WEDNESDAY, worked } from './scenario.ts'

const SORCERY = {
  totals_by_spell: [
    { spell: 'levitate', cast_count: 3, mana_sum: 40, avg_mana: 13.3, last_known_wand_version: '2.1' },
    { spell: 'vanish', cast_count: 1, distinct_target_count: 9 },
  ],
  totals_by_3rd_party_agent: [{ agent_id: '77', agent_name: 'Merlin', user_initiated_interaction_count: 2 }],
  totals_by_crystal_ball: {
    session_count: 4,
    token_usage: { output_tokens_sum: 100, avg_tokens_per_request: 25 },
  },
  totals_by_feature: [
    { feature: 'telepathy', user_initiated_interaction_count: 5, thought_count: 6 },
    { feature: 'code_completion', code_generation_activity_count: 8, code_acceptance_activity_count: 2 },
  ],
}

const NESTED = {
  totals_by_cli: {
    session_count: 1,
    language: { prompt_count: 4 },
    last_known_cli_version: { cli_version: '1.0.96', request_count: 9 },
  },
  totals_by_ide: [
    { ide: 'vscode', model: { request_count: 2 } },
    { ide: 'vscode', new_count: 1, last_known_ide_version: { ide_version: '1.138.2', request_count: 9 } },
  ],
}

const BREAKS = {
  'totals_by_two\nlines': [{ spell: 'levitate', 'cast\nper_wand_count': 3 }],
  totals_by_two: [{ spell: 'lines', levitate_count: 5 }],
}

const SKILL = {
  totals_by_skill: [{ skill_name: 'review', user_initiated_interaction_count: 4, loc_added_sum: 6 }],
}

const teams = members(FRONTEND, ALICE, BOB)
let run: Run
beforeAll(async () => {
  const reportsOf = (slug: string, more: object) =>
    reported(
      { [WEDNESDAY]: { users: [worked(ALICE, { ...more }), worked(BOB)], teams } },
      `organization:${slug}`,
    )
  const reports = joinSources([
    reportsOf('sorcery', SORCERY),
    reportsOf('nested', NESTED),
    reportsOf('breaks', BREAKS),
    reportsOf('skill', SKILL),
  ])
  await using simulator = await startSimulator({ reports })
  run = await report(simulator, { organization: 'sorcery, nested, breaks, skill' })
})
afterAll(() => run[Symbol.asyncDispose]())

/** The lines of a file about one of the organizations. */
function linesOf(name: string, slug: string): Record<string, string>[] {
  return csv(run, name).filter(({ entity }) => entity === slug)
}

/** Of the organization as a whole: dimension, value, counter and sum. */
function countersOf(slug: string): (string | undefined)[][] {
  const whole = linesOf('breakdown-counters.csv', slug).filter(({ team_id }) => team_id === '')
  return whole.map(({ dimension, value, counter, sum }) => [dimension, value, counter, sum])
}

it('an array, an object, a counter and a feature that nobody knows yet reach the files and the page by their own names', () => {
  expect(run.errors).toEqual([])
  const values = (name: string) =>
    linesOf(name, 'sorcery').map(({ team_id = '', dimension, value, second_value, active_users }) =>
      [team_id, dimension, value, second_value, active_users].join(' '),
    )
  expect(values('breakdowns.csv')).toEqual(
    expect.arrayContaining([
      ' spell levitate  1',
      ' spell vanish  1',
      ' 3rd_party_agent 77 Merlin 1',
      ' feature telepathy  1',
    ]),
  )
  expect(values('team-breakdowns.csv')).toContain('42 spell levitate  1')
  expect(countersOf('sorcery').map((line) => line.join(' '))).toEqual([
    'feature telepathy thought_count 6',
    'crystal_ball  output_tokens_sum 100',
    'crystal_ball  session_count 4',
    'spell levitate cast_count 3',
    'spell levitate mana_sum 40',
    'spell vanish cast_count 1',
  ])
  const telepathy = linesOf('features.csv', 'sorcery').find(({ feature }) => feature === 'telepathy')
  expect(telepathy).toMatchObject({
    label: 'telepathy',
    status: 'used',
    engaged_users: '1',
    share_of_active_users: '0.5',
  })
  for (const word of ['telepathy', 'levitate', 'Merlin']) expect(run.summary).toContain(word)
})

it('of a newer array the seven counters are reported where it has them, the others are empty', () => {
  const lines = linesOf('breakdowns.csv', 'sorcery')
  expect(lines.find(({ dimension }) => dimension === '3rd_party_agent')).toMatchObject({
    user_initiated_interaction_count: '2',
    loc_added_sum: '',
  })
  expect(lines.find(({ value }) => value === 'levitate')).toMatchObject({
    user_initiated_interaction_count: '',
    active_user_days: '1',
  })
})

it('counters in an object are found whatever its key, but for what was seen last, which is no sum of the day', () => {
  expect(countersOf('nested').map((line) => line.join(' '))).toEqual([
    'ide vscode new_count 1',
    'ide vscode request_count 2',
    'cli  prompt_count 4',
    'cli  session_count 1',
  ])
})

it('names with line breaks stay in their own columns', () => {
  expect(countersOf('breaks')).toEqual([
    ['two', 'lines', 'levitate_count', '5'],
    ['two\nlines', 'levitate', 'cast\nper_wand_count', '3'],
  ])
})

it('a customisation keeps the counters that GitHub reports for it', () => {
  const skill = linesOf('breakdowns.csv', 'skill').find(({ dimension }) => dimension === 'skill')
  expect(skill).toMatchObject({ user_initiated_interaction_count: '', loc_added_sum: '6' })
  expect(countersOf('skill')).toEqual([['skill', 'review', 'interaction_count', '4']])
})
