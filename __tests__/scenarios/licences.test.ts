import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import type { SeatRecord } from '../../simulator/seats.ts'
import { startSimulator } from '../../simulator/server.ts'
import { demoToken, type Grant } from '../../simulator/tokens.ts'
import type { Run } from '../../simulator/runner.ts'
import { schemaFaults } from '../json-schema.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  CAROL,
  csv,
  DAVE,
  everythingOf,
  findWords,
  FRONTEND,
  members,
  reported,
  report,
  WEDNESDAY,
  worked,
} from './scenario.ts'

/** Alice works, Bob does not; Carol works without a team. */
const DAYS = {
  [WEDNESDAY]: {
    users: [worked(ALICE), worked(CAROL)],
    teams: [...members(FRONTEND, ALICE, BOB), ...members(BACKEND, ALICE)],
  },
}
const reports = reported(DAYS)
const SEATS = { seats: 'true', 'seat-price': '19 USD' }

/** A seat of three years, last used on a day. */
function seat(person: typeof ALICE, lastActivity: string | null, more: SeatRecord = {}): SeatRecord {
  return {
    assignee: { id: person.user_id, login: person.user_login },
    created_at: '2023-11-01T08:00:00Z',
    last_activity_at: lastActivity,
    last_activity_editor: lastActivity === null ? null : 'vscode/1.99.0',
    last_authenticated_at: null,
    pending_cancellation_date: null,
    plan_type: 'business',
    assigning_team: null,
    ...more,
  }
}

function schemaFaultsOf(run: Run): string[] {
  const schema = JSON.parse(readFileSync('docs/totals.schema.json', 'utf8')) as object
  return schemaFaults(schema, JSON.parse(run.file('totals.json')))
}

test('Licences stand on the page, in seats.csv, behind the teams and in the outputs', async () => {
  const hostile = { ...DAVE, user_login: '@all|<b>`x`' }
  const records = [
    seat(ALICE, '2026-11-18T12:00:00Z', { assigning_team: { slug: 'frontend' } }),
    seat(BOB, '2026-09-01T12:00:00Z', { assigning_team: { slug: '=cmd()' } }),
    seat(CAROL, null, { created_at: '2026-11-10T08:00:00Z' }),
    seat(hostile, null),
    { ...seat(ALICE, null), assignee: null },
  ]
  await using github = await startSimulator({ reports, seats: { 'organization:octo-works': records } })
  await using run = await report(github, SEATS)

  expect([...run.errors, ...run.warnings]).toEqual([])
  expect(run.outputs).toMatchObject({ seats: '4', 'idle-seats': '2' })
  const columns = ['user_login', 'state', 'teams', 'granted_by', 'days_since_activity', 'active_in_window']
  expect(csv(run, 'seats.csv').map((line) => columns.map((column) => line[column]))).toEqual([
    ['alice-liddell', 'active', 'backend;frontend', 'frontend', '2', 'true'],
    ['bob-builder', 'idle', 'frontend', "'=cmd()", '80', 'false'],
    ['carol-singer', 'new', '', 'direct', '', 'true'],
    ["'@all|<b>`x`", 'long-idle', '', 'direct', '', 'false'],
  ])
  expect(csv(run, 'teams.csv').map((line) => Object.entries(line).slice(-2))).toEqual([
    [
      ['seats', '2'],
      ['idle_seats', '1'],
    ],
    [
      ['seats', '1'],
      ['idle_seats', '0'],
    ],
  ])
  expect(run.summary).toContain('**2 idle seats cost 38 USD a month** (19 USD each).')
  expect(run.summary).toContain('Review **2 idle seats** (38 USD a month)')
  expect(run.summary).not.toMatch(/@all|<b>`x`/)
  expect(run.log).toContain('4 seats in 5 records, 1 record without a person left out')
  expect(
    findWords(
      new Map([['log', run.log]]),
      [ALICE, BOB, CAROL].map(({ user_login }) => user_login),
    ),
  ).toEqual([])
  expect(schemaFaultsOf(run)).toEqual([])
})

