import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import type { SeatRecord } from '../../simulator/seats.ts'
import {
  ALICE,
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
} from '../scenarios/scenario.ts'
import { DAYS, reports, schemaFaultsOf, seat, SEATS, tryRefusedSeats } from '../scenarios/seats.ts'

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
  expect(run.log).toContain('octo-works: the list of seats is read, 1 record without a person left out')
  expect(
    findWords(
      new Map([['log', run.log]]),
      [ALICE, BOB, CAROL].map(({ user_login }) => user_login),
    ),
  ).toEqual([])
  expect(schemaFaultsOf(run)).toEqual([])
})

// The other refusals are in the slow tests; fetch/seats.test.ts has the sentences.
test('A list of seats that GitHub refuses is a warning and a sentence with the permission, and all else is published', async () => {
  const { got, wanted } = await tryRefusedSeats('403')
  expect(got).toEqual(wanted)
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
    .map(({ query }) => Number(query['page']))
  const once = Array.from({ length: 25 }, (_, index) => index + 1)
  expect(pages.toSorted((one, other) => one - other)).toEqual(once.toSpliced(16, 0, 17))
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
