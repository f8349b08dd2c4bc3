import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromCsvCell, toCsvCell } from '../../src/csv-cell.ts'
import { toCsv } from '../../src/render/csv/csv.ts'
import { parseCsv } from '../recipe/csv.ts'

test('columns come in the order asked for, header first, whatever the lines hold besides', () => {
  expect(csv(['slug', 'members'], [{ members: 5, slug: 'frontend', more: 'x' }])).toBe(
    'slug,members\nfrontend,5\n',
  )
})

test('a file without lines is its header', () => {
  expect(csv(['slug', 'members'], [])).toBe('slug,members\n')
})

test('unknown is empty and 0 is 0', () => {
  expect(cellsOf([null, undefined, 0, ''])).toEqual(['', '', '0', ''])
})

test('numbers are raw: no separators, no exponent, no more decimals than there are', () => {
  expect(cellsOf([1234567, 59.114515, 1.25, 0.000001, 9007199254740991])).toEqual([
    '1234567',
    '59.114515',
    '1.25',
    '0.000001',
    '9007199254740991',
  ])
})

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\rlines', '"two\rlines"'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['a;b', '"a;b"'],
  ['日本 🙂', '日本 🙂'],
])('%j is written as %j', (value, expected) => {
  expect(csv(['value'], [{ value }])).toBe(`value\n${expected}\n`)
})

test.each([
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("https://evil.example")', '"\'=HYPERLINK(""https://evil.example"")"'],
  ['+1', "'+1"],
  ['-team', "'-team"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1+1', "'\t=1+1"],
  ['\r=1+1', '"\'\r=1+1"'],
  ['\n=1+1', '"\'\n=1+1"'],
  ['\0=1+1', "'\0=1+1"],
  ['\t1', "'\t1"],
  ['\u{a0}=1+1', "'\u{a0}=1+1"],
  ['\u{200b}=1+1', "'\u{200b}=1+1"],
  ['\u{feff}=1+1', "'\u{feff}=1+1"],
  [' \u{200b} @SUM(A1)', "' \u{200b} @SUM(A1)"],
  ['＝1+1', "'＝1+1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠SUM(A1)', "'＠SUM(A1)"],
  ['a;=1+1;+1', '"a;\'=1+1;\'+1"'],
  ["'quoted", "''quoted"],
])('%j could be a formula and is defused as %j', (value, expected) => {
  expect(csv(['value'], [{ value }])).toBe(`value\n${expected}\n`)
})

test.each(['a=b', 'front-end', 'c++', '1+1', 'a 1'])(
  '%j could be no formula and is written as it is',
  (value) => {
    expect(csv(['value'], [{ value }])).toBe(`value\n${value}\n`)
  },
)

test('A number is never taken for a formula', () => {
  expect(cellsOf([-5, -0.5])).toEqual(['-5', '-0.5'])
})

test('many lines come in several pieces with one header, none missing', () => {
  const lines = Array.from({ length: 50_001 }, (_, value) => ({ value }))
  // A piece is valid until the next but one.
  const pieces = Array.from(toCsv(['value'], lines), String)
  expect(pieces.length).toBeGreaterThan(1)
  expect(pieces.join('').split('\n')).toEqual(['value', ...lines.map(({ value }) => String(value)), ''])
})

test('a number of lines that fills its pieces exactly leaves no empty one', () => {
  // 8 bytes each, the header too.
  const lines = Array.from({ length: 8_191 }, () => ({ valuess: 1_234_567 }))
  const pieces = [...toCsv(['valuess'], lines)]
  expect(pieces.map(({ length }) => length)).toEqual([65_536])
})

test('cells that all lines have in common stand where a line has none, and nowhere else', () => {
  const common = new Map([['day', '2026-10-14']])
  const lines = [{ value: 1 }, { value: 2, day: null }, { value: 3, day: '2026-10-15' }]
  const options = { common, header: ['v', 'since', 'c'] }
  const pieces = Array.from(toCsv(['value', 'day', 'absent'], lines, options), String)
  expect(pieces.join('')).toBe('v,since,c\n1,2026-10-14,\n2,,\n3,2026-10-15,\n')
})

test('lines are asked for as they are needed', () => {
  let asked = 0
  const lines = (function* () {
    for (;;) yield { value: asked++ }
  })()
  const [first] = toCsv(['value'], lines)
  expect(String(first).startsWith('value\n0\n1\n')).toBe(true)
  expect(asked).toBeLessThan(60_000)
})

function csv(columns: readonly string[], lines: Iterable<object>): string {
  let text = ''
  for (const chunk of toCsv(columns, lines)) text += chunk.toString()
  return text
}

function cellsOf(values: readonly unknown[]): string[] {
  const columns = values.map((_, index) => `c${index}`)
  const line = Object.fromEntries(values.map((value, index) => [`c${index}`, value]))
  return csv(columns, [line]).split('\n')[1]?.split(',') ?? []
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', '7', ' ', '.', ';', ':', '-', '=', '"', ',', '\n', "'", '\u{200b}', '＝'),
  }),
)

test('every text is read again as it was, once its mark is taken off', () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1 }), (values) => {
      const text = csv(
        ['n', 'value'],
        [...values.entries()].map(([n, value]) => ({ n, value })),
      )
      expect(parseCsv(text).map(({ value }) => fromCsvCell(value ?? ''))).toEqual(values)
    }),
  )
})

test('no part between semicolons begins a formula, behind whatever cannot be seen', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parts = fromQuotes(toCsvCell(text)).split(';')
      for (const part of parts) expect(part).not.toMatch(/^[\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠]/u)
    }),
  )
})

function fromQuotes(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
}
