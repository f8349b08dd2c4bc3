import { expect, test } from 'vitest'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { dayOf } from '../fixtures/rows.ts'
import type { SeatsReport } from '../../src/lines/seat-summary.ts'
import { sampleEntity } from '../render/sample-report.ts'
import { sampleSeats } from '../render/sample-seats.ts'
import { judge, team, totalsOf } from '../fixtures/judged.ts'

/** Nothing to do: everybody is active, engaged, and in a team, and every feature is used. */
const calm: Partial<EntityNumbers> = {
  features: [],
  team_features: [],
  segments: { champion: 0, regular: 9, lagging: 0, unengaged: 0, idle: 0, withheld: {} },
  team_segments: [],
  reconciliation: { in_one_team: 100, in_several_teams: 0, in_no_team: 0, teams_unknown: 0, withheld: {} },
  totals: totalsOf({ active_users: 100, adoption_rate: 0.5 }),
}
const stepsOf = (overrides: Partial<EntityNumbers>) => judge({ ...calm, ...overrides }).insights.next_steps
const segments = (some: Partial<EntityNumbers['segments']>): EntityNumbers['segments'] => ({
  champion: 0,
  regular: 9,
  lagging: 0,
  unengaged: 0,
  idle: 0,
  withheld: {},
  ...some,
})
const [feature] = sampleEntity().features
const featureWith = (share: number, teamShare: number, is_mode = false, key = 'cli') => {
  if (feature === undefined) throw new RangeError('the sample has features')
  const status = share < 0.1 ? ('gap' as const) : ('used' as const)
  return {
    line: { ...feature, feature: key, is_mode, status, share_of_active_users: share },
    teamShare,
  }
}
const spread = (...of: ReturnType<typeof featureWith>[]) =>
  stepsOf({
    features: of.map(({ line }) => line),
    team_features: [
      {
        team_id: '7',
        slug: 'teacher',
        active_users: 19,
        shares: of.map(({ teamShare }) => teamShare),
        withheld: [],
      },
    ],
  })

test('Next steps are none where there is nothing to do', () => {
  expect(stepsOf({})).toEqual([])
})

test('Next steps are five at the most, the most urgent first', () => {
  const steps = judge({
    ...sampleEntity(),
    teams: [team('quiet', 20, 2), team('loud', 20, 19)],
    coverage: { ...sampleEntity().coverage, missing_days: [dayOf('2026-11-03')] },
  }).insights.next_steps
  expect(steps.map(({ step }) => step)).toEqual([
    'follow-up',
    'spread-feature',
    'offer-help',
    'check-set-up',
    'try-features',
  ])
})

test('Next steps follow up with the teams that stand out', () => {
  expect(stepsOf({ teams: [team('quiet', 20, 2)] })).toEqual([
    { step: 'follow-up', teams: [{ team_id: 'id-quiet', slug: 'quiet' }] },
  ])
})

test('Next steps spread a feature that a team uses by five points more than everybody', () => {
  const teacher = { team_id: '7', slug: 'teacher' }
  expect(spread(featureWith(0.5, 0.5625))).toEqual([
    { step: 'spread-feature', feature: 'cli', team: teacher },
  ])
  expect(spread(featureWith(0.5, 0.5469))).toEqual([])
  expect(spread(featureWith(0.5, 0.9, true))).toEqual([])
})

test('Next steps spread a gap before a feature with more to gain', () => {
  const wide = featureWith(0.5, 1, false, 'wide')
  const gap = featureWith(0.05, 0.3, false, 'gap')
  expect(spread(wide, gap)).toMatchObject([{ feature: 'gap' }])
  expect(spread(featureWith(0.5, 0.7, false, 'narrow'), wide)).toMatchObject([{ feature: 'wide' }])
})

test('Next steps offer help to the two teams with most of those who engage rarely, of two such people at least', () => {
  const line = (slug: string, lagging: number, unengaged: number, id = slug) => ({
    team_id: id,
    slug,
    ...segments({ lagging, unengaged }),
  })
  const team_segments = [
    line('one', 1, 0),
    line('two', 1, 1),
    line('three', 3, 0),
    line('four', 0, 4),
    line('others', 9, 9, ''),
  ]
  expect(stepsOf({ segments: segments({ lagging: 20 }), team_segments })).toEqual([
    {
      step: 'offer-help',
      people: { least: 20, most: 20 },
      teams: [
        { team_id: 'four', slug: 'four', people: 4 },
        { team_id: 'three', slug: 'three', people: 3 },
      ],
    },
  ])
  const two = { team_id: 'two', slug: 'two', people: 2 }
  expect(stepsOf({ segments: segments({ lagging: 3 }), team_segments: team_segments.slice(0, 2) })).toEqual([
    { step: 'offer-help', people: { least: 3, most: 3 }, teams: [two] },
  ])
  expect(stepsOf({ segments: segments({ lagging: 1 }), team_segments: [line('one', 1, 0)] })).toMatchObject([
    { people: { least: 1, most: 1 }, teams: [] },
  ])
})

