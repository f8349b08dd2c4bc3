import { expect, test } from 'vitest'
import type { NextStep, StepOfEntity } from '../../src/lines/next-steps.ts'
import { linkedNames } from '../../src/render/text/team-links.ts'
import { nextStepsMarkdown } from '../../src/render/sections/next-steps.ts'
import type { SeatPrice } from '../../src/lines/seat-summary.ts'
import { entityOf, sampleReport } from './sample-report.ts'
import { sampleSeats, SEAT_RULES } from './sample-seats.ts'

const report = sampleReport()
const entity = entityOf(report)
const NAMED = { team_id: '5301', slug: 'platform-core' }

/** The words of one step, with the numbers of the sample. */
function wordsOf(step: NextStep): string {
  return nextStepsMarkdown(report, { ...entity, insights: { ...entity.insights, next_steps: [step] } })
}

test('Teams to talk to are named, each with its active members', () => {
  const second = { team_id: '5302', slug: 'payments-api' }
  expect(wordsOf({ step: 'follow-up', teams: [NAMED] })).toBe(
    '1. Talk to **platform-core** (7 of 14 active): clearly below the 71% of everybody.',
  )
  expect(wordsOf({ step: 'follow-up', teams: [NAMED, second] })).toMatch(
    /^1\. Talk to \*\*platform-core\*\* \(7 of 14 active\) and \*\*payments-api\*\* \(\d+ of \d+ active\): /,
  )
})

test('Teams link to their pages on GitHub', () => {
  const names = linkedNames(entity, 'https://github.com')
  const insights = { ...entity.insights, next_steps: [{ step: 'follow-up', teams: [NAMED] } as const] }
  expect(nextStepsMarkdown(report, { ...entity, insights }, names)).toContain(
    '**[platform-core](https://github.com/orgs/octo-works/teams/platform-core)**',
  )
  expect(names({ team_id: '1', slug: 'ent:all' })).toBe(
    '[ent&#58;all](https://github.com/orgs/octo-works/teams/ent%3Aall)',
  )
})

test.each([
  ['what small teams were merged into', { team_id: '', slug: 'others' }, '*others*'],
  ['a slug that is none', { team_id: '1', slug: 'a/../b' }, 'a/../b'],
])('No link is made for %s', (_, team, name) => {
  expect(linkedNames(entity, 'https://github.com')(team)).toBe(name)
})

test('No link is made where it is not known whose pages they are, nor for the teams of an enterprise', () => {
  const team = { team_id: '1', slug: 'core' }
  expect(linkedNames(entity, '')(team)).toBe('core')
  expect(linkedNames({ ...entity, scope: 'enterprise' }, 'https://github.com')(team)).toBe('core')
})

test('A feature to spread has its share and that of the team that leads in it', () => {
  const step = { step: 'spread-feature', feature: 'cloud_agent', team: NAMED } as const
  expect(wordsOf(step)).toMatch(
    /^1\. Spread \*\*Cloud agent\*\*: 8% of the active people engage with it, but \d+% in \*\*platform-core\*\*/,
  )
})

test.each([
  [{ least: 1, most: 1 }, '1. **1 person uses Copilot on fewer than one weekday in five.**'],
  [{ least: 7, most: 7 }, '1. **7 people use Copilot on fewer than one weekday in five.**'],
  [{ least: 8, most: null }, '1. **More than 7 people use Copilot on fewer than one weekday in five.**'],
  [{ least: 2, most: null }, '1. **More than 1 person uses Copilot on fewer than one weekday in five.**'],
])('People to help between %j are told as such', (people, words) => {
  expect(wordsOf({ step: 'offer-help', people, teams: [] })).toBe(words)
})

test('People to help are in one team or in several', () => {
  const people = { least: 9, most: 9 }
  const first = { ...NAMED, people: 3 }
  expect(wordsOf({ step: 'offer-help', people, teams: [first] })).toMatch(
    / Team with most of them: platform-core \(3\)\. Offer that team a session\.$/,
  )
  const second = { team_id: '2', slug: 'billing', people: 2 }
  expect(wordsOf({ step: 'offer-help', people, teams: [first, second] })).toMatch(
    / Teams with most of them: platform-core \(3\) and billing \(2\)\. Offer those teams a session\.$/,
  )
})

test('Another limit of rare use is told as a share of weekdays', () => {
  const thresholds = { ...report.thresholds, laggingConsistency: 0.25 }
  expect(nextStepsMarkdown({ ...report, thresholds }, entity)).toContain('on fewer than 25% of the weekdays.')
})

test('Unused features are named by their labels, and a text of a report is no markup', () => {
  expect(wordsOf({ step: 'try-features', features: ['vscode_agents'] })).toBe(
    '1. Try or rule out **VS Code Agents**: nobody has used it.',
  )
  expect(wordsOf({ step: 'try-features', features: ['vscode_agents', '<b>', 'constructor'] })).toBe(
    '1. Try or rule out **VS Code Agents**, **&#60;b&#62; *(new)*** and **Constructor *(new)***: nobody has used them.',
  )
})

test.each([
  ['check-set-up', /^1\. Check the set-up of 10 people who are active without ever accepting/],
  ['put-into-teams', /^1\. Put 7 active people into teams: /],
  ['run-for-organizations', /^1\. Run the action for the organizations of this enterprise/],
  ['run-again', /^1\. Run again later: 0 days had no report yet/],
  ['learn-from-champions', /^1\. Let the 27 champions show what they do\.$/],
] as const satisfies [StepOfEntity, RegExp][])('The step %s has its number', (step, words) => {
  expect(wordsOf({ step })).toMatch(words)
})

test('Idle seats to review have their number, and what they cost if a price is known', () => {
  const step = { step: 'review-idle-seats' } as const
  const words = (price: SeatPrice | null, idle_cost: number | null) => {
    const priced = { ...report, seat_rules: { ...SEAT_RULES, price } }
    const seats = sampleSeats({ idle_cost })
    const insights = { ...entity.insights, next_steps: [step] }
    return nextStepsMarkdown(priced, { ...entity, seats, insights })
  }
  expect(words(SEAT_RULES.price, 589)).toMatch(/^1\. Review \*\*31 idle seats\*\* \(589 USD a month\): /)
  expect(words(null, null)).toMatch(/^1\. Review \*\*31 idle seats\*\*: /)
})

test('Without steps there is nothing to say', () => {
  expect(nextStepsMarkdown(report, { ...entity, insights: { ...entity.insights, next_steps: [] } })).toBe('')
})
