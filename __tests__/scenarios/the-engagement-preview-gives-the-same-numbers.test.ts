import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import type { Run } from '../../simulator/runner.ts'
import { addDays, daysBetween } from '../../simulator/calendar.ts'
import { csv, type DayReports, folderOf, ndjson, reported, report, TODAY, WEDNESDAY } from './scenario.ts'

/** What the preview could tell and rows can tell too. */
const features = ['cli', 'code_completion', 'code_review', 'inline_chat', 'panel_chat'] as const
type Feature = (typeof features)[number]

/** What everybody did, day by day: a person a line, a feature a column. */
const days = daysBetween(addDays(WEDNESDAY, -6), WEDNESDAY)
const people = Array.from({ length: 12 }, (_, at) => ({ user_id: 820000 + at, user_login: `person-${at}` }))
const did = (person: number, day: number, feature: number) =>
  (person * 7 + day * 3 + feature * 5) % (3 + person) < 2 && person > 0
const isThere = (person: number, day: number) => (person + day) % 4 !== 0

const teams = people
  .slice(0, 8)
  .map((person, at) => ({ ...person, team_id: 40 + (at % 2), slug: `team-${at % 2}` }))
const columns = [
  'status',
  'engaged_users',
  'engaged_user_days',
  'share_of_active_users',
  'previous_engaged_users',
]
const personColumns = [
  'user_id',
  'user_login',
  'teams',
  'segment',
  'active_days',
  'engaged_days',
  'consistency',
  'features_used',
  'feature_days',
  'first_active_day',
  'last_active_day',
]

describe('For the same behaviour', () => {
  const runs: Record<string, Run> = {}
  beforeAll(async () => {
    await using rows = await startSimulator({
      reports: reported(dayReports('users', rowOf), 'enterprise:octo'),
    })
    await using preview = await startSimulator({
      reports: reported(dayReports('engagement', previewLine), 'enterprise:octo'),
      engagement: true,
      today: TODAY,
    })
    using folder = folderOf(archive())
    const inputs = { enterprise: 'octo', days: '7', 'engagement-export': 'true' }
    runs['rows'] = await report(rows, inputs)
    runs['preview'] = await report(preview, { ...inputs, source: 'user-engagement' })
    runs['archive'] = await report(undefined, {
      ...inputs,
      source: 'user-engagement',
      'reports-directory': folder.path,
    })
  })
  afterAll(async () => {
    for (const run of Object.values(runs)) await run[Symbol.asyncDispose]()
  })
  const lines = (name: string, file: string) => {
    const run = runs[name]
    if (run === undefined) throw new Error(`There is no run ${name}.`)
    expect(run.errors, name).toEqual([])
    return csv(run, file)
  }
  const only = (wanted: readonly string[]) => (line: Record<string, string>) =>
    wanted.map((column) => line[column])
  const shared = ({ feature }: Record<string, string>) => features.some((known) => known === feature)

  test.each(['preview', 'archive'])('features.csv is that of rows: %s', (name) => {
    const [expected, got] = [lines('rows', 'features.csv'), lines(name, 'features.csv')]
    expect(got.filter(shared).map(only(columns))).toEqual(expected.filter(shared).map(only(columns)))
    expect(expected.filter(shared).map(({ engaged_users }) => engaged_users)).not.toContain('0')
  })

  test.each(['preview', 'archive'])('people.csv is that of rows: %s', (name) => {
    expect(lines(name, 'people.csv').map(only(personColumns))).toEqual(
      lines('rows', 'people.csv').map(only(personColumns)),
    )
    expect(new Set(lines(name, 'people.csv').map(({ loc_added_sum }) => loc_added_sum))).toEqual(
      new Set(['']),
    )
  })

  test.each(['preview', 'archive'])('the people of teams and days are those of rows: %s', (name) => {
    const wanted = [
      'team_id',
      'members',
      'active_users',
      'engaged_users',
      'adoption_rate',
      'active_user_days',
    ]
    expect(lines(name, 'teams.csv').map(only(wanted))).toEqual(lines('rows', 'teams.csv').map(only(wanted)))
    const ofDay = ['day', 'status', 'active_users', 'engaged_users', 'users_in_no_team']
    expect(lines(name, 'days.csv').map(only(ofDay))).toEqual(lines('rows', 'days.csv').map(only(ofDay)))
  })

  test.each(['preview', 'archive'])('people-feature-days.csv is that of rows: %s', (name) => {
    const wanted = ['day', 'login', 'user_id', ...features.map((feature) => `${feature}_engagement`)]
    expect(lines(name, 'people-feature-days.csv').map(only(wanted))).toEqual(
      lines('rows', 'people-feature-days.csv').map(only(wanted)),
    )
  })

  test('the export of rows has the layout of the preview', () => {
    expect(runs['rows']?.file('people-feature-days.csv').split('\n')[0]).toMatch(
      /^day,login,user_id,cli_engagement,code_completion_engagement,code_review_engagement,dotcom_chat_engagement,inline_chat_engagement,knowledge_base_chat_engagement,mobile_chat_engagement,panel_chat_engagement,pull_request_summary_engagement,ask_mode_engagement,/,
    )
    const rows = lines('rows', 'people-feature-days.csv')
    expect(rows).toHaveLength(
      days.flatMap((_, day) => people.filter((__, person) => isThere(person, day))).length,
    )
    const values = rows.flatMap((line) =>
      Object.entries(line).filter(([column]) => column.endsWith('_engagement')),
    )
    expect(new Set(values.map(([, value]) => value))).toEqual(new Set(['', '0', '1']))
    expect(new Set(rows.map(({ dotcom_chat_engagement }) => dotcom_chat_engagement))).toEqual(new Set(['']))
  })
})

