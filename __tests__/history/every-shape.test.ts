import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatHistory, parseHistory } from '../../src/history/history-file.ts'
import { type History, mergeWeeks } from '../../src/history/weeks.ts'
import { dayOf } from '../fixtures/rows.ts'

const FOLDER = join(import.meta.dirname, '../fixtures/histories')
const PATH = 'reports/copilot-history.csv'

const textOf = (name: string) => readFileSync(join(FOLDER, `${name}.csv`), 'utf8')
const parse = (text: string) => parseHistory(text, PATH, dayOf('2026-11-21'))
const read = (name: string) => parse(textOf(name))

const names = readdirSync(FOLDER).map((name) => name.replace(/\.csv$/, ''))

describe('a history of every shape that was ever written is read', () => {
  test('there are histories of three shapes and more', () => {
    expect(names.length).toBeGreaterThanOrEqual(3)
  })

  test.each(names)('nothing of the history %s is lost when it is read and written', (name) => {
    const history = read(name)
    expect(history.length).toBeGreaterThan(2)
    expect(parse(formatHistory(history))).toEqual(history)
    const once = formatHistory(history)
    expect(formatHistory(parse(once))).toBe(once)
  })

  test.each(['a-column-for-every-feature', 'other-features-in-one-column'])(
    'the history %s has its weeks, counters and features',
    (name) => {
      const history = read(name)
      expect(history.map(({ week, slug }) => [week, slug])).toEqual([
        ['2026-10-26', ''],
        ['2026-10-26', 'frontend'],
        ['2026-11-02', ''],
        ['2026-11-02', '=SUM(1,2)'],
      ])
      expect(history[0]).toMatchObject({ members: 52, loc_suggested_to_add_sum: null, ai_credits_used: 12.5 })
      expect(history.map((line) => engaged(line, 'agent_mode'))).toEqual([null, null, 9, 5])
      expect(history.map((line) => engaged(line, 'voice'))).toEqual([null, null, 6, 5])
    },
  )
})

describe('a history of a later version', () => {
  const history = read('a-later-version')

  test('a history of a later version has empty cells where it lacks a counter or feature', () => {
    expect(history.map((line) => line.loc_deleted_sum)).toEqual([null, null, null])
    expect(history.map((line) => line.features.has('cli'))).toEqual([false, false, false])
    expect(history[1]).toMatchObject({ team_id: '42', slug: 'frontend', members: 12, days_reported: 7 })
  })

  test('a history of a later version keeps the columns that are not known here', () => {
    const [header = '', , second = ''] = formatHistory(history).split('\n')
    expect(header.split(',').slice(-2)).toEqual(['cost_center', 'voice_prompt_count'])
    expect(second.endsWith(",'=A1,33")).toBe(true)
    expect(header).toContain(',feature_spark_pages,')
  })

  test('a history keeps features that are named like what every object has', () => {
    const again = parse(formatHistory(history))
    expect(again.map((line) => engaged(line, 'constructor'))).toEqual([6, 5, 6])
    expect(again.map((line) => engaged(line, '__proto__'))).toEqual([7, 5, 7])
    expect(engaged(again[1], 'toString')).toBe(5)
    expect(engaged(again[0], 'toString')).toBeNull()
    expect(engaged(again[0], 'valueOf')).toBeNull()
  })

  test('a history keeps cells that are not known when the week is computed again, and only those', () => {
    const [, team] = read('other-features-in-one-column')
    const computed = history.slice(0, 2).map((line) => ({
      ...withoutUnknown(line),
      active_users: 9,
      features: new Map([['code_completion', 5]]),
      other_features: new Map([['spark_pages', 8]]),
    }))
    const merged = mergeWeeks(history, computed)
    expect(merged.map((line) => line.active_users)).toEqual([9, 9, 48])
    expect(merged.map((line) => line.unknown?.get('voice_prompt_count'))).toEqual(['77', '33', '78'])
    expect(merged.map((line) => engaged(line, 'code_completion'))).toEqual([5, 5, 32])
    expect(merged.map((line) => line.features.get('spark_pages'))).toEqual([8, 8, 12])
    expect(merged.map((line) => engaged(line, 'constructor'))).toEqual([6, 5, 6])
    expect(merged.map((line) => engaged(line, 'voice'))).toEqual([null, null, null])
    expect(mergeWeeks(merged, computed)).toEqual(merged)
    expect(formatHistory(mergeWeeks(merged, team === undefined ? [] : [team]))).toContain('cost_center')
  })
})

describe('what programs for tables make of a file', () => {
  const good = textOf('other-features-in-one-column')

  test.each([
    ['a byte order mark', `\uFEFF${good}`],
    ['line ends of Windows', good.replaceAll('\n', '\r\n')],
    ['both of them', `\uFEFF${good.replaceAll('\n', '\r\n')}`],
    ['columns in another order', columnsReversed(good)],
  ])('a history with %s is read as it was', (_, text) => {
    expect(parse(text)).toEqual(parse(good))
  })
})

describe('is refused', () => {
  const good = textOf('a-later-version')

  test.each([
    ['a column twice', good.replace('cost_center', 'members'), /line 1: a column is there twice/],
    ['a column without a name', good.replace('cost_center', ''), /line 1: a column has no name/],
    ['no column of weeks', good.replace(',week,', ',monday,'), /line 1: there is no column week/],
    [
      'a week in the future',
      good.replace('2026-11-09', '9999-12-27'),
      /line 4: its week lies in the future.*restore it/,
    ],
    [
      'a count that no counter reaches',
      good.replace(',32,', ',1e+300,'),
      /line 4: not a line of its columns/,
    ],
    ['a higher schema_version', good.replaceAll(/^1,/gm, '2,'), /newer version.*use that version here too/],
  ])('a history with %s is refused', (_, text, words) => {
    expect(() => parse(text)).toThrow(words)
  })
})

function engaged(line: History[number] | undefined, feature: string): number | null {
  return line?.features.get(feature) ?? line?.other_features.get(feature) ?? null
}

function withoutUnknown(line: History[number]): History[number] {
  return Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'unknown')) as typeof line
}

function columnsReversed(text: string): string {
  const lines = text.split('\n').filter((line) => line !== '' && !line.includes('"'))
  const last = text.split('\n').find((line) => line.includes('"')) ?? ''
  const cells = [...lines.map((line) => line.split(',')), last.replace('"\'=SUM(1,2)"', 'SUM').split(',')]
  return `${cells
    .map((line) => line.toReversed().join(','))
    .join('\n')
    .replace('SUM', '"\'=SUM(1,2)"')}\n`
}
