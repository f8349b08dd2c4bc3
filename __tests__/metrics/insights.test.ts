import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/day.ts'
import type { TeamLine } from '../../src/metrics/activity-lines.ts'
import { countChange, direction, incomparableReason, shareChange } from '../../src/metrics/changes.ts'
import type { Coverage } from '../../src/metrics/coverage.ts'
import { FEATURES } from '../../src/metrics/features.ts'
import { type EntityNumbers, type ReportNumbers, withInsights } from '../../src/metrics/insights.ts'
import type { EntityReport, Report } from '../../src/metrics/report.ts'
import type { TeamFeatureShares } from '../../src/metrics/team-tables.ts'
import { breaksWithin, defectsWithin, featureSince, SERIES_BREAKS } from '../../src/metrics/timeline.ts'
import { type Bounds, withhold } from '../../src/metrics/withheld.ts'
import { schemaFaults } from '../json-schema.ts'
import { samplePages } from '../render/sample-pages.ts'
import { sampleEntity, sampleReport, unknownEntity } from '../render/sample-report.ts'

const day = (text: string) => text as Day
const slugs = (named: readonly { readonly slug: string }[]) => named.map(({ slug }) => slug)

/** The sample with other numbers, and what they mean. */
function judge(overrides: Partial<EntityNumbers> = {}, report: Partial<ReportNumbers> = {}): EntityReport {
  const [entity] = judgeAll([{ ...sampleEntity(), teams: [], ...overrides }], report).entities
  if (entity === undefined) throw new RangeError('one entity goes in and one comes out')
  return entity
}

function judgeAll(entities: EntityNumbers[], report: Partial<ReportNumbers> = {}): Report {
  return sampleReport({}, { entities, ...report })
}

/** A team of so many members, of whom so many are active; as many in the window before. */
function team(slug: string, members: number, active: number, overrides: Partial<TeamLine> = {}): TeamLine {
  const [sample] = sampleEntity({ teams: 1 }).teams
  if (sample === undefined) throw new RangeError('the sample has a team')
  return {
    ...sample,
    team_id: `id-${slug}`,
    slug,
    members,
    active_users: active,
    engaged_users: active,
    idle_users: members - active,
    adoption_rate: active / members,
    previous_active_users: active,
    ...overrides,
  }
}

/** A team of which it is withheld how many are idle, between these bounds. */
function guarded(slug: string, members: number, idle: Bounds | null): TeamLine {
  return withhold(team(slug, members, members - 1), {
    active_users: null,
    engaged_users: null,
    idle_users: idle,
    adoption_rate: null,
  })
}

function totalsOf(overrides: Partial<EntityNumbers['totals']>): EntityNumbers['totals'] {
  return { ...sampleEntity().totals, ...overrides }
}

describe('a change of a count of people', () => {
  test.each([
    ['below twice the square root of the larger count is noise', 119, 100, 'steady'],
    ['of exactly twice the square root of the larger count is none', 100, 80, 'up'],
    ['of one less than that is noise', 100, 81, 'steady'],
    ['downwards is judged by the same measure', 80, 100, 'down'],
    ['of large counts is noise below 2 %', 100_000, 98_001, 'steady'],
    ['of large counts is none at 2 %', 100_000, 98_000, 'up'],
    ['from 0 to 3 is noise', 3, 0, 'steady'],
    ['from 0 to 4 is none', 4, 0, 'up'],
    ['of nothing is steady', 0, 0, 'steady'],
    ['from an unknown number is unknown', 5, null, 'unknown'],
    ['to an unknown number is unknown', null, 5, 'unknown'],
  ] as const)('%s: %s after %s', (_, now, before, expected) => {
    expect(direction(now, before)).toBe(expected)
  })

  test('is withheld where either number is, unknown where one is unknown, and else incomparable where windows are', () => {
    const line = { now: 200, before: 100, hidden: null, unknown: null, withheld: { hidden: null } }
    expect(countChange(line, 'now', 'before', true)).toBe('up')
    expect(countChange(line, 'now', 'before', false)).toBe('incomparable')
    expect(countChange(line, 'hidden', 'before', true)).toBe('withheld')
    expect(countChange(line, 'now', 'hidden', false)).toBe('withheld')
    expect(countChange(line, 'now', 'unknown', true)).toBe('unknown')
    expect(countChange(line, 'now', 'unknown', false)).toBe('unknown')
  })

  test('of a share is judged by the people that it is of', () => {
    const line = { now: 0.6, before: 0.5, hidden: null, withheld: { hidden: null } }
    expect(shareChange(line, 'now', 'before', 100, true)).toBe('steady')
    expect(shareChange(line, 'now', 'before', 1000, true)).toBe('up')
    expect(shareChange(line, 'now', 'before', null, true)).toBe('unknown')
    expect(shareChange(line, 'now', 'hidden', 1000, true)).toBe('withheld')
    expect(shareChange(line, 'now', 'before', 1000, false)).toBe('incomparable')
  })
})

