import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { demoToken } from '../../simulator/tokens.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  CAROL,
  csv,
  DAVE,
  FRONTEND,
  members,
  report,
  reported,
  TUESDAY,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

const ENT_TEAM = { team_id: 77, slug: 'ent:platform' }
/** Alice in two teams, Bob idle, Carol in no team, Dave the day before; his login has changed since. */
const REPORTS = () =>
  reported({
    [TUESDAY]: { users: [worked({ ...DAVE, user_login: 'dave-before' })], teams: [] },
    [WEDNESDAY]: {
      users: [worked(ALICE, { used_cli: true }), worked(CAROL)],
      teams: [...members(FRONTEND, ALICE, BOB), ...members(BACKEND, ALICE), ...members(ENT_TEAM, DAVE)],
    },
  })

const FILE = [
  '\u{feff}User_Login;Department;Manager',
  '@Alice-Liddell;"Cheese; Ham";zoe-top',
  'bob-builder;"Cheese; Ham";@alice-liddell',
  'dave-diver;Moles;bob-builder',
  'paper-person;Moles;',
  'paper-person;Moles;',
  ';Moles;bob-builder',
  ';;',
].join('\r\n')

test('Each person counts once in a group, on all days, by the login that they have now', async () => {
  await using github = await startSimulator({ reports: REPORTS() })
  const inputs = { compare: 'true', 'people-file': './hr/people.csv', 'group-by': 'department' }
  await using run = await report(github, inputs, { files: { 'hr/people.csv': FILE } })

  expect(run.errors).toEqual([])
  expect(csv(run, 'groups.csv')).toMatchObject([
    {
      entity: 'octo-works',
      attribute: 'Department',
      value: 'Cheese; Ham',
      listed: '2',
      people: '2',
      active_users: '1',
      idle_users: '1',
      adoption_rate: '0.5',
      active_user_days: '1',
      loc_added_sum: '21',
      cli_users: '1',
      previous_active_users: '0',
      since: WEDNESDAY,
      until: WEDNESDAY,
    },
    { value: 'Moles', listed: '2', people: '1', active_users: '0', previous_active_users: '1' },
    { value: '', listed: '0', people: '1', active_users: '1', cli_users: '' },
  ])
  const completion = csv(run, 'group-features.csv').filter(({ feature }) => feature === 'code_completion')
  expect(completion).toMatchObject([
    { value: 'Cheese; Ham', engaged_users: '1', previous_engaged_users: '0' },
    { value: 'Moles', engaged_users: '0', previous_engaged_users: '1' },
    { value: '', engaged_users: '1', previous_engaged_users: '0' },
  ])
  expect(csv(run, 'people.csv').map((line) => [line['user_login'], line['Department']])).toEqual([
    ['alice-liddell', 'Cheese; Ham'],
    ['bob-builder', 'Cheese; Ham'],
    ['carol-singer', ''],
    ['dave-diver', 'Moles'],
  ])
  expect(run.log).toContain('1 line has no login')
  expect(run.summary).toContain('| *not in the file* |')
  expect(run.summary).toContain('people count where they are listed now')
})

test('A manager has everybody below, without a name on the open page; a manager in no list has a group too', async () => {
  await using github = await startSimulator({ reports: REPORTS() })
  const inputs = { 'people-file': 'people.csv', 'group-by': 'manager' }
  await using run = await report(github, inputs, { files: { 'people.csv': FILE } })

  expect(run.errors).toEqual([])
  expect(csv(run, 'groups.csv')).toMatchObject([
    { attribute: 'Manager', value: 'alice-liddell', listed: '2', people: '2', active_users: '0' },
    { value: 'bob-builder', listed: '1', people: '1', active_users: '0' },
    { value: 'zoe-top', listed: '3', people: '3', active_users: '1' },
    { value: '', listed: '1', people: '1', active_users: '1' },
  ])
  expect(csv(run, 'people.csv').map((line) => line['Manager'])).toEqual([
    'zoe-top',
    'alice-liddell',
    '',
    'bob-builder',
  ])
  const open = run.summary.replaceAll(/<details>.*?<\/details>/gs, '')
  expect(open).toContain('### Manager')
  expect(run.summary).toContain('zoe-top')
  for (const login of ['zoe-top', 'alice-liddell', 'bob-builder']) expect(open).not.toContain(login)
})

