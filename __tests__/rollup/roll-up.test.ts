import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { addRow } from '../../src/rollup/add-row.ts'
import { emptyDayRows } from '../../src/rollup/day-rows.ts'
import { addMembershipLine, emptyMembershipLines, membershipsOf } from '../../src/rollup/memberships.ts'
import { createNames, type Names } from '../../src/rollup/names.ts'
import { SUM } from '../../src/rollup/totals.ts'
import { type DayLines, inWords, readDay, rollUp } from '../fixtures/totals.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  CAROL,
  COMPLETED,
  dayOf,
  fieldsOfMembership,
  fieldsOfRow,
  FRONTEND,
  WEDNESDAY,
} from '../fixtures/rows.ts'

describe('GitHub’s own example: Alice in frontend and backend, Bob in frontend', () => {
  const names = createNames('organization')
  const totals = exampleOf(names)

  test('team 42: two active, 19 acceptances, 112 lines added', () => {
    expect(teamOf(totals, names, '42')).toMatchObject({
      members: 2,
      active: 2,
      code_acceptance_activity_count: 19,
      loc_added_sum: 112,
    })
  })

  test('team 43: one active, 12 acceptances, 88 lines added', () => {
    expect(teamOf(totals, names, '43')).toMatchObject({
      members: 1,
      active: 1,
      code_acceptance_activity_count: 12,
      loc_added_sum: 88,
    })
  })

  test('the organization is not the sum of its teams: Alice is one person and worked once', () => {
    expect(inWords(totals.entity)).toMatchObject({
      members: 2,
      active: 2,
      code_acceptance_activity_count: 19,
      loc_added_sum: 112,
    })
  })

  test('there is no third team', () => {
    expect([...totals.teams.keys()].map((team) => names.teams.ids.textOf(team))).toEqual(['42', '43'])
  })
})

test('people whom no team lists are in the entity and in no team', () => {
  const { entity, frontend } = rolledUp({
    rows: [
      { ...ALICE, loc_added_sum: 1 },
      { ...CAROL, loc_added_sum: 10 },
    ],
    teams: [{ ...ALICE, ...FRONTEND }],
  })
  expect(entity).toMatchObject({ members: 1, active: 2, loc_added_sum: 11 })
  expect(frontend).toMatchObject({ members: 1, active: 1, loc_added_sum: 1 })
})

test('a member without a row is a member and not active', () => {
  const { frontend } = rolledUp({
    rows: [ALICE],
    teams: [
      { ...ALICE, ...FRONTEND },
      { ...BOB, ...FRONTEND },
    ],
  })
  expect(frontend).toMatchObject({ members: 2, active: 1 })
})

test('a row makes active, a feature makes engaged', () => {
  const { entity } = rolledUp({ rows: [ALICE, { ...BOB, ...COMPLETED }] })
  expect(entity).toMatchObject({ active: 2, engaged: 1 })
})

test('the same membership twice is one', () => {
  const { frontend } = rolledUp({
    rows: [{ ...ALICE, loc_added_sum: 1 }],
    teams: [
      { ...ALICE, ...FRONTEND },
      { ...ALICE, ...FRONTEND, user_id: '1001', team_id: '42' },
    ],
  })
  expect(frontend).toMatchObject({ members: 1, active: 1, loc_added_sum: 1 })
})

test('a duplicate row counts once in every team of its person', () => {
  const line = { ...ALICE, loc_added_sum: 5 }
  const { entity, frontend, backend } = rolledUp({
    rows: [line, line, { ...line, loc_added_sum: 6 }],
    teams: [
      { ...ALICE, ...FRONTEND },
      { ...ALICE, ...BACKEND },
    ],
  })
  for (const totals of [entity, frontend, backend])
    expect(totals).toMatchObject({ active: 1, loc_added_sum: 6 })
})

test('a team is known by its id: two slugs of one id are one team, one slug of two ids is two', () => {
  const names = createNames('organization')
  const { teams } = rollUp(
    readDay(
      {
        rows: [ALICE],
        teams: [
          { ...ALICE, team_id: 1, slug: 'red' },
          { ...BOB, team_id: 1, slug: 'blue' },
          { ...ALICE, team_id: 2, slug: 'red' },
        ],
      },
      WEDNESDAY,
      names,
    ),
  )
  const members = [...teams].map(([team, totals]) => [names.teams.ids.textOf(team), inWords(totals).members])
  expect(members).toEqual([
    ['1', 2],
    ['2', 1],
  ])
})

describe('a report that is missing', () => {
  test('of users: the members are known and what they did is not', () => {
    const names = createNames('organization')
    const { teams } = rollUp(readDay({ teams: [{ ...ALICE, ...FRONTEND }] }, WEDNESDAY, names))
    const [frontend] = teams.values()
    expect(frontend && inWords(frontend)).toMatchObject({ members: 1, active: 0, loc_added_sum: null })
    expect(frontend?.sums[SUM.activeDays]).toBeNaN()
  })

  test('of user-teams: the entity is known and there is no team', () => {
    const { teams, entity } = rollUp(readDay({ rows: [ALICE] }))
    expect(teams.size).toBe(0)
    expect(inWords(entity)).toMatchObject({ members: 0, active: 1 })
  })
})

function rolledUp(lines: DayLines) {
  const names = createNames('organization')
  const totals = rollUp(readDay(lines, WEDNESDAY, names))
  return {
    entity: inWords(totals.entity),
    frontend: teamOf(totals, names, '42'),
    backend: teamOf(totals, names, '43'),
  }
}

function teamOf({ teams }: ReturnType<typeof rollUp>, names: Names, id: string) {
  const [, totals] = [...teams].find(([team]) => names.teams.ids.textOf(team) === id) ?? []
  return totals && inWords(totals)
}

/** The fixture, line by line, the way reports are read. */
function exampleOf(names: Names): ReturnType<typeof rollUp> {
  const day = dayOf('2026-06-01')
  const rows = emptyDayRows(day)
  const lines = emptyMembershipLines(day)
  for (const line of linesOf(`users-${day}.ndjson`)) addRow(rows, fieldsOfRow(line, day), names)
  for (const line of linesOf(`user-teams-${day}.ndjson`)) {
    addMembershipLine(lines, fieldsOfMembership(line, day), names)
  }
  return rollUp({ rows, memberships: membershipsOf(lines, names) })
}

function linesOf(name: string): string[] {
  return readFileSync(new URL(`../fixtures/github-example/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
}
