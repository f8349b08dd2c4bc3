import { expect, test } from 'vitest'
import type { TeamLine } from '../../src/lines/activity.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { lowestFirst } from '../../src/privacy/adoption.ts'
import { guarded, judge, slugsOf, team, totalsOf } from '../fixtures/judged.ts'

test('Leading teams are the three with the highest adoption; equal ones by engagement, then by size', () => {
  const teams = [
    team('low', 20, 11),
    team('engaged', 20, 16),
    team('passive', 20, 16, { engaged_users: 2 }),
    team('large', 40, 32),
    team('top', 20, 18),
  ]
  expect(slugsOf(judge({ teams }).insights.leading_teams)).toEqual(['top', 'large', 'engaged'])
})

test('Leading teams have ten active people at least: of fewer, chance alone puts one on top', () => {
  const teams = [
    team('nine', 9, 9),
    team('ten', 30, 10),
    team('nobody', 20, 0),
    team('', 19, 19, { team_id: '' }),
  ]
  const { insights } = judge({ teams })
  expect(slugsOf(insights.leading_teams)).toEqual(['ten'])
  expect(insights.compares_teams).toBe(true)
})

test('Leading teams are none where fewer than two teams have five members', () => {
  const { insights } = judge({ teams: [team('four', 4, 1), team('five', 5, 5)] })
  expect(insights.leading_teams).toEqual([])
  expect(insights.compares_teams).toBe(false)
})

test('Leading teams are not teams whose adoption is withheld or unknown', () => {
  const teams = [
    guarded('guarded', 30, { least: 1, most: 4 }),
    team('unknown', 30, 0, { adoption_rate: null }),
    team('shown', 30, 10),
  ]
  expect(slugsOf(judge({ teams }).insights.leading_teams)).toEqual(['shown'])
})

test('Movers are the teams that changed by more than noise, up and down, the largest change first', () => {
  const teams = [
    team('steady', 200, 119, { previous_active_users: 100 }),
    team('up', 200, 100, { previous_active_users: 80 }),
    team('further-up', 200, 130, { previous_active_users: 80 }),
    team('down', 200, 50, { previous_active_users: 100 }),
    team('unknown', 200, 100, { previous_active_users: null }),
    team('small', 4, 4, { previous_active_users: 0 }),
  ]
  const { insights } = judge({ teams })
  expect(slugsOf(insights.movers.up)).toEqual(['further-up', 'up'])
  expect(slugsOf(insights.movers.down)).toEqual(['down'])
  expect(insights.teams.map(({ active_users }) => active_users)).toEqual([
    'steady',
    'up',
    'up',
    'down',
    'unknown',
    'up',
  ])
})

test('Movers are not teams of which either number is withheld', () => {
  const hidden = withhold(team('hidden', 200, 150, { previous_active_users: 20 }), {
    previous_active_users: { least: 1, most: 4 },
  })
  const { insights } = judge({ teams: [hidden, team('b', 20, 10)] })
  expect(insights.movers).toEqual({ up: [], down: [] })
  expect(insights.teams[0]?.active_users).toBe('withheld')
})

const followUp = (teams: TeamLine[], rate: number | null) =>
  slugsOf(judge({ teams, totals: totalsOf({ adoption_rate: rate }) }).insights.teams_to_follow_up)

test('Teams to follow up with are clearly below the whole, not the largest', () => {
  expect(followUp([team('large', 100, 78), team('quiet', 6, 0), team('tiny', 3, 0)], 0.87)).toEqual(['quiet'])
})

test('Teams to follow up with are ten points below the whole, and one idle member above what is expected', () => {
  const teams = [team('near', 100, 41), team('below', 100, 40), team('by-half-a-person', 5, 2)]
  expect(followUp(teams, 0.5)).toEqual(['below'])
})

test('Teams to follow up with are three at the most, in the order of the table: the lowest first, then more idle', () => {
  const teams = [team('c', 20, 5), team('b', 20, 6), team('a', 40, 12), team('d', 20, 7), team('e', 20, 0)]
  expect(followUp(teams, 0.5)).toEqual(['e', 'c', 'a'])
  expect(slugsOf(lowestFirst(teams))).toEqual(['e', 'c', 'a', 'b', 'd'])
})

test('There are no teams to follow up with where the adoption of the entity is not known or shown', () => {
  expect(followUp([team('quiet', 20, 2), team('busy', 20, 20)], null)).toEqual([])
})

test('Of leading teams with one adoption, a withheld number of engaged users counts with its lower bound', () => {
  const most = withhold(team('most', 30, 30, { engaged_users: 28 }), {
    engaged_users: { least: 26, most: 29 },
  })
  const teams = [team('b', 30, 30, { engaged_users: 6 }), team('c', 30, 30, { engaged_users: 7 }), most]
  expect(slugsOf(judge({ teams }).insights.leading_teams)).toEqual(['most', 'c', 'b'])
})

test('Teams to follow up with are not the line that small teams were merged into', () => {
  expect(followUp([team('others', 20, 0, { team_id: '' })], 0.5)).toEqual([])
})

test('Teams to follow up with have at least as many idle members as their bounds tell', () => {
  const bounds = { least: 6, most: 9 }
  expect(followUp([guarded('told', 10, bounds), guarded('untold', 10, null)], 0.5)).toEqual(['told'])
})

const above = (line: TeamLine) => judge({ teams: [line] }).insights.teams[0]?.adoption_above

test('A withheld adoption rate is above what the most idle members would leave', () => {
  expect(above(guarded('a', 20, { least: 1, most: 4 }))).toBe(15 / 20)
})

test.each([
  ['without bounds', guarded('a', 20, null)],
  ['without an upper bound', guarded('a', 20, { least: 1, most: null })],
  ['where the bounds leave one active member', guarded('a', 5, { least: 1, most: 4 })],
  ['of unknown members', withhold({ ...guarded('a', 20, { least: 1, most: 4 }), members: null }, {})],
  ['that is not withheld', team('a', 20, 15)],
])('A withheld adoption rate is above nothing %s', (_, line) => {
  expect(above(line)).toBeNull()
})
