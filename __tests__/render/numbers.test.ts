import { describe, expect, it } from 'vitest'

import type { Day } from '../../src/day.ts'
import { bar, shaded, sparkline } from '../../src/render/bars.ts'
import { formatChange, formatShareChange } from '../../src/render/changes.ts'
import {
  enumerate,
  formatDayList,
  formatDays,
  formatDifference,
  formatNumber,
  formatShare,
  plural,
} from '../../src/render/numbers.ts'

const day = (text: string) => text as Day

describe('numbers', () => {
  it('have separators, and decimals only where they are small', () => {
    expect([0, 7, 59.114515, 1234.5, 18_123_456_789, null].map(formatNumber)).toEqual([
      '0',
      '7',
      '59.1',
      '1,235',
      '18,123,456,789',
      'n/a',
    ])
  })

  it('are whole percent, and never none or all where they are not', () => {
    expect([0, 0.001, 0.284, 0.996, 1, null].map(formatShare)).toEqual([
      '0%',
      '<1%',
      '28%',
      '>99%',
      '100%',
      'n/a',
    ])
  })

  it('differ with a sign', () => {
    expect([12, -3, 0].map((value) => formatDifference(value))).toEqual(['+12', '−3', '0'])
  })

  it('agree with their noun', () => {
    expect([
      plural(1, 'team'),
      plural(2, 'team'),
      plural(1, 'person', 'people'),
      plural(1200, 'person', 'people'),
    ]).toEqual(['1 team', '2 teams', '1 person', '1,200 people'])
  })
})

describe('days', () => {
  it('name what differs', () => {
    expect(formatDays(day('2026-10-22'), day('2026-11-18'))).toBe('22 Oct – 18 Nov 2026')
    expect(formatDays(day('2026-12-22'), day('2027-01-18'))).toBe('22 Dec 2026 – 18 Jan 2027')
    expect(formatDays(day('2026-11-01'), day('2026-11-07'))).toBe('1–7 Nov 2026')
    expect(formatDays(day('2026-11-01'), day('2026-11-01'))).toBe('1 Nov 2026')
  })

  it('are drawn together where they are neighbours', () => {
    expect(formatDayList(['2026-11-03', '2026-11-04', '2026-11-09'].map(day))).toBe('3–4 Nov, 9 Nov')
    expect(formatDayList(['2026-10-31', '2026-11-01'].map(day))).toBe('31 Oct – 1 Nov')
  })
})

describe('changes', () => {
  it('are marked only where they are more than noise and windows compare', () => {
    expect(formatChange(148, 120, 'up')).toBe('▲ +28')
    expect(formatChange(120, 148, 'down')).toBe('▼ −28')
    expect(formatChange(148, 120, 'incomparable')).toBe('+28')
    expect(formatChange(123, 120, 'steady')).toBe('+3')
    expect(formatChange(123, null, 'unknown')).toBe('n/a')
    expect(formatShareChange(0.87, 0.86, 233, 'steady')).toBe('+1 pp')
    expect(formatShareChange(0.71, 0.59, 1980, 'up')).toBe('▲ +12 pp')
  })
})

describe('bars', () => {
  it('show some as some and most as most', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map((share) => bar(share).replaceAll(/[^■□]/g, ''))).toEqual([
      '□□□□□□□□□□',
      '■□□□□□□□□□',
      '■■■■■□□□□□',
      '■■■■■■■■■□',
      '■■■■■■■■■■',
    ])
    expect(bar(null)).toBe('n/a')
  })

  it('draw heights from zero, and unknown as none', () => {
    expect(sparkline([0, 5, null, 10])).toBe('`▁▅·▇`')
    expect(sparkline([0, 0])).toBe('`▁▁`')
  })

  it('shade in quarters', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => shaded(share).replace('\u{a0}', ' '))).toEqual([
      '░ 0',
      '▒ 25',
      '▓ 50',
      '█ 75',
      '█ 100',
    ])
  })
})

describe('enumerate', () => {
  it('ends with and', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((words) => enumerate(words))).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ])
  })
})
