import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCells, parseCsv } from './csv.ts'
import { COUNTERS } from './numbers.ts'
import { expectedFiles } from './recipe.ts'
import type { Line, RecipeOptions } from './recipe.ts'

const ALICE = { user_id: 1001, user_login: 'alice' }
const BOB = { user_id: 1002, user_login: 'bob' }
const CAROL = { user_id: 1003, user_login: 'carol' }
const FRONTEND = { organization_id: '7', team_id: 42, slug: 'frontend' }
const BACKEND = { organization_id: '7', team_id: 43, slug: 'backend' }

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recipe-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("GitHub's own example of a join", () => {
  const day = '2026-06-01'
  const files = (): Map<string, Line[]> =>
    computed(
      {
        [`users-${day}.ndjson`]: [
          { ...ALICE, day, organization_id: '7', code_acceptance_activity_count: 12, loc_added_sum: 88 },
          { ...BOB, day, organization_id: '7', code_acceptance_activity_count: 7, loc_added_sum: 24 },
        ],
        [`user-teams-${day}.ndjson`]: [
          { ...ALICE, day, ...FRONTEND },
          { ...ALICE, day, ...BACKEND },
          { ...BOB, day, ...FRONTEND },
        ],
      },
      { until: day, days: 1 },
    )

  test('counts Alice in both of her teams', () => {
    const columns = ['team_id', 'slug', 'active_users', 'code_acceptance_activity_count', 'loc_added_sum']
    expect(picked(files(), 'teams.csv', columns)).toEqual([
      ['42', 'frontend', '2', '19', '112'],
      ['43', 'backend', '1', '12', '88'],
    ])
  })

  test('counts Alice once in the organization', () => {
    const columns = ['status', 'rows', 'memberships', 'active_users', 'users_in_no_team', 'loc_added_sum']
    expect(picked(files(), 'days.csv', columns)).toEqual([['reported', '2', '3', '2', '0', '112']])
  })

  test('leaves a counter that no row carries empty', () => {
    expect(picked(files(), 'teams.csv', ['code_generation_activity_count', 'ai_credits_used'])).toEqual([
      ['', ''],
      ['', ''],
    ])
  })

  test('writes the columns in the order of the contract', () => {
    const counters = COUNTERS.join(',')
    expect(headersOf(files())).toEqual({
      'teams.csv': `scope,entity,entity_id,team_id,slug,since,until,days_listed,members,active_users,engaged_users,idle_users,adoption_rate,active_user_days,${counters},completion_acceptance_rate,ai_credits_used,chat_users,agent_users,cli_users,copilot_app_users,cloud_agent_users,code_review_users,previous_active_users,previous_engaged_users`,
      'team-days.csv': `entity,day,team_id,slug,members,active_users,engaged_users,${counters},ai_credits_used`,
      'days.csv': `entity,day,status,rows,memberships,active_users,engaged_users,users_in_no_team,${counters},ai_credits_used`,
      'features.csv':
        'entity,feature,label,status,engaged_users,engaged_user_days,share_of_active_users,previous_engaged_users,since,until',
      'team-features.csv':
        'entity,team_id,slug,feature,engaged_users,engaged_user_days,share_of_active_users,previous_engaged_users,status,label,since,until',
      'people.csv': `entity,user_id,user_login,teams,segment,active_days,engaged_days,consistency,features_used,feature_days,first_active_day,last_active_day,adoption_phase,${counters},ai_credits_used,since,until`,
      'people-teams.csv': 'entity,user_id,user_login,team_id,slug,first_day,last_day,days_listed,since,until',
      'people-features.csv': 'entity,user_id,user_login,feature,engaged_days,label,since,until',
      'people-feature-days.csv':
        'day,login,user_id,cli_engagement,code_completion_engagement,code_review_engagement,' +
        'dotcom_chat_engagement,inline_chat_engagement,knowledge_base_chat_engagement,' +
        'mobile_chat_engagement,panel_chat_engagement,pull_request_summary_engagement,' +
        'ask_mode_engagement,edit_mode_engagement,plan_mode_engagement,custom_mode_engagement,' +
        'agent_mode_engagement,agent_edit_engagement,cloud_agent_engagement,copilot_app_engagement,' +
        'third_party_agent_engagement,vscode_agents_engagement',
    })
  })
})

