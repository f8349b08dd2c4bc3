import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  counterOf,
  emptyMembershipFields,
  emptyRowFields,
  type MembershipFields,
  PRESENT,
  type RowFields,
} from '../../src/parse/fields.ts'
import { createScanner } from '../../src/parse/fast/scanner.ts'
import { setMembershipFields, setRowFields } from '../../src/parse/parsed-fields.ts'
import { Rejection } from '../../src/parse/rejection.ts'
import { COUNTERS, FLAGS, KNOWN_ARRAYS } from '../../src/parse/report-format.ts'
import { parseMembership, parseRow } from '../../src/parse/validate.ts'
import { ALICE, dayOf, FRONTEND, type Line, lineView, WEDNESDAY } from '../fixtures/rows.ts'

const DAY = dayOf(WEDNESDAY)
const scanner = createScanner()

/** Mostly what is plain, now and then what is odd: a row has many parts, and one odd one is enough not to be taken. */
const mostly = <Value>(plain: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: plain, weight: 80 }, { arbitrary: odd, weight: 1 })
const counter = mostly<number | null>(fc.oneof(fc.nat(9), fc.nat(), fc.constant(null)), fc.maxSafeNat())
const counters = fc.record(Object.fromEntries(COUNTERS.map((name) => [name, counter])), { requiredKeys: [] })
const name = mostly(
  fc.constantFrom('typescript', 'c++', 'others', 'code_completion', 'gpt-5.2', ''),
  fc.constantFrom('Ä', 'a"b', '\u007f'),
)
const anything = mostly<unknown>(fc.constantFrom(true, 1.5, [{ a: [1] }], -2, 'x'), fc.jsonValue())
const version = fc.constant({ ide_version: '1.2', sampled_at: '2026-10-14T00:00:00Z' })
const entry = fc
  .tuple(
    counters,
    fc.record(
      {
        ide: name,
        feature: name,
        language: name,
        model: name,
        last_known_ide_version: version,
        something_new_count: fc.nat(9),
        other: anything,
      },
      { requiredKeys: [] },
    ),
  )
  .map(([sums, names]) => ({ ...names, ...sums }))
const id = mostly<unknown>(
  fc.oneof(fc.nat(), fc.nat().map(String), fc.constant(null)),
  fc.constantFrom('', '007', 0.5),
)
const extra = fc.record(
  {
    ai_credits_used: mostly<unknown>(
      fc.oneof(
        fc.integer({ min: 1000, max: 5_000_000 }).map((millionths) => millionths / 1e6),
        fc.constant(null),
      ),
      fc.double({ min: 0, max: 100, noNaN: true }),
    ),
    ai_adoption_phase: fc.constantFrom(null, 'Phase 2', { phase_number: 1, phase: 'Phase 1', version: 'v1' }),
    totals_by_cli: fc.constantFrom(null, { session_count: 2, token_usage: { output_tokens_sum: 40 } }),
    totals_by_skill: fc.array(fc.record({ skill: name, interaction_count: fc.nat(9) }), { maxLength: 2 }),
    organization_id: id,
    enterprise_id: id,
    tomorrow: anything,
    ...Object.fromEntries(FLAGS.map((flag) => [flag, fc.constantFrom(true, false, null)])),
    ...Object.fromEntries(
      KNOWN_ARRAYS.map((array) => [array, fc.oneof(fc.constant(null), fc.array(entry, { maxLength: 4 }))]),
    ),
  },
  { requiredKeys: [] },
)
/** Rows of every shape, their fields in any order. */
const anyRow: fc.Arbitrary<string> = fc
  .tuple(
    counters,
    extra,
    mostly<Line>(fc.constant({}), fc.constantFrom({ day: `${WEDNESDAY}T00:00:00Z` }, { user_id: 'x' })),
  )
  .map(([sums, others, wrong]) => ({ day: WEDNESDAY, ...ALICE, ...sums, ...others, ...wrong }))
  .chain((line) =>
    fc
      .shuffledSubarray(Object.entries(line), { minLength: Object.keys(line).length })
      .map(Object.fromEntries),
  )
  .map((line) => JSON.stringify(line))
const anyMembership: fc.Arbitrary<string> = fc
  .record({ user_login: fc.oneof(name, fc.constant(null)), slug: name, team_id: id, organization_id: id })
  .map((line) => JSON.stringify({ day: WEDNESDAY, ...ALICE, ...FRONTEND, ...line }))

