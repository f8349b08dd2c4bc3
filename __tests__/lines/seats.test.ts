import { describe, expect, test } from 'vitest'
import { seatLines } from '../../src/lines/seats.ts'
import { teamLines } from '../../src/lines/activity.ts'
import { entityActivity } from '../../src/lines/activity.ts'
import { seatsReport, teamsWithSeats } from '../../src/lines/seat-summary.ts'
import { identifier } from '../../src/privacy/identities.ts'
import { showSeats } from '../../src/privacy/shown-seats.ts'
import { showTotals } from '../../src/privacy/shown-totals.ts'
import { parseSeat, toSeatList } from '../../src/parse/seats.ts'
import { ALICE, BACKEND, BOB, CAROL, COMPLETED, DAVE, FRONTEND, WEDNESDAY } from '../fixtures/rows.ts'
import { totalsOf } from '../fixtures/totals.ts'

const NOW = Date.UTC(2026, 9, 17)
const LIMITS = { idleDays: 28, newSeatDays: 30 }
const PRICE = { amount: 19, currency: 'USD' }
const named = identifier('named', '')

/** Alice works in both teams, Bob is idle in the frontend, Carol works without a team, Dave has a seat and nothing else. */
const totals = totalsOf({
  [WEDNESDAY]: {
    rows: [
      { ...ALICE, ...COMPLETED },
      { ...CAROL, ...COMPLETED },
    ],
    teams: [
      { ...ALICE, ...FRONTEND },
      { ...ALICE, ...BACKEND },
      { ...BOB, ...FRONTEND },
    ],
  },
})

function record(person: typeof ALICE, lastActivity: string | null, more: object = {}) {
  return {
    assignee: { id: person.user_id, login: person.user_login },
    created_at: '2026-01-01T00:00:00Z',
    last_activity_at: lastActivity,
    last_activity_editor: 'vscode/1',
    last_authenticated_at: null,
    pending_cancellation_date: null,
    plan_type: 'business',
    assigning_team: null,
    ...more,
  }
}

const RECORDS = [
  record(ALICE, '2026-10-14T12:00:00Z', { assigning_team: { slug: 'frontend' } }),
  record(BOB, '2026-08-01T12:00:00Z', { assigning_team: { slug: 'frontend' } }),
  record(BOB, '2026-07-01T12:00:00Z'),
  record(CAROL, null),
  record(DAVE, null, { pending_cancellation_date: '2026-11-01' }),
]

const read = (minimum = 0, missing = 0) => {
  const shown = showTotals(totals, [], minimum)
  return {
    shown,
    seats: showSeats(shown, { seats: toSeatList(RECORDS.map(parseSeat)).seats, missing }, LIMITS, NOW),
  }
}

const summary = (minimum = 0, identify?: typeof named) => {
  const { shown, seats } = read(minimum, 2)
  const lines = { teams: teamLines(shown, ''), totals: entityActivity(shown) }
  return seatsReport(shown, seats, lines, PRICE, identify)
}

describe('lines of seats', () => {
  test('are one per person, in the order of their ids', () => {
    const { shown, seats } = read()
    expect([...seatLines(shown, seats, named)]).toEqual([
      {
        entity: 'octo',
        user_id: '1001',
        user_login: 'alice',
        state: 'active',
        teams: 'backend;frontend',
        created_at: '2026-01-01T00:00:00Z',
        last_activity_at: '2026-10-14T12:00:00Z',
        days_since_activity: 2,
        last_activity_editor: 'vscode/1',
        last_authenticated_at: null,
        pending_cancellation_date: null,
        plan_type: 'business',
        granted_by: 'frontend',
        active_in_window: true,
      },
      expect.objectContaining({
        user_login: 'bob',
        state: 'idle',
        teams: 'frontend',
        days_since_activity: 76,
        granted_by: 'direct;frontend',
        active_in_window: false,
      }),
      expect.objectContaining({ user_login: 'carol', state: 'active', teams: '', days_since_activity: null }),
      expect.objectContaining({
        user_login: 'dave',
        state: 'pending-cancellation',
        pending_cancellation_date: '2026-11-01',
        granted_by: 'direct',
      }),
    ])
  })

  test('with pseudonyms are in the order of these, and name only teams that are shown', () => {
    const { shown, seats } = read(2)
    const lines = [...seatLines(shown, seats, identifier('pseudonymous', 'a key of the test'))]
    expect(lines.map(({ user_id }) => user_id)).toEqual(lines.map(({ user_id }) => user_id).toSorted())
    expect(JSON.stringify(lines)).not.toMatch(/alice|bob|carol|dave|100[1-4]/)
    // Both teams are merged, since backend has a single member.
    expect(new Set(lines.flatMap(({ granted_by }) => granted_by.split(';')))).toEqual(
      new Set(['direct', 'others']),
    )
    expect(new Set(lines.map(({ teams }) => teams))).toEqual(new Set(['', 'others']))
  })
})

describe('a summary of seats', () => {
  test('counts the states, what idle ones cost, and who is active', () => {
    expect(summary()).toMatchObject({
      refused: null,
      as_of: '2026-10-14',
      as_of_age: 2,
      is_stale: false,
      seats: 4,
      active_seats: 2,
      idle_seats: 1,
      long_idle_seats: 0,
      new_seats: 0,
      pending_cancellation_seats: 1,
      seats_active_in_window: 2,
      adoption_per_seat: 0.5,
      missing_seats: 2,
      idle_cost: 19,
      withheld: {},
      teams: [
        { team_id: '42', slug: 'frontend', seats: 2, idle_seats: 1, withheld: {} },
        { team_id: '43', slug: 'backend', seats: 1, idle_seats: 0, withheld: {} },
      ],
      teams_with_idle_seats: ['42'],
      idle_people: [],
    })
  })

  test('lists people only by name', () => {
    expect(summary(0, named).idle_people).toEqual([
      {
        user_login: 'bob',
        teams: 'frontend',
        state: 'idle',
        last_activity_day: '2026-08-01',
        days_since_activity: 76,
        granted_by: 'direct;frontend',
      },
    ])
  })

  test('withholds all of a few seats', () => {
    const { seats, active_seats, idle_seats, idle_cost, missing_seats, withheld } = summary(5)
    expect({ seats, active_seats, idle_seats, idle_cost, missing_seats }).toEqual({
      seats: null,
      active_seats: null,
      idle_seats: null,
      idle_cost: null,
      missing_seats: null,
    })
    expect(withheld).toMatchObject({ seats: { least: 1, most: 4 }, idle_cost: null })
  })

  test('of a refused list says why and knows nothing', () => {
    const { shown } = read()
    const lines = { teams: teamLines(shown, ''), totals: entityActivity(shown) }
    const refused = seatsReport(shown, { refused: 'no' }, lines, PRICE, named)
    expect(refused).toMatchObject({ refused: 'no', seats: null, idle_cost: null, withheld: {}, teams: [] })
    const [team] = teamsWithSeats({ teams: lines.teams, seats: refused })
    expect(team).toMatchObject({ slug: 'frontend', seats: null, idle_seats: null })
  })

  test('puts seats and idle seats behind each team', () => {
    const { shown } = read()
    const teams = teamLines(shown, '')
    expect(teamsWithSeats({ teams })).toEqual(teams)
    const counts = teamsWithSeats({ teams, seats: summary() })
    expect(counts.map(({ slug, seats, idle_seats }) => [slug, seats, idle_seats])).toEqual([
      ['frontend', 2, 1],
      ['backend', 1, 0],
    ])
  })
})