describe('windows', () => {
  const coverage = (days_reported: number, previous_days_reported: number): Coverage => ({
    ...sampleEntity().coverage,
    days: 30,
    days_reported,
    previous_days_reported,
  })

  test.each([
    ['compare where they differ by a tenth of their days', coverage(30, 27), '2026-09-01', false, null],
    ['do not compare where they differ by more', coverage(30, 26), '2026-09-01', false, 'days-differ'],
    ['do not compare the other way round either', coverage(26, 30), '2026-09-01', false, 'days-differ'],
    ['do not compare with nothing', coverage(30, 0), '2026-09-01', false, 'no-previous-reports'],
    ['do not compare where only one was asked for', coverage(30, 30), null, false, 'no-previous-window'],
    ['do not compare where other people count', coverage(30, 30), '2026-06-01', true, 'counts-other-people'],
    ['first of all lack a window', coverage(30, 0), null, true, 'no-previous-window'],
  ] as const)('%s', (_, some, since, countsOtherPeople, expected) => {
    expect(incomparableReason(some, since, countsOtherPeople)).toBe(expected)
  })

  test('that do not compare have no movers and no direction', () => {
    const teams = [team('a', 100, 90, { previous_active_users: 10 }), team('b', 100, 90)]
    const { insights } = judge({ teams }, { previous_since: null, previous_until: null })
    expect(insights.incomparable).toBe('no-previous-window')
    expect(insights.movers).toEqual([])
    expect(insights.teams.map(({ active_users }) => active_users)).toEqual(['incomparable', 'incomparable'])
    expect(new Set(Object.values(insights.changes))).toEqual(new Set(['incomparable']))
  })

  test('in which GitHub began to count other people do not compare', () => {
    const windows = {
      previous_since: day('2026-06-01'),
      previous_until: day('2026-06-14'),
      since: day('2026-06-15'),
      until: day('2026-06-28'),
    }
    expect(judge({}, windows).insights.incomparable).toBe('counts-other-people')
  })
})

