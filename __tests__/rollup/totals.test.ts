import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eachRow } from '../../src/rollup/day-rows.ts'
import { FEATURES } from '../../src/rules/features.ts'
import { createNames } from '../../src/rollup/names.ts'
import { addPerson } from '../../src/columns/bit-sets.ts'
import { totalsOfRow } from '../../src/rollup/roll-up.ts'
import {
  addUnlistedFeatureDays,
  addTotals,
  activeDays,
  credits as creditsOf,
  emptyTotals,
  known,
  PERSON,
  plus,
  users,
  SUM,
  type Totals,
} from '../../src/rollup/totals.ts'
import { dayRows, inFull, inWords, rollUp } from '../fixtures/totals.ts'
import { ALICE, BOB, COMPLETED, type Line } from '../fixtures/rows.ts'

const counter = fc.option(fc.nat(1000), { nil: undefined })
const flag = fc.constantFrom(true, false, null, undefined)
const entry = fc.record({
  feature: fc.constantFrom(
    'code_completion',
    'chat_inline',
    'chat_panel_ask_mode',
    'copilot_cli',
    'time_travel',
    'others',
  ),
  user_initiated_interaction_count: counter,
  code_generation_activity_count: counter,
  code_acceptance_activity_count: counter,
})
const anyLine: fc.Arbitrary<Line> = fc.record({
  user_initiated_interaction_count: counter,
  code_acceptance_activity_count: counter,
  loc_added_sum: counter,
  ai_credits_used: fc.option(
    fc.nat(5_000_000).map((millionths) => millionths / 1e6),
    { nil: undefined },
  ),
  used_chat: flag,
  used_cli: flag,
  used_copilot_code_review_active: flag,
  totals_by_feature: fc.option(fc.array(entry, { maxLength: 4 }), { nil: undefined }),
})
/** Rows of different people: each line is that of a person of its own. */
const anyLines = fc
  .array(anyLine, { maxLength: 8 })
  .map((lines) => lines.map((line, index) => person(index, line)))

const anyTotals: fc.Arbitrary<Totals> = fc
  .record({
    sums: fc.array(fc.option(fc.nat(1e6), { nil: Number.NaN }), {
      minLength: SUM.length,
      maxLength: SUM.length,
    }),
    own: fc.array(fc.tuple(fc.nat(3), fc.nat(50))),
    people: fc.array(fc.tuple(fc.nat(9), fc.nat(130)), { maxLength: 30 }),
  })
  .map(({ sums, own, people }) => {
    const totals = emptyTotals()
    sums.forEach((value, index) => {
      totals.sums[index] = value
    })
    for (const [feature, days] of own) addUnlistedFeatureDays(totals, feature, days)
    for (const [number, bit] of people) addPerson(totals.people, number, bit >>> 5, 1 << (bit & 31))
    return totals
  })

describe('addition', () => {
  test('is associative', () => {
    fc.assert(
      fc.property(anyTotals, anyTotals, anyTotals, (a, b, c) => {
        expect(inFull(sum(sum(a, b), c))).toEqual(inFull(sum(a, sum(b, c))))
      }),
    )
  })

  test('is commutative', () => {
    fc.assert(
      fc.property(anyTotals, anyTotals, (a, b) => {
        expect(inFull(sum(a, b))).toEqual(inFull(sum(b, a)))
      }),
    )
  })

  test('has the totals of nothing for its neutral element, on either side', () => {
    fc.assert(
      fc.property(anyTotals, (a) => {
        expect(inFull(sum(a, emptyTotals()))).toEqual(inFull(a))
        expect(inFull(sum(emptyTotals(), a))).toEqual(inFull(a))
      }),
    )
  })

  test('leaves what is added as it was', () => {
    fc.assert(
      fc.property(anyTotals, anyTotals, (a, b) => {
        const before = inFull(b)
        addTotals(a, b)
        addTotals(a, a)
        expect(inFull(b)).toEqual(before)
      }),
    )
  })

  test('adds counters and unites people: twice the same is twice the work of the same people', () => {
    fc.assert(
      fc.property(anyTotals, (a) => {
        const twice = inFull(sum(a, a))
        expect(twice.people).toEqual(inFull(a).people)
        expect(twice.sums).toEqual(inFull(a).sums.map((value) => (value === null ? null : value * 2)))
      }),
    )
  })
})

