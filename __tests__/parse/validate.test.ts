import { describe, expect, test } from 'vitest'
import { Rejection } from '../../src/parse/rejection.ts'
import { COUNTERS, FLAGS, KNOWN_ARRAYS } from '../../src/parse/report-format.ts'
import { parseMembership, parseRow } from '../../src/parse/validate.ts'
import { ALICE, dayOf, FRONTEND, type Line, WEDNESDAY } from '../fixtures/rows.ts'

const ROW = { day: WEDNESDAY, ...ALICE }
const MEMBERSHIP = { day: WEDNESDAY, ...ALICE, ...FRONTEND }

describe('a row', () => {
  test('needs a day, a user_id and a user_login, and nothing else', () => {
    expect(parsed(ROW)).toMatchObject({ day: WEDNESDAY, user_id: '1001', user_login: 'alice' })
  })

  test.each([
    [1001, '1001'],
    ['1001', '1001'],
    ['0001001', '1001'],
    [0, '0'],
    ['0', '0'],
    ['123456789012345678901', '123456789012345678901'],
  ])('with the user_id %j is that of user %s', (user_id, expected) => {
    expect(parsed({ ...ROW, user_id })).toMatchObject({ user_id: expected })
  })

  test('has entity ids as texts, empty where it carries none', () => {
    expect(parsed({ ...ROW, organization_id: 7 })).toMatchObject({ organization_id: '7', enterprise_id: '' })
    expect(parsed({ ...ROW, enterprise_id: '90210', organization_id: null })).toMatchObject({
      organization_id: '',
      enterprise_id: '90210',
    })
  })

  test('has its day as a date, also where GitHub writes a timestamp', () => {
    expect(parsed({ ...ROW, day: `${WEDNESDAY}T00:00:00.0000000Z` })).toMatchObject({ day: WEDNESDAY })
  })

  test('may carry fields that nobody knows yet', () => {
    expect(parsed({ ...ROW, used_something_new: 'yes', totals_by_new: [1, 'two'] })).not.toBeInstanceOf(
      Rejection,
    )
  })

  test('may carry null wherever it may carry nothing', () => {
    const names = [
      ...COUNTERS,
      ...FLAGS,
      ...KNOWN_ARRAYS,
      'ai_credits_used',
      'ai_adoption_phase',
      'totals_by_cli',
    ]
    expect(parsed({ ...ROW, ...Object.fromEntries(names.map((name) => [name, null])) })).not.toBeInstanceOf(
      Rejection,
    )
  })

  test.each([
    [{ user_id: undefined }, 'has no user_id'],
    [{ user_id: null }, 'has no user_id'],
    [{ user_id: -1 }, 'user_id is not a whole number'],
    [{ user_id: 1.5 }, 'user_id is not a whole number'],
    [{ user_id: 2 ** 53 }, 'user_id is not a whole number'],
    [{ user_id: 'alice' }, 'user_id is not a whole number'],
    [{ user_id: '' }, 'user_id is not a whole number'],
    [{ user_id: true }, 'user_id is not a whole number'],
    [{ day: undefined }, 'has no day'],
    [{ day: '14.10.2026' }, 'day is not a day (YYYY-MM-DD)'],
    [{ day: '2026-10-32' }, 'day is not a day (YYYY-MM-DD)'],
    [{ day: '2026-10-13' }, 'day is not the day of the report'],
    [{ user_login: undefined }, 'has no user_login'],
    [{ user_login: '' }, 'user_login is not a text'],
    [{ user_login: 7 }, 'user_login is not a text'],
    [{ loc_added_sum: '5' }, 'loc_added_sum is not a whole number'],
    [{ loc_added_sum: -5 }, 'loc_added_sum is not a whole number'],
    [{ loc_added_sum: 0.5 }, 'loc_added_sum is not a whole number'],
    [{ ai_credits_used: '1.25' }, 'ai_credits_used is not a number of credits'],
    [{ ai_credits_used: -0.01 }, 'ai_credits_used is not a number of credits'],
    [{ used_chat: 'true' }, 'used_chat is neither true nor false'],
    [{ used_cli: 1 }, 'used_cli is neither true nor false'],
    [{ totals_by_ide: {} }, 'totals_by_ide is not an array'],
    [{ totals_by_model_feature: ['x'] }, 'totals_by_model_feature holds something that is not an object'],
    [{ totals_by_feature: [null] }, 'totals_by_feature holds something that is not an object'],
    [{ totals_by_feature: [[]] }, 'totals_by_feature holds something that is not an object'],
    [
      { totals_by_language_feature: [{ language: 'go', loc_added_sum: '5' }] },
      'totals_by_language_feature: loc_added_sum is not a whole number',
    ],
  ] as const)('with %j is kept out: it %s', (overrides: Line, reason) => {
    expect(parsed({ ...ROW, ...overrides })).toEqual(new Rejection(reason))
  })

  test.each(COUNTERS)('with a broken %s is kept out', (name) => {
    expect(parsed({ ...ROW, [name]: -1 })).toEqual(new Rejection(`${name} is not a whole number`))
  })

  test.each(FLAGS)('with a broken %s is kept out', (name) => {
    expect(parsed({ ...ROW, [name]: 'yes' })).toEqual(new Rejection(`${name} is neither true nor false`))
  })

  test.each(KNOWN_ARRAYS)('with a broken counter in %s is kept out', (name) => {
    const reason = `${name}: code_generation_activity_count is not a whole number`
    expect(parsed({ ...ROW, [name]: [{}, { code_generation_activity_count: null }] })).not.toBeInstanceOf(
      Rejection,
    )
    expect(parsed({ ...ROW, [name]: [{}, { code_generation_activity_count: '1' }] })).toEqual(
      new Rejection(reason),
    )
  })

  test('with a number beyond all numbers is kept out', () => {
    const line = `{"day":"${WEDNESDAY}","user_id":1,"user_login":"alice","loc_added_sum":1e999}`
    expect(parseRow(line, dayOf(WEDNESDAY))).toEqual(new Rejection('loc_added_sum is not a whole number'))
  })
})

