import { expect, test } from 'vitest'
import { fitPage, LEVELS, REPORT_LEVELS } from '../../src/render/pages/detail.ts'

test('The first page that fits is taken, and no smaller one is written', () => {
  const written: number[] = []
  const write = (level: number) => {
    written.push(level)
    return 'x'.repeat(level)
  }
  expect(fitPage([9, 5, 4, 1], 5, write)).toBe('xxxxx')
  expect(written).toEqual([9, 5])
})

test('The size of a page is counted in bytes, and no page fits into less than the smallest', () => {
  expect(fitPage([2, 1], 3, (level) => '🚀'.repeat(level))).toBeUndefined()
  expect(fitPage([2, 1], 4, (level) => '🚀'.repeat(level))).toBe('🚀')
})

test.each([
  ['page of a run', LEVELS],
  ['committed report', REPORT_LEVELS],
] as const)('No level of a %s shows more than the one before', (_, levels) => {
  for (const [index, level] of levels.slice(1).entries()) {
    const before = new Map<string, number | boolean>(Object.entries(levels[index] ?? {}))
    for (const [name, value] of Object.entries(level)) {
      expect(Number(value), name).toBeLessThanOrEqual(Number(before.get(name)))
    }
  }
})
