import { expect, test } from 'vitest'
import type { Question } from './recipe.ts'
import { seatColumns, seatsCsv } from './seats.ts'

const record = (id: number, created: string, last: string | null, more: object = {}) => ({
  assignee: { id, login: `person-${id}` },
  created_at: created,
  last_activity_at: last,
  last_authenticated_at: null,
  pending_cancellation_date: null,
  plan_type: 'business',
  assigning_team: null,
  ...more,
})
const row = { day: '2026-11-18', userId: '1', login: 'person-1', entityId: '', fields: {} }
const window = {
  days: ['2026-11-18'],
  reportedDays: new Set(['2026-11-18']),
  rows: [row],
  memberships: [1, 2, 3].map((id) => ({ ...row, userId: String(id), teamId: '42', slug: 'frontend' })),
}
const old = '2026-01-01T00:00:00Z'
const question = {
  entity: 'octo',
  window,
  seats: {
    now: '2026-11-21T12:00:00Z',
    idleDays: 28,
    newSeatDays: 30,
    records: [
      record(1, old, null),
      record(2, old, '2026-10-24T12:00:00Z'),
      record(3, old, '2026-10-24T11:59:59Z', { assigning_team: { slug: 'b' } }),
      record(3, old, null, { assigning_team: { slug: 'a' } }),
      record(4, old, null),
      record(5, '2026-11-01T00:00:00Z', null),
      record(6, old, '2026-11-20T00:00:00Z', { pending_cancellation_date: '2026-12-01' }),
      { ...record(7, old, null), assignee: null },
    ],
  },
} as unknown as Question

test('The recipe has one seat per person, with the state that the contract gives', () => {
  const lines = seatsCsv(question)
  expect(lines.map(({ user_id, state, granted_by }) => [user_id, state, granted_by])).toEqual([
    ['1', 'active', 'direct'],
    ['2', 'active', 'direct'],
    ['3', 'idle', 'a;b'],
    ['4', 'long-idle', 'direct'],
    ['5', 'new', 'direct'],
    ['6', 'pending-cancellation', 'direct'],
  ])
  expect(lines[2]).toMatchObject({ days_since_activity: '28', teams: 'frontend', active_in_window: 'false' })
  expect(seatColumns(question, '42')).toEqual({ seats: '3', idle_seats: '1' })
  expect(seatColumns({ ...question, seats: null }, '42')).toEqual({})
})
