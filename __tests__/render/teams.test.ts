import { expect, test } from 'vitest'
import type { TeamLine } from '../../src/lines/activity.ts'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { teamHighlights } from '../../src/render/sections/team-highlights.ts'
import { teamsInOrder, teamTable } from '../../src/render/sections/teams.ts'
import { dayOf } from '../fixtures/rows.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

const sample = sampleEntity({ teams: 3 })

function tableOf(overrides: Partial<EntityNumbers>): string {
  const report = sampleReport({}, { entities: [{ ...sample, ...overrides }], minimum_group_size: 5 })
  return teamTable(report, entityOf(report), Infinity)
}

function highlightsOf(teams: TeamLine[]): string {
  return teamHighlights(entityOf(sampleReport({}, { entities: [{ ...sample, teams }] })))
}

test('Teams are listed with the most idle members first, then the larger ones, then by name, others last', () => {
  const idle = (slug: string, idle_users: number | null, members: number, team_id = slug) =>
    ({ ...sample.teams[0], slug, team_id, idle_users, members }) as TeamLine
  const teams = [
    idle('others', 90, 99, ''),
    idle('unknown', null, 99),
    idle('b', 5, 9),
    idle('a', 5, 9),
    idle('large', 5, 20),
    idle('idle', 6, 9),
  ]
  expect(teamsInOrder(teams).map(({ slug }) => slug)).toEqual([
    'idle',
    'large',
    'a',
    'b',
    'unknown',
    'others',
  ])
})

test('A team whose idle members are withheld is ordered by what is shown of them', () => {
  const line = {
    ...sample.teams[0],
    members: 30,
    idle_users: 28,
    slug: 'nearly-idle',
    team_id: '1',
  } as TeamLine
  const hidden = withhold(line, { idle_users: { least: 26, most: 29 } })
  const teams = [{ ...line, idle_users: 0, slug: 'busy', team_id: '2' }, hidden]
  expect(teamsInOrder(teams).map(({ slug }) => slug)).toEqual(['nearly-idle', 'busy'])
})

test('The highlights name leading teams, teams to follow up with and movers, each with its number', () => {
  const numbers = [
    { members: 20, active_users: 19, idle_users: 1, adoption_rate: 0.95, previous_active_users: 2 },
    { members: 20, active_users: 0, idle_users: 20, adoption_rate: 0, previous_active_users: 0 },
  ]
  const teams = sample.teams.slice(0, 2).map((team, index) => ({ ...team, ...numbers[index] }))
  expect(highlightsOf(teams).split('\n')).toEqual([
    '- **Highest adoption:** platform-core (95% of 20)',
    '- **Follow up with:** payments-api (20 of 20 idle)',
    '- **Clear change:** platform-core (▲ +17 active)',
  ])
  expect(highlightsOf(teams.slice(0, 1))).toBe('')
})

test('Withheld adoption is told by what it is above, and heights of weeks as withheld', () => {
  const [first, second] = sample.teams
  if (first === undefined || second === undefined) throw new RangeError('the sample has teams')
  const hidden = withhold(
    { ...first, members: 20 },
    { active_users: null, idle_users: { least: 1, most: 4 }, adoption_rate: null },
  )
  const table = tableOf({
    teams: [hidden, { ...second, team_id: '' }],
    team_weeks: [
      {
        team_id: hidden.team_id,
        active_users: sample.weeks.map(() => null),
        withheld: sample.weeks.map(({ week }) => week),
      },
      { team_id: '', active_users: sample.weeks.map(() => null), withheld: [] },
    ],
  })
  expect(table).toMatch(/^\| platform-core \| over 75% \| 20 \| withheld \| fewer than 5 \|.*`–+` \|$/m)
  expect(table).toMatch(/^\| \*payments-api\* \|.*`·+` \|$/m)
  expect(table).toContain('·: not known; –: withheld.')
  expect(table).toContain('Withheld: counts of fewer than 5 people')
})

test('Without teams the page says why', () => {
  const why = (overrides: Partial<EntityNumbers['coverage']>, scope = 'organization') =>
    tableOf({ scope, coverage: { ...sample.coverage, days_with_teams: 0, ...overrides } })
  expect(why({ days_with_teams_report: 0 })).toBe(
    'GitHub has user-teams reports since 14 May 2026 only: the teams of these days are not known.',
  )
  const missing = { days_with_teams_report: 0, missing_teams_days: [dayOf('2026-11-03')] }
  expect(why(missing)).toMatch(/^There is no user-teams report of these days.* are missing\.$/)
  expect(why(missing, 'enterprise')).toMatch(/run the action with `organization` for each of them\.$/)
  expect(why({})).toBe('GitHub’s report lists no teams here: no team has five Copilot seats.')
  expect(why({}, 'enterprise')).toMatch(/^GitHub’s report lists no teams for this enterprise\./)
})