describe('a line that is no object', () => {
  test.each(['', '{', '{"day":', 'alice', '{"day":"2026-10-14"}}', "{'day':1}"])('%j is not JSON', (line) => {
    expect(parseRow(line, dayOf(WEDNESDAY))).toEqual(new Rejection('is not JSON'))
  })

  test.each(['null', '7', '"text"', '[]', '[{}]'])('%s is not a JSON object', (line) => {
    expect(parseRow(line, dayOf(WEDNESDAY))).toEqual(new Rejection('is not a JSON object'))
    expect(parseMembership(line, dayOf(WEDNESDAY))).toEqual(new Rejection('is not a JSON object'))
  })
})

describe('a membership', () => {
  test('has ids as texts, whatever GitHub wrote', () => {
    expect(listed({ ...MEMBERSHIP, user_id: '1001', team_id: '042', organization_id: 7 })).toEqual({
      day: WEDNESDAY,
      user_id: '1001',
      user_login: 'alice',
      team_id: '42',
      slug: 'frontend',
      organization_id: '7',
      enterprise_id: '',
    })
  })

  test('without a slug has its team_id for a label, and without a login none', () => {
    expect(listed({ ...MEMBERSHIP, slug: undefined, user_login: null })).toMatchObject({
      slug: '42',
      user_login: '',
    })
    expect(listed({ ...MEMBERSHIP, slug: '' })).toMatchObject({ slug: '42' })
  })

  test.each([
    [{ team_id: undefined }, 'has no team_id'],
    [{ team_id: 'frontend' }, 'team_id is not a whole number'],
    [{ user_id: undefined }, 'has no user_id'],
    [{ day: undefined }, 'has no day'],
    [{ day: '2026-10-15' }, 'day is not the day of the report'],
  ] as const)('with %j is kept out: it %s', (overrides: Line, reason) => {
    expect(listed({ ...MEMBERSHIP, ...overrides })).toEqual(new Rejection(reason))
  })
})

test('a rejection never quotes the line', () => {
  const secret = 'someone-very-private'
  const lines = [
    `{"user_login":"${secret}`,
    JSON.stringify({ ...ROW, user_id: secret }),
    JSON.stringify({ ...ROW, day: secret }),
    JSON.stringify({ ...ROW, loc_added_sum: secret }),
    JSON.stringify({ ...ROW, used_chat: secret }),
    JSON.stringify({ ...ROW, totals_by_feature: secret }),
    JSON.stringify({ ...MEMBERSHIP, team_id: secret }),
  ]
  const day = dayOf(WEDNESDAY)
  const rejections = lines
    .flatMap((line) => [parseRow(line, day), parseMembership(line, day)])
    .filter((one) => one instanceof Rejection)
  expect(rejections.length).toBeGreaterThan(lines.length)
  for (const { reason } of rejections) expect(reason).not.toContain(secret)
})

function parsed(line: Line) {
  return parseRow(JSON.stringify(line), dayOf(WEDNESDAY))
}

function listed(line: Line) {
  return parseMembership(JSON.stringify(line), dayOf(WEDNESDAY))
}