describe('the sample rows', () => {
  test('join as the reference expects', () => {
    const columns = [
      'team_id',
      'members',
      'active_users',
      'user_initiated_interaction_count',
      'code_acceptance_activity_count',
      'loc_added_sum',
      'ai_credits_used',
    ]
    expect(picked(samples(), 'teams.csv', columns)).toEqual([
      ['5301', '2', '2', '39', '62', '1507', '59.114515'],
      ['5377', '1', '1', '39', '62', '1507', '57.864515'],
    ])
    expect(
      picked(samples(), 'days.csv', ['rows', 'user_initiated_interaction_count', 'ai_credits_used']),
    ).toEqual([['2', '39', '59.114515']])
  })

  test('are engaged with what the reference says', () => {
    const people = picked(samples(), 'people.csv', ['user_login', 'teams', 'features_used', 'adoption_phase'])
    expect(people).toEqual([
      ['dana-okafor_acme', 'frontend-guild;payments-core', '11', '3'],
      ['m-ferreira_acme', 'payments-core', '1', '2'],
    ])
    const features = linesOf(samples(), 'people-feature-days.csv').map((line) => Object.values(line).slice(3))
    expect(features[0]?.join()).toBe('1,1,1,,1,,,1,,1,1,1,1,1,1,1,1,1,1')
    expect(features[1]?.join()).toBe('0,0,0,,0,,,0,,0,0,0,0,0,0,1,0,0,0')
  })

  test('show completions of the feature alone as acceptance rate: 31 of 96', () => {
    expect(picked(samples(), 'teams.csv', ['completion_acceptance_rate'])[0]).toEqual(['0.322917'])
  })

  test('list the newer arrays and objects under their own dimension', () => {
    const agents = linesOf(samples(), 'breakdowns.csv').filter(
      (line) => line['dimension'] === '3rd_party_agent',
    )
    expect(
      agents.map((line) => [line['value'], line['second_value'], line['user_initiated_interaction_count']]),
    ).toEqual([
      ['2246796', 'Claude (Anthropic)', '3'],
      ['2248422', 'Codex (OpenAI)', '1'],
    ])
    const ofEntity = linesOf(samples(), 'breakdown-counters.csv').filter((line) => line['team_id'] === '')
    expect(ofEntity.map((line) => Object.values(line).slice(3, 7).join())).toEqual([
      'cli,,output_tokens_sum,48210',
      'cli,,prompt_count,9',
      'cli,,prompt_tokens_sum,1935400',
      'cli,,request_count,41',
      'cli,,session_count,5',
      'copilot_app,,output_tokens_sum,15120',
      'copilot_app,,prompt_count,4',
      'copilot_app,,prompt_tokens_sum,402880',
      'copilot_app,,request_count,17',
      'copilot_app,,session_count,2',
      'custom_agent,other,interaction_count,4',
      'mcp,github-mcp-server,interaction_count,5',
      'mcp,other,interaction_count,1',
      'skill,create-pr,interaction_count,2',
      'skill,other,interaction_count,6',
      'slash_cmd,custom,interaction_count,1',
      'slash_cmd,model,interaction_count,2',
      'vscode_agent,,session_count,2',
      'vscode_agent,,total_user_messages,6',
    ])
  })

  test('of an enterprise: shown completions are not engagement, a dirty ide is what the table says', () => {
    const enterprise = expectedFiles(join(import.meta.dirname, 'samples/enterprise'), {
      ...OPTIONS,
      scope: 'enterprise',
      until: '2026-10-14',
      days: 1,
      canonical: (dimension, raw) => (dimension === 'ide' && /^\d/.test(raw) ? 'unknown' : raw),
    })
    const row = linesOf(enterprise, 'people-feature-days.csv')[0] ?? {}
    expect(Object.values(row).slice(3).join()).toBe('0,0,0,,0,,,1,,0,0,0,0,0,1,0,0,0,0')
    const ides = linesOf(enterprise, 'breakdowns.csv').filter((line) => line['dimension'] === 'ide')
    expect(ides.map((line) => [line['value'], line['raw_values'], line['loc_added_sum']])).toEqual([
      ['intellij', '', '0'],
      ['unknown', '1.133.0:', '4180'],
    ])
    expect(picked(enterprise, 'teams.csv', ['slug', 'members', 'engaged_users', 'entity_id'])).toEqual([
      ['ent:emea-contractors', '1', '1', '90210'],
    ])
  })
})

