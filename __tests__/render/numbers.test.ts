import { expect, test } from 'vitest'
import { bar, disc, sparkline } from '../../src/render/text/bars.ts'
import {
  enumerate,
  formatDayList,
  formatDays,
  formatDifference,
  formatNumber,
  formatShare,
  plural,
} from '../../src/render/text/numbers.ts'
import { dayOf } from '../fixtures/rows.ts'

test('Numbers have separators, and decimals only where they are small', () => {
  expect([0, 7, 59.114515, 1234.5, 18_123_456_789, null].map(formatNumber)).toEqual([
    '0',
    '7',
    '59.1',
    '1,235',
    '18,123,456,789',
    'n/a',
  ])
})

test('Shares are whole percent, and never 0% or 100% where they are neither', () => {
  expect([0, 0.001, 0.0049, 0.005, 0.284, 0.9949, 0.996, 1, null].map(formatShare)).toEqual([
    '0%',
    '<1%',
    '<1%',
    '1%',
    '28%',
    '99%',
    '>99%',
    '100%',
    'n/a',
  ])
})

test('Differences have a sign', () => {
  expect([12, -3, 0].map((value) => formatDifference(value))).toEqual(['+12', '−3', '0'])
  expect(formatDifference(-2, ' pp')).toBe('−2 pp')
})

test('A number agrees with its noun', () => {
  expect([
    plural(1, 'team'),
    plural(2, 'team'),
    plural(1, 'person', 'people'),
    plural(1200, 'person', 'people'),
  ]).toEqual(['1 team', '2 teams', '1 person', '1,200 people'])
})

test('Two days name only what differs between them', () => {
  const days = (since: string, until: string) => formatDays(dayOf(since), dayOf(until))
  expect(days('2026-10-22', '2026-11-18')).toBe('22 Oct – 18 Nov 2026')
  expect(days('2026-12-22', '2027-01-18')).toBe('22 Dec 2026 – 18 Jan 2027')
  expect(days('2026-11-01', '2026-11-07')).toBe('1–7 Nov 2026')
  expect(days('2026-11-01', '2026-11-01')).toBe('1 Nov 2026')
})

test('Consecutive days are one range', () => {
  expect(formatDayList(['2026-11-03', '2026-11-04', '2026-11-09'].map(dayOf))).toBe('3–4 Nov, 9 Nov')
  expect(formatDayList(['2026-10-31', '2026-11-01'].map(dayOf))).toBe('31 Oct – 1 Nov')
})

test('A bar of a share that is not 0 is not empty, and of one below 1 not full', () => {
  expect([0, 0.001, 0.5, 0.999, 1].map((share) => bar(share).replaceAll(/[^■□]/g, ''))).toEqual([
    '□□□□□□□□□□',
    '■□□□□□□□□□',
    '■■■■■□□□□□',
    '■■■■■■■■■□',
    '■■■■■■■■■■',
  ])
  expect(bar(null)).toBe('n/a')
})

const spark = (...shares: Parameters<typeof sparkline>[0]) =>
  sparkline(shares).replaceAll('\u{a0}', ' ').replaceAll('\u{2060}', '')

test('A sparkline draws shares within their range, with its ends in figures, and tells unknown from withheld', () => {
  expect(spark(0.2, 0.6, null, 1, 'withheld')).toBe('`▁▅·▇–` 20–100%')
  expect(spark(null, 'withheld')).toBe('`·–`')
})

test('A sparkline of little change stays near the middle, so that noise is no trend', () => {
  expect(spark(0.5, 0.5)).toBe('`▃▃` 50%')
  expect(spark(0.48, 0.5, 0.52)).toBe('`▃▃▅` 48–52%')
})

test('Discs are filled by quarters, and never empty where there is something', () => {
  expect([0, 0.01, 0.3, 0.5, 0.7, 0.9, 1].map((share) => disc(share).replace('\u{a0}', ' '))).toEqual([
    '○ 0',
    '◔ 1',
    '◔ 30',
    '◑ 50',
    '◕ 70',
    '● 90',
    '● 100',
  ])
})

test('The last of several words comes after an and', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => enumerate(words))).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ])
})
