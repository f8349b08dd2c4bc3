import { describe, expect, test } from 'vitest'
import {
  type FeatureLine,
  featureLines,
  judgedTeamFeatures,
  type TeamFeatureLine,
  teamFeatureLines,
} from '../../src/lines/features.ts'
import { showTotals } from '../../src/privacy/shown-totals.ts'
import { type DayLines, shownOf, totalsOf, type TotalsOptions } from '../fixtures/totals.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  byFeature,
  CAROL,
  COMPLETED,
  DAVE,
  FRONTEND,
  type Line,
} from '../fixtures/rows.ts'

const ASKED = { user_initiated_interaction_count: 1 }
const EMPTY: Line = { totals_by_feature: [] }
const DAY = '2026-10-14'

describe('the features of an entity', () => {
  test('are the registry in its order, then what GitHub added, by key', () => {
    const lines = linesOf({
      [DAY]: { rows: [{ ...ALICE, ...byFeature({ zoom: ASKED, beam: ASKED, chat_inline: ASKED }) }] },
    })
    expect(lines.map(({ feature }) => feature)).toEqual([
      'cli',
      'code_completion',
      'code_review',
      'dotcom_chat',
      'inline_chat',
      'knowledge_base_chat',
      'mobile_chat',
      'panel_chat',
      'pull_request_summary',
      'ask_mode',
      'edit_mode',
      'plan_mode',
      'custom_mode',
      'agent_mode',
      'agent_edit',
      'cloud_agent',
      'copilot_app',
      'third_party_agent',
      'vscode_agents',
      'beam',
      'zoom',
    ])
    expect(lines[1]).toMatchObject({ entity: 'octo', label: 'Code completion' })
    expect(lines.at(-1)).toMatchObject({ label: 'zoom' })
  })

  test('count people once and their days each', () => {
    const day = {
      rows: [
        { ...ALICE, ...COMPLETED },
        { ...BOB, ...EMPTY },
      ],
    }
    const line = featureOf('code_completion', { '2026-10-13': day, [DAY]: day }, { days: 2 })
    expect(line).toMatchObject({
      status: 'used',
      engaged_users: 1,
      engaged_user_days: 2,
      share_of_active_users: 0.5,
    })
  })

  test('that GitHub added are used like any other', () => {
    const rows = [{ ...ALICE, ...byFeature({ zoom: ASKED }) }, { ...BOB, ...EMPTY }, CAROL, DAVE]
    expect(featureOf('zoom', { [DAY]: { rows } })).toMatchObject({
      status: 'used',
      engaged_users: 1,
      engaged_user_days: 1,
      share_of_active_users: 0.25,
    })
  })

  test('that GitHub added and nobody engaged with are unused', () => {
    const rows = [{ ...ALICE, ...byFeature({ zoom: { loc_added_sum: 0 } }) }]
    expect(featureOf('zoom', { [DAY]: { rows } })).toMatchObject({
      status: 'unused',
      engaged_users: 0,
      engaged_user_days: 0,
    })
  })
})

describe('status', () => {
  test('not reported: no row shows the feature, so all of it is unknown', () => {
    expect(featureOf('dotcom_chat', { [DAY]: { rows: [{ ...ALICE, ...EMPTY }] } })).toMatchObject({
      status: 'not-reported',
      engaged_users: null,
      engaged_user_days: null,
      share_of_active_users: null,
      previous_engaged_users: null,
    })
  })

  test('unused: rows show it, and nobody engaged', () => {
    expect(featureOf('inline_chat', { [DAY]: { rows: [{ ...ALICE, ...EMPTY }] } })).toMatchObject({
      status: 'unused',
      engaged_users: 0,
      engaged_user_days: 0,
      share_of_active_users: 0,
    })
  })

  test.each([
    [9, 0.111111, 'used'],
    [10, 0.1, 'used'],
    [11, 0.090909, 'gap'],
  ])('one of %i active users is a share of %f: %s', (count, share, status) => {
    const rows = Array.from({ length: count }, (_, index) => ({
      user_id: index,
      user_login: `user-${index}`,
      ...(index === 0 ? COMPLETED : EMPTY),
    }))
    expect(featureOf('code_completion', { [DAY]: { rows } })).toMatchObject({
      share_of_active_users: share,
      status,
    })
  })

  test('the share below which a feature is a gap can be chosen', () => {
    const days = {
      [DAY]: {
        rows: [
          { ...ALICE, ...COMPLETED },
          { ...BOB, ...EMPTY },
        ],
      },
    }
    expect(featureOf('code_completion', days, {}, 0.5).status).toBe('used')
    expect(featureOf('code_completion', days, {}, 0.51).status).toBe('gap')
    expect(featureOf('code_completion', days, {}, 0).status).toBe('used')
  })

  test('a feature that nobody uses is unused and not a gap, whatever the share', () => {
    expect(featureOf('code_completion', { [DAY]: { rows: [{ ...ALICE, ...EMPTY }] } }, {}, 0)).toMatchObject({
      status: 'unused',
    })
  })
})

