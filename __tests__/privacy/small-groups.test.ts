import { describe, expect, it } from 'vitest'

import { breakdownLines, counterLines } from '../../src/lines/breakdowns.ts'
import { emptyBreakdown } from '../../src/rollup/breakdowns.ts'
import { featureLines, teamFeatureLines } from '../../src/lines/features.ts'
import { ENTITY, type EntityTotals } from '../../src/rollup/entity-totals.ts'
import { groupsToMerge } from '../../src/privacy/small-groups.ts'
import { teamLines } from '../../src/lines/activity.ts'
import { teamDayLines } from '../../src/lines/days.ts'
import { showTotals } from '../../src/privacy/shown-totals.ts'
import { totalsOf } from '../fixtures/totals.ts'
import { type Line, WEDNESDAY } from '../fixtures/rows.ts'

const MINIMUM = 5
/** No other number of lines can be made of these: each is a person's own digit. */
const LINES_OF = (person: number) => 10 ** person

describe('the rule', () => {
  const sizes = (...all: number[]) => all.map((size, number) => ({ number, size }))
  const added = (all: { size: number }[]) => (numbers: readonly number[]) =>
    numbers.reduce((sum, number) => sum + (all[number]?.size ?? 0), 0)

  it('folds nothing when every group is large enough or empty', () => {
    const groups = sizes(5, 9, 0)
    expect(groupsToMerge(groups, MINIMUM, added(groups)).merged).toEqual(new Set())
  })

  it('takes the next smallest along until others is large enough', () => {
    const groups = sizes(20, 1, 7, 2, 6)
    expect(groupsToMerge(groups, MINIMUM, added(groups))).toEqual({
      merged: new Set([1, 3, 4]),
      isLargeEnough: true,
    })
  })

  it('says when even all together are too few', () => {
    const groups = sizes(1, 3)
    expect(groupsToMerge(groups, MINIMUM, added(groups))).toEqual({
      merged: new Set([0, 1]),
      isLargeEnough: false,
    })
  })
})

/** Eight people of one team, six in a common language, one each in a language of their own. */
function eightPeople(): EntityTotals {
  const rows = Array.from({ length: 8 }, (_, person) => {
    const language = person < 6 ? 'java' : `secret-${person}`
    return worker(person, language, person === 7 ? 'voice_mode' : 'code_completion')
  })
  return totalsOf({ [WEDNESDAY]: { rows, teams: rows.map((row) => memberOf(row, 42, 'frontend')) } })
}

function worker(person: number, language: string, feature: string): Line {
  const counters = { code_generation_activity_count: LINES_OF(person), code_acceptance_activity_count: 1 }
  return {
    user_id: 1000 + person,
    user_login: `worker-${person}`,
    ...counters,
    totals_by_feature: [{ feature, ...counters }],
    totals_by_language_feature: [{ language, feature, ...counters }],
    totals_by_cli: { session_count: LINES_OF(person), token_usage: { output_tokens_sum: LINES_OF(person) } },
    totals_by_skill: [{ skill: person === 3 ? 'only-mine' : 'shared', interaction_count: LINES_OF(person) }],
  }
}

function memberOf(row: Line, team_id: number, slug: string): Line {
  return { user_id: row['user_id'], user_login: row['user_login'], team_id, slug }
}