describe('a window of days', () => {
  test('a person who moves brings each team only the days spent there', () => {
    const files = computed({
      'users-2026-06-01.ndjson': [{ ...ALICE, day: '2026-06-01', loc_added_sum: 5 }],
      'users-2026-06-02.ndjson': [{ ...ALICE, day: '2026-06-02', loc_added_sum: 3 }],
      'user-teams-2026-06-01.ndjson': [{ ...ALICE, day: '2026-06-01', ...FRONTEND }],
      'user-teams-2026-06-02.ndjson': [{ ...ALICE, day: '2026-06-02', ...BACKEND }],
    })
    expect(
      picked(files, 'teams.csv', [
        'slug',
        'days_listed',
        'members',
        'active_users',
        'loc_added_sum',
        'entity_id',
      ]),
    ).toEqual([
      ['frontend', '1', '1', '1', '5', '7'],
      ['backend', '1', '1', '1', '3', '7'],
    ])
    expect(picked(files, 'people.csv', ['teams', 'active_days', 'loc_added_sum'])).toEqual([
      ['backend;frontend', '2', '8'],
    ])
  })

  test('people are a union, counters a sum', () => {
    const days = ['2026-06-01', '2026-06-02']
    const files = computed(
      Object.fromEntries(
        days.flatMap((day) => [
          [
            `users-${day}.ndjson`,
            [{ ...ALICE, day, loc_added_sum: 4, ai_credits_used: 0.1, used_chat: true }],
          ],
          [
            `user-teams-${day}.ndjson`,
            [
              { ...ALICE, day, ...FRONTEND },
              { ...BOB, day, ...FRONTEND },
            ],
          ],
        ]),
      ),
    )
    const columns = [
      'members',
      'active_users',
      'idle_users',
      'adoption_rate',
      'active_user_days',
      'loc_added_sum',
      'ai_credits_used',
      'chat_users',
      'agent_users',
    ]
    expect(picked(files, 'teams.csv', columns)).toEqual([['2', '1', '1', '0.5', '2', '8', '0.2', '1', '']])
    expect(picked(files, 'people.csv', ['user_login', 'segment', 'loc_added_sum', 'consistency'])).toEqual([
      ['alice', 'unengaged', '8', '0'],
      ['bob', 'idle', '0', '0'],
    ])
  })

  test('a day without a users report is missing, its memberships still count', () => {
    const files = computed({
      'users-2026-06-01.ndjson': [{ ...ALICE, day: '2026-06-01', loc_added_sum: 5 }],
      'user-teams-2026-06-02.ndjson': [
        { ...ALICE, day: '2026-06-02', ...FRONTEND },
        { ...BOB, day: '2026-06-02', ...FRONTEND },
      ],
    })
    expect(
      picked(files, 'days.csv', [
        'day',
        'status',
        'rows',
        'memberships',
        'users_in_no_team',
        'loc_added_sum',
      ]),
    ).toEqual([
      ['2026-06-01', 'teams-missing', '1', '', '', '5'],
      ['2026-06-02', 'missing', '', '2', '', ''],
    ])
    expect(picked(files, 'teams.csv', ['members', 'active_users', 'adoption_rate', 'loc_added_sum'])).toEqual(
      [['2', '', '', '']],
    )
    expect(picked(files, 'team-days.csv', ['day', 'members', 'active_users', 'ai_credits_used'])).toEqual([
      ['2026-06-02', '2', '', ''],
    ])
  })

  test('a team without active people has zeros, not unknowns', () => {
    const files = computed({
      'users-2026-06-02.ndjson': [{ ...CAROL, day: '2026-06-02', used_cli: true }],
      'user-teams-2026-06-02.ndjson': [{ ...ALICE, day: '2026-06-02', ...FRONTEND }],
    })
    expect(
      picked(files, 'teams.csv', ['active_users', 'loc_added_sum', 'ai_credits_used', 'cli_users']),
    ).toEqual([['0', '0', '0', '0']])
    const cli = linesOf(files, 'team-features.csv').filter(({ feature }) => feature === 'cli')
    expect(cli.map((line) => [line['engaged_users'], line['share_of_active_users']])).toEqual([['0', '']])
    expect(picked(files, 'days.csv', ['users_in_no_team'])[1]).toEqual(['1'])
  })

  test('the previous window is empty for a team that it does not list', () => {
    const files = computed(
      {
        'users-2026-06-01.ndjson': [
          { ...ALICE, day: '2026-06-01' },
          { ...BOB, day: '2026-06-01', used_cli: true },
        ],
        'users-2026-06-02.ndjson': [{ ...ALICE, day: '2026-06-02', used_cli: true }],
        'user-teams-2026-06-01.ndjson': [
          { ...ALICE, day: '2026-06-01', ...FRONTEND },
          { ...BOB, day: '2026-06-01', ...FRONTEND },
        ],
        'user-teams-2026-06-02.ndjson': [
          { ...ALICE, day: '2026-06-02', ...FRONTEND },
          { ...ALICE, day: '2026-06-02', ...BACKEND },
        ],
      },
      { days: 1, compare: true },
    )
    expect(
      picked(files, 'teams.csv', ['slug', 'active_users', 'previous_active_users', 'previous_engaged_users']),
    ).toEqual([
      ['frontend', '1', '2', '1'],
      ['backend', '1', '', ''],
    ])
  })

  test('of a renamed team and person the newest name is shown', () => {
    const files = computed({
      'users-2026-06-01.ndjson': [{ ...ALICE, day: '2026-06-01' }],
      'user-teams-2026-06-01.ndjson': [{ ...ALICE, day: '2026-06-01', ...FRONTEND }],
      'user-teams-2026-06-02.ndjson': [
        { ...ALICE, user_login: 'alice2', day: '2026-06-02', ...FRONTEND, slug: '=web' },
      ],
    })
    expect(picked(files, 'team-days.csv', ['day', 'slug'])).toEqual([
      ['2026-06-01', "'=web"],
      ['2026-06-02', "'=web"],
    ])
    expect(picked(files, 'people.csv', ['user_login', 'teams'])).toEqual([['alice2', "'=web"]])
  })
})

