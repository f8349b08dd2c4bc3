import { expect, test } from 'vitest'
import type { FeatureLine } from '../../src/lines/features.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { featureTable, shareCell } from '../../src/render/sections/features.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

const sample = sampleEntity({ teams: 3 })

function namesIn(features: readonly FeatureLine[], most: number): string[] {
  const entities = [{ ...sample, features: [...features] }]
  const report = sampleReport({}, { entities, minimum_group_size: 5 })
  const rows = featureTable(report, entityOf(report), most).match(/^\| (?!Feature |:?-)[^|]+(?= \|)/gm) ?? []
  return rows.map((row) => row.slice(2))
}

test('Where shares are withheld, features are ordered by their users, so that used ones come before unused ones', () => {
  const [first] = sample.features
  if (first === undefined) throw new RangeError('the sample has features')
  const feature = (label: string, engaged_users: number, share: number | null) => ({
    ...first,
    feature: label,
    label,
    engaged_users,
    share_of_active_users: share,
    status: engaged_users === 0 ? ('unused' as const) : ('used' as const),
  })
  const hidden = (line: FeatureLine) => withhold(line, { share_of_active_users: null })
  const few = withhold(feature('Few', 3, 0.2), {
    engaged_users: { least: 1, most: 4 },
    share_of_active_users: null,
  })
  const lines = [feature('Unused', 0, 0), few, hidden(feature('Used', 12, 0.8))]
  expect(namesIn(lines, 2)).toEqual(['Used *(new)*', 'Few *(new)*'])
})

test('A gap is not rounded up to the limit below which it is one', () => {
  const [first] = sample.features
  if (first === undefined) throw new RangeError('the sample has features')
  const cell = (share: number, status: FeatureLine['status']) =>
    shareCell({ ...first, share_of_active_users: share, status }, sampleReport().thresholds)
  expect(cell(0.0968, 'gap')).toMatch(/<10% \*\*gap\*\*$/)
  expect(cell(0.1, 'used')).toMatch(/10%$/)
  expect(cell(0.02, 'gap')).toMatch(/2% \*\*gap\*\*$/)
})