/** A line with some of its bytes replaced, taken out or put in. */
const damaged = (line: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const piece = fc.constantFrom(
    '',
    '"',
    '\\',
    ',',
    ':',
    '{',
    '}',
    '[',
    ']',
    '0',
    '-1',
    '.5',
    'e3',
    ' ',
    'null',
    'é',
    '\t',
  )
  return fc
    .tuple(line, fc.array(fc.tuple(fc.nat(), fc.nat(2), piece), { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) =>
      changes.reduce((changed, [place, length, put]) => {
        const at = place % (changed.length + 1)
        return changed.slice(0, at) + put + changed.slice(at + length)
      }, text),
    )
}

const samples = [
  'samples/organization/users-2026-10-14.ndjson',
  'samples/enterprise/users-2026-10-14.ndjson',
].flatMap((path) => linesOf(`../recipe/${path}`))

describe('a row that is taken without JSON.parse', () => {
  // First, since damaged lines have keys of their own, and only so many are remembered.
  test('is each of GitHub’s own', () => {
    for (const line of samples) expect(holds(line)).toBe(true)
  })

  test('ends where its line ends, whatever stands behind it', () => {
    const bytes = Buffer.from(samples[0] as string)
    const fields = emptyRowFields()
    const day = dayOf((JSON.parse(samples[0] as string) as { day: string }).day)
    const upTo = (end: number) => scanner.readRow({ bytes, start: 0, end, number: 1 }, day, fields)
    expect(upTo(bytes.length)).toBe(true)
    const taken = [...bytes.keys()].filter(upTo)
    expect(taken).toEqual([])
  })

  test('has the fields that JSON.parse gives it, whatever its shape', () => {
    let taken = 0
    fc.assert(
      fc.property(anyRow, (line) => {
        if (holds(line)) taken++
      }),
      { numRuns: 1000 },
    )
    expect(taken).toBeGreaterThan(200)
  })

  test('has them also where bytes of it are damaged, or it is not taken', () => {
    expect(damagedHold(anyRow, holds)).toBeGreaterThan(0)
    expect(damagedHold(fc.constantFrom(...samples), holds)).toBeGreaterThan(0)
  })

  test.each([
    ['white space', `{"day": "${WEDNESDAY}","user_id":1,"user_login":"a"}`],
    ['an escape', `{"day":"${WEDNESDAY}","user_id":1,"user_login":"\\u0061"}`],
    ['a key twice', `{"day":"${WEDNESDAY}","user_id":1,"user_login":"a","user_id":2}`],
    ['an exponent', `{"day":"${WEDNESDAY}","user_id":1,"user_login":"a","loc_added_sum":1e3}`],
    ['a leading zero', `{"day":"${WEDNESDAY}","user_id":1,"user_login":"a","loc_added_sum":01}`],
    [
      'a large number',
      `{"day":"${WEDNESDAY}","user_id":1,"user_login":"a","loc_added_sum":9007199254740991}`,
    ],
    ['another day', `{"day":"2026-10-13","user_id":1,"user_login":"a"}`],
    ['no login', `{"day":"${WEDNESDAY}","user_id":1}`],
    ['nothing', '{}'],
    ['something behind it', `{"day":"${WEDNESDAY}","user_id":1,"user_login":"a"}x`],
  ])('is not one with %s', (_, line) => {
    expect(scanner.readRow(lineView(line), DAY, emptyRowFields())).toBe(false)
  })
})

describe('a membership that is taken without JSON.parse', () => {
  test('has the fields that JSON.parse gives it, or it is not taken', () => {
    let taken = 0
    fc.assert(
      fc.property(anyMembership, (line) => {
        if (membershipHolds(line)) taken++
      }),
      { numRuns: 1000 },
    )
    expect(taken).toBeGreaterThan(100)
    expect(damagedHold(anyMembership, membershipHolds)).toBeGreaterThan(0)
  })
})

/** How many of many damaged lines are taken all the same. */
function damagedHold(line: fc.Arbitrary<string>, isTaken: (line: string) => boolean): number {
  let taken = 0
  fc.assert(
    fc.property(damaged(line), (one) => {
      if (isTaken(one)) taken++
    }),
    { numRuns: 1500 },
  )
  return taken
}

/** Whether a row is taken; if so, holds it against JSON.parse. */
function holds(line: string): boolean {
  const day = samples.includes(line) ? dayOf((JSON.parse(line) as { day: string }).day) : DAY
  const fields = emptyRowFields()
  if (!scanner.readRow(lineView(line), day, fields)) return false
  const row = parseRow(line, day)
  if (row instanceof Rejection) throw new Error(`the line ${row.reason}, and it was taken: ${line}`)
  const expected = emptyRowFields()
  setRowFields(expected, row)
  expect(inWords(fields), line).toEqual(inWords(expected))
  return true
}

function membershipHolds(line: string): boolean {
  const fields = emptyMembershipFields()
  if (!scanner.readMembership(lineView(line), DAY, fields)) return false
  const membership = parseMembership(line, DAY)
  if (membership instanceof Rejection)
    throw new Error(`the line ${membership.reason}, and it was taken: ${line}`)
  const expected = emptyMembershipFields()
  setMembershipFields(expected, membership)
  expect(textsOf(fields.bytes, fields.texts), line).toEqual(textsOf(expected.bytes, expected.texts))
  return true
}

/** Fields as plain data, the arrays in one order; `NaN` as text, since it is no zero. */
function inWords(fields: RowFields) {
  const news = new Map(fields.newEntries)
  const entries = Array.from({ length: fields.entries }, (__, index) => ({
    array: fields.arrayOf[index] ?? -1,
    news: news.get(index),
    keys: textsOf(fields.bytes, fields.keysOf.subarray(index * 4, index * 4 + 4)),
    counters: COUNTERS.map((_, number) => String(counterOf(fields, index, number))),
    present: (fields.bitsOf[index] ?? 0) >>> PRESENT,
  }))
  return {
    texts: textsOf(fields.bytes, fields.texts),
    counters: numbers(fields.counters),
    flags: [...fields.flags],
    credits: String(fields.credits),
    phase: fields.phase,
    arrays: fields.arrays,
    entries: entries.toSorted((left, right) => left.array - right.array),
    newTotals: fields.newTotals,
  }
}

function numbers(values: Float64Array): string[] {
  return [...values].map(String)
}

function textsOf(bytes: MembershipFields['bytes'], places: Int32Array): string[] {
  return Array.from({ length: places.length / 2 }, (_, index) =>
    Buffer.from(bytes).toString('utf8', places[index * 2], places[index * 2 + 1]),
  )
}

function linesOf(path: string): string[] {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
    .trim()
    .split('\n')
}
