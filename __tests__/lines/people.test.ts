import { describe, expect, test } from 'vitest'
import { daysEnding } from '../../src/day.ts'
import { identifier } from '../../src/privacy/identities.ts'
import type { Thresholds } from '../../src/inputs.ts'
import { showTotals, type ShownTotals } from '../../src/privacy/shown-totals.ts'
import { personFeatureLines, type PersonLine, personLines, personTeamLines } from '../../src/lines/people.ts'
import { type DayLines, shownOf, totalsOf } from '../fixtures/totals.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  byFeature,
  CAROL,
  COMPLETED,
  dayOf,
  DAVE,
  FRONTEND,
  type Line,
} from '../fixtures/rows.ts'

const THRESHOLDS: Thresholds = {
  championConsistency: 0.6,
  championFeatures: 2,
  laggingConsistency: 0.4,
  gapShare: 0.1,
  adoptionTarget: null,
}
const ASKED = { user_initiated_interaction_count: 1 }
const NAMED = identifier('named', '')
/** Two counted features. */
const BROAD = byFeature({ code_completion: { code_acceptance_activity_count: 1 }, chat_inline: ASKED })
const FRIDAY = '2026-10-16'
const SATURDAY = '2026-10-17'
const SUNDAY = '2026-10-18'
const THURSDAY = '2026-10-15'

describe('teams of a person', () => {
  const days = daysEnding(dayOf(SUNDAY), 40)
  const listed = (...pairs: [Line, Line][]): DayLines => ({
    rows: [],
    teams: pairs.map(([person, team]) => ({ ...person, ...team })),
  })
  const [first = '', , third = ''] = days
  const totals = () =>
    totalsOf(
      {
        [first]: listed([ALICE, FRONTEND], [BOB, FRONTEND]),
        [third]: listed([ALICE, FRONTEND], [ALICE, BACKEND]),
        [SATURDAY]: listed([ALICE, BACKEND], [BOB, BACKEND]),
        // Without a users report: members are known.
        [SUNDAY]: { teams: [{ ...ALICE, ...FRONTEND }] },
      },
      { until: SUNDAY, days: 40 },
    )
  const teamsOf = (shown: ShownTotals) =>
    [...personTeamLines(shown, NAMED)].map((line) => [
      line.user_login,
      line.slug,
      line.first_day,
      line.last_day,
      line.days_listed,
    ])

  test('with the first and the last day of the window on which it lists them, and how many do', () => {
    expect(teamsOf(showTotals(totals(), [], 0))).toEqual([
      ['alice', 'frontend', first, SUNDAY, 3],
      ['alice', 'backend', third, SATURDAY, 2],
      ['bob', 'frontend', first, first, 1],
      ['bob', 'backend', SATURDAY, SATURDAY, 1],
    ])
  })

  test.each([31, 32, 33, 64, 65])('on all of %i days', (length) => {
    const every = daysEnding(dayOf(SUNDAY), length)
    const all = Object.fromEntries(every.map((each) => [each, listed([ALICE, FRONTEND])]))
    const shown = showTotals(totalsOf(all, { until: SUNDAY, days: length }), [], 0)
    expect(teamsOf(shown)).toEqual([['alice', 'frontend', every[0], SUNDAY, length]])
  })

  test('of teams merged into others a day counts once', () => {
    const merged = showTotals(totals(), [], 2, {
      mayNotBeNamed: (slug) => slug !== '',
      mayNotBeEmpty: () => false,
      isNamedOthers: () => false,
    })
    expect(teamsOf(merged)).toEqual([
      ['alice', 'others', first, SUNDAY, 4],
      ['bob', 'others', first, SATURDAY, 2],
    ])
  })

  test('only those that are chosen, and none of the window before', () => {
    expect(teamsOf(showTotals(totals(), ['back*'], 0)).map(([, slug]) => slug)).toEqual([
      'backend',
      'backend',
    ])
    const compared = totalsOf({ [SATURDAY]: listed([ALICE, FRONTEND]) }, { until: SUNDAY, compare: true })
    expect(teamsOf(showTotals(compared, [], 0))).toEqual([])
  })
})

