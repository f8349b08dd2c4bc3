import type { Day } from '../../src/day.ts'
import type { SeatRules } from '../../src/lines/report.ts'
import type { IdlePerson, SeatsReport } from '../../src/lines/seat-summary.ts'

export const SEAT_RULES: SeatRules = {
  idle_days: 28,
  new_seat_days: 30,
  price: { amount: 19, currency: 'USD' },
}

/** The seats of a made-up organization whose teams are those of `sampleEntity`. */
export function sampleSeats(overrides: Partial<SeatsReport> = {}): SeatsReport {
  return {
    refused: null,
    as_of: '2026-11-20' as Day,
    as_of_age: 0,
    is_stale: false,
    seats: 240,
    active_seats: 190,
    idle_seats: 31,
    long_idle_seats: 12,
    new_seats: 14,
    pending_cancellation_seats: 5,
    seats_active_in_window: 188,
    adoption_per_seat: 188 / 240,
    missing_seats: 0,
    idle_cost: 589,
    withheld: {},
    teams: [
      { team_id: '5301', slug: 'platform-core', seats: 26, idle_seats: 7, withheld: {} },
      { team_id: '5302', slug: 'payments-api', seats: 20, idle_seats: 4, withheld: {} },
    ],
    teams_with_idle_seats: ['5301', '5302'],
    idle_people: [
      idlePerson('margaret-hamilton', { last_activity_day: null, days_since_activity: null }),
      idlePerson('grace-hopper', { state: 'idle', teams: '', granted_by: 'direct' }),
    ],
    ...overrides,
  }
}

export function idlePerson(user_login: string, overrides: Partial<IdlePerson> = {}): IdlePerson {
  return {
    user_login,
    teams: 'platform-core;payments-api',
    state: 'long-idle',
    last_activity_day: '2026-09-30' as Day,
    days_since_activity: 51,
    granted_by: 'platform-core',
    ...overrides,
  }
}