describe('values of dimensions', () => {
  const view = showTotals(eightPeople(), [], MINIMUM)
  const usage = { members: null, activeMembers: null, active: null, engaged: null }
  const subject = { entity: 'octo', team_id: '', slug: '', usage }

  it.each(['entity', 'team'])(
    'give away nobody: neither a cell of the %s nor what is left of the total',
    (who) => {
      const number = who === 'entity' ? ENTITY : view.names.teams.ids.idOf('42')
      const lines = [...breakdownLines(subject, view.breakdowns.get(number) ?? emptyBreakdown(), view)]
      const languages = lines.filter(({ dimension }) => dimension === 'language')
      const shown = languages.map(({ code_generation_activity_count: lines_shown }) => lines_shown ?? 0)
      const total = 11_111_111
      expect(languages.length).toBeGreaterThan(0)
      for (const sum of [
        ...shown,
        ...shown.map((part) => total - part),
        total - shown.reduce((all, part) => all + part, 0),
      ]) {
        expect(
          peopleIn(sum) === 0 || peopleIn(sum) >= MINIMUM,
          `${sum} is about ${peopleIn(sum)} people`,
        ).toBe(true)
      }
      expect(JSON.stringify(lines)).not.toContain('secret')
      expect(languages.every(({ active_users }) => (active_users ?? 0) >= MINIMUM)).toBe(true)
    },
  )

  it('withhold counters of tools and skills that too few people used', () => {
    const counters = counterLines(subject, view.breakdowns.get(ENTITY) ?? emptyBreakdown(), view)
    expect(counters.filter(({ dimension }) => dimension === 'skill')).toEqual([
      {
        entity: 'octo',
        team_id: '',
        slug: '',
        dimension: 'skill',
        value: 'others',
        counter: 'interaction_count',
        sum: 11_111_111,
      },
    ])
    expect(counters.filter(({ dimension }) => dimension === 'cli').map(({ sum }) => peopleIn(sum))).toEqual([
      8, 8,
    ])
  })

  it("never show a part of the days of people as if it were all of GitHub's own others", () => {
    const languages = ['java', 'java', 'java', 'java', 'java', 'rare', 'others', 'others', 'others', 'others']
    const rows = languages.map((language, person) => worker(person, language, 'code_completion'))
    for (const order of [rows, rows.toReversed()]) {
      const shown = showTotals(totalsOf({ [WEDNESDAY]: { rows: order, teams: [] } }), [], MINIMUM)
      const lines = [...breakdownLines(subject, shown.breakdowns.get(ENTITY) ?? emptyBreakdown(), shown)]
      const others = lines.find(({ dimension, value }) => dimension === 'language' && value === 'others')
      expect(others).toMatchObject({ active_users: 5, active_user_days: null })
    }
  })

  it('hide a new counter of a pair with the pairs that are merged, whatever the order of rows', () => {
    const person = (id: number, language: string, model: string): Line => ({
      user_id: id,
      user_login: `p${id}`,
      totals_by_language_model: [{ language, model, fresh_count: 1 }],
    })
    const rows = [1, 2, 3, 4, 5].map((id) => person(id, 'java', 'gpt-5.2'))
    rows.push(person(6, 'java', 'o3'), person(7, 'go', 'o3'), person(8, 'c', 'o3'))
    for (const order of [rows, rows.toReversed()]) {
      const shown = showTotals(totalsOf({ [WEDNESDAY]: { rows: order, teams: [] } }), [], 3)
      const counters = counterLines(subject, shown.breakdowns.get(ENTITY) ?? emptyBreakdown(), shown)
      expect(counters.map(({ value, sum }) => [value, sum])).toEqual([['others', 8]])
    }
  })

  it('are all there when nobody needs to be hidden', () => {
    const named = showTotals(eightPeople(), [], 0)
    const lines = [...breakdownLines(subject, named.breakdowns.get(ENTITY) ?? emptyBreakdown(), named)]
    expect(lines.filter(({ dimension }) => dimension === 'language').map(({ value }) => value)).toEqual([
      'java',
      'secret-6',
      'secret-7',
    ])
  })
})

/** How many people a sum of LINES_OF is made of. */
function peopleIn(sum: number): number {
  return [...String(sum)].reduce((count, digit) => count + Number(digit), 0)
}

describe('features', () => {
  it('that too few engaged with come together with the next as others, people counted once', () => {
    const view = showTotals(eightPeople(), [], MINIMUM)
    const shown = featureLines(view, 0.1).filter(({ engaged_users }) => (engaged_users ?? 0) > 0)
    expect(shown.map(({ feature, engaged_users }) => [feature, engaged_users])).toEqual([['others', 8]])
    for (const { engaged_users } of teamFeatureLines(view)) {
      expect(engaged_users === null || engaged_users === 0 || engaged_users >= MINIMUM).toBe(true)
    }
  })
})

