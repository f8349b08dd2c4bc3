import { expect, test } from 'vitest'
import type { Incomparable } from '../../src/lines/changes.ts'
import type { Bounds } from '../../src/privacy/withheld.ts'
import { canState } from '../../src/lines/verdicts.ts'
import { formatChange, formatShareChange, incomparableClause } from '../../src/render/text/changes.ts'
import { formatCountChange, formatPeople } from '../../src/render/text/withheld.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

test('A change of a count is marked as it was judged, and unknown where a number is', () => {
  expect(formatChange(148, 120, 'up')).toBe('▲ +28')
  expect(formatChange(120, 148, 'down')).toBe('▼ −28')
  expect(formatChange(148, 120, 'incomparable')).toBe('+28')
  expect(formatChange(123, 120, 'steady')).toBe('+3')
  expect(formatChange(120, 120, 'steady')).toBe('0')
  expect(formatChange(123, null, 'unknown')).toBe('n/a')
})

test('A change of a share is in percentage points', () => {
  expect(formatShareChange(0.87, 0.86, 233, 'steady')).toBe('+1 pp')
  expect(formatShareChange(0.71, 0.59, 1980, 'up')).toBe('▲ +12 pp')
  expect(formatShareChange(0.71, 0.59, null, 'unknown')).toBe('n/a')
})

test('A change of a count that is withheld in either window is withheld', () => {
  const line = { now: 9, before: null, withheld: { before: { least: 1, most: 4 } } }
  expect(formatCountChange(line, 'now', 'before', 'withheld')).toBe('withheld')
  expect(formatCountChange({ ...line, withheld: {} }, 'now', 'before', 'unknown')).toBe('n/a')
})

test('The reason why windows do not compare is a clause with its numbers', () => {
  const coverage = { ...sampleEntity().coverage, days_reported: 27, previous_days_reported: 9 }
  const report = sampleReport({ until: '2026-08-10' }, { entities: [{ ...sampleEntity(), coverage }] })
  const clause = (reason: Incomparable) => incomparableClause(reason, report, entityOf(report))
  expect(clause('no-previous-window')).toBe('no days before were asked for')
  expect(clause('no-previous-reports')).toBe('the days before have no reports')
  expect(clause('days-differ')).toBe('27 of the last 28 days have a report, and 9 of the 28 before')
  expect(clause('counts-other-people')).toBe(
    'GitHub changed in between whom it counts (people who use only the Copilot app count as active)',
  )
})

test.each<Bounds | null>([
  null,
  { least: 1, most: 4 },
  { least: 1, most: null },
  { least: 29, most: null },
  { least: 29, most: 30 },
])('What insights call told of a count between %j, a page can put into words', (bounds) => {
  const line = { count: null, withheld: { count: bounds } }
  expect(formatPeople(line, 'count') !== undefined).toBe(canState(line, 'count'))
})