describe('unknown is not zero', () => {
  test('a feature is unknown where neither flag nor array is there, and before its first day', () => {
    const files = computed({
      'users-2026-06-01.ndjson': [{ ...ALICE, day: '2026-06-01' }],
      'users-2026-06-02.ndjson': [
        { ...ALICE, day: '2026-06-02', totals_by_feature: [], used_copilot_code_review_active: null },
      ],
    })
    const rows = linesOf(files, 'people-feature-days.csv').map((line) => Object.values(line).slice(3).join())
    expect(rows).toEqual([',,,,,,,,,,,,,,,,,,', '0,0,0,,0,,,0,,0,0,0,0,0,0,,,,'])
    expect(
      linesOf(files, 'features.csv')
        .slice(0, 4)
        .map((line) => [
          line['feature'],
          line['status'],
          line['engaged_users'],
          line['share_of_active_users'],
        ]),
    ).toEqual([
      ['cli', 'unused', '0', '0'],
      ['code_completion', 'unused', '0', '0'],
      ['code_review', 'unused', '0', '0'],
      ['dotcom_chat', 'not-reported', '', ''],
    ])
  })

  test('a share counts those who were active since the first day of the feature', () => {
    const files = computed(
      {
        'users-2026-09-10.ndjson': [{ ...ALICE, day: '2026-09-10' }],
        'users-2026-09-11.ndjson': [
          { ...BOB, day: '2026-09-11', totals_by_vscode_agent: { session_count: 1, total_user_messages: 0 } },
          { ...CAROL, day: '2026-09-11' },
        ],
      },
      { until: '2026-09-11' },
    )
    const line = linesOf(files, 'features.csv').find(({ feature }) => feature === 'vscode_agents')
    expect(line).toMatchObject({ status: 'used', engaged_users: '1', share_of_active_users: '0.5' })
  })

  test('a feature that GitHub adds is a feature of its own', () => {
    const files = computed({
      'users-2026-06-02.ndjson': [
        {
          ...ALICE,
          day: '2026-06-02',
          totals_by_feature: [
            { feature: 'Telepathy', loc_added_sum: 1 },
            { feature: 'others', loc_added_sum: 1 },
            { feature: 'chat_panel_unknown_mode', user_initiated_interaction_count: 1 },
          ],
        },
      ],
    })
    const features = linesOf(files, 'features.csv')
    expect(features.at(-1)).toMatchObject({ feature: 'telepathy', status: 'used', engaged_users: '1' })
    expect(features).toHaveLength(20)
    expect(picked(files, 'people.csv', ['features_used', 'feature_days', 'segment', 'consistency'])).toEqual([
      ['2', '2', 'regular', '1'],
    ])
  })
})