describe('rows', () => {
  test('added up one by one are the day rolled up, in whatever order', () => {
    const shuffled = anyLines.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    fc.assert(
      fc.property(shuffled, ([lines, otherOrder]) => {
        const names = createNames('organization')
        const rows = dayRows(lines, undefined, names)
        const { entity } = rollUp({ rows, memberships: undefined })
        const others = dayRows(otherOrder, undefined, names)
        const oneByOne = emptyTotals()
        eachRow(others, (_, row) => void addTotals(oneByOne, totalsOfRow(others, row)))
        expect(inFull(oneByOne)).toEqual(inFull(entity))
      }),
    )
  })

  test('of two people have the counters of both and two people', () => {
    const rows = dayRows([
      { ...ALICE, loc_added_sum: 88, ...COMPLETED },
      { ...BOB, loc_added_sum: 24 },
    ])
    expect(inWords(rollUp({ rows, memberships: undefined }).entity)).toMatchObject({
      active: 2,
      engaged: 1,
      loc_added_sum: 112,
    })
  })

  test('of one person on two days have the counters of both and one person', () => {
    const [first, second] = [
      dayRows([{ ...ALICE, loc_added_sum: 88 }]),
      dayRows([{ ...ALICE, loc_added_sum: 24 }]),
    ]
    const both = sum(totalsOfRow(first, 0), totalsOfRow(second, 0))
    expect(inWords(both)).toMatchObject({ active: 1, loc_added_sum: 112 })
    expect(activeDays(both)).toBe(2)
  })
})

describe('unknown', () => {
  test('is not zero: a counter that no row carries stays unknown, next to one that is 0', () => {
    const rows = dayRows([{ ...ALICE, loc_added_sum: 0 }, BOB])
    expect(inWords(rollUp({ rows, memberships: undefined }).entity)).toMatchObject({
      loc_added_sum: 0,
      loc_deleted_sum: null,
    })
  })

  test('gives way to the first number that is added', () => {
    expect(plus(Number.NaN, 3)).toBe(3)
    expect(plus(3, Number.NaN)).toBe(3)
    expect(plus(Number.NaN, Number.NaN)).toBeNaN()
    expect(plus(0, 3)).toBe(3)
  })

  test('is 0 where nobody was active, and null where people were', () => {
    const nobody = { ...emptyTotals(), hasCounters: true }
    const somebody = totalsOfRow(dayRows([ALICE]), 0)
    expect(creditsOf(nobody)).toBe(0)
    expect(creditsOf(somebody)).toBeNull()
    expect(creditsOf(emptyTotals())).toBeNull()
  })

  test('is null and not NaN outside of sums', () => {
    expect(known(Number.NaN)).toBeNull()
    expect(known(undefined)).toBeNull()
    expect(known(0)).toBe(0)
  })

  test('stays apart from not engaged in the days of a feature', () => {
    const cli = FEATURES.findIndex(({ key }) => key === 'cli')
    const days = (line: Line) =>
      known(totalsOfRow(dayRows([{ ...ALICE, ...line }]), 0).sums[SUM.features + cli])
    expect(days({ used_cli: true })).toBe(1)
    expect(days({ used_cli: false })).toBe(0)
    expect(days({})).toBeNull()
  })
})

test('credits add up to the last millionth, whatever the order', () => {
  const credits = fc.array(
    fc.nat(99_999_999).map((millionths) => millionths / 1e6),
    { minLength: 1, maxLength: 40 },
  )
  fc.assert(
    fc.property(credits, (values) => {
      const rows = dayRows(values.map((ai_credits_used, index) => person(index, { ai_credits_used })))
      const millionths = values.reduce((total, value) => total + BigInt(Math.round(value * 1e6)), 0n)
      expect(rollUp({ rows, memberships: undefined }).entity.sums[SUM.credits]).toBe(Number(millionths))
    }),
  )
})

test('the sets of people have bits of their own', () => {
  const {
    member,
    active,
    engaged,
    teamsKnown,
    flags,
    engagedFeatures,
    reportableFeatures,
    unlistedFeatures,
  } = PERSON
  const bits = [
    member,
    active,
    engaged,
    teamsKnown,
    flags,
    engagedFeatures * 32,
    reportableFeatures * 32,
    unlistedFeatures,
  ]
  expect(new Set(bits).size).toBe(bits.length)
  expect(FEATURES.length).toBeLessThanOrEqual(32)
  expect(users(emptyTotals(), 'member')).toBe(0)
})

function sum(left: Totals, right: Totals): Totals {
  return addTotals(addTotals(emptyTotals(), left), right)
}

function person(index: number, line: Line): Line {
  return { ...line, user_id: 2000 + index, user_login: `user-${index}` }
}
