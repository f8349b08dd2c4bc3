import { expect, test } from 'vitest'
import { FEATURES } from '../../src/rules/features.ts'
import type { ReportNumbers } from '../../src/lines/insights.ts'
import { breaksWithin, defectsWithin, featureSince, SERIES_BREAKS } from '../../src/rules/timeline.ts'
import { dayOf } from '../fixtures/rows.ts'
import { judge } from '../fixtures/judged.ts'

test('The timeline of GitHub’s data has a break for each feature with a since-date, on that date, and is in order', () => {
  const dated = FEATURES.filter(({ since }) => since !== undefined)
  expect(dated.length).toBeGreaterThan(5)
  for (const { key, since } of dated) {
    expect(SERIES_BREAKS.filter(({ feature }) => feature === key).map((one) => one.day)).toEqual([since])
    expect(featureSince(key)).toBe(since)
  }
  const days = SERIES_BREAKS.map((one) => one.day)
  expect(days).toEqual(days.toSorted())
  expect(featureSince('inline_chat')).toBeUndefined()
})

test('The timeline of GitHub’s data breaks a window that has days on either side: not on its first day, but on its last', () => {
  const begins = (since: string, until: string) =>
    breaksWithin(dayOf(since), dayOf(until)).map(({ feature }) => feature)
  expect(begins('2026-09-11', '2026-09-20')).toEqual([])
  expect(begins('2026-09-10', '2026-09-10')).toEqual([])
  expect(begins('2026-09-10', '2026-09-11')).toEqual(['vscode_agents'])
})

test('The timeline of GitHub’s data has a defect on the first and on the last of its days, and on none around them', () => {
  const defects = (since: string, until: string) => defectsWithin(dayOf(since), dayOf(until)).length
  expect(defects('2026-04-01', '2026-04-09')).toBe(0)
  expect(defects('2026-04-01', '2026-04-10')).toBe(1)
  expect(defects('2026-11-15', '2026-11-20')).toBe(1)
  expect(defects('2026-11-16', '2026-11-20')).toBe(0)
})

test('Features are new that began within the windows, the one before included', () => {
  const windows = {
    previous_since: dayOf('2026-08-17'),
    previous_until: dayOf('2026-09-13'),
    since: dayOf('2026-09-14'),
    until: dayOf('2026-10-11'),
  }
  const isNew = (report: Partial<ReportNumbers>) =>
    judge({}, report).insights.features.flatMap(({ feature, is_new }) => (is_new ? [feature] : []))
  expect(isNew(windows)).toEqual(['vscode_agents'])
  expect(isNew({ ...windows, previous_since: null, previous_until: null })).toEqual([])
})
