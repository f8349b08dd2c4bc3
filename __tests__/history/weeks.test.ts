import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatHistory, parseHistory as parse } from '../../src/history/history-file.ts'
import { mergeWeeks } from '../../src/history/weeks.ts'
import { COUNTERS } from '../../src/parse/report-format.ts'
import { dayOf } from '../fixtures/rows.ts'
import { weekOf as week, type WeekOverrides } from '../fixtures/weeks.ts'

const PATH = 'reports/copilot-history.csv'
const TODAY = dayOf('2026-11-21')

const parseHistory = (text: string, path: string) => parse(text, path, TODAY)

const team = (team_id: string, slug: string, overrides: WeekOverrides = {}) =>
  week({ team_id, slug, ...overrides })

describe('the file', () => {
  test('the history is CSV with a line for each week, entity and team', () => {
    const text = formatHistory(
      mergeWeeks(
        [],
        [
          week(),
          team('42', 'frontend', {
            features: new Map([
              ['cli', 5],
              ['code_completion', null],
            ]),
            other_features: new Map([['voice:mode', 6]]),
          }),
        ],
      ),
    )
    const known = ['310', '900', '200', '', '', '4000', '0']
    const cells = COUNTERS.map((_, index) => known[index] ?? '').join(',')
    expect(text.split('\n')).toEqual([
      `schema_version,week,scope,entity,team_id,slug,days_reported,members,active_users,engaged_users,idle_users,${COUNTERS.join(',')},ai_credits_used,feature_cli,feature_code_completion,other_features`,
      `1,2026-11-09,organization,octo-works,,,7,12,10,8,2,${cells},12.5,,7,`,
      `1,2026-11-09,organization,octo-works,42,frontend,7,12,10,8,2,${cells},12.5,5,,voice%3Amode:6`,
      '',
    ])
  })

  test('the history grows at its end when a week is new', () => {
    const before = formatHistory([week()])
    const after = formatHistory(mergeWeeks([week()], [week({ week: '2026-11-16' })]))
    expect(after.startsWith(before)).toBe(true)
  })

  test.each(['=cmd()', "'quoted", '-1', 'a,b', 'say "hi"', '@x', 'näme'])(
    'the history keeps the slug %s, defused',
    (slug) => {
      const text = formatHistory([team('1', slug)])
      expect(parseHistory(text, PATH)[0]?.slug).toBe(slug)
      expect(text).not.toMatch(/(^|,)"?[=+\-@]/m)
    },
  )

  test('the history is the same when it is read and written, whatever is in it', () => {
    const texts = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replaceAll(/\p{Cc}/gu, ''))
    const numbers = fc.option(fc.nat({ max: 1e9 }))
    const lines = fc.record({
      slug: texts,
      members: numbers,
      loc_added_sum: numbers,
      key: texts,
      count: fc.nat(99),
    })
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 8 }), (some) => {
        const history = some.map(({ key, count, ...line }, index) => {
          return week({ ...line, team_id: String(index + 1), other_features: new Map([[key, count]]) })
        })
        const text = formatHistory(history)
        expect(formatHistory(parseHistory(text, PATH))).toBe(text)
        expect(parseHistory(text, PATH)).toEqual(history)
      }),
    )
  })
})