describe('segments', () => {
  test('follow consistency and breadth', () => {
    const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-06']
    const broad = {
      used_cli: true,
      used_agent: true,
      used_copilot_cloud_agent: true,
      used_copilot_app: true,
      used_copilot_code_review_active: true,
      totals_by_feature: [{ feature: 'chat_inline', user_initiated_interaction_count: 1 }],
    }
    const rows = (day: string, at: number): object[] => [
      ...(at < 3 ? [{ ...ALICE, day, ...broad }] : []),
      ...(at === 5 ? [{ ...BOB, day, used_cli: true }] : []),
      ...(at === 0 ? [{ ...CAROL, day, used_cli: true }] : []),
      { user_id: 1004, user_login: 'dave', day, used_copilot_code_review_passive: true },
    ]
    const files = computed(
      Object.fromEntries(days.map((day, at) => [`users-${day}.ndjson`, rows(day, at)])),
      { until: '2026-06-06', days: 6 },
    )
    expect(
      picked(files, 'people.csv', ['user_login', 'segment', 'consistency', 'features_used', 'feature_days']),
    ).toEqual([
      ['alice', 'champion', '0.6', '6', '18'],
      ['bob', 'lagging', '0', '1', '1'],
      ['carol', 'regular', '0.2', '1', '1'],
      ['dave', 'unengaged', '0', '0', '0'],
    ])
  })
})