test('Former columns of the preview count for the feature that they became', async () => {
  using folder = folderOf({
    [`engagement-${WEDNESDAY}.json`]: ndjson([
      { ...base(0), code_completions_engagement: 1, diff_chat_engagement: 1, custom_model_engagement: 1 },
      {
        ...base(1),
        ios_chat_engagement: 1,
        android_chat_engagement: 0,
        docs_chat_engagement: 1,
        pull_request_engagement: 0,
      },
      { ...base(2), code_completion_engagement: null },
    ]),
  })
  const inputs = {
    enterprise: 'octo',
    source: 'user-engagement',
    'reports-directory': folder.path,
    until: '',
  }
  await using run = await report(undefined, inputs)

  const used = new Map(csv(run, 'features.csv').map(({ feature, engaged_users }) => [feature, engaged_users]))
  expect(run.outputs).toMatchObject({ until: WEDNESDAY, 'active-users': '3', 'engaged-users': '2' })
  expect(used.get('code_completion')).toBe('1')
  expect(used.get('pull_request_summary')).toBe('1')
  expect(used.get('mobile_chat')).toBe('1')
  expect(used.get('knowledge_base_chat')).toBe('1')
  expect(used.get('inline_chat')).toBe('')
  expect([...used.keys()]).not.toContain('custom_model')
})

test('The closed endpoint is told in a sentence that names its successor', async () => {
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [] } }, 'enterprise:octo'),
  })
  await using run = await report(github, { enterprise: 'octo', source: 'user-engagement' })

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([expect.stringMatching(/closed .* on 2026-03-02.*source: usage-metrics/)])
})

type LineOf = (person: number, day: number) => Record<string, unknown>

function dayReports(part: 'users' | 'engagement', lineOf: LineOf): Record<string, DayReports> {
  return Object.fromEntries(
    days.map((day, at) => {
      const present = people.flatMap((_, person) => (isThere(person, at) ? [lineOf(person, at)] : []))
      return [day, { [part]: present, teams }]
    }),
  )
}

function base(person: number) {
  const { user_id, user_login } = people[person] ?? { user_id: 0, user_login: '' }
  return { login: user_login, user_id, day: `${WEDNESDAY}T00:00:00.0000000Z` }
}

function previewLine(person: number, day: number): Record<string, unknown> {
  const line: Record<string, unknown> = { ...base(person), day: `${days[day] ?? ''}T00:00:00.0000000Z` }
  features.forEach((feature, at) => (line[`${feature}_engagement`] = Number(did(person, day, at))))
  return line
}

function rowOf(person: number, day: number): Record<string, unknown> {
  const has = (feature: Feature) => Number(did(person, day, features.indexOf(feature)))
  return {
    ...people[person],
    used_cli: has('cli') === 1,
    used_copilot_code_review_active: has('code_review') === 1,
    totals_by_feature: [
      {
        feature: 'code_completion',
        code_generation_activity_count: 5,
        code_acceptance_activity_count: has('code_completion'),
      },
      { feature: 'chat_inline', user_initiated_interaction_count: has('inline_chat') },
      { feature: 'chat_panel_unknown_mode', user_initiated_interaction_count: has('panel_chat') },
    ],
  }
}

/** The preview's files as they were kept, some with its first spelling. */
function archive(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(dayReports('engagement', previewLine)).flatMap(([day, { engagement = [] }], at) => {
      const text = ndjson(engagement, day)
      const kept =
        at % 2 === 0 ? text : text.replaceAll('code_completion_engagement', 'code_completions_engagement')
      return [
        [`engagement-${day}.json`, kept],
        [`user-teams-${day}.ndjson`, ndjson(teams, day)],
      ]
    }),
  )
}
