import { expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, reported, report, WEDNESDAY, worked } from '../scenarios/scenario.ts'

test('An enterprise is read by the routes of enterprises', async () => {
  const company = makeCompany({ scope: 'enterprise', slug: 'octo', seats: 20, teams: 2 })
  await using github = await startSimulator({ companies: [company] })
  await using run = await report(github, { enterprise: 'octo' })

  expect(run.errors).toEqual([])
  expect(csv(run, 'teams.csv')[0]).toMatchObject({ scope: 'enterprise', entity: 'octo', entity_id: '90210' })
  expect(csv(run, 'teams.csv')[0]?.['slug']).toMatch(/^ent:/)
  expect(github.requests.filter(({ path }) => path.startsWith('/orgs/'))).toEqual([])
})

test('Its user-teams report may be empty: that is teams unavailable, with the way out, never zero teams', async () => {
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }, 'enterprise:octo'),
    emptyShape: 'empty-links',
  })
  await using run = await report(github, { enterprise: 'octo' })

  expect(run.errors).toEqual([])
  expect(run.warnings).toEqual([
    expect.stringMatching(/^octo has no user-teams report for 1 of 1 days: 2026-11-18/),
  ])
  expect(run.outputs).toMatchObject({ 'active-users': '1', members: '', 'adoption-rate': '' })
  expect(run.summary).toMatch(/no user-teams report of these days.*of its organizations, run the action/)
  expect(csv(run, 'teams.csv')).toEqual([])
})