describe('the share of a feature whose since-date falls into the window', () => {
  /** The app shows from 28 July on: Alice and Bob are active before, Bob and Carol after. */
  const days = {
    '2026-07-27': {
      rows: [
        { ...ALICE, ...EMPTY },
        { ...BOB, ...EMPTY },
      ],
    },
    '2026-07-28': {
      rows: [
        { ...BOB, used_copilot_app: true },
        { ...CAROL, ...EMPTY },
      ],
    },
  }

  test('is of those active since that date', () => {
    expect(featureOf('copilot_app', days, { days: 2 })).toMatchObject({
      engaged_users: 1,
      share_of_active_users: 0.5,
    })
  })

  test('of a feature without one is of all', () => {
    expect(
      featureOf(
        'code_completion',
        { ...days, '2026-07-28': { rows: [{ ...CAROL, ...COMPLETED }] } },
        { days: 2 },
      ),
    ).toMatchObject({
      engaged_users: 1,
      share_of_active_users: 0.333333,
    })
  })

  test('counts those active since then whose rows do not show the feature', () => {
    const later = { '2026-07-28': { rows: [{ ...BOB, used_copilot_app: true }, CAROL] } }
    expect(featureOf('copilot_app', { ...days, ...later }, { days: 2 })).toMatchObject({
      share_of_active_users: 0.5,
    })
  })

  test('counts those too whom GitHub showed before', () => {
    const early = {
      '2026-07-27': {
        rows: [
          { ...ALICE, used_copilot_app: false },
          { ...DAVE, ...EMPTY },
        ],
      },
    }
    expect(featureOf('copilot_app', { ...days, ...early }, { days: 2 })).toMatchObject({
      share_of_active_users: 0.333333,
    })
  })

  test('is unknown before, and so is the feature', () => {
    const before = { '2026-07-27': days['2026-07-27'] }
    expect(featureOf('copilot_app', before)).toMatchObject({
      status: 'not-reported',
      share_of_active_users: null,
    })
  })
})

describe('the previous window', () => {
  const now = { rows: [{ ...ALICE, ...COMPLETED }] }
  const options = { days: 1, compare: true }

  test.each([
    [
      'people engaged',
      {
        rows: [
          { ...ALICE, ...COMPLETED },
          { ...BOB, ...COMPLETED },
        ],
      },
      2,
    ],
    ['nobody engaged', { rows: [{ ...ALICE, ...EMPTY }] }, 0],
    ['no row showed the feature', { rows: [ALICE] }, null],
    ['there is no report', {}, null],
  ])('where %s: %s', (_, before, expected) => {
    expect(featureOf('code_completion', { '2026-10-13': before, [DAY]: now }, options)).toMatchObject({
      engaged_users: 1,
      previous_engaged_users: expected,
    })
  })

  test('of a feature that was not there before its since-date is unknown', () => {
    const days = {
      '2026-07-27': { rows: [{ ...ALICE, ...EMPTY }] },
      '2026-07-28': { rows: [{ ...ALICE, used_copilot_app: true }] },
    }
    expect(featureOf('copilot_app', days, options)).toMatchObject({
      engaged_users: 1,
      previous_engaged_users: null,
    })
  })

  test('adds no feature that the window does not have', () => {
    const before = { rows: [{ ...ALICE, ...byFeature({ zoom: ASKED }) }] }
    expect(
      linesOf({ '2026-10-13': before, [DAY]: now }, options).map(({ feature }) => feature),
    ).not.toContain('zoom')
  })
})

