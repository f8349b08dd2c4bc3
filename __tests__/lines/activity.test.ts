import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ShownTotals } from '../../src/privacy/shown-totals.ts'
import { compareIds } from '../../src/compare.ts'
import { dayLines, teamDayLines } from '../../src/lines/days.ts'
import { entityActivity, type TeamLine, teamLines } from '../../src/lines/activity.ts'
import { type DayLines, shownOf, type TotalsOptions } from '../fixtures/totals.ts'
import { ALICE, BACKEND, BOB, byFeature, CAROL, COMPLETED, FRONTEND, type Line } from '../fixtures/rows.ts'

const listed = (person: Line, team: Line): Line => ({ ...person, ...team })
const alice = (loc_added_sum: number): Line => ({ ...ALICE, loc_added_sum })
const bob = (loc_added_sum: number): Line => ({ ...BOB, loc_added_sum })

describe('a team over a window', () => {
  test('counts people once and adds up what they did', () => {
    const { frontend } = teamsOf({
      '2026-10-13': { rows: [alice(1), bob(10)], teams: [listed(ALICE, FRONTEND), listed(BOB, FRONTEND)] },
      '2026-10-14': {
        rows: [{ ...alice(100), ...COMPLETED }],
        teams: [listed(ALICE, FRONTEND), listed(BOB, FRONTEND)],
      },
    })
    expect(frontend).toMatchObject({
      scope: 'organization',
      entity: 'octo',
      entity_id: '7',
      since: '2026-10-13',
      until: '2026-10-14',
      days_listed: 2,
      members: 2,
      active_users: 2,
      engaged_users: 1,
      idle_users: 0,
      adoption_rate: 1,
      active_user_days: 3,
      loc_added_sum: 111,
      completion_acceptance_rate: 0.25,
    })
  })

  test('a person who moves is a member of both teams, and active in each with the days in it', () => {
    const { frontend, backend } = teamsOf({
      '2026-10-12': { rows: [alice(1)], teams: [listed(ALICE, FRONTEND)] },
      '2026-10-13': { rows: [alice(10)], teams: [listed(ALICE, BACKEND)] },
      '2026-10-14': { rows: [alice(100)], teams: [listed(ALICE, BACKEND)] },
    })
    expect(frontend).toMatchObject({ members: 1, active_users: 1, active_user_days: 1, loc_added_sum: 1 })
    expect(backend).toMatchObject({ members: 1, active_users: 1, active_user_days: 2, loc_added_sum: 110 })
  })

  test('a person who was active only elsewhere is idle here', () => {
    const { frontend, backend } = teamsOf({
      '2026-10-13': { rows: [], teams: [listed(ALICE, FRONTEND)] },
      '2026-10-14': { rows: [alice(1)], teams: [listed(ALICE, BACKEND)] },
    })
    expect(frontend).toMatchObject({ members: 1, active_users: 0, idle_users: 1, adoption_rate: 0 })
    expect(backend).toMatchObject({ members: 1, active_users: 1, idle_users: 0, adoption_rate: 1 })
  })

  test('a team that is renamed stays one team, under its newest slug, in whatever order days come in', () => {
    const days = {
      '2026-10-13': { rows: [alice(1)], teams: [listed(ALICE, { team_id: 42, slug: 'zeta' })] },
      '2026-10-14': { rows: [alice(10)], teams: [listed(ALICE, { team_id: 42, slug: 'alpha' })] },
    }
    for (const order of [undefined, backwards]) {
      const teams = teamLines(shownOf(days, { days: 2, ...(order && { order }) }), '')
      expect(teams).toMatchObject([{ team_id: '42', slug: 'alpha', days_listed: 2, loc_added_sum: 11 }])
    }
  })

  test('a team that crosses the five-seat line counts on the days it is listed', () => {
    const { frontend } = teamsOf({
      '2026-10-12': { rows: [alice(1)], teams: [listed(ALICE, FRONTEND)] },
      '2026-10-13': { rows: [alice(10)], teams: [listed(BOB, BACKEND)] },
      '2026-10-14': { rows: [alice(100)], teams: [listed(ALICE, FRONTEND)] },
    })
    expect(frontend).toMatchObject({ days_listed: 2, active_user_days: 2, loc_added_sum: 101 })
  })

  test('a quiet team has members and zeros, not unknowns', () => {
    const { backend } = teamsOf({
      '2026-10-14': { rows: [alice(1)], teams: [listed(ALICE, FRONTEND), listed(BOB, BACKEND)] },
    })
    expect(backend).toMatchObject({
      members: 1,
      active_users: 0,
      engaged_users: 0,
      idle_users: 1,
      adoption_rate: 0,
      active_user_days: 0,
      user_initiated_interaction_count: 0,
      loc_added_sum: 0,
      completion_acceptance_rate: null,
      ai_credits_used: 0,
      chat_users: 0,
      cli_users: 0,
      code_review_users: 0,
    })
  })

  test('teams come in the order of their ids as numbers', () => {
    const teams = [9, 10, 100, 2].map((team_id) => listed(ALICE, { team_id, slug: `t${team_id}` }))
    const shown = shownOf({ '2026-10-14': { rows: [ALICE], teams } })
    expect(teamLines(shown, '').map(({ team_id }) => team_id)).toEqual(['2', '9', '10', '100'])
  })

  test('does not depend on the order in which days come in', () => {
    const days = {
      '2026-10-11': { rows: [alice(1), bob(2)], teams: [listed(ALICE, FRONTEND)] },
      '2026-10-12': {
        rows: [{ ...alice(3), used_chat: true }],
        teams: [listed(ALICE, BACKEND), listed(BOB, FRONTEND)],
      },
      '2026-10-13': { teams: [listed(CAROL, FRONTEND)] },
      '2026-10-14': { rows: [{ ...bob(4), ...COMPLETED }] },
    }
    const options = { days: 2, compare: true }
    const expected = everyLine(shownOf(days, options))
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (places) => {
        const order: TotalsOptions['order'] = (all) => places.flatMap((place) => all[place] ?? [])
        expect(everyLine(shownOf(days, { ...options, order }))).toEqual(expected)
      }),
    )
  })
})