describe('teams', () => {
  /** Teams of 2, 3 and 6 people; one person is in both small ones. */
  function threeTeams(): EntityTotals {
    const people = Array.from({ length: 10 }, (_, person) => worker(person, 'java', 'code_completion'))
    const of = (from: number, to: number, id: number, slug: string) =>
      people.slice(from, to).map((row) => memberOf(row, id, slug))
    return totalsOf({
      [WEDNESDAY]: {
        rows: people,
        teams: [...of(0, 2, 1, 'pair'), ...of(1, 4, 2, 'trio'), ...of(4, 10, 3, 'six')],
      },
    })
  }

  it('of fewer members than the minimum are one line, with the next smallest until it is large enough', () => {
    const lines = teamLines(showTotals(threeTeams(), [], 4), 'id')
    expect(
      lines.map(({ team_id, slug, members, active_users, days_listed }) => [
        team_id,
        slug,
        members,
        active_users,
        days_listed,
      ]),
    ).toEqual([
      ['3', 'six', 6, 6, 1],
      ['', 'others', 4, 4, 1],
    ])
  })

  it('take the large one along when the small ones are too few together', () => {
    const lines = teamLines(showTotals(threeTeams(), [], MINIMUM), 'id')
    expect(lines.map(({ slug, members }) => [slug, members])).toEqual([['others', 10]])
  })

  it('that became one have counters by day, but no people, who are never added up', () => {
    const [, others] = [...teamDayLines(showTotals(threeTeams(), [], 4))]
    expect(others).toMatchObject({
      slug: 'others',
      members: null,
      active_users: null,
      code_acceptance_activity_count: 5,
    })
  })

  it('that became one show no counters on a day that lists only one of them', () => {
    const people = Array.from({ length: 4 }, (_, person) => worker(person, 'java', 'code_completion'))
    const pair = people.slice(0, 2).map((row) => memberOf(row, 1, 'pair'))
    const trio = people.slice(1, 4).map((row) => memberOf(row, 2, 'trio'))
    const days = {
      '2026-10-13': { rows: people, teams: pair },
      [WEDNESDAY]: { rows: people, teams: [...pair, ...trio] },
    }
    const lines = [...teamDayLines(showTotals(totalsOf(days, { days: 2 }), [], 4))]
    expect(lines).toMatchObject([
      { day: '2026-10-13', slug: 'others', code_acceptance_activity_count: null },
      { day: WEDNESDAY, slug: 'others', code_acceptance_activity_count: 5 },
    ])
  })

  it('that became one say nothing of days of people, who would count twice', () => {
    const [, others] = teamLines(showTotals(threeTeams(), [], 4), 'id')
    expect(others).toMatchObject({ slug: 'others', active_users: 4, active_user_days: null })
  })

  it('of one size are merged in the order of their ids, whatever was read first', () => {
    const people = Array.from({ length: 12 }, (_, person) => worker(person, 'java', 'code_completion'))
    const lines = [
      ...people.slice(0, 2).map((row) => memberOf(row, 1, 'two')),
      ...people.slice(2, 7).map((row) => memberOf(row, 2, 'five')),
      ...people.slice(7, 12).map((row) => memberOf(row, 3, 'also-five')),
    ]
    const shown = (teams: readonly Line[]) =>
      teamLines(showTotals(totalsOf({ [WEDNESDAY]: { rows: people, teams } }), [], MINIMUM), 'id').map(
        ({ slug }) => slug,
      )
    expect(shown(lines)).toEqual(['also-five', 'others'])
    expect(shown(lines.toReversed())).toEqual(['also-five', 'others'])
  })

  it('are chosen before they are merged', () => {
    expect(teamLines(showTotals(threeTeams(), ['!trio'], 2), 'id').map(({ slug }) => slug)).toEqual([
      'pair',
      'six',
    ])
  })
})