describe('breakdowns', () => {
  test('sum over the other key, fold spellings and put buckets last', () => {
    const day = '2026-06-02'
    const entries = [
      { language: 'TS', feature: 'agent_edit', loc_added_sum: 1 },
      { language: 'typescript', feature: 'agent_edit', loc_added_sum: 2 },
      { language: 'typescript', feature: 'chat_inline', loc_added_sum: 4 },
      { language: 'unknown', feature: 'others', loc_added_sum: 8 },
      { language: 'others', feature: 'others', loc_added_sum: 16 },
    ]
    const files = computed(
      {
        [`users-${day}.ndjson`]: [
          { ...ALICE, day, totals_by_language_feature: entries },
          {
            ...BOB,
            day,
            totals_by_language_feature: [{ language: 'abap', feature: 'agent_edit', loc_added_sum: 1 }],
          },
        ],
      },
      { canonical: (_dimension, raw) => (raw === 'TS' ? 'typescript' : raw) },
    )
    const columns = [
      'dimension',
      'value',
      'second_value',
      'active_users',
      'user_initiated_interaction_count',
      'loc_added_sum',
      'raw_values',
    ]
    expect(picked(files, 'breakdowns.csv', columns)).toEqual([
      ['language', 'abap', '', '1', '', '1', ''],
      ['language', 'typescript', '', '1', '', '7', 'TS'],
      ['language', 'others', '', '1', '', '16', ''],
      ['language', 'unknown', '', '1', '', '8', ''],
      ['language_feature', 'abap', 'agent_edit', '1', '', '1', ''],
      ['language_feature', 'typescript', 'agent_edit', '1', '', '3', 'TS/agent_edit'],
      ['language_feature', 'typescript', 'chat_inline', '1', '', '4', ''],
      ['language_feature', 'others', 'others', '1', '', '16', ''],
      ['language_feature', 'unknown', 'others', '1', '', '8', ''],
    ])
  })

  test('an early form of the skill counter is read as its later name', () => {
    const day = '2026-06-02'
    const files = computed({
      [`users-${day}.ndjson`]: [
        { ...ALICE, day, totals_by_skill: [{ skill: 'x', user_initiated_interaction_count: 3 }] },
        { ...BOB, day, totals_by_skill: [{ skill: 'x', interaction_count: 4 }], distinct_skill_use_count: 1 },
      ],
      [`user-teams-${day}.ndjson`]: [{ ...BOB, day, ...FRONTEND }],
    })
    expect(
      picked(files, 'breakdowns.csv', [
        'dimension',
        'value',
        'active_users',
        'user_initiated_interaction_count',
      ]),
    ).toEqual([['skill', 'x', '2', '']])
    expect(
      picked(files, 'breakdown-counters.csv', ['team_id', 'slug', 'dimension', 'value', 'counter', 'sum']),
    ).toEqual([
      ['', '', 'skill', 'x', 'interaction_count', '7'],
      ['42', 'frontend', 'skill', 'x', 'interaction_count', '4'],
    ])
  })
})

describe('damaged lines', () => {
  const day = '2026-06-02'
  const of = (fields: object) => computed({ [`users-${day}.ndjson`]: [{ ...ALICE, day, ...fields }] })

  test.each(['1e999', '0.5', '-1', '1e7'])('the phase %s is unknown', (phase) => {
    const directory = mkdtempSync(join(folder, 'phases-'))
    const row = JSON.stringify({ ...ALICE, day, ai_adoption_phase: { phase_number: 'PHASE' } })
    writeFileSync(join(directory, `users-${day}.ndjson`), row.replace('"PHASE"', phase))
    const files = expectedFiles(directory, { ...OPTIONS, until: day, days: 1 })
    expect(picked(files, 'people.csv', ['adoption_phase'])).toEqual([['']])
  })

  test('an id keeps its name where another entry has the same text as a name', () => {
    const totals_by_x = [{ x: 'python' }, { x_id: 'python', name: 'Python 3' }]
    for (const entries of [totals_by_x, totals_by_x.toReversed()])
      expect(picked(of({ totals_by_x: entries }), 'breakdowns.csv', ['value', 'second_value'])).toEqual([
        ['python', 'Python 3'],
      ])
  })

  test('counters in what was seen last are no sums of the day; those in any other object are', () => {
    const files = of({
      totals_by_ide: [{ ide: 'vscode', last_known_ide_version: { request_count: 9 } }],
      totals_by_cli: { language: { prompt_count: 4 } },
    })
    expect(picked(files, 'breakdown-counters.csv', ['dimension', 'counter', 'sum'])).toEqual([
      ['cli', 'prompt_count', '4'],
    ])
  })

  test('half a character is compared as what stands in the file in its place', () => {
    const teams = ['\ud800', '👩'].map((slug) => ({ ...ALICE, day, organization_id: '7', team_id: 42, slug }))
    const files = computed({
      [`users-${day}.ndjson`]: [{ ...ALICE, day }],
      [`user-teams-${day}.ndjson`]: teams,
    })
    expect(picked(files, 'teams.csv', ['slug'])).toEqual([['\ufffd']])
  })

  test('an object without a name tells nothing of any feature', () => {
    const line = linesOf(of({ '': {} }), 'features.csv').find(({ feature }) => feature === 'code_review')
    expect(line).toMatchObject({ status: 'not-reported', engaged_users: '' })
  })

  test('an object in an array shows the feature too', () => {
    const files = of({ totals_by_vscode_agent: [{ session_count: 2 }] })
    const line = linesOf(files, 'features.csv').find(({ feature }) => feature === 'vscode_agents')
    expect(line).toMatchObject({ status: 'used', engaged_users: '1' })
  })
})

