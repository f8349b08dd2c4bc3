import { expect, test } from 'vitest'
import { expiryOf, urlOf } from '../src/published.ts'
import { dayOf } from './fixtures/rows.ts'

test.each([
  [undefined, 90, '2027-02-19'],
  [7, 90, '2026-11-28'],
  [400, 90, '2027-02-19'],
  [7, undefined, '2026-11-28'],
  [undefined, undefined, undefined],
])('Kept for %s days in a repository that keeps artifacts for %s, they expire on %s', (asked, most, day) => {
  const retention = { artifactRetentionDays: asked, runner: { retentionDays: most } }
  expect(expiryOf(retention, dayOf('2026-11-21'))).toBe(day)
})

test('Only what was uploaded within a run has an address', () => {
  expect(urlOf({ id: '8', url: 'https://github.com/a/b/actions/runs/7/artifacts/8' })).toMatch(
    /artifacts\/8$/,
  )
  expect([undefined, { refused: 'quota' }, { id: '8', url: '' }].map(urlOf)).toEqual(Array(3))
})
