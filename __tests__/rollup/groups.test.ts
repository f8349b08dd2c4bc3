import { describe, expect, test } from 'vitest'

import { attributeGroups, groupFeatureLines } from '../../src/lines/groups.ts'
import { teamLines } from '../../src/lines/activity.ts'
import { teamFeatureLines } from '../../src/lines/features.ts'
import { showGroups, type ShownGroups } from '../../src/privacy/shown-groups.ts'
import { showTotals } from '../../src/privacy/shown-totals.ts'
import { eachKnownPerson, groupTotals, mergeTeams, teamOf } from '../../src/rollup/reading.ts'
import type { Group } from '../../src/rollup/groups.ts'
import { totalsOf } from '../fixtures/totals.ts'
import { ALICE, BACKEND, BOB, byFeature, CAROL, COMPLETED, FRONTEND } from '../fixtures/rows.ts'

const DAYS = ['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15']
const ASKED = { user_initiated_interaction_count: 1 }
const TEAMS = [
  { ...ALICE, ...FRONTEND },
  { ...BOB, ...FRONTEND },
  { ...CAROL, ...BACKEND },
]

/** Two days and the two before; Bob is never active, Carol's rows carry no flags, and "beam" is a feature of Alice alone. */
function company() {
  const rows = [
    { ...ALICE, ...COMPLETED, used_cli: true, used_copilot_code_review_active: true, ai_credits_used: 0.1 },
    { ...CAROL, totals_by_feature: [] },
  ]
  const beam = { ...ALICE, ...byFeature({ beam: ASKED }), used_cli: false }
  const [first = '', second = '', third = '', fourth = ''] = DAYS
  return totalsOf(
    {
      [first]: { rows, teams: TEAMS },
      [second]: { rows: [beam], teams: TEAMS },
      [third]: { rows: [...rows.slice(1), beam], teams: TEAMS },
      [fourth]: { rows: rows.slice(0, 1), teams: TEAMS },
    },
    { days: 2, compare: true },
  )
}

describe('a group of the people of a team that nobody joins or leaves', () => {
  const totals = company()
  const personOf = new Map(
    eachKnownPerson(totals).map((person) => [totals.names.people.labelOf(person), person]),
  )
  const peopleOf = (...logins: readonly string[]) => logins.flatMap((login) => personOf.get(login) ?? [])
  const groups = groupTotals(totals, [
    { value: 'frontend', people: peopleOf(ALICE.user_login, BOB.user_login) },
    { value: 'backend', people: peopleOf(CAROL.user_login) },
  ])

  test('has the numbers of the team', () => {
    const numbersOf = (shown: ReturnType<typeof showTotals>) =>
      teamLines(shown, '')
        .map((line) => ({ ...line, team_id: '', days_listed: 0 }))
        .toSorted((left, right) => (left.slug < right.slug ? -1 : 1))
    expect(numbersOf(showTotals(groups, [], 0))).toEqual(numbersOf(showTotals(totals, [], 0)))
    expect(numbersOf(showTotals(groups, [], 0))[1]).toMatchObject({
      active_users: 1,
      members: 2,
      cli_users: 1,
    })
  })

  test('and of its features, known or not, now and before', () => {
    const featuresOf = (shown: ReturnType<typeof showTotals>) =>
      [...teamFeatureLines(shown)]
        .map((line) => ({ ...line, team_id: '' }))
        .toSorted((left, right) => (left.slug < right.slug ? -1 : 1))
    const lines = featuresOf(showTotals(groups, [], 0))
    expect(lines).toEqual(featuresOf(showTotals(totals, [], 0)))
    expect(lines.find(({ slug, feature }) => slug === 'frontend' && feature === 'beam')).toMatchObject({
      engaged_users: 1,
      engaged_user_days: 1,
      previous_engaged_users: 1,
    })
    expect(lines.find(({ slug, feature }) => slug === 'backend' && feature === 'code_review')).toMatchObject({
      engaged_users: null,
      previous_engaged_users: null,
    })
    expect(lines.find(({ slug, feature }) => slug === 'frontend' && feature === 'code_review')).toMatchObject(
      {
        engaged_users: 1,
        previous_engaged_users: 1,
      },
    )
  })

  test('leaves the totals that it is made of as they are', () => {
    expect(totals.window.teams.size).toBe(2)
    expect(groups.window.teams).not.toBe(totals.window.teams)
    expect(totals.window.teams.has(teamOf(totals, String(FRONTEND.team_id)))).toBe(true)
  })
})

test('Groups that overlap, as those of managers, count a person once where they are merged', () => {
  const totals = company()
  const people = eachKnownPerson(totals)
  const groups = groupTotals(totals, [
    { value: 'top', people },
    { value: 'below', people: people.slice(0, 2) },
    { value: 'nobody', people: [] },
  ])
  const both = new Map([1, 2].map((team) => [team, 'others'] as const))
  const shown = { ...showTotals(mergeTeams(groups, both), [], 0) }
  const lines = attributeGroups(
    {
      attribute: 'manager',
      isTree: true,
      namesPersons: true,
      leftOut: null,
      refused: null,
      shown,
      listed: undefined,
      valueOf: () => '',
    },
    undefined,
  ).groups
  expect(lines).toMatchObject([
    { value: 'nobody', kind: 'group', people: 0, active_users: 0, adoption_rate: null, loc_added_sum: 0 },
    { value: 'others', kind: 'others', people: 3, active_users: 2, active_user_days: null },
  ])
})

describe('a group whose value is "others"', () => {
  const totals = company()
  const [alice = -1, bob = -1, carol = -1] = [ALICE, BOB, CAROL].map(
    ({ user_login }) =>
      eachKnownPerson(totals).find((person) => totals.names.people.labelOf(person) === user_login) ?? -1,
  )
  const shownOf = (groups: readonly Group[]) => {
    const grouping = {
      attribute: { name: 'department', isTree: false, isInFile: true, isCostCenter: false },
      totals: groupTotals(totals, groups),
      refused: null,
      listed: undefined,
      valueOf: () => '',
      namesPersons: false,
      isPerson: () => false,
    }
    return showGroups([grouping], 2, false)
  }
  const linesOf = (groups: readonly Group[]) =>
    attributeGroups(shownOf(groups)[0] as ShownGroups, undefined).groups.map(
      ({ kind, value, people }) => `${kind} ${value} ${String(people)}`,
    )

  test('is one with the merged groups, as it could not be told from them', () => {
    const groups = [
      { value: 'others', people: [alice, bob] },
      { value: 'sales', people: [carol] },
      { value: 'writers', people: [bob] },
    ]
    expect(linesOf(groups)).toEqual(['others others 3'])
    const lines = shownOf(groups).flatMap(groupFeatureLines)
    expect(new Set(lines.map(({ feature }) => feature)).size).toBe(lines.length)
  })

  test('stays as it is where none is merged', () => {
    const groups = [
      { value: 'others', people: [alice, bob] },
      { value: 'sales', people: [bob, carol] },
    ]
    expect(linesOf(groups)).toEqual(['group others 2', 'group sales 2'])
  })
})
