import fc from 'fast-check'
import { expect, it } from 'vitest'

import { addRow } from '../../src/rollup/add-row.ts'
import { clearedMemory, type DayRows, eachRow, emptyDayRows } from '../../src/rollup/day-rows.ts'
import { breakdownLines } from '../../src/lines/breakdowns.ts'
import {
  addBreakdowns,
  addCountersOfPairs,
  addRowsToBreakdown,
  type Breakdown,
  emptyBreakdown,
  internIndex,
  rowAt,
} from '../../src/rollup/breakdowns.ts'
import { emptyValueCounts } from '../../src/rollup/value-counts.ts'
import { matchesOfEntity } from '../../src/rollup/roll-up.ts'
import { breakdownOf as breakdownOfEntity } from '../../src/rollup/reading.ts'
import type { Day } from '../../src/day.ts'
import { createNames } from '../../src/rollup/names.ts'
import { dayRows, shownOf } from '../fixtures/totals.ts'
import { dayOf, type Line, row, WEDNESDAY } from '../fixtures/rows.ts'

const names = createNames('organization')
const shown = { ...shownOf({ [WEDNESDAY]: {} }), names }
const usage = { members: null, activeMembers: null, active: null, engaged: null }
const ANYONE = { entity: 'octo', team_id: '', slug: '', usage }

/** A breakdown in words, whatever the order in which its values were met. */
const inWords = (breakdown: Breakdown) => [...breakdownLines(ANYONE, breakdown, shown)]

/** The breakdown of some rows: of each a person and the languages with a counter, which may be unknown. */
const breakdowns = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.dictionary(fc.constantFrom('java', 'ts', 'typescript', 'others'), fc.option(fc.nat({ max: 9 })), {
        minKeys: 1,
      }),
    ),
    { maxLength: 6 },
  )
  .map((people) => breakdownOf(people.map(([person, languages]) => lineOf(person, languages))))

function lineOf(person: number, languages: Record<string, number | null>): Line {
  const entries = Object.entries(languages).map(([language, loc_added_sum]) => ({
    language,
    feature: 'x',
    loc_added_sum,
  }))
  return { user_id: person, user_login: `p${person}`, totals_by_language_feature: entries }
}

function breakdownOf(lines: readonly Line[]): Breakdown {
  return breakdownOfRows(dayRows(lines, WEDNESDAY, names))
}

function breakdownOfRows(rows: DayRows): Breakdown {
  const breakdown = emptyBreakdown()
  if (rows.cells === undefined) throw new Error('a day of the window has cells')
  addRowsToBreakdown(breakdown, rows.cells, matchesOfEntity(rows, breakdown.people.roster))
  addCountersOfPairs(breakdown, names.values.firstKeyOf)
  return breakdown
}

it('addition is associative and commutative, and nothing added changes nothing', () => {
  fc.assert(
    fc.property(breakdowns, breakdowns, breakdowns, (first, second, third) => {
      const sum = (...parts: Breakdown[]) => parts.reduce(addBreakdowns, emptyBreakdown())
      const together = inWords(sum(first, second, third))
      expect(inWords(sum(first, sum(second, third)))).toEqual(together)
      expect(inWords(sum(third, first, second))).toEqual(together)
      expect(inWords(sum(first, emptyBreakdown()))).toEqual(inWords(first))
    }),
  )
})

it('two spellings of a value in one row are one person and one day, and what is unknown stays unknown', () => {
  const breakdown = breakdownOf([
    {
      user_id: 1,
      user_login: 'p1',
      totals_by_language_feature: [spelled('ts', 3), spelled('TypeScript', 4)],
    },
    { user_id: 2, user_login: 'p2', totals_by_language_feature: [spelled('cobol', undefined)] },
  ])
  const languages = inWords(breakdown).filter(({ dimension }) => dimension === 'language')
  expect(languages).toMatchObject([
    { value: 'cobol', active_users: 1, active_user_days: 1, loc_added_sum: null, raw_values: '' },
    {
      value: 'typescript',
      active_users: 1,
      active_user_days: 1,
      loc_added_sum: 7,
      raw_values: 'TypeScript;ts',
    },
  ])
})

function spelled(language: string, loc_added_sum: number | undefined) {
  return { language, feature: 'agent_edit', loc_added_sum }
}