/** Carol is charged by herself, Dave by his enterprise team, the rest with the organization; the file knows better of Bob. */
const COST_CENTERS = {
  octo: [
    { id: 'org', name: 'Rest', resources: [{ type: 'Org', name: 'Octo-Works' }] },
    {
      id: 'crowd',
      name: 'Arts',
      resources: [
        ...Array.from({ length: 120 }, (_, number) => ({ type: 'User', name: `singer-${number}` })),
        { type: 'User', name: 'Carol-Singer' },
      ],
    },
    { id: 'team', name: 'Platform', resources: [{ type: 'Team', name: 'ent:platform' }] },
  ],
}

test('A cost center is that of the file, else of the person, of their enterprise team, of the organization', async () => {
  await using github = await startSimulator({ reports: REPORTS(), costCenters: COST_CENTERS })
  const inputs = { 'people-file': 'people.csv', 'group-by': 'COST_CENTER', 'cost-centers-of': 'octo' }
  const file = 'login,cost_center\nbob-builder,By file\nalice-liddell,\n'
  await using run = await report(github, inputs, { files: { 'people.csv': file } })

  expect(run.errors).toEqual([])
  expect(csv(run, 'people.csv').map((line) => [line['user_login'], line['cost_center']])).toEqual([
    ['alice-liddell', 'Rest'],
    ['bob-builder', 'By file'],
    ['carol-singer', 'Arts'],
    ['dave-diver', 'Platform'],
  ])
  expect(csv(run, 'groups.csv').map(({ value, listed, people }) => [value, listed, people])).toEqual([
    ['Arts', '0', '1'],
    ['By file', '1', '1'],
    ['Platform', '0', '1'],
    ['Rest', '1', '1'],
  ])
})

test('Refused cost centers are a warning and a sentence that names the permission; groups stand on the file alone', async () => {
  await using github = await startSimulator({
    reports: REPORTS(),
    costCenters: COST_CENTERS,
    tokens: { [demoToken]: ['organization:octo-works', 'no-billing'] },
  })
  const inputs = {
    'people-file': 'people.csv',
    'group-by': 'cost_center, team',
    'cost-centers-of': 'octo',
  }
  const file = 'login,cost_center,team\nbob-builder,By file,Red\nalice-liddell,,Red\n'
  await using run = await report(github, inputs, { files: { 'people.csv': file } })
  await using without = await report(github, { 'group-by': 'cost_center', 'cost-centers-of': 'octo' })

  for (const { exitCode, warnings, summary } of [run, without]) {
    expect(exitCode).toBe(0)
    expect(warnings.join()).toMatch(
      /enterprise octo .*\(403\).*"Enterprise billing: read".*must be an enterprise owner/i,
    )
    expect(summary).toMatch(/cost centers of enterprise octo .*\(403\).*"Enterprise billing: read"/)
    expect(summary).not.toContain('must be an enterprise owner')
  }
  expect(csv(run, 'groups.csv').map(({ attribute, value, people }) => [attribute, value, people])).toEqual([
    ['cost_center', 'By file', '1'],
    ['cost_center', '', '3'],
    ['team', 'Red', '2'],
    ['team', '', '2'],
  ])
  expect(csv(without, 'groups.csv')).toEqual([])
})

test.each([
  ['rate-limit-primary', '(429): run again later'],
  [
    {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<title>Log in</title>',
    },
    '(no answer): run again later',
  ],
] as const)(
  'Cost centers that do not come for another reason end no run and blame no permission: %j',
  async (answer, words) => {
    await using github = await startSimulator({ reports: REPORTS(), costCenters: COST_CENTERS })
    github.faults.add({
      match: 'cost-centers',
      times: Infinity,
      do: typeof answer === 'string' ? answer : () => answer,
    })
    const asked = { 'group-by': 'cost_center', 'cost-centers-of': 'octo' }
    await using run = await report(github, asked)

    expect(run).toMatchObject({ errors: [], exitCode: 0 })
    expect(run.warnings.join()).toContain(words)
    expect(run.summary).toContain(words)
    expect(run.summary).not.toContain('Enterprise billing')
  },
)