describe('the timeline of GitHub’s data', () => {
  test('has a break for each feature with a since-date, on that date, and is in order', () => {
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

  test('breaks a window that has days on either side: not on its first day, but on its last', () => {
    const begins = (since: string, until: string) =>
      breaksWithin(day(since), day(until)).map(({ feature }) => feature)
    expect(begins('2026-09-11', '2026-09-20')).toEqual([])
    expect(begins('2026-09-10', '2026-09-10')).toEqual([])
    expect(begins('2026-09-10', '2026-09-11')).toEqual(['vscode_agents'])
  })

  test('has a defect on the first and on the last of its days, and on none around them', () => {
    const defects = (since: string, until: string) => defectsWithin(day(since), day(until)).length
    expect(defects('2026-04-01', '2026-04-09')).toBe(0)
    expect(defects('2026-04-01', '2026-04-10')).toBe(1)
    expect(defects('2026-11-15', '2026-11-20')).toBe(1)
    expect(defects('2026-11-16', '2026-11-20')).toBe(0)
  })

  test('makes features new that began within the windows, the one before included', () => {
    const windows = {
      previous_since: day('2026-08-17'),
      previous_until: day('2026-09-13'),
      since: day('2026-09-14'),
      until: day('2026-10-11'),
    }
    const isNew = (report: Partial<ReportNumbers>) =>
      judge({}, report).insights.features.flatMap(({ feature, is_new }) => (is_new ? [feature] : []))
    expect(isNew(windows)).toEqual(['vscode_agents'])
    expect(isNew({ ...windows, previous_since: null, previous_until: null })).toEqual([])
  })
})

describe('leading teams', () => {
  test('are the three with the highest adoption; equal ones by engagement, then by size', () => {
    const teams = [
      team('low', 10, 4),
      team('engaged', 10, 8),
      team('passive', 10, 8, { engaged_users: 2 }),
      team('large', 20, 16),
      team('top', 10, 9),
    ]
    expect(slugs(judge({ teams }).insights.leading_teams)).toEqual(['top', 'large', 'engaged'])
  })

  test('have five members at least, and someone active', () => {
    const teams = [
      team('four', 4, 4),
      team('five', 5, 1),
      team('nobody', 5, 0),
      team('', 9, 9, { team_id: '' }),
    ]
    const { insights } = judge({ teams })
    expect(slugs(insights.leading_teams)).toEqual(['five'])
    expect(insights.compares_teams).toBe(true)
  })

  test('are none where fewer than two teams have five members', () => {
    const { insights } = judge({ teams: [team('four', 4, 1), team('five', 5, 5)] })
    expect(insights.leading_teams).toEqual([])
    expect(insights.compares_teams).toBe(false)
  })

  test('are not teams whose adoption is withheld or unknown', () => {
    const teams = [
      guarded('guarded', 30, { least: 1, most: 4 }),
      team('unknown', 30, 0, { adoption_rate: null }),
      team('shown', 30, 3),
    ]
    expect(slugs(judge({ teams }).insights.leading_teams)).toEqual(['shown'])
  })
})

describe('movers', () => {
  test('are the teams that changed by more than noise, either way, the largest change first', () => {
    const teams = [
      team('steady', 200, 119, { previous_active_users: 100 }),
      team('up', 200, 100, { previous_active_users: 80 }),
      team('down', 200, 50, { previous_active_users: 100 }),
      team('unknown', 200, 100, { previous_active_users: null }),
      team('small', 4, 4, { previous_active_users: 0 }),
    ]
    const { insights } = judge({ teams })
    expect(slugs(insights.movers)).toEqual(['down', 'up'])
    expect(insights.teams.map(({ active_users }) => active_users)).toEqual([
      'steady',
      'up',
      'down',
      'unknown',
      'up',
    ])
  })

  test('are not teams of which either number is withheld', () => {
    const hidden = withhold(team('hidden', 200, 150, { previous_active_users: 20 }), {
      previous_active_users: { least: 1, most: 4 },
    })
    const { insights } = judge({ teams: [hidden, team('b', 20, 10)] })
    expect(insights.movers).toEqual([])
    expect(insights.teams[0]?.active_users).toBe('withheld')
  })
})

describe('teams to follow up with', () => {
  const followUp = (teams: TeamLine[], rate: number | null) =>
    slugs(judge({ teams, totals: totalsOf({ adoption_rate: rate }) }).insights.teams_to_follow_up)

  test('are those with more idle members than their size explains, not the largest', () => {
    expect(followUp([team('large', 100, 88), team('quiet', 6, 0), team('tiny', 3, 0)], 0.87)).toEqual([
      'quiet',
    ])
  })

  test('have one idle member more than the adoption of everybody would give them', () => {
    expect(followUp([team('expected', 20, 10), team('one-more', 20, 9)], 0.5)).toEqual(['one-more'])
  })

  test('are three at the most, the furthest above first; equal ones by id', () => {
    const teams = [team('c', 20, 5), team('b', 20, 6), team('a', 20, 6), team('d', 20, 7), team('e', 20, 0)]
    expect(followUp(teams, 0.5)).toEqual(['e', 'c', 'a'])
  })

  test('are held against an adoption of everybody where the usual one is unknown', () => {
    expect(followUp([team('quiet', 20, 19), team('busy', 20, 20)], null)).toEqual(['quiet'])
  })

  test('are not the line that small teams were merged into', () => {
    expect(followUp([team('others', 20, 0, { team_id: '' })], 0.5)).toEqual([])
  })

  test('have at least as many idle members as their bounds tell', () => {
    const bounds = { least: 6, most: 9 }
    expect(followUp([guarded('told', 10, bounds), guarded('untold', 10, null)], 0.5)).toEqual(['told'])
  })
})

describe('a withheld adoption rate', () => {
  const above = (line: TeamLine) => judge({ teams: [line] }).insights.teams[0]?.adoption_above

  test('is above what the most idle members would leave', () => {
    expect(above(guarded('a', 20, { least: 1, most: 4 }))).toBe(15 / 20)
  })

  test.each([
    ['without bounds', guarded('a', 20, null)],
    ['without an upper bound', guarded('a', 20, { least: 1, most: null })],
    ['where the bounds leave one active member', guarded('a', 5, { least: 1, most: 4 })],
    ['of unknown members', withhold({ ...guarded('a', 20, { least: 1, most: 4 }), members: null }, {})],
    ['that is not withheld', team('a', 20, 15)],
  ])('is above nothing %s', (_, line) => {
    expect(above(line)).toBeNull()
  })
})

describe('a feature', () => {
  const [cli, completion] = sampleEntity().features
  const shares = (slug: string, active: number | null, ...of: (number | null)[]): TeamFeatureShares => ({
    team_id: slug === 'others' ? '' : `id-${slug}`,
    slug,
    active_users: active,
    shares: of,
    withheld: [],
  })
  const features = cli === undefined || completion === undefined ? [] : [cli, completion]

  test('is led by the team with the highest share, of the teams with five active people', () => {
    const team_features = [
      shares('four', 4, 1, null),
      shares('five', 5, 0.4, null),
      shares('more', 50, 0.3, null),
      shares('others', 90, 0.9, null),
      shares('unknown', null, 0.9, null),
    ]
    const { insights } = judge({ features, team_features })
    expect(insights.features.map(({ leading_team }) => leading_team)).toEqual([
      { team_id: 'id-five', slug: 'five', share: 0.4 },
      null,
    ])
  })

  test('that nobody uses is led by nobody, nor is what features were merged into', () => {
    const team_features = [shares('a', 9, 0, 0.5)]
    const merged = features.map((line, index) => (index === 1 ? { ...line, feature: 'others' } : line))
    const { insights } = judge({ features: merged, team_features })
    expect(insights.features.map(({ leading_team }) => leading_team)).toEqual([null, null])
  })

  test('is a gap in a team whose share is below the threshold, and not at it', () => {
    const team_features = [
      shares('a', 9, 0.1, 0.0999),
      shares('b', 9, 0, null),
      { ...shares('c', 9, null, 0.5), withheld: ['cli'] },
    ]
    const { insights } = judge({ features, team_features })
    expect(insights.team_features).toEqual([
      { team_id: 'id-a', shares: ['used', 'gap'] },
      { team_id: 'id-b', shares: ['gap', 'unknown'] },
      { team_id: 'id-c', shares: ['withheld', 'used'] },
    ])
  })

  test('has no gap where the threshold is 0', () => {
    const thresholds = { ...sampleReport().thresholds, gapShare: 0 }
    const { insights } = judge({ features, team_features: [shares('a', 9, 0, 0.1)] }, { thresholds })
    expect(insights.team_features[0]?.shares).toEqual(['used', 'used'])
  })
})

describe('the verdict', () => {
  const verdict = (totals: EntityNumbers['totals'], coverage: Partial<Coverage> = {}) =>
    judge({ totals, coverage: { ...sampleEntity().coverage, ...coverage } }).insights.verdict
  const bounds = { least: 1, most: 4 }

  test.each([
    [0, 'nobody'],
    [1, 'told'],
    [null, 'unknown'],
  ])('on %s active people is that: %s', (active_users, expected) => {
    expect(verdict(totalsOf({ active_users })).active_users).toBe(expected)
  })

  test.each([
    [bounds, 'told'],
    [{ least: 29, most: null }, 'told'],
    [{ least: 1, most: null }, 'withheld'],
    [null, 'withheld'],
  ])('on active people withheld with %j is that: %s', (withheld, expected) => {
    expect(verdict(withhold(totalsOf({}), { active_users: withheld })).active_users).toBe(expected)
  })

  test('on adoption tells it, tells what it is above, or says why it cannot', () => {
    const hidden = (idle: Bounds | null) => withhold(totalsOf({}), { idle_users: idle, adoption_rate: null })
    expect(verdict(totalsOf({})).adoption).toBe('told')
    expect(verdict(hidden(bounds)).adoption).toBe('told')
    expect(verdict(hidden(null)).adoption).toBe('untold')
    expect(verdict(hidden({ least: 1, most: null })).adoption).toBe('untold')
    expect(verdict({ ...hidden({ least: 1, most: 19 }), members: 20 }).adoption).toBe('withheld')
    expect(verdict(withhold(totalsOf({}), { members: bounds })).adoption).toBe('untold')
    expect(verdict(totalsOf({ members: null })).adoption).toBe('no-teams-listed')
    expect(verdict(totalsOf({ members: null }), { days_with_teams_report: 0 }).adoption).toBe(
      'no-teams-report',
    )
  })

  test('on several entities ranks those that are known, and names those that are withheld or unknown', () => {
    const entity = (name: string, totals: EntityNumbers['totals']) => ({
      ...sampleEntity({ entity: name }),
      totals,
    })
    const { insights } = judgeAll([
      entity('low', totalsOf({ adoption_rate: 0.2 })),
      entity('hidden', withhold(totalsOf({}), { adoption_rate: null })),
      entity('high', totalsOf({ adoption_rate: 0.8 })),
      entity('unknown', totalsOf({ adoption_rate: null })),
    ])
    expect(insights.adoption).toEqual({ ranked: ['high', 'low'], withheld: ['hidden'], unknown: ['unknown'] })
  })
})

describe('teams that are not known', () => {
  const why = (coverage: Partial<Coverage>) =>
    judge({ coverage: { ...sampleEntity().coverage, days_with_teams: 0, ...coverage } }).insights
      .without_teams

  test('have a reason', () => {
    expect(judge().insights.without_teams).toBeNull()
    expect(why({ days_with_teams_report: 3 })).toEqual({ reason: 'none-listed' })
    expect(why({ days_with_teams_report: 0, missing_teams_days: [day('2026-06-01')] })).toEqual({
      reason: 'no-reports',
    })
    expect(why({ days_with_teams_report: 0, missing_teams_days: [] })).toEqual({
      reason: 'before-reports',
      since: '2026-05-14',
    })
  })
})

describe('next steps', () => {
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
          active_users: 9,
          shares: of.map(({ teamShare }) => teamShare),
          withheld: [],
        },
      ],
    })

  test('are none where there is nothing to do', () => {
    expect(stepsOf({})).toEqual([])
  })

  test('are five at the most, the most urgent first', () => {
    const steps = judge({
      ...sampleEntity(),
      teams: [team('quiet', 20, 2), team('loud', 20, 19)],
      coverage: { ...sampleEntity().coverage, missing_days: [day('2026-11-03')] },
    }).insights.next_steps
    expect(steps.map(({ step }) => step)).toEqual([
      'follow-up',
      'spread-feature',
      'offer-help',
      'check-set-up',
      'try-features',
    ])
  })

  test('follow up with the teams that stand out', () => {
    expect(stepsOf({ teams: [team('quiet', 20, 2)] })).toEqual([
      { step: 'follow-up', teams: [{ team_id: 'id-quiet', slug: 'quiet' }] },
    ])
  })

  test('spread a feature that a team uses by five points more than everybody', () => {
    const teacher = { team_id: '7', slug: 'teacher' }
    expect(spread(featureWith(0.5, 0.5625))).toEqual([
      { step: 'spread-feature', feature: 'cli', team: teacher },
    ])
    expect(spread(featureWith(0.5, 0.5469))).toEqual([])
    expect(spread(featureWith(0.5, 0.9, true))).toEqual([])
  })

  test('spread a gap before a feature with more to gain', () => {
    const wide = featureWith(0.5, 1, false, 'wide')
    const gap = featureWith(0.05, 0.3, false, 'gap')
    expect(spread(wide, gap)).toMatchObject([{ feature: 'gap' }])
    expect(spread(featureWith(0.5, 0.7, false, 'narrow'), wide)).toMatchObject([{ feature: 'wide' }])
  })

  test('offer help to the two teams with most of those who engage rarely, of two such people at least', () => {
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
    expect(stepsOf({ segments: segments({ lagging: 1 }), team_segments: [line('one', 1, 0)] })).toMatchObject(
      [{ people: { least: 1, most: 1 }, teams: [] }],
    )
  })

  test('offer help to more people than are told where one of two numbers is withheld, and to nobody where both are', () => {
    const hidden = withhold(segments({ lagging: 7, unengaged: 2 }), { unengaged: null })
    const team_segments = [{ team_id: '1', slug: 'a', ...hidden }]
    expect(stepsOf({ segments: hidden, team_segments })).toEqual([
      { step: 'offer-help', people: { least: 8, most: null }, teams: [] },
    ])
    expect(stepsOf({ segments: withhold(hidden, { lagging: null, unengaged: null }) })).toEqual([])
  })

  test('check the set-up where somebody is active without engaging, be it a number between bounds', () => {
    const bounds = { least: 1, most: 4 }
    const names = (some: EntityNumbers['segments']) => stepsOf({ segments: some }).map(({ step }) => step)
    expect(names(segments({ unengaged: 1 }))).toContain('check-set-up')
    expect(names(segments({ unengaged: 0 }))).toEqual([])
    expect(names(withhold(segments({ unengaged: 2 }), { unengaged: bounds }))).toEqual(['check-set-up'])
    expect(names(withhold(segments({ unengaged: 2 }), { unengaged: null }))).toEqual([])
    expect(names(segments({ champion: 1 }))).toEqual(['learn-from-champions'])
    expect(names(withhold(segments({ champion: 2 }), { champion: bounds }))).toEqual(['learn-from-champions'])
  })

  test('put people into teams where a tenth of the active people is in none', () => {
    const inNone = (in_no_team: number | null) =>
      stepsOf({ reconciliation: { ...sampleEntity().reconciliation, in_no_team } }).map(({ step }) => step)
    expect(inNone(10)).toEqual(['put-into-teams'])
    expect(inNone(9)).toEqual([])
    expect(inNone(null)).toEqual([])
  })

  test('put nobody into teams where nobody is active', () => {
    const reconciliation = { ...sampleEntity().reconciliation, in_no_team: 0 }
    expect(stepsOf({ reconciliation, totals: totalsOf({ active_users: 0, adoption_rate: 0.5 }) })).toEqual([])
  })

  test('name three unused features at the most, and days without a report', () => {
    const features = sampleEntity().features.map((line) => ({ ...line, status: 'unused' as const }))
    const coverage = { ...sampleEntity().coverage, missing_days: [day('2026-11-03')] }
    expect(stepsOf({ features, coverage })).toEqual([
      { step: 'try-features', features: features.slice(0, 3).map((line) => line.feature) },
      { step: 'run-again' },
    ])
  })

  test('send an enterprise without teams to its organizations, and no organization anywhere', () => {
    const coverage = { ...sampleEntity().coverage, days_with_teams: 0 }
    expect(stepsOf({ scope: 'enterprise', coverage })).toEqual([{ step: 'run-for-organizations' }])
    expect(stepsOf({ coverage })).toEqual([])
  })
})

describe('insights', () => {
  test('of an entity of which nothing is known say that, and nothing else', () => {
    const { insights } = judge(unknownEntity())
    expect(insights.verdict).toEqual({ active_users: 'unknown', adoption: 'no-teams-listed' })
    expect(insights.leading_teams).toEqual([])
    expect(insights.movers).toEqual([])
    expect(insights.next_steps).toEqual([])
    expect(new Set(insights.team_features.flatMap(({ shares }) => shares))).toEqual(new Set(['unknown']))
  })

  const schema = JSON.parse(readFileSync('docs/totals.schema.json', 'utf8')) as object
  test.each(samplePages())('of the page $name fit the schema of totals.json', ({ report }) => {
    expect(schemaFaults(schema, JSON.parse(JSON.stringify(report)))).toEqual([])
  })

  test('change no number of the report', () => {
    const { insights, ...numbers } = sampleReport()
    const bare = { ...numbers, entities: numbers.entities.map(({ insights: _, ...entity }) => entity) }
    expect(withInsights(bare)).toEqual({ ...numbers, insights })
  })

  test('treat ids and keys that every object has like any others', () => {
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
})