test('Next steps name no team to help where the teams with most of the people have less than a tenth of them', () => {
  const team_segments = ['a', 'b'].map((slug) => ({ team_id: slug, slug, ...segments({ lagging: 5 }) }))
  const teamsNamed = (lagging: number) =>
    stepsOf({ segments: segments({ lagging }), team_segments }).map((step) =>
      step.step === 'offer-help' ? step.teams.length : undefined,
    )
  expect(teamsNamed(100)).toEqual([2])
  expect(teamsNamed(101)).toEqual([0])
})

test('Next steps offer help to more people than are told where one of two numbers is withheld, and to nobody where both are', () => {
  const hidden = withhold(segments({ lagging: 7, unengaged: 2 }), { unengaged: null })
  const team_segments = [{ team_id: '1', slug: 'a', ...hidden }]
  expect(stepsOf({ segments: hidden, team_segments })).toEqual([
    { step: 'offer-help', people: { least: 8, most: null }, teams: [] },
  ])
  expect(stepsOf({ segments: withhold(hidden, { lagging: null, unengaged: null }) })).toEqual([])
})

test('Next steps check the set-up where somebody is active without engaging, be it a number between bounds', () => {
  const bounds = { least: 1, most: 4 }
  const names = (some: EntityNumbers['segments']) => stepsOf({ segments: some }).map(({ step }) => step)
  expect(names(segments({ unengaged: 1 }))).toContain('check-set-up')
  expect(names(segments({ unengaged: 0 }))).toEqual([])
  expect(names(withhold(segments({ unengaged: 2 }), { unengaged: bounds }))).toEqual(['check-set-up'])
  expect(names(withhold(segments({ unengaged: 2 }), { unengaged: null }))).toEqual([])
})

test('Next steps let champions show what they do where there is somebody to show it to', () => {
  const names = (some: EntityNumbers['segments']) => stepsOf({ segments: some }).map(({ step }) => step)
  const bounds = { least: 1, most: 4 }
  expect(names(segments({ champion: 1 }))).toEqual([])
  expect(names(segments({ champion: 1, lagging: 1 }))).toEqual(['offer-help', 'learn-from-champions'])
  expect(names(withhold(segments({ champion: 2, lagging: 1 }), { champion: bounds }))).toEqual([
    'offer-help',
    'learn-from-champions',
  ])
})

test('Next steps review idle seats where seats are read and there are some, be it a number between bounds', () => {
  const names = (some: Partial<SeatsReport>) => stepsOf({ seats: sampleSeats(some) }).map(({ step }) => step)
  expect(names({ idle_seats: 1 })).toEqual(['review-idle-seats'])
  expect(names({ idle_seats: 0 })).toEqual([])
  expect(names({ idle_seats: null })).toEqual([])
  expect(names({ idle_seats: null, withheld: { idle_seats: { least: 1, most: 4 } } })).toEqual([
    'review-idle-seats',
  ])
})

test('Next steps put people into teams where a tenth of the active people is in none', () => {
  const inNone = (in_no_team: number | null) =>
    stepsOf({ reconciliation: { ...sampleEntity().reconciliation, in_no_team } }).map(({ step }) => step)
  expect(inNone(10)).toEqual(['put-into-teams'])
  expect(inNone(9)).toEqual([])
  expect(inNone(null)).toEqual([])
})

test('Next steps put nobody into teams where nobody is active', () => {
  const reconciliation = { ...sampleEntity().reconciliation, in_no_team: 0 }
  expect(stepsOf({ reconciliation, totals: totalsOf({ active_users: 0, adoption_rate: 0.5 }) })).toEqual([])
})

test('Next steps name three unused features at the most, and days without a report', () => {
  const features = sampleEntity().features.map((line) => ({ ...line, status: 'unused' as const }))
  const coverage = { ...sampleEntity().coverage, missing_days: [dayOf('2026-11-03')] }
  expect(stepsOf({ features, coverage })).toEqual([
    { step: 'try-features', features: features.slice(0, 3).map((line) => line.feature) },
    { step: 'run-again' },
  ])
})

test('Next steps send an enterprise without teams to its organizations, and no organization anywhere', () => {
  const coverage = { ...sampleEntity().coverage, days_with_teams: 0 }
  expect(stepsOf({ scope: 'enterprise', coverage })).toEqual([{ step: 'run-for-organizations' }])
  expect(stepsOf({ coverage })).toEqual([])
})