describe('report files', () => {
  const day = '2026-06-02'

  test('may be gzipped, an array, in parts, and with lines that cannot be used', () => {
    const directory = mkdtempSync(join(folder, 'files-'))
    const alice = JSON.stringify({ ...ALICE, day, loc_added_sum: 1 })
    writeFileSync(join(directory, `users-${day}-1.json.gz`), gzipSync(`\uFEFF[${alice}]`))
    writeFileSync(
      join(directory, `users-${day}-2.ndjson`),
      [
        JSON.stringify({ ...BOB, user_id: '1002', day: `${day}T00:00:00.0000000Z`, loc_added_sum: 2 }),
        '',
        'broken',
        JSON.stringify({ ...CAROL, day: '2026-06-01' }),
        JSON.stringify({ ...CAROL, day, loc_added_sum: -1 }),
        JSON.stringify({ ...CAROL, day, used_chat: 'yes' }),
        JSON.stringify({ ...CAROL, day, totals_by_ide: {} }),
      ].join('\r\n'),
    )
    const files = expectedFiles(directory, OPTIONS)
    expect(picked(files, 'people.csv', ['user_id', 'loc_added_sum'])).toEqual([
      ['1001', '1'],
      ['1002', '2'],
    ])
  })

  test('with the same person twice keep the larger activity', () => {
    const files = computed({
      [`users-${day}-1.ndjson`]: [{ ...ALICE, day, loc_added_sum: 9, user_initiated_interaction_count: 1 }],
      [`users-${day}-2.ndjson`]: [{ ...ALICE, day, loc_added_sum: 8 }],
    })
    expect(picked(files, 'days.csv', ['rows', 'loc_added_sum'])[1]).toEqual(['1', '9'])
  })

  test('of two different organizations are not joined', () => {
    const files = computed({
      [`users-${day}.ndjson`]: [{ ...ALICE, day, organization_id: '8' }],
      [`user-teams-${day}.ndjson`]: [{ ...ALICE, day, ...FRONTEND }],
    })
    expect(picked(files, 'teams.csv', ['members', 'active_users'])).toEqual([['1', '0']])
  })
})

describe('the CSV reader', () => {
  test('knows quotes, line breaks in cells and empty cells', () => {
    expect(parseCsv('a,b\n"x ""y"", z","1\n2"\n,\n')).toEqual([
      { a: 'x "y", z', b: '1\n2' },
      { a: '', b: '' },
    ])
    expect(parseCells('a\r\n1')).toEqual([['a'], ['1']])
  })
})

const OPTIONS: RecipeOptions = {
  scope: 'organization',
  entity: 'octo',
  until: '2026-06-02',
  days: 2,
  compare: false,
}

function computed(
  files: Record<string, object[]>,
  options: Partial<RecipeOptions> = {},
): Map<string, Line[]> {
  const directory = mkdtempSync(join(folder, 'company-'))
  for (const [name, rows] of Object.entries(files)) {
    writeFileSync(join(directory, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
  return expectedFiles(directory, { ...OPTIONS, ...options })
}

function samples(): Map<string, Line[]> {
  const directory = join(import.meta.dirname, 'samples/organization')
  return expectedFiles(directory, { ...OPTIONS, until: '2026-10-14', days: 1 })
}

function linesOf(files: Map<string, Line[]>, name: string): Line[] {
  const lines = files.get(name)
  if (lines === undefined) throw new Error(`The recipe has no ${name}.`)
  return lines
}

function picked(files: Map<string, Line[]>, name: string, columns: string[]): (string | undefined)[][] {
  return linesOf(files, name).map((line) => columns.map((column) => line[column]))
}

function headersOf(files: Map<string, Line[]>): Record<string, string> {
  const filled = [...files].filter(([, lines]) => lines.length > 0)
  return Object.fromEntries(filled.map(([name, lines]) => [name, Object.keys(lines[0] ?? {}).join()]))
}
