import { expect, test } from 'vitest'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { breakdownsMarkdown } from '../../src/render/sections/breakdowns.ts'
import { creditsMarkdown } from '../../src/render/sections/credits.ts'
import { featureTable, heatTableMarkdown } from '../../src/render/sections/features.ts'
import { nextStepsMarkdown } from '../../src/render/sections/next-steps.ts'
import { breadthMarkdown } from '../../src/render/sections/people.ts'
import { committedReport } from '../../src/render/pages/committed-report.ts'
import { fitSummary } from '../../src/render/pages/job-summary.ts'
import { teamHighlights } from '../../src/render/sections/team-highlights.ts'
import { teamTable } from '../../src/render/sections/teams.ts'
import { headline } from '../../src/render/sections/verdict.ts'
import { sampleHistory } from './sample-history.ts'
import { LIMIT_BYTES, LINKS } from './sample-pages.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

/** Names of what every object has: a lookup in an object would find it. */
const KEYS = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__']
const FOUND = /native code|\[object|function|undefined|NaN/

const sample = sampleEntity({ teams: KEYS.length })
const keyOf = (index: number) => KEYS[index % KEYS.length] ?? ''

/** The sample in which every text of a report is such a name. */
const hostile: EntityNumbers = {
  ...sample,
  entity: 'constructor',
  teams: sample.teams.map((team, index) => ({ ...team, team_id: keyOf(index), slug: keyOf(index) })),
  team_weeks: sample.team_weeks.map((line, index) => ({ ...line, team_id: keyOf(index) })),
  team_segments: sample.team_segments.map((line, index) => ({
    ...line,
    team_id: keyOf(index),
    slug: keyOf(index),
  })),
  features: sample.features.slice(0, KEYS.length).map((line, index) => ({
    ...line,
    feature: keyOf(index),
    label: keyOf(index),
    status: index === 0 ? ('unused' as const) : ('used' as const),
    engaged_users: index * 10,
    share_of_active_users: 0.3,
  })),
  team_features: sample.team_features.map((line, index) => ({
    ...line,
    team_id: keyOf(index),
    slug: keyOf(index),
    shares: KEYS.map(() => 0.5),
    withheld: index === 0 ? ['toString'] : [],
  })),
  breakdowns: KEYS.map((dimension, index) => ({
    dimension,
    values: 1,
    lines: (sample.breakdowns[0]?.lines ?? []).slice(0, 1).map((line) => ({
      ...line,
      dimension,
      value: keyOf(index + 1),
    })),
  })),
  counters: KEYS.flatMap((dimension, index) =>
    ['', keyOf(index + 1)].map((value) => ({
      ...(sample.counters[0] ?? { entity: '', team_id: '', slug: '', sum: 7 }),
      dimension,
      value,
      counter: value === '' ? keyOf(index + 2) : 'interaction_count',
    })),
  ),
  phases: {
    first: Object.fromEntries(KEYS.map((key, index) => [key, index])),
    last: { '1': 7 },
    moved_up: 1,
    moved_down: 0,
    withheld: {},
  },
}

const report = sampleReport({}, { entities: [hostile], minimum_group_size: null })
const entity = entityOf(report)

test.each([
  ['breakdowns', breakdownsMarkdown(report, entity, '##', Infinity)],
  ['credits', creditsMarkdown(entity)],
  ['features', featureTable(report, entity, Infinity)],
  ['the heat map', heatTableMarkdown(report, entity, Infinity)],
  ['next steps', nextStepsMarkdown(report, entity)],
  ['phases', breadthMarkdown(report, entity)],
  ['teams', teamTable(report, entity, Infinity)],
  ['team highlights', teamHighlights(entity)],
  ['the headline', headline(sampleReport({}, { entities: [hostile, { ...hostile, entity: '__proto__' }] }))],
])('In %s names that every object has are shown as the texts they are', (_, text) => {
  expect(text).not.toMatch(FOUND)
  expect(text).toMatch(/constructor|toString|hasOwnProperty|&#95;&#95;proto&#95;&#95;|__proto__/)
})

test('The page and the committed report take names that every object has', () => {
  const history = KEYS.flatMap((team_id) =>
    sampleHistory(9, {
      entity: 'constructor',
      team_id,
      other_features: new Map(KEYS.map((key, index) => [key, index])),
    }),
  )
  const location = {
    charts: 'charts',
    history: 'history.csv',
    fullness: '',
    runUrl: '',
    serverUrl: '',
    artifactUrl: undefined,
    htmlReportUrl: undefined,
    htmlReportExpires: undefined,
  }
  const page = fitSummary(report, LINKS, LIMIT_BYTES)
  const { markdown } = committedReport(
    report,
    [...history, ...sampleHistory(9, { entity: 'constructor' })],
    location,
  )
  for (const text of [page, markdown]) {
    expect(text).not.toMatch(FOUND)
    expect(text).toContain('hasOwnProperty')
  }
})

test('A phase that every object has by name, and nobody was in, is 0', () => {
  const { last } = entity.phases
  expect(Object.hasOwn(last, 'toString')).toBe(false)
  expect(breadthMarkdown(report, entity)).toContain('| toString | 2 | 0 |')
})
