import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoment } from '../../src/day.ts'
import { parseSeat, type Seat, toSeatList } from '../../src/parse/seats.ts'

const parseSeats = (records: readonly unknown[]) => toSeatList(records.map(parseSeat))
const ALICE = { login: 'alice', id: 1001 }
const RECORD = {
  created_at: '2026-01-05T08:00:00Z',
  pending_cancellation_date: null,
  last_activity_at: '2026-11-18T14:03:05Z',
  last_activity_editor: 'vscode/1.99.0/copilot/1.372.0',
  last_authenticated_at: '2026-11-18T07:00:00Z',
  plan_type: 'business',
  assignee: ALICE,
  assigning_team: null,
}
const team = (slug: string) => ({ id: 7, slug, name: slug })

describe('a record of the list', () => {
  test('is a seat, as the documentation of GitHub has it', () => {
    expect(parseSeats([{ ...RECORD, assigning_team: team('justice-league') }])).toEqual({
      withoutAssignee: 0,
      seats: [
        {
          userId: '1001',
          login: 'alice',
          createdAt: Date.UTC(2026, 0, 5, 8),
          lastActivityAt: Date.UTC(2026, 10, 18, 14, 3, 5),
          lastActivityEditor: 'vscode/1.99.0/copilot/1.372.0',
          lastAuthenticatedAt: Date.UTC(2026, 10, 18, 7),
          pendingCancellation: null,
          plan: 'business',
          grantedBy: ['justice-league'],
          isDirect: false,
        },
      ],
    })
  })

  test.each([
    ['2021-10-14T00:53:32-06:00', '2021-10-14T06:53:32Z'],
    ['2021-10-14T00:53:32.123Z', '2021-10-14T00:53:32Z'],
    ['2021-10-14', '2021-10-14T00:00:00Z'],
  ])('at %s has a moment in UTC', (text, expected) => {
    expect(formatMoment(only([{ ...RECORD, created_at: text }]).createdAt ?? 0)).toBe(expected)
  })

  test.each([undefined, null, '', 'yesterday', 17, '2021-13-45T99:00:00Z', {}])(
    'whose moments are %j has unknown ones',
    (value) => {
      const seat = only([{ ...RECORD, created_at: value, last_activity_at: value, assignee: ALICE }])
      expect([seat.createdAt, seat.lastActivityAt]).toEqual([null, null])
    },
  )

  test.each([
    { ...RECORD, assignee: null },
    { ...RECORD, assignee: undefined },
    { ...RECORD, assignee: { login: 'ghost' } },
    { ...RECORD, assignee: { login: 'ghost', id: -1 } },
    null,
    17,
    [],
  ])('without a person is counted apart: %j', (record) => {
    const { seats, withoutAssignee } = parseSeats([RECORD, record])
    expect([seats.length, withoutAssignee]).toEqual([1, 1])
  })

  test('of a team without a slug names its id', () => {
    expect(only([{ ...RECORD, assigning_team: { id: 4242 } }]).grantedBy).toEqual(['4242'])
  })
})

describe('several records of a person', () => {
  test('are one seat: newest activity, earliest creation, every granting team, the larger plan', () => {
    const other = {
      ...RECORD,
      assignee: { login: 'alice', id: '1001' },
      created_at: '2025-03-01T00:00:00Z',
      last_activity_at: '2026-11-19T00:00:00Z',
      last_activity_editor: 'jetbrains/1',
      last_authenticated_at: null,
      plan_type: 'enterprise',
      assigning_team: team('ent:all'),
    }
    expect(only([{ ...RECORD, assigning_team: team('platform') }, other, RECORD])).toMatchObject({
      createdAt: Date.UTC(2025, 2, 1),
      lastActivityAt: Date.UTC(2026, 10, 19),
      lastActivityEditor: 'jetbrains/1',
      lastAuthenticatedAt: Date.UTC(2026, 10, 18, 7),
      plan: 'enterprise',
      grantedBy: ['ent:all', 'platform'],
      isDirect: true,
    })
  })

  test('end only if all of them end, on the last of the days', () => {
    const ending = (day: string | null) => ({ ...RECORD, pending_cancellation_date: day })
    expect(only([ending('2026-12-01'), ending('2026-12-09')]).pendingCancellation).toBe('2026-12-09')
    expect(only([ending('2026-12-01'), ending(null)]).pendingCancellation).toBeNull()
  })

  test('are the same seat in any order', () => {
    const moment = fc.constantFrom(null, '2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z')
    const record = fc.record({
      assignee: fc.constantFrom(ALICE, { login: 'alice-new', id: 1001 }, { login: 'bob', id: 7 }),
      created_at: moment,
      last_activity_at: moment,
      last_activity_editor: fc.constantFrom('a', 'b'),
      last_authenticated_at: moment,
      pending_cancellation_date: fc.constantFrom(null, '2026-12-01', '2026-12-02'),
      plan_type: fc.constantFrom('business', 'enterprise', 'unknown'),
      assigning_team: fc.constantFrom(null, team('a'), team('b')),
    })
    const shuffles = fc
      .array(record, { maxLength: 6 })
      .chain((records) =>
        fc.tuple(
          fc.constant(records),
          fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
        ),
      )
    fc.assert(
      fc.property(shuffles, ([records, shuffled]) => {
        expect(parseSeats(shuffled)).toEqual(parseSeats(records))
      }),
    )
  })
})

function only(records: readonly unknown[]): Seat {
  const [seat, ...others] = parseSeats(records).seats
  if (seat === undefined || others.length > 0) throw new RangeError('the list has one person')
  return seat
}