it('counters beyond 32 bits are exact, in a cell and in a sum', () => {
  const large = 2 ** 31 + 7
  const lines = [1, 2, 3].map((person) => lineOf(person, { java: person === 3 ? 2 ** 31 - 1 : large }))
  const java = inWords(breakdownOf(lines)).find(({ dimension }) => dimension === 'language')
  expect(java).toMatchObject({ value: 'java', active_user_days: 3, loc_added_sum: 2 * large + 2 ** 31 - 1 })
})

it('pairs of very many spellings keep apart', () => {
  const { values } = createNames('organization')
  const [few, many] = [0, 70_000].map((first) => {
    for (let text = values.texts.size; text <= first + 40_000; text++) values.texts.idOf(`text-${text}`)
    return [0, 1, 40_000].map((second) => values.internEntry(2, first + second, second)[0]?.value)
  })
  expect(new Set([...(few ?? []), ...(many ?? [])]).size).toBe(6)
  expect(values.get(many?.[2] ?? -1)).toMatchObject({ value: 'text-110000', second: 'text-40000' })
})

it('values of newer arrays keep apart, whatever stands in them', () => {
  const tools: Line[] = [
    { tool: 'a\nb', use_count: 1 },
    { tool: 'a', name: 'b', use_count: 10 },
  ]
  const lines = tools.map((tool, person) => ({
    user_id: person,
    user_login: `p${person}`,
    totals_by_tool: [tool],
  }))
  for (const order of [lines, lines.toReversed()]) {
    const found = inWords(breakdownOf(order)).map(({ value, second_value, active_users }) => [
      value,
      second_value,
      active_users,
    ])
    expect(found).toEqual([
      ['a', 'b', 1],
      ['a b', '', 1],
    ])
  }
})

it('a day in the memory of another day is the same day', () => {
  const [monday, tuesday] = [[lineOf(1, { java: 3, go: null }), lineOf(2, { ts: 4 })], [lineOf(2, { go: 5 })]]
  const own = emptyDayRows(dayOf(WEDNESDAY))
  for (const line of monday) addRow(own, row(line), names)
  const again = emptyDayRows(dayOf(WEDNESDAY), true, clearedMemory(own))
  for (const line of tuesday) addRow(again, row(line), names)
  expect(inWords(breakdownOfRows(again))).toEqual(inWords(breakdownOf(tuesday)))
  expect([...peopleOf(again)]).toEqual([...peopleOf(dayRows(tuesday, WEDNESDAY, names))])
})

function peopleOf(rows: DayRows): number[] {
  const people: number[] = []
  eachRow(rows, (person) => people.push(person))
  return people
}

it('values of two breakdowns that share their sums are told apart, asked for in turn', () => {
  const counts = emptyValueCounts()
  const [one, other] = [emptyBreakdown(counts), emptyBreakdown(counts)]
  expect([7, 3, 7].map((value) => internIndex(one, value))).toEqual([0, 1, 0])
  expect([3, 9].map((value) => internIndex(other, value))).toEqual([0, 1])
  expect([9, 3, 7].map((value) => internIndex(one, value))).toEqual([2, 1, 0])
  expect([7, 9, 3].map((value) => internIndex(other, value))).toEqual([2, 1, 0])
  const lines = [one, other].flatMap((each) => [0, 1, 2].map((place) => rowAt(each, place)))
  expect(new Set(lines).size).toBe(6)
})

it.each([
  ['in order', (days: readonly Day[]) => days],
  ['the last one first', (days: readonly Day[]) => days.toReversed()],
])('a language has the counters of its pairs once, days read %s, one of them without reports', (_, order) => {
  const entries = (loc_added_sum: number) => [
    { language: 'java', feature: 'x', loc_added_sum },
    { language: 'java', feature: 'y', loc_added_sum: 1 },
  ]
  const rowsOf = (loc_added_sum: number) => ({
    rows: [{ user_id: 1, user_login: 'p1', totals_by_language_feature: entries(loc_added_sum) }],
  })
  const read = shownOf(
    { '2026-10-13': rowsOf(10), '2026-10-14': rowsOf(100) },
    { until: '2026-10-15', days: 3, order },
  )
  const lines = breakdownLines(ANYONE, breakdownOfEntity(read), read)
  const sums = lines.map(({ value, second_value, loc_added_sum, active_user_days }) =>
    [value, second_value, loc_added_sum, active_user_days].join(' ').trim(),
  )
  expect(sums).toEqual(['java  112 2', 'java x 110 2', 'java y 2 2'])
})