describe('a day without a users report', () => {
  const days = {
    '2026-10-13': { teams: [listed(ALICE, FRONTEND), listed(BOB, FRONTEND), listed(BOB, BACKEND)] },
    '2026-10-14': { rows: [alice(5)], teams: [listed(ALICE, FRONTEND)] },
  }

  test('has members and nothing else', () => {
    const [first] = dayLines(shownOf(days, { days: 2 }))
    expect(first).toMatchObject({
      day: '2026-10-13',
      status: 'missing',
      rows: null,
      memberships: 3,
      active_users: null,
      engaged_users: null,
      users_in_no_team: null,
      loc_added_sum: null,
      ai_credits_used: null,
    })
    const [line] = teamDayLines(shownOf(days, { days: 2 }))
    expect(line).toMatchObject({
      team_id: '42',
      members: 2,
      active_users: null,
      engaged_users: null,
      loc_added_sum: null,
    })
  })

  test('counts its members in the window', () => {
    expect(teamsOf(days).frontend).toMatchObject({
      days_listed: 2,
      members: 2,
      active_users: 1,
      idle_users: 1,
    })
  })

  test('leaves a team that is listed on no other day with its members and unknowns', () => {
    expect(teamsOf(days).backend).toMatchObject({
      days_listed: 1,
      members: 1,
      active_users: null,
      engaged_users: null,
      idle_users: null,
      adoption_rate: null,
      active_user_days: null,
      loc_added_sum: null,
      ai_credits_used: null,
      chat_users: null,
    })
  })
})

