import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type DayRows,
  eachRow,
  engagedBits,
  flagBits,
  hasFeatureArray,
  intOf,
  knownBits,
  knownFlagBits,
  ROW,
} from '../../src/rollup/day-rows.ts'
import { createNames } from '../../src/rollup/names.ts'
import { FEATURES, USER_COLUMNS, type UserColumn } from '../../src/rules/features.ts'
import { dayRows, totalsOf, inFull, inWords, rollUp } from '../fixtures/totals.ts'
import { ALICE, BOB, byFeature, COMPLETED, type Line, WEDNESDAY } from '../fixtures/rows.ts'

const SMALL = { ...ALICE, loc_added_sum: 10, code_generation_activity_count: 2 }
const LARGE = { ...ALICE, loc_added_sum: 11, code_generation_activity_count: 2 }

test('a person’s row counts once', () => {
  expect(summary([SMALL, { ...BOB, loc_added_sum: 5 }])).toEqual({
    active: 2,
    loc_added: 15,
    repeated: 0,
    conflicting: 0,
  })
})

describe('the same person twice on a day', () => {
  test('identical: counted once', () => {
    expect(summary([SMALL, SMALL])).toEqual({ active: 1, loc_added: 10, repeated: 1, conflicting: 0 })
    expect(summary([SMALL, SMALL, SMALL])).toMatchObject({ active: 1, loc_added: 10, repeated: 2 })
  })

  test('different only in what is not used: counted once', () => {
    const other = { ...SMALL, user_login: 'alice-octo', etl_id: 'x', totals_by_cli: undefined }
    expect(summary([SMALL, other])).toEqual({ active: 1, loc_added: 10, repeated: 1, conflicting: 0 })
  })

  test('the same entries in another order: counted once', () => {
    const entries = [
      { feature: 'chat_inline', user_initiated_interaction_count: 1 },
      { feature: 'time_travel', user_initiated_interaction_count: 2 },
      { feature: 'beam', user_initiated_interaction_count: 3 },
    ]
    const lines = [entries, entries.toReversed()].map((totals_by_feature) => ({
      ...SMALL,
      totals_by_feature,
    }))
    expect(summary(lines)).toEqual({ active: 1, loc_added: 10, repeated: 1, conflicting: 0 })
  })

  test('the id as a number and as text is the same person', () => {
    expect(summary([SMALL, { ...SMALL, user_id: '1001' }])).toMatchObject({ active: 1, repeated: 1 })
  })

  test.each([
    ['first', [LARGE, SMALL]],
    ['last', [SMALL, LARGE]],
  ])('different: the larger activity is kept when it comes %s, and that is counted', (_, lines) => {
    expect(summary(lines)).toEqual({ active: 1, loc_added: 11, repeated: 0, conflicting: 1 })
  })

  test('larger is the sum of the seven counters, whichever they are', () => {
    const generated = { ...ALICE, loc_added_sum: 1, code_generation_activity_count: 12 }
    expect(summary([SMALL, generated])).toMatchObject({ loc_added: 1, conflicting: 1 })
  })

  test('a counter that is missing makes a row no smaller than one that is 0', () => {
    const bare = { ...ALICE, loc_added_sum: 12 }
    const zero = { ...ALICE, loc_added_sum: 11, loc_deleted_sum: 0 }
    expect(summary([bare, zero])).toMatchObject({ loc_added: 12 })
  })

  test('credits do not make a row larger', () => {
    expect(summary([LARGE, { ...SMALL, ai_credits_used: 900 }])).toMatchObject({ loc_added: 11 })
  })

  const ties: readonly (readonly [string, Line, Line])[] = [
    ['counters', { loc_added_sum: 10 }, { loc_deleted_sum: 10 }],
    ['flags', { used_chat: true }, { used_chat: false }],
    ['features', COMPLETED, byFeature({ chat_inline: { user_initiated_interaction_count: 1 } })],
    [
      'features of their own',
      byFeature({ time_travel: { loc_added_sum: 1 } }),
      byFeature({ mind_reading: { loc_added_sum: 1 } }),
    ],
    ['credits', { ai_credits_used: 2 }, { ai_credits_used: 10 }],
    ['the entity id', { organization_id: '7' }, { organization_id: '8' }],
    [
      'breakdowns',
      { totals_by_ide: [{ ide: 'vscode', loc_added_sum: 1 }] },
      { totals_by_ide: [{ ide: 'vim', loc_added_sum: 1 }] },
    ],
    ['phases', { ai_adoption_phase: { phase_number: 1 } }, { ai_adoption_phase: { phase_number: 2 } }],
  ]

  test.each(ties)(
    'equal in activity, different in %s: one is kept, the same whatever the order',
    (_, one, other) => {
      const [left, right] = [
        { ...ALICE, ...one },
        { ...ALICE, ...other },
      ]
      expect(keptOf([left, right])).toEqual(keptOf([right, left]))
      expect(summary([left, right])).toMatchObject({ active: 1, conflicting: 1 })
    },
  )

  test('many times: which one is kept does not depend on the order', () => {
    const lines = ties.flatMap(([, one, other]) => [
      { ...ALICE, ...one },
      { ...ALICE, ...other },
    ])
    const expected = keptOf(lines)
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(keptOf(shuffled)).toEqual(expected)
      }),
    )
  })

  test('many times: what is counted does not depend on the order', () => {
    const expected = summary([LARGE, SMALL, SMALL])
    expect(summary([SMALL, LARGE, SMALL])).toEqual(expected)
    expect(summary([SMALL, SMALL, LARGE])).toEqual(expected)
  })
})

