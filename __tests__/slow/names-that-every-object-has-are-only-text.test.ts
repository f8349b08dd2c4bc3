import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, csv, members, report, reported, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const NAMES = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

test('A dimension, value, feature, model, counter, phase or slug may be named like a property of an object', async () => {
  const rows = NAMES.map((name, index) => {
    const own = JSON.stringify({
      ...worked({ user_id: 100 + index, user_login: `person-${index}` }),
      day: WEDNESDAY,
      totals_by_feature: [{ feature: name, user_initiated_interaction_count: 2 }],
      totals_by_model_feature: [{ model: name, feature: name, code_generation_activity_count: 1 }],
      totals_by_language_model: [{ language: name, model: name, code_generation_activity_count: 1 }],
    })
    const newer = `"totals_by_${name}":[{"${name}":"${name}","${name}_count":3}],"${name}":{},"ai_adoption_phase":{"phase":"${name}"}`
    return `${own.slice(0, -1)},${newer}}`
  })
  const teams = NAMES.flatMap((slug, index) =>
    members({ team_id: 50 + index, slug }, { user_id: 100 + index, user_login: `person-${index}` }),
  )
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users: rows, teams } }) })
  await using run = await report(github, { 'engagement-export': 'true', people: 'named' })

  expect(run.errors).toEqual([])
  const valuesOf = (name: string, column: string) => csv(run, name).map((line) => line[column])
  expect(valuesOf('breakdowns.csv', 'dimension')).toEqual(expect.arrayContaining(NAMES))
  // Values are compared without regard to case, and shown that way.
  const inSmall = NAMES.map((name) => name.toLowerCase())
  expect(valuesOf('breakdowns.csv', 'value')).toEqual(expect.arrayContaining(inSmall))
  expect(valuesOf('features.csv', 'feature')).toEqual(expect.arrayContaining(inSmall))
  expect(valuesOf('teams.csv', 'slug').toSorted()).toEqual(NAMES.toSorted())
  expect([...new Set(valuesOf('breakdown-counters.csv', 'counter'))].toSorted()).toEqual(
    NAMES.map((name) => `${name}_count`).toSorted(),
  )
  for (const name of NAMES) expect(run.summary).toContain(name.replaceAll('_', ' ').trim())
})

test('Deep nesting is not looked into, and a row with hundreds of totals is kept out', async () => {
  const deep = `${'{"a_count":1,"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  const nested = `${JSON.stringify({ day: WEDNESDAY, ...worked(ALICE) }).slice(0, -1)},"totals_by_new":${deep}}`
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`totals_by_${index}`, []]))
  const others = Array.from({ length: 120 }, (_, index) =>
    worked({ user_id: 5000 + index, user_login: `person-${index}` }),
  )
  const users = [nested, worked(BOB, many), ...others]
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users } }) })
  await using run = await report(github)

  expect(run.errors).toEqual([])
  expect(run.outputs['active-users']).toBe('121')
  expect(csv(run, 'rejected-lines.csv').map(({ reason }) => reason)).toEqual([
    'has more than 200 totals_by_* fields',
  ])
  expect(csv(run, 'breakdown-counters.csv').map(({ dimension, sum }) => [dimension, sum])).toEqual([
    ['new', '2'],
  ])
})