describe('merging', () => {
  const days = ['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16']
  const weeks = fc.record({
    week: fc.constantFrom(...days),
    entity: fc.constantFrom('octo-works', 'octo-labs'),
    active_users: fc.nat(99),
    teams: fc.uniqueArray(fc.constantFrom('7', '42', '1042'), { maxLength: 3 }),
  })
  const parts = fc
    .uniqueArray(weeks, { selector: ({ week: day, entity }) => `${day} ${entity}`, maxLength: 8 })
    .map((some) =>
      some.map(({ teams, ...line }) => [week(line), ...teams.map((id) => team(id, `team-${id}`, line))]),
    )

  test('merging different weeks does not depend on their order', () => {
    fc.assert(
      fc.property(parts, (some) => {
        const forwards = some.reduce(mergeWeeks, [])
        const backwards = some.toReversed().reduce(mergeWeeks, [])
        expect(formatHistory(backwards)).toBe(formatHistory(forwards))
      }),
    )
  })

  test('merging the same weeks twice changes nothing', () => {
    fc.assert(
      fc.property(parts, parts, (known, some) => {
        const computed = some.flat()
        const once = mergeWeeks(known.reduce(mergeWeeks, []), computed)
        expect(mergeWeeks(once, computed)).toEqual(once)
      }),
    )
  })

  test('a feature that has a column here but not in this version has it in new weeks too, so that a second run changes nothing', () => {
    const later = [week({ week: '2026-11-02', features: new Map([['voice', 3]]) })]
    const computed = [
      week({
        other_features: new Map([
          ['voice', 6],
          ['scent', 2],
        ]),
      }),
      team('42', 'frontend', { other_features: new Map() }),
    ]
    const first = formatHistory(mergeWeeks(later, computed))
    const second = formatHistory(mergeWeeks(parseHistory(first, PATH), computed))
    expect(second).toBe(first)
    const [, entity, frontend] = parseHistory(first, PATH)
    expect(entity?.features.get('voice')).toBe(6)
    expect([...(entity?.other_features ?? [])]).toEqual([['scent', 2]])
    expect(frontend?.features.get('voice')).toBeNull()
  })

  test('the newer computation of a week replaces the older, teams that it no longer has included', () => {
    const known = [week(), team('42', 'frontend'), team('43', 'backend'), week({ week: '2026-11-02' })]
    const merged = mergeWeeks(known, [week({ active_users: 11 }), team('42', 'web')])
    expect(merged.map((line) => [line.week, line.slug, line.active_users])).toEqual([
      ['2026-11-02', '', 10],
      ['2026-11-09', '', 11],
      ['2026-11-09', 'web', 10],
    ])
  })

  test('merging leaves the same week of other entities as it is', () => {
    const known = [week({ entity: 'octo-labs' }), week({ scope: 'enterprise' })]
    expect(mergeWeeks(known, [week()])).toHaveLength(3)
    expect(mergeWeeks([week({ entity: 'Octo-Works' })], [week()])).toEqual([week()])
  })
})

describe('what is no history is refused', () => {
  const good = formatHistory([week(), team('42', 'frontend')])
  const change = (from: string | RegExp, to: string) => good.replace(from, to)

  test.each([
    ['an empty file', ''],
    ['another file', '# Report\n\nhello\n'],
    ['another CSV', 'week,members\n2026-11-09,3\n'],
    ['a file that is cut off', good.slice(0, -20)],
    ['a line that is cut off', change(',7,12,10,8,2,', ',7,12')],
    ['a merge conflict', change('1,2026', '<<<<<<< HEAD\n1,2026')],
    ['a day that is no Monday', change('2026-11-09', '2026-11-10')],
    ['a date of a spreadsheet', change('2026-11-09', '09/11/2026')],
    ['a number that is none', change(',12,10,', ',12,ten,')],
    ['a negative number', change(',12,10,', ',12,-10,')],
    ['a feature that is none', change(/,$/m, ',voice')],
    ['a quote that does not close', change('frontend', '"frontend')],
    ['a quote in the middle of a cell', change('frontend', 'front"end')],
    ['text behind a quote that closes', change('frontend', '"front"end')],
    ['a line twice', `${good}${good.split('\n')[1]}\n`],
  ])('what is no history is refused: %s', (_, text) => {
    expect(() => parseHistory(text, PATH)).toThrow(
      /^reports\/copilot-history\.csv is not a history that this action wrote \(line \d+: .+\), so it is left as it is/,
    )
  })

  test('a history of a newer version is refused as that', () => {
    expect(() => parseHistory(change(/^1,/gm, '2,'), PATH)).toThrow(
      /was written by a newer version of this action/,
    )
  })

  test('a history whose lines end as Windows has them is read', () => {
    expect(parseHistory(good.replaceAll('\n', '\r\n'), PATH)).toHaveLength(2)
  })
})