describe('the rate of accepted completions', () => {
  test('counts the feature by its name, without regard to case and space, as engagement does', () => {
    const line = {
      ...ALICE,
      ...byFeature({
        ' Code_Completion': { code_generation_activity_count: 4, code_acceptance_activity_count: 1 },
      }),
    }
    expect(inFull(rollUp({ rows: dayRows([line]), memberships: undefined }).entity).sums).toEqual(
      inFull(rollUp({ rows: dayRows([{ ...ALICE, ...COMPLETED }]), memberships: undefined }).entity).sums,
    )
  })
})

test('the login is that of the newest day', () => {
  const totals = totalsOf(
    {
      '2026-10-13': { rows: [{ ...ALICE, user_login: 'alice-new' }] },
      '2026-10-12': { rows: [{ ...ALICE, user_login: 'zalice-old' }] },
    },
    { days: 2, order: (days) => days.toReversed() },
  )
  expect(totals.names.people.labelOf(0)).toBe('alice-new')
})

test('what a row tells of features and flags is read by row', () => {
  const rows = dayRows([
    { ...ALICE, used_cli: true, used_chat: false },
    { ...BOB, ...COMPLETED },
  ])
  const bitOf = (feature: string) => 1 << FEATURES.findIndex(({ key }) => key === feature)
  const flagOf = (flag: UserColumn) => 1 << USER_COLUMNS.indexOf(flag)
  const completion = bitOf('code_completion')

  expect([engagedBits(rows, 0), engagedBits(rows, 1)]).toEqual([bitOf('cli'), completion])
  expect([knownBits(rows, 0) & completion, knownBits(rows, 1) & completion]).toEqual([0, completion])
  expect([flagBits(rows, 0), flagBits(rows, 1)]).toEqual([flagOf('cli_users'), 0])
  expect([knownFlagBits(rows, 0), knownFlagBits(rows, 1)]).toEqual([
    flagOf('cli_users') | flagOf('chat_users'),
    0,
  ])
  expect([hasFeatureArray(rows, 0), hasFeatureArray(rows, 1)]).toEqual([false, true])
})

function summary(lines: readonly Line[]) {
  const rows = dayRows(lines)
  const { active, loc_added_sum: loc_added } = inWords(
    rollUp({ rows, memberships: undefined }).entity,
  ) as Record<string, unknown>
  return { active, loc_added, repeated: rows.repeated, conflicting: rows.conflicting }
}

/** What a day amounts to, with the names that its numbers stand for. */
function keptOf(lines: readonly Line[]) {
  const names = createNames('organization')
  const rows: DayRows = dayRows(lines, WEDNESDAY, names)
  const { sums, own, people } = inFull(rollUp({ rows, memberships: undefined }).entity)
  let kept = -1
  eachRow(rows, (_, row) => {
    kept = row
  })
  return {
    sums,
    own: own.map(([feature, days]) => [names.unlistedFeatures.textOf(feature), days]),
    bits: people.map(([, bits]) => bits.filter((bit) => bit < 96)),
    phase: intOf(rows, kept, ROW.phase),
    entityId: names.entityIds.textOf(intOf(rows, kept, ROW.entityId)),
  }
}