describe('A list of seats that GitHub does not give', () => {
  const cases: readonly { name: string; status?: number; grant?: Grant; says: RegExp }[] = [
    { name: '403', grant: 'no-seats', says: /\(403\).*"GitHub Copilot Business: read"/ },
    { name: '401', status: 401, says: /\(401\).*"Administration: read"/ },
    { name: '404', status: 404, says: /\(404\).*manage_billing:copilot/ },
  ]
  test.concurrent.each(cases)(
    'is a warning and a sentence with the permission, and all else is published: $name',
    async ({ status, grant, says }) => {
      await using github = await startSimulator({
        reports,
        ...(grant === undefined ? {} : { tokens: { [demoToken]: grant } }),
      })
      if (status !== undefined)
        github.faults.add({ match: 'copilot/billing/seats', do: status, times: Infinity })
      await using run = await report(github, SEATS)

      expect(run.errors).toEqual([])
      expect(run.warnings).toEqual([expect.stringMatching(says)])
      expect(run.outputs).toMatchObject({ seats: '', 'idle-seats': '', 'active-users': '2' })
      const [, licences = ''] = run.summary.split('## Licences\n')
      expect(licences.trimStart().split('\n')[0]?.replaceAll('&#95;', '_')).toMatch(says)
      expect(run.fileNames()).not.toContain('seats.csv')
      expect(csv(run, 'teams.csv')).toMatchObject([
        { slug: 'frontend', members: '2', seats: '', idle_seats: '' },
        { slug: 'backend', members: '1', seats: '', idle_seats: '' },
      ])
      expect(schemaFaultsOf(run)).toEqual([])
    },
  )
})

test('A list of 2,500 seats in 25 pages is read page by page, also where a page fails in passing', async () => {
  const records = Array.from({ length: 2500 }, (_, index) =>
    seat(
      { user_id: 5_000_000 + index, user_login: `person-${index}` },
      index < 2000 ? '2026-11-19T12:00:00Z' : null,
    ),
  )
  await using github = await startSimulator({ reports, seats: { 'organization:octo-works': records } })
  github.faults.add({ match: 'billing/seats?page=17', do: 'reset' })
  await using run = await report(github, { seats: 'true' })

  expect([...run.errors, ...run.warnings]).toEqual([])
  expect(run.outputs).toMatchObject({ seats: '2500', 'idle-seats': '500' })
  const pages = github.requests
    .filter(({ path }) => path.endsWith('/billing/seats'))
    .map(({ query }) => query['page'])
  expect(pages).toEqual(Array.from({ length: 25 }, (_, index) => String(index + 1)).toSpliced(16, 0, '17'))
  expect(run.summary).not.toContain(' USD')
})

test('A person with a seat in two organizations of an enterprise has one, of both', async () => {
  const inOrganization = (slug: string, more: SeatRecord) => ({ organization: { login: slug }, ...more })
  const records = [
    seat(ALICE, '2026-11-01T12:00:00Z', inOrganization('octo-east', { assigning_team: { slug: 'ent:all' } })),
    seat(ALICE, '2026-11-19T12:00:00Z', inOrganization('octo-west', { plan_type: 'enterprise' })),
    seat(
      BOB,
      '2026-08-02T12:00:00Z',
      inOrganization('octo-east', { pending_cancellation_date: '2026-12-01' }),
    ),
    seat(BOB, null, inOrganization('octo-west', {})),
  ]
  await using github = await startSimulator({
    reports: reported(DAYS, 'enterprise:octo'),
    seats: { 'enterprise:octo': records },
  })
  await using run = await report(github, { seats: 'true', enterprise: 'octo' })

  expect([...run.errors, ...run.warnings]).toEqual([])
  expect(run.outputs).toMatchObject({ seats: '2', 'idle-seats': '1' })
  expect(csv(run, 'seats.csv')).toMatchObject([
    {
      user_login: 'alice-liddell',
      state: 'active',
      last_activity_at: '2026-11-19T12:00:00Z',
      plan_type: 'enterprise',
      granted_by: 'direct;ent:all',
    },
    { user_login: 'bob-builder', state: 'long-idle', pending_cancellation_date: '', granted_by: 'direct' },
  ])
})

