import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addCount,
  addCounterRow,
  countAt,
  forgetCount,
  LARGEST,
  newCounterRow,
} from '../../src/columns/counter-table.ts'
import { emptyValueCounts, USER_DAYS } from '../../src/rollup/value-counts.ts'

const addition = fc.record({
  line: fc.nat(3),
  index: fc.nat(USER_DAYS),
  count: fc.oneof(fc.nat(9), fc.nat(), fc.integer({ min: LARGEST - 5, max: LARGEST + 5 }), fc.maxSafeNat()),
})

describe('sums', () => {
  test('are exact, however large, and unknown where nothing was added', () => {
    fc.assert(
      fc.property(fc.array(addition, { maxLength: 40 }), (additions) => {
        const counts = emptyValueCounts()
        const expected = new Map<string, number>()
        for (let line = 0; line < 4; line++) newCounterRow(counts)
        for (const { line, index, count } of additions) {
          addCount(counts, line, index, count)
          expected.set(`${line} ${index}`, (expected.get(`${line} ${index}`) ?? 0) + count)
        }
        for (let line = 0; line < 4; line++) {
          for (let index = 0; index <= USER_DAYS; index++) {
            expect(countAt(counts, line, index)).toBe(expected.get(`${line} ${index}`) ?? null)
          }
        }
      }),
    )
  })

  test('of lines add up, and what is unknown in both stays unknown', () => {
    const counts = emptyValueCounts()
    const [line, more] = [newCounterRow(counts), newCounterRow(counts)]
    addCount(counts, line, 0, LARGEST)
    addCount(counts, more, 0, 1)
    addCount(counts, more, 1, 0)
    addCounterRow(counts, line, counts, more, USER_DAYS + 1)
    expect([0, 1, 2].map((index) => countAt(counts, line, index))).toEqual([LARGEST + 1, 0, null])
  })

  test('stay in their lines over many blocks', () => {
    const counts = emptyValueCounts()
    for (let line = 0; line < 30_000; line++) addCount(counts, newCounterRow(counts), 6, line)
    const wrong = Array.from({ length: 30_000 }, (_, line) => line).filter(
      (line) => countAt(counts, line, 6) !== line,
    )
    expect(wrong).toEqual([])
  })
})

test('what is forgotten is unknown, and can be added to again', () => {
  const counts = emptyValueCounts()
  const line = newCounterRow(counts)
  addCount(counts, line, USER_DAYS, 5)
  forgetCount(counts, line, USER_DAYS)
  expect(countAt(counts, line, USER_DAYS)).toBeNull()
  addCount(counts, line, USER_DAYS, 2)
  expect(countAt(counts, line, USER_DAYS)).toBe(2)
})
