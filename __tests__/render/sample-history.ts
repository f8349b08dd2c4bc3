import { addDays } from '../../src/day.ts'
import type { WeekTotals } from '../../src/lines/weeks.ts'
import { dayOf } from '../fixtures/rows.ts'
import { UNKNOWN_COUNTERS } from '../fixtures/counters.ts'

/** So many weeks of the sample organization until 9 November, a little more activity in each. */
export function sampleHistory(count: number, overrides: Partial<WeekTotals> = {}): WeekTotals[] {
  return Array.from({ length: count }, (_, index) => ({
    week: addDays(dayOf('2026-11-09'), 7 * (index - count + 1)),
    scope: 'organization',
    entity: 'octo-works',
    team_id: '',
    slug: '',
    days_reported: 7,
    members: 200,
    active_users: 100 + index,
    engaged_users: 90 + index,
    idle_users: 100 - index,
    ...UNKNOWN_COUNTERS,
    user_initiated_interaction_count: 1000,
    code_generation_activity_count: 1000,
    code_acceptance_activity_count: 1000,
    loc_suggested_to_add_sum: 1000,
    loc_suggested_to_delete_sum: 1000,
    loc_added_sum: 1000,
    loc_deleted_sum: 1000,
    ai_credits_used: 1000 + index,
    features: new Map([
      ['code_completion', 80],
      ['agent_mode', 20 + index],
    ]),
    other_features: new Map(),
    ...overrides,
  }))
}