describe('a day without teams', () => {
  test.each([
    ['no user-teams report', { rows: [alice(5)] }],
    ['one without a line', { rows: [alice(5)], teams: [] }],
  ])('%s: teams are unknown, the entity is not', (_, lines) => {
    const shown = shownOf({ '2026-10-14': lines })
    expect(dayLines(shown)).toMatchObject([
      {
        status: 'teams-missing',
        rows: 1,
        memberships: null,
        active_users: 1,
        users_in_no_team: null,
        loc_added_sum: 5,
      },
    ])
    expect(teamLines(shown, '')).toEqual([])
    expect(entityActivity(shown)).toMatchObject({
      members: null,
      idle_users: null,
      adoption_rate: null,
      active_users: 1,
    })
  })
})

describe('a reported day', () => {
  test('counts rows, memberships and people whom no team lists', () => {
    const shown = shownOf({
      '2026-10-14': {
        rows: [alice(1), { ...bob(10), ...COMPLETED }, { ...CAROL, ai_credits_used: 1.25 }],
        teams: [listed(ALICE, FRONTEND), listed(ALICE, BACKEND), listed(ALICE, BACKEND)],
      },
    })
    expect(dayLines(shown)).toMatchObject([
      {
        entity: 'octo',
        day: '2026-10-14',
        status: 'reported',
        rows: 3,
        memberships: 2,
        active_users: 3,
        engaged_users: 1,
        users_in_no_team: 2,
        loc_added_sum: 11,
        ai_credits_used: 1.25,
      },
    ])
  })

  test('with a users report that has no rows is a day on which nobody was active', () => {
    const shown = shownOf({ '2026-10-14': { rows: [], teams: [listed(ALICE, FRONTEND)] } })
    expect(dayLines(shown)).toMatchObject([
      { status: 'reported', rows: 0, active_users: 0, loc_added_sum: 0, ai_credits_used: 0 },
    ])
  })

  test('lists its teams by day and then by id', () => {
    const teams = [listed(ALICE, { team_id: 100, slug: 'a' }), listed(ALICE, { team_id: 9, slug: 'b' })]
    const shown = shownOf(
      { '2026-10-13': { rows: [], teams }, '2026-10-14': { rows: [], teams } },
      { days: 2, order: backwards },
    )
    expect([...teamDayLines(shown)].map(({ day, team_id }) => `${day} ${team_id}`)).toEqual([
      '2026-10-13 9',
      '2026-10-13 100',
      '2026-10-14 9',
      '2026-10-14 100',
    ])
  })
})

test('files of days hold the window only', () => {
  const day = { rows: [alice(1)], teams: [listed(ALICE, FRONTEND)] }
  const shown = shownOf({ '2026-10-13': day, '2026-10-14': day }, { days: 1, compare: true })
  expect(dayLines(shown).map((line) => line.day)).toEqual(['2026-10-14'])
  expect([...teamDayLines(shown)].map((line) => line.day)).toEqual(['2026-10-14'])
})

describe('the previous window', () => {
  const now = { rows: [alice(1)], teams: [listed(ALICE, FRONTEND)] }
  const options = { days: 1, compare: true }

  test('shows who was active and engaged then', () => {
    const before = {
      rows: [{ ...ALICE, ...COMPLETED }, BOB],
      teams: [listed(ALICE, FRONTEND), listed(BOB, FRONTEND)],
    }
    expect(teamsOf({ '2026-10-13': before, '2026-10-14': now }, options).frontend).toMatchObject({
      active_users: 1,
      previous_active_users: 2,
      previous_engaged_users: 1,
    })
  })

  test.each([
    ['nobody was active in the team', { rows: [CAROL], teams: [listed(ALICE, FRONTEND)] }, 0],
    ['the team was not listed', { rows: [alice(1)], teams: [listed(ALICE, BACKEND)] }, null],
    ['there is no user-teams report', { rows: [alice(1)] }, null],
    ['there is no users report', { teams: [listed(ALICE, FRONTEND)] }, null],
    ['there is no report', {}, null],
  ])('where %s: %s', (_, before, expected) => {
    const { frontend } = teamsOf({ '2026-10-13': before, '2026-10-14': now }, options)
    expect(frontend).toMatchObject({ previous_active_users: expected, previous_engaged_users: expected })
  })

  test('is unknown when nothing is compared', () => {
    expect(teamsOf({ '2026-10-14': now }).frontend).toMatchObject({ previous_active_users: null })
    expect(entityActivity(shownOf({ '2026-10-14': now }))).toMatchObject({ previous_active_users: null })
  })

  test('lists no team of its own', () => {
    const before = { rows: [], teams: [listed(BOB, BACKEND)] }
    expect(Object.keys(teamsOf({ '2026-10-13': before, '2026-10-14': now }, options))).toEqual(['frontend'])
  })

  test('does not lend its slug or its members to the window', () => {
    const before = {
      rows: [],
      teams: [listed(ALICE, { team_id: 42, slug: 'old' }), listed(BOB, { team_id: 42, slug: 'old' })],
    }
    const shown = shownOf({ '2026-10-13': before, '2026-10-14': now }, options)
    expect(teamLines(shown, '')).toMatchObject([{ slug: 'frontend', members: 1 }])
  })
})