describe('the features of teams', () => {
  const teams = [
    { ...ALICE, ...FRONTEND },
    { ...BOB, ...FRONTEND },
    { ...CAROL, ...BACKEND },
  ]

  test('count the people of the team, of those of them who are active', () => {
    const rows = [
      { ...ALICE, ...COMPLETED },
      { ...BOB, ...EMPTY },
      { ...DAVE, ...COMPLETED },
    ]
    expect(teamFeatureOf('42', 'code_completion', { [DAY]: { rows, teams } })).toMatchObject({
      entity: 'octo',
      team_id: '42',
      slug: 'frontend',
      engaged_users: 1,
      engaged_user_days: 1,
      share_of_active_users: 0.5,
    })
  })

  test('of a quiet team are 0 where the entity’s rows show the feature, and of no share', () => {
    const days = { [DAY]: { rows: [{ ...ALICE, ...COMPLETED }], teams } }
    expect(teamFeatureOf('43', 'code_completion', days)).toMatchObject({
      engaged_users: 0,
      engaged_user_days: 0,
      share_of_active_users: null,
    })
    expect(teamFeatureOf('43', 'dotcom_chat', days)).toMatchObject({
      engaged_users: null,
      engaged_user_days: null,
    })
  })

  test('that the team’s rows do not show are unknown, even where others’ do', () => {
    const days = { [DAY]: { rows: [{ ...ALICE, used_copilot_cloud_agent: true }, CAROL], teams } }
    expect(teamFeatureOf('42', 'cloud_agent', days)).toMatchObject({
      engaged_users: 1,
      share_of_active_users: 1,
    })
    expect(teamFeatureOf('43', 'cloud_agent', days)).toMatchObject({
      engaged_users: null,
      engaged_user_days: null,
      share_of_active_users: null,
    })
  })

  test('of a team that is listed on missing days only are unknown', () => {
    const days = {
      '2026-10-13': { teams },
      [DAY]: { rows: [{ ...ALICE, ...COMPLETED }], teams: teams.slice(0, 2) },
    }
    expect(teamFeatureOf('43', 'code_completion', days, { days: 2 })).toMatchObject({
      engaged_users: null,
      engaged_user_days: null,
    })
  })

  test('that GitHub added are 0 for a team whose rows have the array, and unknown for one whose rows do not', () => {
    const rows = [{ ...DAVE, ...byFeature({ zoom: ASKED }) }, { ...ALICE, ...EMPTY }, CAROL]
    expect(teamFeatureOf('42', 'zoom', { [DAY]: { rows, teams } })).toMatchObject({
      engaged_users: 0,
      share_of_active_users: 0,
    })
    expect(teamFeatureOf('43', 'zoom', { [DAY]: { rows, teams } })).toMatchObject({ engaged_users: null })
  })

  test('have a line for each team and feature, by id', () => {
    const shown = shownOf({
      [DAY]: {
        rows: [ALICE],
        teams: [
          { ...BOB, team_id: 100, slug: 'x' },
          { ...ALICE, team_id: 9, slug: 'y' },
        ],
      },
    })
    const all = [...teamFeatureLines(shown)]
    expect([...new Set(all.map(({ team_id }) => team_id))]).toEqual(['9', '100'])
    expect(all.length).toBe(2 * featureLines(shown, 0.1).length)
  })

  test('in the file have a label and the status in the team; none where the share is withheld', () => {
    const people = Array.from({ length: 9 }, (_, index) => ({
      user_id: 2000 + index,
      user_login: `person-${index}`,
    }))
    const day = {
      rows: people.map((person, index) => ({ ...person, ...(index < 7 ? COMPLETED : EMPTY) })),
      teams: people.map((person) => ({ ...person, ...FRONTEND })),
    }
    const statusOf = (minimum: number, gapShare: number) => {
      const lines = judgedTeamFeatures(showTotals(totalsOf({ [DAY]: day }), [], minimum), gapShare)
      return new Map([...lines].map(({ feature, label, status }) => [feature, [label, status]]))
    }
    expect(statusOf(0, 7 / 9).get('code_completion')).toEqual(['Code completion', 'used'])
    expect(statusOf(0, 0.8).get('code_completion')).toEqual(['Code completion', 'gap'])
    expect(statusOf(0, 0.8).get('inline_chat')).toEqual(['Inline chat', 'unused'])
    expect(statusOf(0, 0.8).get('dotcom_chat')?.[1]).toBe('not-reported')
    // All are active, so that seven of nine do not tell anybody.
    expect(statusOf(5, 0.8).get('code_completion')?.[1]).toBe('gap')
    const quiet = { ...day, rows: day.rows.slice(0, 7) }
    const hidden = [...judgedTeamFeatures(showTotals(totalsOf({ [DAY]: quiet }), [], 5), 0.1)]
    expect(hidden.find(({ feature }) => feature === 'code_completion')).toMatchObject({
      share_of_active_users: null,
      status: null,
    })
  })

  test('compare with the previous window of the same team, where it was listed and reported', () => {
    const now = { rows: [{ ...ALICE, ...COMPLETED }], teams }
    const options = { days: 1, compare: true }
    const before = (day: DayLines) =>
      teamFeatureOf('42', 'code_completion', { '2026-10-13': day, [DAY]: now }, options)
    expect(before({ rows: [{ ...BOB, ...COMPLETED }], teams })).toMatchObject({ previous_engaged_users: 1 })
    expect(before({ rows: [{ ...CAROL, ...COMPLETED }], teams })).toMatchObject({ previous_engaged_users: 0 })
    expect(before({ rows: [{ ...BOB, ...COMPLETED }], teams: teams.slice(2) })).toMatchObject({
      previous_engaged_users: null,
    })
    expect(before({ teams })).toMatchObject({ previous_engaged_users: null })
  })
})

function linesOf(
  days: Readonly<Record<string, DayLines>>,
  options: TotalsOptions = {},
  gapShare = 0.1,
): FeatureLine[] {
  return featureLines(shownOf(days, options), gapShare)
}

function featureOf(
  key: string,
  days: Readonly<Record<string, DayLines>>,
  options: TotalsOptions = {},
  gapShare = 0.1,
): FeatureLine {
  const line = linesOf(days, options, gapShare).find(({ feature }) => feature === key)
  if (line === undefined) throw new RangeError(`there is no feature ${key}`)
  return line
}

function teamFeatureOf(
  team: string,
  key: string,
  days: Readonly<Record<string, DayLines>>,
  options: TotalsOptions = {},
): TeamFeatureLine | undefined {
  const lines = [...teamFeatureLines(shownOf(days, options))]
  return lines.find(({ team_id, feature }) => team_id === team && feature === key)
}
