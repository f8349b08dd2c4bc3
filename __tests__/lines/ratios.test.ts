import { expect, test } from 'vitest'
import { ratio } from '../../src/lines/ratios.ts'

test.each([
  [1, 2, 0.5],
  [1, 3, 0.333333],
  [2, 3, 0.666667],
  [0, 5, 0],
  [5, 5, 1],
  [1, 1_000_000, 0.000001],
  [1, 10_000_000, 0],
  [0, 0, null],
  [3, 0, null],
  [null, 5, null],
  [5, null, null],
])('%s of %s is %s', (part, whole, expected) => {
  expect(ratio(part, whole)).toBe(expected)
})

test('no rate has more than six decimals', () => {
  for (let whole = 1; whole <= 200; whole++) {
    for (let part = 0; part <= whole; part++)
      expect(String(ratio(part, whole))).toMatch(/^(0|1|0\.\d{1,6})$|^1e-6$/)
  }
})