describe('segments', () => {
  /** Monday to Friday, all reported; Alice has `line` on the first `count` of them. */
  const segmentOf = (count: number, line: Line, thresholds = THRESHOLDS) =>
    aliceOf(week(daysEnding(dayOf(FRIDAY), 5), count, line), { until: FRIDAY, days: 5 }, thresholds).segment

  test('a champion is consistent and broad: exactly at both thresholds', () => {
    expect(segmentOf(3, BROAD)).toBe('champion')
  })

  test('a person one day below is regular', () => {
    expect(segmentOf(2, BROAD)).toBe('regular')
  })

  test('a person one feature below is regular', () => {
    expect(segmentOf(5, COMPLETED)).toBe('regular')
  })

  test('a person exactly at the threshold of lagging is not lagging', () => {
    expect(segmentOf(2, COMPLETED)).toBe('regular')
  })

  test('a person below it is lagging, however broad', () => {
    expect(segmentOf(1, COMPLETED)).toBe('lagging')
    expect(segmentOf(1, BROAD)).toBe('lagging')
  })

  test('the first that fits counts: a champion is never lagging', () => {
    expect(segmentOf(1, BROAD, { ...THRESHOLDS, championConsistency: 0.2, laggingConsistency: 0.9 })).toBe(
      'champion',
    )
  })

  test('a person with rows who never engaged is unengaged', () => {
    expect(segmentOf(5, { loc_added_sum: 5, used_copilot_code_review_passive: true })).toBe('unengaged')
  })

  test('a person who engaged on a weekend only is lagging: no weekday of five', () => {
    const days = {
      ...week(daysEnding(dayOf(FRIDAY), 5), 0, {}),
      [SATURDAY]: { rows: [{ ...ALICE, ...BROAD }] },
    }
    expect(aliceOf(days, { until: SATURDAY, days: 6 })).toMatchObject({
      segment: 'lagging',
      engaged_days: 1,
      consistency: 0,
    })
  })

  test('a member without a row is idle', () => {
    const days = { [FRIDAY]: { rows: [BOB], teams: [{ ...ALICE, ...FRONTEND }] } }
    expect(aliceOf(days)).toMatchObject({
      segment: 'idle',
      active_days: 0,
      engaged_days: 0,
      consistency: 0,
      features_used: 0,
      feature_days: 0,
      first_active_day: null,
      last_active_day: null,
      adoption_phase: null,
      loc_added_sum: 0,
      ai_credits_used: 0,
    })
  })

  test('are given to everyone', () => {
    const shown = shownOf({
      [FRIDAY]: {
        rows: [{ ...ALICE, ...BROAD }, BOB],
        teams: [
          { ...CAROL, ...FRONTEND },
          { ...DAVE, ...FRONTEND },
        ],
      },
    })
    expect(linesOf(shown).map(({ segment }) => segment)).toEqual(['champion', 'unengaged', 'idle', 'idle'])
  })
})

describe('consistency', () => {
  test('is engaged weekdays of the weekdays of the window', () => {
    const days = week(daysEnding(dayOf(FRIDAY), 5), 3, COMPLETED)
    expect(aliceOf(days, { until: FRIDAY, days: 5 }).consistency).toBe(0.6)
  })

  test('leaves weekends out, of the days engaged and of the days there are', () => {
    const days = week(daysEnding(dayOf(SUNDAY), 4), 4, COMPLETED)
    expect(aliceOf(days, { until: SUNDAY, days: 4 })).toMatchObject({ engaged_days: 4, consistency: 1 })
  })

  test('leaves weekdays out that have no users report', () => {
    const days = {
      [THURSDAY]: { teams: [{ ...ALICE, ...FRONTEND }] },
      [FRIDAY]: { rows: [{ ...ALICE, ...COMPLETED }] },
    }
    expect(aliceOf(days, { until: FRIDAY, days: 5 }).consistency).toBe(1)
  })

  test('counts weekdays whose teams are missing', () => {
    const days = { [THURSDAY]: { rows: [BOB] }, [FRIDAY]: { rows: [{ ...ALICE, ...COMPLETED }] } }
    expect(aliceOf(days, { until: FRIDAY, days: 2 }).consistency).toBe(0.5)
  })

  test('counts a day once however much was done on it, and not at all where nobody engaged', () => {
    const days = { [THURSDAY]: { rows: [ALICE] }, [FRIDAY]: { rows: [{ ...ALICE, ...BROAD }] } }
    expect(aliceOf(days, { until: FRIDAY, days: 2 })).toMatchObject({
      active_days: 2,
      engaged_days: 1,
      consistency: 0.5,
    })
  })

  test('is unknown in a window without a weekday, where whoever engaged is regular', () => {
    const days = week([dayOf(SATURDAY), dayOf(SUNDAY)], 2, BROAD)
    expect(aliceOf(days, { until: SUNDAY, days: 2 })).toMatchObject({
      engaged_days: 2,
      consistency: null,
      segment: 'regular',
    })
  })
})

