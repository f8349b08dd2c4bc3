import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../src/day.ts'
import { showWeeks } from '../../src/privacy/shown-totals.ts'
import { teamWeekLines, weekLines, weekTotals } from '../../src/lines/weeks.ts'
import { type DayLines, totalsOf } from '../fixtures/totals.ts'
import { ALICE, BACKEND, BOB, CAROL, COMPLETED, FRONTEND, type Line } from '../fixtures/rows.ts'

const MONDAY = '2026-10-05' as Day
const SUNDAY = addDays(MONDAY, 6)
const NEXT_MONDAY = addDays(MONDAY, 7)

const members = (team: Line, ...people: Line[]) => people.map((person) => ({ ...person, ...team }))
const worked = (person: Line): Line => ({ ...person, ...COMPLETED, code_acceptance_activity_count: 2 })

/** The same on each day from Monday to `until`. */
function days(lines: DayLines, until: Day, since: Day = MONDAY): Record<string, DayLines> {
  const all: Record<string, DayLines> = {}
  for (let day = since; day <= until; day = addDays(day, 1)) all[day] = lines
  return all
}

const everyDay: DayLines = {
  rows: [worked(ALICE), ALICE, BOB],
  teams: [...members(FRONTEND, ALICE, BOB), ...members(BACKEND, ALICE, CAROL)],
}

test('A week of which all days lie in the windows, with the entity and its teams', () => {
  const totals = totalsOf(days(everyDay, SUNDAY), { days: 7 })
  expect(weekTotals(showWeeks(totals, [], 0))).toMatchObject([
    {
      week: MONDAY,
      entity: 'octo',
      team_id: '',
      days_reported: 7,
      members: 3,
      active_users: 2,
      idle_users: 1,
    },
    {
      week: MONDAY,
      team_id: '42',
      slug: 'frontend',
      members: 2,
      active_users: 2,
      engaged_users: 1,
      idle_users: 0,
    },
    { week: MONDAY, team_id: '43', slug: 'backend', members: 2, active_users: 1, idle_users: 1 },
  ])
  const [entity] = weekTotals(showWeeks(totals, [], 0))
  expect(entity?.code_acceptance_activity_count).toBe(14)
  expect(entity?.features.get('code_completion')).toBe(1)
  expect(entity?.features.get('panel_chat')).toBe(0)
})

describe('a week that is not there as a whole', () => {
  test('is left out at either end of the windows', () => {
    const totals = totalsOf(days(everyDay, addDays(NEXT_MONDAY, 5), addDays(MONDAY, 1)), { days: 12 })
    expect(weekTotals(showWeeks(totals, [], 0))).toEqual([])
  })

  test('is completed by the window before', () => {
    const totals = totalsOf(days(everyDay, SUNDAY), { until: addDays(MONDAY, 8), days: 5, compare: true })
    expect(weekTotals(showWeeks(totals, [], 0)).map(({ week }) => week)).toContain(MONDAY)
  })

  test('counts its days where some have no report, and is left out where none has', () => {
    const totals = totalsOf(days(everyDay, addDays(MONDAY, 4)), { until: addDays(NEXT_MONDAY, 6), days: 14 })
    expect(
      weekTotals(showWeeks(totals, [], 0)).map(({ week, team_id, days_reported }) => [
        week,
        team_id,
        days_reported,
      ]),
    ).toEqual([
      [MONDAY, '', 5],
      [MONDAY, '42', 5],
      [MONDAY, '43', 5],
    ])
  })
})

describe('small groups are withheld', () => {
  const people = Array.from({ length: 8 }, (_, index) => ({
    user_id: 2000 + index,
    user_login: `person-${index}`,
  }))
  const [first = ALICE] = people
  const lines: DayLines = {
    rows: [worked(first), ...people.slice(1)],
    teams: [...members(FRONTEND, ...people), ...members(BACKEND, ...people.slice(0, 3))],
  }
  const totals = totalsOf(days(lines, SUNDAY), { days: 7 })

  test('teams, and with them the next smallest, so that nobody is left over', () => {
    expect(weekTotals(showWeeks(totals, [], 3)).map(({ slug }) => slug)).toEqual(['', 'frontend', 'backend'])
    expect(weekTotals(showWeeks(totals, [], 5)).map(({ slug }) => slug)).toEqual([''])
  })

  test('features, but not those that nobody used', () => {
    expect(weekTotals(showWeeks(totals, [], 5))[0]?.features.get('code_completion')).toBeNull()
    expect(weekTotals(showWeeks(totals, [], 5))[0]?.features.get('panel_chat')).toBe(0)
    expect(weekTotals(showWeeks(totals, [], 1))[0]?.features.get('code_completion')).toBe(1)
  })
})

describe('lines of files', () => {
  const people = Array.from({ length: 9 }, (_, index) => ({
    user_id: 2000 + index,
    user_login: `person-${index}`,
  }))
  const lines: DayLines = {
    rows: [...people.slice(0, 6).map(worked), ...people.slice(6)],
    teams: [
      ...members(FRONTEND, ...people),
      ...members(BACKEND, ...people.slice(0, 3)),
      ...members({ team_id: 44, slug: 'data' }, ...people.slice(3, 7)),
    ],
  }
  const weeks = (minimum: number) => showWeeks(totalsOf(days(lines, SUNDAY), { days: 7 }), [], minimum)

  test('have the numbers of the week and the engaged users of every feature of the registry', () => {
    expect(weekLines(weeks(0))).toMatchObject([
      { entity: 'octo', since: MONDAY, until: SUNDAY, members: 9, active_users: 9, adoption_rate: 1 },
    ])
    expect(weekLines(weeks(0))).toMatchObject([
      { engaged_code_completion: 6, engaged_panel_chat: 0, engaged_dotcom_chat: null },
    ])
    expect([...teamWeekLines(weeks(0))].map(({ slug, members: size }) => [slug, size])).toEqual([
      ['frontend', 9],
      ['backend', 3],
      ['data', 4],
    ])
  })

  test('have small teams together as others, and counts of a few withheld', () => {
    const [frontend, others, ...more] = teamWeekLines(weeks(5))
    expect(more).toEqual([])
    expect(frontend).toMatchObject({ slug: 'frontend', active_users: 9, engaged_users: null })
    expect(others).toMatchObject({ team_id: '', slug: 'others', members: 7, engaged_code_completion: 6 })
    expect(others).toMatchObject({ engaged_users: null, code_acceptance_activity_count: 7 * 2 * 6 })
  })
})

test('Only chosen teams are there; the entity does not change', () => {
  const totals = totalsOf(days(everyDay, SUNDAY), { days: 7 })
  const [entity, ...teams] = weekTotals(showWeeks(totals, ['front*'], 0))
  expect(entity).toEqual(weekTotals(showWeeks(totals, [], 0))[0])
  expect(teams.map(({ slug }) => slug)).toEqual(['frontend'])
})
