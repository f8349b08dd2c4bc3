import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Coverage } from '../../src/rollup/coverage.ts'
import { withInsights } from '../../src/lines/insights.ts'
import type { TeamFeatureShares } from '../../src/lines/team-tables.ts'
import { dayOf } from '../fixtures/rows.ts'
import { schemaFaults } from '../json-schema.ts'
import { samplePages } from '../render/sample-pages.ts'
import { sampleEntity, sampleReport, unknownEntity } from '../render/sample-report.ts'
import { judge, team } from '../fixtures/judged.ts'

const [cli, completion] = sampleEntity().features
const teamShares = (slug: string, active: number | null, ...of: (number | null)[]): TeamFeatureShares => ({
  team_id: slug === 'others' ? '' : `id-${slug}`,
  slug,
  active_users: active,
  shares: of,
  withheld: [],
})
const twoFeatures = cli === undefined || completion === undefined ? [] : [cli, completion]

test('A feature is led by the team with the highest share, of the teams with ten active people', () => {
  const team_features = [
    teamShares('nine', 9, 1, null),
    teamShares('ten', 10, 0.4, null),
    teamShares('more', 50, 0.3, null),
    teamShares('others', 90, 0.9, null),
    teamShares('unknown', null, 0.9, null),
  ]
  const { insights } = judge({ features: twoFeatures, team_features })
  expect(insights.features.map(({ leading_team }) => leading_team)).toEqual([
    { team_id: 'id-ten', slug: 'ten', share: 0.4 },
    null,
  ])
})

test('A team in which one or two people engage with a feature does not lead in it', () => {
  const team_features = [teamShares('two', 12, 2 / 12, 0), teamShares('three', 20, 3 / 20, 0)]
  const { insights } = judge({ features: twoFeatures, team_features })
  expect(insights.features[0]?.leading_team?.slug).toBe('three')
})

test('The team that leads may be one that the table of the largest teams does not have', () => {
  const report = sampleReport({}, { entities: [{ ...sampleEntity(), features: twoFeatures }] })
  const [entity] = withInsights(report, [[{ ...teamShares('small', 12, 1, 0), engaged: [12, 0] }]]).entities
  expect(entity?.insights.features[0]?.leading_team?.slug).toBe('small')
})

test('Where a feature is reported for some of the days only, its share is of the people of those days', () => {
  const report = sampleReport({}, { entities: [{ ...sampleEntity(), features: twoFeatures }] })
  const uses = [
    // Two of two, though twenty are active; six of twelve.
    { ...teamShares('two', 20, 1, 0), engaged: [2, 0] },
    { ...teamShares('four', 20, 1, 0), engaged: [4, 0] },
    { ...teamShares('twelve', 20, 0.5, 0), engaged: [6, 0] },
  ]
  const [entity] = withInsights(report, [uses]).entities
  expect(entity?.insights.features[0]?.leading_team?.slug).toBe('twelve')
})

test('A feature that nobody uses is led by nobody, nor is what features were merged into', () => {
  const team_features = [teamShares('a', 19, 0, 0.5)]
  const merged = twoFeatures.map((line, index) => (index === 1 ? { ...line, feature: 'others' } : line))
  const { insights } = judge({ features: merged, team_features })
  expect(insights.features.map(({ leading_team }) => leading_team)).toEqual([null, null])
})

test('A feature is a gap in a team whose share is below the threshold, and not at it', () => {
  const team_features = [
    teamShares('a', 9, 0.1, 0.0999),
    teamShares('b', 9, 0, null),
    { ...teamShares('c', 9, null, 0.5), withheld: ['cli'] },
  ]
  const { insights } = judge({ features: twoFeatures, team_features })
  expect(insights.team_features).toEqual([
    { team_id: 'id-a', shares: ['used', 'gap'] },
    { team_id: 'id-b', shares: ['gap', 'unknown'] },
    { team_id: 'id-c', shares: ['withheld', 'used'] },
  ])
})

test('A feature has no gap where the threshold is 0', () => {
  const thresholds = { ...sampleReport().thresholds, gapShare: 0 }
  const { insights } = judge(
    { features: twoFeatures, team_features: [teamShares('a', 9, 0, 0.1)] },
    { thresholds },
  )
  expect(insights.team_features[0]?.shares).toEqual(['used', 'used'])
})

const why = (coverage: Partial<Coverage>) =>
  judge({ coverage: { ...sampleEntity().coverage, days_with_teams: 0, ...coverage } }).insights.without_teams

test('Teams that are not known have a reason', () => {
  expect(judge().insights.without_teams).toBeNull()
  expect(why({ days_with_teams_report: 3 })).toEqual({ reason: 'none-listed' })
  expect(why({ days_with_teams_report: 0, missing_teams_days: [dayOf('2026-06-01')] })).toEqual({
    reason: 'no-reports',
  })
  expect(why({ days_with_teams_report: 0, missing_teams_days: [] })).toEqual({
    reason: 'before-reports',
    since: '2026-05-14',
  })
})

test('Insights of an entity of which nothing is known say that, and nothing else', () => {
  const { insights } = judge(unknownEntity())
  expect(insights.verdict).toEqual({ active_users: 'unknown', adoption: 'no-teams-listed' })
  expect(insights.leading_teams).toEqual([])
  expect(insights.movers).toEqual({ up: [], down: [] })
  expect(insights.next_steps).toEqual([])
  expect(new Set(insights.team_features.flatMap(({ shares }) => shares))).toEqual(new Set(['unknown']))
})

const schema = JSON.parse(readFileSync('docs/totals.schema.json', 'utf8')) as object
test.each(samplePages())('Insights of the page $name fit the schema of totals.json', ({ report }) => {
  expect(schemaFaults(schema, JSON.parse(JSON.stringify(report)))).toEqual([])
})

test('Insights change no number of the report, and are the same when they are made again', () => {
  const report = sampleReport()
  expect(withInsights(report)).toEqual(report)
})

test('Insights treat ids and keys that every object has like any others', () => {
  const keys = ['constructor', '__proto__', 'toString', 'hasOwnProperty']
  const [sample] = sampleEntity().features
  const features = sample === undefined ? [] : keys.map((feature) => ({ ...sample, feature }))
  const teams = keys.map((key) => team(key, 10, 5, { team_id: key }))
  const team_features = keys.map((key) => ({
    team_id: key,
    slug: key,
    active_users: 5,
    shares: [0.5, 0.5, 0.5, 0.5],
    withheld: ['constructor'],
  }))
  const { insights } = judge({ teams, features, team_features })
  expect(insights.teams.map(({ team_id }) => team_id)).toEqual(keys)
  expect(insights.features.map(({ feature, is_new }) => [feature, is_new])).toEqual(
    keys.map((key) => [key, false]),
  )
  expect(insights.team_features[0]?.shares).toEqual(['withheld', 'used', 'used', 'used'])
})