describe('breadth', () => {
  test('counts each feature once and its days each', () => {
    const days = week([dayOf(THURSDAY), dayOf(FRIDAY)], 2, BROAD)
    expect(aliceOf(days, { until: FRIDAY, days: 2 })).toMatchObject({ features_used: 2, feature_days: 4 })
  })

  test('does not count modes of panel chat, which is counted itself', () => {
    const line = byFeature({
      chat_panel_ask_mode: ASKED,
      chat_panel_edit_mode: ASKED,
      chat_panel_plan_mode: ASKED,
      chat_panel_custom_mode: ASKED,
    })
    expect(aliceOf({ [FRIDAY]: { rows: [{ ...ALICE, ...line }] } })).toMatchObject({
      features_used: 1,
      feature_days: 1,
    })
  })

  test('counts agent mode beside panel chat', () => {
    const line = byFeature({ chat_panel_agent_mode: ASKED })
    expect(aliceOf({ [FRIDAY]: { rows: [{ ...ALICE, ...line }] } })).toMatchObject({ features_used: 2 })
  })

  test('counts features that GitHub adds', () => {
    const line = byFeature({ time_travel: ASKED })
    expect(aliceOf({ [FRIDAY]: { rows: [{ ...ALICE, ...line }] } })).toMatchObject({
      features_used: 1,
      feature_days: 1,
    })
  })

  test('does not count exposure', () => {
    const line = {
      ...COMPLETED,
      used_copilot_code_review_passive: true,
      used_copilot_code_review_active: null,
    }
    expect(aliceOf({ [FRIDAY]: { rows: [{ ...ALICE, ...line }] } })).toMatchObject({ features_used: 1 })
  })
})

describe('people', () => {
  test('come in the order of their ids as numbers, the idle too, each once', () => {
    const shown = shownOf({
      [FRIDAY]: {
        rows: [
          { user_id: 10, user_login: 'ten' },
          { user_id: 9, user_login: 'nine' },
        ],
        teams: [
          { user_id: 100, user_login: 'hundred', ...FRONTEND },
          { user_id: 9, user_login: 'nine', ...FRONTEND },
        ],
      },
    })
    expect(linesOf(shown).map(({ user_login }) => user_login)).toEqual(['nine', 'ten', 'hundred'])
  })

  test('whom only the previous window knows are left out', () => {
    const shown = shownOf(
      { [THURSDAY]: { rows: [BOB] }, [FRIDAY]: { rows: [ALICE] } },
      { days: 1, compare: true },
    )
    expect(linesOf(shown).map(({ user_login }) => user_login)).toEqual(['alice'])
  })

  test('have nothing of the previous window in their numbers', () => {
    const days = {
      [THURSDAY]: { rows: [{ ...ALICE, loc_added_sum: 5, ...COMPLETED }] },
      [FRIDAY]: { rows: [{ ...ALICE, loc_added_sum: 1 }] },
    }
    const [alice] = linesOf(shownOf(days, { days: 1, compare: true }))
    expect(alice).toMatchObject({
      active_days: 1,
      engaged_days: 0,
      loc_added_sum: 1,
      first_active_day: FRIDAY,
    })
  })

  test('have the teams of all days, by their newest slug, in order', () => {
    const days = {
      [THURSDAY]: {
        rows: [],
        teams: [
          { ...ALICE, team_id: 42, slug: 'zeta' },
          { ...ALICE, ...BACKEND },
        ],
      },
      [FRIDAY]: { rows: [], teams: [{ ...BOB, team_id: 42, slug: 'alpha' }] },
    }
    expect(aliceOf(days, { until: FRIDAY, days: 2 }).teams).toBe('alpha;backend')
  })

  test('have their first and last day, and the phase of the last, in whatever order days come in', () => {
    const phase = (phase_number: number) => ({
      ai_adoption_phase: { phase_number, phase: `Phase ${phase_number}`, version: 'v1' },
    })
    const days = {
      '2026-10-14': { rows: [{ ...ALICE, ...phase(3) }] },
      [THURSDAY]: { rows: [BOB] },
      [FRIDAY]: { rows: [{ ...ALICE, ...phase(1) }] },
    }
    for (const order of [undefined, (all: readonly PersonDay[]) => all.toReversed()]) {
      const alice = aliceOf(days, { until: FRIDAY, days: 3, ...(order && { order }) })
      expect(alice).toMatchObject({
        first_active_day: '2026-10-14',
        last_active_day: FRIDAY,
        adoption_phase: 1,
      })
    }
  })

  test.each([
    [{ phase_number: 0, phase: 'No Cohort' }, 0],
    [{ phase_number: 4, phase: 'Phase 4' }, 4],
    ['Phase 2', 2],
    ['No Cohort', 0],
    [{}, null],
    [null, null],
    [7, null],
    [{ phase_number: Number.POSITIVE_INFINITY }, null],
    [{ phase_number: 0.5 }, null],
    [{ phase_number: -1 }, null],
  ])('with the phase %j are in phase %s', (ai_adoption_phase, expected) => {
    expect(aliceOf({ [FRIDAY]: { rows: [{ ...ALICE, ai_adoption_phase }] } }).adoption_phase).toBe(expected)
  })

  test('whose last row has no phase are in none, whatever an older one said', () => {
    const days = {
      [THURSDAY]: { rows: [{ ...ALICE, ai_adoption_phase: { phase_number: 3 } }] },
      [FRIDAY]: { rows: [ALICE] },
    }
    expect(aliceOf(days, { until: FRIDAY, days: 2 }).adoption_phase).toBeNull()
  })

  test('have counters as the rows have them: unknown is not 0', () => {
    expect(aliceOf({ [FRIDAY]: { rows: [{ ...ALICE, loc_added_sum: 0 }] } })).toMatchObject({
      loc_added_sum: 0,
      loc_deleted_sum: null,
      ai_credits_used: null,
    })
  })

  test('appear by a pseudonym when they are to', () => {
    const shown = shownOf({ [FRIDAY]: { rows: [ALICE], teams: [{ ...BOB, ...FRONTEND }] } })
    const identify = identifier('pseudonymous', 'a-key')
    const text = JSON.stringify([
      ...personLines(shown, THRESHOLDS, identify),
      ...personFeatureLines(shown, identify),
    ])
    for (const name of ['alice', 'bob', '1001', '1002']) expect(text).not.toContain(name)
  })
})

