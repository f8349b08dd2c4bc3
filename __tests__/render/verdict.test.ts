import { expect, test } from 'vitest'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { type Bounds, withhold } from '../../src/privacy/withheld.ts'
import { outputsOf } from '../../src/render/outputs.ts'
import { headline, verdictMarkdown } from '../../src/render/sections/verdict.ts'
import { samplePages } from './sample-pages.ts'
import { sampleEntity, sampleReport, unknownEntity } from './sample-report.ts'

const sample = sampleEntity()

function headlineOf(entity: Partial<EntityNumbers>): string {
  return headline(sampleReport({}, { entities: [{ ...sample, ...entity }] }))
}

function withTotals(totals: Partial<EntityNumbers['totals']>): string {
  return headlineOf({ totals: { ...sample.totals, ...totals } })
}

function withheldTotals(fields: Record<string, Bounds | null>): string {
  return headlineOf({ totals: withhold(sample.totals, fields) })
}

test('The headline says what share of the members, where that went, and how many people they are', () => {
  expect(headlineOf({})).toBe(
    '71% of team members used Copilot, up from 59%. 148 people used Copilot in these 28 days, up from 120 in the 28 before, among them 141 of 198 team members.',
  )
})

test.each([
  [0.9, ', down from 90%.'],
  [0.72, ', steady (72% before).'],
  [null, 'used Copilot. 148 people'],
])('The headline of a share after %j says %j', (previous_adoption_rate, words) => {
  expect(withTotals({ previous_adoption_rate })).toContain(words)
})

test.each([
  [{ previous_active_users: 200 }, ', down from 200 in the 28 before,'],
  [{ previous_active_users: 148 }, ', as many as before,'],
  [{ previous_active_users: 150 }, ', about as many as before (150),'],
  [{ previous_active_users: null }, '148 people used Copilot in these 28 days, among'],
])('The headline of a window after %j says %j', (totals, words) => {
  expect(withTotals(totals)).toContain(words)
})

test('The headline compares nothing where windows do not compare', () => {
  const coverage = { ...sample.coverage, previous_days_reported: 9 }
  expect(headlineOf({ coverage })).toMatch(
    /^71% of team members used Copilot\. 148 people used Copilot in these 28 days, among/,
  )
})

test('The headline tells nobody from unknown and from withheld', () => {
  expect(withTotals({ active_users: 0 })).toBe('Nobody used Copilot in these 28 days.')
  expect(headlineOf(unknownEntity())).toBe('How many people used Copilot in these 28 days is not known.')
  expect(withheldTotals({ active_users: null })).toBe(
    'How many people used Copilot in these 28 days is withheld.',
  )
})

test('The headline says of withheld numbers what their bounds tell', () => {
  const active = { least: 1, most: 4 }
  expect(withheldTotals({ active_users: active, members: active })).toBe(
    'Fewer than 5 people used Copilot in these 28 days.',
  )
  expect(withheldTotals({ idle_users: active, adoption_rate: null })).toBe(
    'Over 97% of team members used Copilot. 148 people used Copilot in these 28 days, up from 120 in the 28 before, among them more than 193 of 198 team members.',
  )
  expect(withheldTotals({ idle_users: null, adoption_rate: null })).toBe(
    '148 people used Copilot in these 28 days, up from 120 in the 28 before.',
  )
  expect(withheldTotals({ idle_users: { least: 1, most: 197 }, adoption_rate: null })).toBe(
    '148 people used Copilot in these 28 days, up from 120 in the 28 before. How many of the 198 team members they are is withheld.',
  )
})

test('The headline tells a list without teams from a list that is not there', () => {
  expect(withTotals({ members: null })).toContain('. GitHub lists no teams, so adoption is unknown.')
  const coverage = { ...sample.coverage, days_with_teams_report: 0 }
  expect(headlineOf({ coverage, totals: { ...sample.totals, members: null } })).toContain(
    '. There is no user-teams report, so adoption is unknown.',
  )
})

test('The headline of every sample page is plain sentences in one line', () => {
  for (const { report } of samplePages()) expect(headline(report)).toMatch(/^[A-Z0-9][^\n*`]*\.$/)
})

const organization = (entity: string, adoption_rate: number | null, days_with_teams_report = 28) => ({
  ...sample,
  entity,
  coverage: { ...sample.coverage, days_with_teams_report },
  totals: { ...sample.totals, adoption_rate },
})

test('The headline names three organizations, the highest adoption first, and those without teams', () => {
  const entities = [organization('low', 0.2), organization('high', 0.8), organization('none', null)]
  expect(headline(sampleReport({}, { entities }))).toBe(
    'Of the team members 80% in high and 20% in low used Copilot; no teams are listed in none.',
  )
})

test('The headline names of many organizations the ends, and counts the others', () => {
  const known = [0.2, 0.4, 0.8].map((rate, index) => organization(`org-${index}`, rate))
  const entities = [...known, organization('a', null, 0), organization('b', null)]
  expect(headline(sampleReport({}, { entities }))).toBe(
    'In 5 organizations between 20% in org-0 and 80% in org-2 of the team members used Copilot; the teams are not known of a and b.',
  )
})

test('The headline of organizations of which no adoption is known counts their people', () => {
  const entities = ['a', 'b', 'c', 'd'].map((name) => organization(name, null))
  expect(headline(sampleReport({}, { entities }))).toBe(
    'People who used Copilot: 148 in a, 148 in b and 148 in c and others in 1 more organization.',
  )
})

test('The verdict of a page escapes the names of organizations, the headline does not', () => {
  const entities = [organization('<b>', 0.2), organization('high', 0.8)]
  const report = sampleReport({}, { entities })
  expect(verdictMarkdown(report)).toContain('20% in &#60;b&#62;')
  expect(headline(report)).toContain('20% in <b>')
})

test('Outputs of one organization are its numbers, and of several none that would have to be added up', () => {
  expect(outputsOf(sampleReport())).toMatchObject({ 'active-users': 148, members: 198, teams: 12 })
  const several = sampleReport({}, { entities: [sample, { ...sample, entity: 'b' }] })
  expect(outputsOf(several)).toMatchObject({ 'active-users': null, 'adoption-rate': null, teams: 24 })
})

test('Outputs hold the entity and its teams against the target, and are empty without one or where it cannot be told', () => {
  const thresholds = { ...sampleReport().thresholds, adoptionTarget: 0.7 }
  const outputs = (...rates: (number | null)[]) => {
    const entities = rates.map((rate, index) => organization(`org-${index}`, rate))
    const { 'target-met': met, 'teams-below-target': below } = outputsOf(
      sampleReport({}, { entities, thresholds }),
    )
    return [met, below]
  }
  const below = sample.teams.filter(({ adoption_rate }) => (adoption_rate ?? 0) < 0.7).length
  expect(below).toBeGreaterThan(0)
  expect(outputs(0.7)).toEqual(['true', below])
  expect(outputs(0.69)).toEqual(['false', below])
  expect(outputs(0.9, 0.1)).toEqual(['false', 2 * below])
  expect(outputs(0.9, null)).toEqual([null, 2 * below])
  expect(outputsOf(sampleReport())).toMatchObject({ 'target-met': null, 'teams-below-target': null })
})
