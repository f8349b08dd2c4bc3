import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, FRONTEND, members, reported, report, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const reports = reported({
  [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) },
})

test('The artifact with the wanted name and retention holds exactly the files, byte by byte', async () => {
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ reports })
  const inputs = {
    'artifact-name': 'copilot-numbers',
    'artifact-retention-days': '7',
    'engagement-export': 'true',
  }
  await using run = await report(github, inputs, { artifacts })

  expect(run.warnings).toEqual([])
  // The files of the README.
  expect(run.fileNames()).toEqual([
    'breakdown-counters.csv',
    'breakdowns.csv',
    'copilot-numbers.html',
    'datapackage.json',
    'days.csv',
    'features.csv',
    'people-feature-days.csv',
    'people-features.csv',
    'people-teams.csv',
    'people.csv',
    'summary.md',
    'team-breakdowns.csv',
    'team-days.csv',
    'team-features.csv',
    'team-weeks.csv',
    'teams.csv',
    'totals.json',
    'weeks.csv',
  ])
  const [artifact, ...others] = artifacts.artifacts()
  expect(others).toMatchObject([{ name: 'copilot-numbers.html', retentionDays: 7, runId: run.runId }])
  expect(artifact).toMatchObject({ name: 'copilot-numbers', retentionDays: 7, runId: run.runId })
  const files = artifact?.files() ?? new Map<string, Buffer>()
  expect([...files.keys()].toSorted()).toEqual(run.fileNames())
  for (const [name, bytes] of files) expect(bytes.toString('utf8'), name).toBe(run.file(name))
  expect(run.outputs['artifact-id']).toBe(String(artifact?.id))
})

test('An empty name: no artifact, and the service is never asked', async () => {
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ reports })
  await using run = await report(github, { 'artifact-name': '' }, { artifacts })

  expect(artifacts.requests).toEqual([])
  expect(run.outputs).toMatchObject({ 'artifact-id': '', 'artifact-url': '' })
  expect(run.outputs).toMatchObject({ 'html-report-file': '', 'html-report-url': '' })
  expect(run.fileNames().filter((name) => name.endsWith('.html'))).toEqual([])
  expect(run.summary + run.file('summary.md')).not.toMatch(/interactive report/i)
})

test('More days than the repository allows are those that it allows, with one warning', async () => {
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ reports })
  const inputs = { 'artifact-name': 'copilot-numbers', 'artifact-retention-days': '90' }
  const env = { GITHUB_RETENTION_DAYS: '30' }
  await using run = await report(github, inputs, { artifacts, env })

  expect(run.warnings).toEqual([
    'artifact-retention-days: 90 is more than the repository allows; artifacts are kept for 30 days',
  ])
  expect(artifacts.artifacts()).toMatchObject([{ retentionDays: 30 }, { retentionDays: 30 }])
})
