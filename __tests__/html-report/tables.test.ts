import { describe, expect, test } from 'vitest'
import {
  type Cell,
  changeCell,
  countCell,
  judgedShare,
  NONE,
  storedCell,
  textCell,
  UNKNOWN_CELL,
} from '../../html-report/cells.ts'
import { type Column, isWithin, type Limit, readState, writeState } from '../../html-report/table/columns.ts'
import { toCsv } from '../../html-report/table/csv.ts'
import { type Bounds, NOTHING_WITHHELD } from '../../src/privacy/withheld.ts'

const LINE = { active_users: 12, previous_active_users: 20, withheld: NOTHING_WITHHELD }
const FEW = { least: 1, most: 4 }

describe('a cell', () => {
  test('tells zero, unknown and withheld apart, and sorts the last two after every number', () => {
    const counted = (active_users: number | null, withheld = {}) =>
      countCell({ active_users, withheld }, 'active_users')
    expect(counted(0)).toEqual({ text: '0', value: 0 })
    expect(counted(null)).toEqual({ text: 'n/a', value: undefined, reason: 'unknown' })
    expect(counted(null, { active_users: FEW })).toEqual({
      text: 'fewer than 5',
      value: undefined,
      reason: 'withheld',
      bounds: FEW,
    })
  })

  test('of the data says the same words', () => {
    expect(storedCell(1234)).toEqual({ text: '1,234', value: 1234 })
    expect(storedCell(null)).toMatchObject({ text: 'n/a', reason: 'unknown' })
    expect(storedCell([])).toMatchObject({ text: 'withheld', reason: 'withheld' })
  })

  test('of a share of a gap is never rounded up to the limit of gaps', () => {
    const share = { text: '10%', value: 0.097 }
    expect(judgedShare(share, 'gap', 0.1).text).toBe('<10%')
    expect(judgedShare(share, 'used', 0.1).text).toBe('10%')
  })

  test('of a change is the difference, marked as it was judged; of a line that is new there is none', () => {
    const change = (line: object) =>
      changeCell({ ...LINE, ...line }, 'active_users', 'previous_active_users', 'down', NONE)
    expect(change({})).toEqual({ text: '−8', value: -8, mark: 'down' })
    expect(change({ previous_active_users: null })).toEqual(NONE)
    expect(change({ active_users: null, previous_active_users: null })).toMatchObject({ reason: 'unknown' })
    expect(change({ previous_active_users: null, withheld: { previous_active_users: FEW } })).toMatchObject({
      reason: 'withheld',
    })
  })
})

describe('the state of a table', () => {
  const first = { id: 'adoption_rate', falls: false }
  const FIRST = { sort: first, text: '', limit: undefined, choices: {} }
  const state = {
    sort: { id: 'change', falls: true },
    text: 'pay & more',
    limit: { id: 'adoption_rate', side: 'most', value: 50 },
    choices: { use: 'champion' },
  } as const

  const addressed = (prefix = '') => {
    const query = new URLSearchParams({ other: 'kept' })
    for (const [key, value] of writeState(state, first, prefix))
      if (value !== undefined) query.set(key, value)
    return query
  }

  test('is the same after a way through an address, where other tables have theirs', () => {
    expect(readState(addressed(), first, { choices: ['use'] })).toEqual(state)
    expect(readState(addressed('seats.'), first, { prefix: 'seats.', choices: ['use'] })).toEqual(state)
    expect(readState(addressed('seats.'), first)).toEqual(FIRST)
  })

  test('is not in the address where it is as at first', () => {
    expect([...writeState({ ...FIRST, choices: { use: '' } }, first).values()]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(readState(new URLSearchParams(), first)).toEqual(FIRST)
  })

  test.each(['adoption_rate', 'a:least:', 'a:between:3', 'a:most:x', ':least:3'])(
    'has no threshold from the address %s',
    (limit) => {
      expect(readState(new URLSearchParams({ limit }), first).limit).toBeUndefined()
    },
  )

  const least = { id: 'x', side: 'least', value: 80 } as const
  const most = { ...least, side: 'most' } as const

  test('keeps what is shown as at least, or at most, the threshold', () => {
    const within = (limit: Limit, kind: 'share' | 'number', value: number) =>
      isWithin(limit, kind, { text: '', value })
    // Shown as 80%.
    expect([within(least, 'share', 0.796), within(least, 'share', 0.794)]).toEqual([true, false])
    expect([within(most, 'number', 80), within(most, 'number', 81)]).toEqual([true, false])
  })

  test('judges a withheld number by its bounds where they tell, and never an unknown one', () => {
    const hidden = (bounds?: Bounds): Cell => ({ text: '', value: undefined, reason: 'withheld', bounds })
    const judged = (cell: Cell) => [isWithin(least, 'number', cell), isWithin(most, 'number', cell)]
    expect(judged(hidden({ least: 1, most: 4 }))).toEqual([false, true])
    expect(judged(hidden({ least: 80, most: null }))).toEqual([true, undefined])
    expect(judged(hidden({ least: 70, most: 90 }))).toEqual([undefined, undefined])
    expect(judged(hidden())).toEqual([undefined, undefined])
    expect(judged(UNKNOWN_CELL)).toEqual([false, false])
  })
})

describe('a table as CSV', () => {
  interface Row {
    readonly name: string
    readonly share: number | null
  }
  const columns: Column<Row>[] = [
    { id: 'team', heading: 'Team', kind: 'text', cell: ({ name }) => textCell(name) },
    { id: 'share', heading: 'Share', kind: 'share', cell: ({ share }) => storedCell(share) },
  ]

  test('has raw numbers, nothing where there is none, quotes where needed, and no formula', () => {
    const rows = [
      { name: 'payments', share: 0.761702 },
      { name: 'a,"b"', share: null },
      { name: '=1+1', share: 0 },
    ]
    expect(toCsv(columns, rows)).toBe(`team,share\npayments,0.761702\n"a,""b""",\n'=1+1,0\n`)
  })
})