describe('flags', () => {
  const usersOf = (lines: Line, day = '2026-10-14') => {
    const { chat_users, agent_users, cli_users, copilot_app_users, cloud_agent_users, code_review_users } =
      teamOfOne(lines, day)
    return [chat_users, agent_users, cli_users, copilot_app_users, cloud_agent_users, code_review_users]
  }

  test('that no row carries are unknown', () => {
    expect(usersOf({})).toEqual([null, null, null, null, null, null])
  })

  test('that are false are 0', () => {
    const line = {
      used_chat: false,
      used_agent: false,
      used_cli: false,
      used_copilot_app: false,
      used_copilot_cloud_agent: false,
      used_copilot_code_review_active: false,
    }
    expect(usersOf(line)).toEqual([0, 0, 0, 0, 0, 0])
  })

  test('that are true count their people', () => {
    const line = {
      used_chat: true,
      used_agent: true,
      used_cli: true,
      used_copilot_app: true,
      used_copilot_cloud_agent: true,
      used_copilot_code_review_active: true,
    }
    expect(usersOf(line)).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('are what the row says, whatever else shows the feature', () => {
    expect(teamOfOne(byFeature({ copilot_cli: { user_initiated_interaction_count: 5 } }))).toMatchObject({
      cli_users: null,
    })
    expect(teamOfOne({ totals_by_cli: { prompt_count: 5 }, used_cli: false })).toMatchObject({ cli_users: 0 })
  })

  test('of the cloud agent count under either name', () => {
    expect(teamOfOne({ used_copilot_coding_agent: true })).toMatchObject({ cloud_agent_users: 1 })
    expect(teamOfOne({ used_copilot_coding_agent: true, used_copilot_cloud_agent: false })).toMatchObject({
      cloud_agent_users: 1,
    })
    expect(teamOfOne({ used_copilot_coding_agent: false })).toMatchObject({ cloud_agent_users: 0 })
    expect(teamOfOne({ used_copilot_coding_agent: null })).toMatchObject({ cloud_agent_users: null })
  })

  test('of code review that are null mean no review, from the day on which rows have them', () => {
    const line = { used_copilot_code_review_active: null }
    expect(teamOfOne(line, '2026-04-06')).toMatchObject({ code_review_users: 0 })
    expect(teamOfOne(line, '2026-04-05')).toMatchObject({ code_review_users: null })
  })

  test('of other features that are null are unknown', () => {
    expect(teamOfOne({ used_chat: null })).toMatchObject({ chat_users: null })
  })

  test('of passive review count nobody', () => {
    const line = { used_copilot_code_review_active: false, used_copilot_code_review_passive: true }
    expect(teamOfOne(line)).toMatchObject({ code_review_users: 0, engaged_users: 0 })
  })

  test('that only some rows carry count those', () => {
    const shown = shownOf({
      '2026-10-14': {
        rows: [{ ...ALICE, used_cli: true }, BOB],
        teams: [listed(ALICE, FRONTEND), listed(BOB, FRONTEND)],
      },
    })
    expect(teamLines(shown, '')).toMatchObject([{ cli_users: 1 }])
  })
})

describe('counters and credits', () => {
  test('that no row carries are unknown, next to those that rows carry', () => {
    expect(teamOfOne({ loc_added_sum: 0 })).toMatchObject({
      loc_added_sum: 0,
      loc_deleted_sum: null,
      ai_credits_used: null,
    })
  })

  test('that some rows carry are the sum of those', () => {
    const shown = shownOf({
      '2026-10-14': { rows: [{ ...ALICE, ai_credits_used: 0.1 }, { ...CAROL, ai_credits_used: 0.2 }, BOB] },
    })
    expect(entityActivity(shown)).toMatchObject({ ai_credits_used: 0.3 })
  })

  test('of accepted completions make a rate of their own, whatever the CLI accepted', () => {
    const line = {
      code_generation_activity_count: 100,
      code_acceptance_activity_count: 90,
      ...byFeature({
        code_completion: { code_generation_activity_count: 3, code_acceptance_activity_count: 1 },
        copilot_cli: { code_generation_activity_count: 97, code_acceptance_activity_count: 89 },
      }),
    }
    expect(teamOfOne(line)).toMatchObject({ completion_acceptance_rate: 0.333333 })
  })

  test('of completions that are 0 or unknown make no rate', () => {
    expect(teamOfOne(byFeature({ code_completion: { code_generation_activity_count: 0 } }))).toMatchObject({
      completion_acceptance_rate: null,
    })
    expect(teamOfOne({ code_generation_activity_count: 4, code_acceptance_activity_count: 1 })).toMatchObject(
      {
        completion_acceptance_rate: null,
      },
    )
  })
})

describe('an entity', () => {
  test('counts from its rows alone, and people in no team are active without being members', () => {
    const shown = shownOf({
      '2026-10-14': {
        rows: [alice(1), { ...CAROL, loc_added_sum: 100 }],
        teams: [listed(ALICE, FRONTEND), listed(ALICE, BACKEND), listed(BOB, BACKEND)],
      },
    })
    expect(entityActivity(shown)).toMatchObject({
      members: 2,
      active_users: 2,
      idle_users: 1,
      adoption_rate: 0.5,
      active_user_days: 2,
      loc_added_sum: 101,
    })
  })

  test('has members of every day, and they may be active on another', () => {
    const shown = shownOf(
      { '2026-10-13': { rows: [], teams: [listed(ALICE, FRONTEND)] }, '2026-10-14': { rows: [ALICE] } },
      { days: 2 },
    )
    expect(entityActivity(shown)).toMatchObject({ members: 1, active_users: 1, adoption_rate: 1 })
  })
})

test('ids are compared as the numbers they are', () => {
  expect(['10', '9', '123456789012345678901', '0', '100'].toSorted(compareIds)).toEqual([
    '0',
    '9',
    '10',
    '100',
    '123456789012345678901',
  ])
  expect(compareIds('7', '7')).toBe(0)
})

function teamsOf(
  days: Readonly<Record<string, DayLines>>,
  options?: TotalsOptions,
): Readonly<Record<string, TeamLine>> {
  const lines = teamLines(shownOf(days, options ?? { days: Object.keys(days).length }), '7')
  return Object.fromEntries(lines.map((line) => [line.slug, line]))
}

/** A team of Alice alone on one day. */
function teamOfOne(line: Line, day = '2026-10-14'): TeamLine {
  const [team] = teamLines(
    shownOf({ [day]: { rows: [{ ...ALICE, ...line }], teams: [listed(ALICE, FRONTEND)] } }),
    '',
  )
  if (team === undefined) throw new RangeError('there is no team')
  return team
}

function everyLine(shown: ShownTotals) {
  return {
    teams: teamLines(shown, ''),
    days: dayLines(shown),
    teamDays: [...teamDayLines(shown)],
    entity: entityActivity(shown),
  }
}

function backwards<Value>(values: readonly Value[]): readonly Value[] {
  return values.toReversed()
}