describe('people and features', () => {
  const featuresOf = (shown: ShownTotals, login: string) =>
    Object.fromEntries(
      [...personFeatureLines(shown, NAMED)]
        .filter(({ user_login }) => user_login === login)
        .map(({ feature, engaged_days }) => [feature, engaged_days]),
    )

  test('each person has a line for each feature: engaged days, 0, or unknown', () => {
    const days = week([dayOf(THURSDAY), dayOf(FRIDAY)], 2, { ...BROAD, used_cli: false })
    const features = featuresOf(shownOf(days, { until: FRIDAY, days: 2 }), 'alice')
    expect(features).toMatchObject({
      code_completion: 2,
      inline_chat: 2,
      panel_chat: 0,
      cli: 0,
      cloud_agent: null,
      dotcom_chat: null,
    })
  })

  test('who are idle have 0 where the entity’s rows show the feature', () => {
    const shown = shownOf({
      [FRIDAY]: { rows: [{ ...ALICE, used_copilot_cloud_agent: true }], teams: [{ ...BOB, ...FRONTEND }] },
    })
    expect(featuresOf(shown, 'bob')).toMatchObject({ cloud_agent: 0, code_completion: null })
  })

  test('with a feature that GitHub added: known wherever the array was delivered', () => {
    const shown = shownOf({
      [FRIDAY]: {
        rows: [{ ...ALICE, ...byFeature({ time_travel: ASKED }) }, { ...BOB, totals_by_feature: [] }, CAROL],
      },
    })
    expect(featuresOf(shown, 'alice')).toMatchObject({ time_travel: 1 })
    expect(featuresOf(shown, 'bob')).toMatchObject({ time_travel: 0 })
    expect(featuresOf(shown, 'carol')).toMatchObject({ time_travel: null })
  })
})

type PersonDay = ReturnType<typeof dayOf>

/** Each day is reported; on the first `count` of them Alice has `line`. */
function week(days: readonly string[], count: number, line: Line): Record<string, DayLines> {
  return Object.fromEntries(
    days.map((day, index) => [day, { rows: index < count ? [{ ...ALICE, ...line }] : [BOB] }]),
  )
}

function aliceOf(
  days: Readonly<Record<string, DayLines>>,
  options = {},
  thresholds = THRESHOLDS,
): PersonLine {
  const alice = linesOf(shownOf(days, options), thresholds).find(({ user_id }) => user_id === '1001')
  if (alice === undefined) throw new RangeError('Alice is not there')
  return alice
}

function linesOf(shown: ShownTotals, thresholds = THRESHOLDS): PersonLine[] {
  return [...personLines(shown, thresholds, NAMED)]
}