test('A list that has stopped, or that names fewer people than GitHub counts, is a warning', async () => {
  const records = [seat(ALICE, '2026-11-10T12:00:00Z')]
  await using github = await startSimulator({ reports, seats: { 'organization:octo-works': records } })
  github.faults.add({
    match: 'billing/seats',
    do: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ total_seats: 3, seats: records }),
    },
  })
  await using run = await report(github, { seats: 'true' })

  expect(run.warnings).toEqual([
    expect.stringContaining('GitHub counts 2 seats more than its list has'),
    expect.stringContaining("the newest activity in GitHub's list of seats is of 2026-11-10"),
  ])
  expect(run.summary).toContain('its newest activity is 10 days old')
})

test('Of several organizations each has its licences, and no output adds them up', async () => {
  const east = makeCompany({ slug: 'octo-east', seats: 24, teams: 2 })
  const west = makeCompany({ slug: 'octo-west', seats: 24, teams: 2 })
  await using github = await startSimulator({ companies: [east, west] })
  github.faults.add({ match: '/orgs/octo-west/copilot/billing/seats', do: 403, times: Infinity })
  await using run = await report(github, { ...SEATS, organization: 'octo-east, octo-west' })

  expect(run.errors).toEqual([])
  expect(run.warnings).toEqual([expect.stringMatching(/^octo-west: no licences are shown\./)])
  expect(run.outputs).toMatchObject({ seats: '', 'idle-seats': '' })
  expect(new Set(csv(run, 'seats.csv').map(({ entity }) => entity))).toEqual(new Set(['octo-east']))
  expect(run.summary).toMatch(/^\| octo-east \|.*\| \d+ \| \d+ \|$/m)
  expect(run.summary).toMatch(/^\| octo-west \|.*\| n\/a \| n\/a \|$/m)
})

test('Where nobody is named, few idle seats are told nowhere', async () => {
  const people = Array.from({ length: 12 }, (_, index) => ({
    user_id: 6_000_000 + index,
    user_login: `quiet-person-${index}`,
  }))
  const active = people.slice(0, 6)
  const lastOf = (index: number) => (index < 9 ? '2026-11-19T12:00:00Z' : '2026-07-01T12:00:00Z')
  await using github = await startSimulator({
    reports: reported({
      [WEDNESDAY]: { users: active.map((person) => worked(person)), teams: members(FRONTEND, ...people) },
    }),
    seats: { 'organization:octo-works': people.map((person, index) => seat(person, lastOf(index))) },
  })
  await using run = await report(github, { ...SEATS, people: 'none' })

  expect([...run.errors, ...run.warnings]).toEqual([])
  expect(run.outputs).toMatchObject({ seats: '12', 'idle-seats': '' })
  expect(csv(run, 'teams.csv')).toMatchObject([{ members: '12', seats: '12', idle_seats: '' }])
  expect(run.fileNames()).not.toContain('seats.csv')
  expect(run.summary).not.toMatch(/\b3 idle seats\b|57 USD/)
  expect(
    findWords(
      everythingOf(run),
      people.flatMap(({ user_id, user_login }) => [user_id, user_login]),
    ),
  ).toEqual([])
  expect(schemaFaultsOf(run)).toEqual([])
})

test('Without the input nobody asks for seats', async () => {
  await using github = await startSimulator({ reports })
  await using run = await report(github)

  expect(github.requests.filter(({ path }) => path.includes('billing'))).toEqual([])
  expect(run.outputs).toMatchObject({ seats: '', 'idle-seats': '' })
  expect(run.file('teams.csv').split('\n')[0]).toMatch(/previous_engaged_users$/)
  expect(run.file('totals.json')).not.toContain('seat')
})
