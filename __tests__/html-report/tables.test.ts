import { describe, expect, test } from 'vitest'
import { changeCell, countCell, storedCell, textCell } from '../../html-report/cells.ts'
import { type Column, isWithin, readState, writeState } from '../../html-report/table/columns.ts'
import { toCsv } from '../../html-report/table/csv.ts'
import { NOTHING_WITHHELD } from '../../src/privacy/withheld.ts'

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
    })
  })

  test('of the data says the same words', () => {
    expect(storedCell(1234)).toEqual({ text: '1,234', value: 1234 })
    expect(storedCell(null)).toMatchObject({ text: 'n/a', reason: 'unknown' })
    expect(storedCell([1, 4])).toMatchObject({ text: 'fewer than 5', reason: 'withheld' })
    expect(storedCell([])).toMatchObject({ text: 'withheld', reason: 'withheld' })
  })

  test('of a change is the difference, marked as it was judged; of a line that is new there is none', () => {
    const change = (line: object) =>
      changeCell({ ...LINE, ...line }, 'active_users', 'previous_active_users', 'down')
    expect(change({})).toEqual({ text: '−8', value: -8, mark: 'down' })
    expect(change({ previous_active_users: null })).toMatchObject({ text: '–', reason: 'empty' })
    expect(change({ active_users: null, previous_active_users: null })).toMatchObject({ reason: 'unknown' })
    expect(change({ previous_active_users: null, withheld: { previous_active_users: FEW } })).toMatchObject({
      reason: 'withheld',
    })
  })
})

describe('the state of a table', () => {
  const first = { id: 'adoption_rate', falls: false }
  const state = {
    sort: { id: 'change', falls: true },
    text: 'pay & more',
    limit: { id: 'adoption_rate', side: 'most', value: 50 },
  } as const

  test('is the same after a way through an address', () => {
    const address = writeState(state, first).toString()
    expect(readState(new URLSearchParams(address), first)).toEqual(state)
  })

  test('is not in the address where it is as at first', () => {
    expect(writeState({ sort: first, text: '', limit: undefined }, first).toString()).toBe('')
    expect(readState(new URLSearchParams(), first)).toEqual({ sort: first, text: '', limit: undefined })
  })

  test.each(['adoption_rate', 'a:least:', 'a:between:3', 'a:most:x', ':least:3'])(
    'has no threshold from the address %s',
    (limit) => {
      expect(readState(new URLSearchParams({ limit }), first).limit).toBeUndefined()
    },
  )

  test('keeps what is shown as at least, or at most, the threshold, and nothing without a number', () => {
    const least = { id: 'x', side: 'least', value: 80 } as const
    const most = { ...least, side: 'most' } as const
    // Shown as 80%.
    expect([isWithin(least, 'share', 0.796), isWithin(least, 'share', 0.794)]).toEqual([true, false])
    expect([isWithin(most, 'number', 80), isWithin(most, 'number', 81)]).toEqual([true, false])
    expect([isWithin(least, 'number', undefined), isWithin(most, 'number', undefined)]).toEqual([
      false,
      false,
    ])
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
