import { expect, test } from 'vitest'
import type { TeamLine } from '../../src/lines/activity.ts'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { withhold } from '../../src/privacy/withheld.ts'
import { teamHighlights } from '../../src/render/sections/team-highlights.ts'
import { targetMarkdown } from '../../src/render/sections/target.ts'
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

test('Teams are listed by adoption, lowest first, then the more idle, the larger, by name; unknown, then others last', () => {
  const line = (slug: string, adoption_rate: number | null, idle_users: number, members: number) =>
    ({ ...sample.teams[0], slug, team_id: slug, adoption_rate, idle_users, members }) as TeamLine
  const teams = [
    { ...line('others', 0.1, 90, 99), team_id: '' },
    line('unknown', null, 99, 99),
    line('high', 0.9, 1, 10),
    line('b', 0.5, 5, 10),
    line('a', 0.5, 5, 10),
    line('large', 0.5, 10, 20),
    line('low', 0.2, 4, 5),
  ]
  expect(teamsInOrder(teams).map(({ slug }) => slug)).toEqual([
    'low',
    'large',
    'a',
    'b',
    'high',
    'unknown',
    'others',
  ])
})

test('A team whose adoption is withheld is ordered by what is shown of it', () => {
  const line = {
    ...sample.teams[0],
    members: 30,
    idle_users: 28,
    slug: 'nearly-idle',
    team_id: '1',
  } as TeamLine
  const few = { idle_users: { least: 26, most: 29 }, adoption_rate: null }
  const most = { idle_users: { least: 1, most: 4 }, adoption_rate: null }
  const teams = [
    { ...withhold({ ...line, idle_users: 2 }, most), slug: 'nearly-all', team_id: '3' },
    { ...line, idle_users: 15, adoption_rate: 0.5, slug: 'half', team_id: '2' },
    withhold(line, few),
  ]
  expect(teamsInOrder(teams).map(({ slug }) => slug)).toEqual(['nearly-idle', 'half', 'nearly-all'])
})

test('The highlights name leading teams and movers, each with its number and where it is', () => {
  const numbers = [
    { members: 20, active_users: 19, adoption_rate: 0.95, previous_active_users: 2 },
    { members: 40, active_users: 0, idle_users: 40, adoption_rate: 0, previous_active_users: 30 },
  ]
  const teams = sample.teams.slice(0, 2).map((team, index) => ({ ...team, ...numbers[index] }))
  expect(highlightsOf(teams).split('\n')).toEqual([
    '- **Highest adoption of ten active people or more:** platform-core (95% of 20)',
    '- **Grew most:** platform-core (▲ +17, now 19 of 20)',
    '- **Fell most:** payments-api (▼ −30, now 0 of 40)',
  ])
  expect(highlightsOf(teams.slice(0, 1))).toBe('')
})

test('A target marks the teams that are at or above it, and says how many are', () => {
  const numbers = [0.8, 0.79, null]
  const teams = sample.teams.map((team, index) => ({ ...team, adoption_rate: numbers[index] ?? null }))
  const thresholds = { ...sampleReport().thresholds, adoptionTarget: 0.8 }
  const report = sampleReport({}, { entities: [{ ...sample, teams }], thresholds })
  const rows = teamTable(report, entityOf(report), Infinity).split('\n')
  expect(rows.filter((row) => row.includes('\u{a0}✓ |'))).toEqual([
    expect.stringMatching(/^\| platform-core /),
  ])
  expect(rows.join('\n')).toContain('✓: at or above the target of 80%.')
  expect(targetMarkdown(report, entityOf(report))).toBe(
    '**Target 80%: missed** · 1 of 3 teams at or above it · 1 below · of 1 it cannot be told',
  )
  expect(targetMarkdown(sampleReport(), entityOf(sampleReport()))).toBe('')
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
        adoption_rates: sample.weeks.map(() => null),
        withheld: sample.weeks.map(({ week }) => week),
      },
      {
        team_id: '',
        active_users: sample.weeks.map(() => null),
        adoption_rates: sample.weeks.map(() => null),
        withheld: [],
      },
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
