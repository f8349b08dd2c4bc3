import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startSimulator } from '../../simulator/server.ts'
import { report } from './scenario.ts'

test('Every bad input is named with what was expected; nothing is fetched and nothing is published', async () => {
  const bad = {
    'github-token': '',
    organization: 'octo-works',
    enterprise: 'octo',
    until: '2026-13-01',
    days: '0',
    compare: 'perhaps',
    source: 'seats',
    people: 'everyone',
    'champion-consistency': '60 %',
    'gap-share': '2',
    'missing-days': 'ignore',
    'artifact-name': 'a:b',
    'artifact-retention-days': 'long',
    'github-api-url': 'http://api.example.com',
  }
  await using github = await startSimulator()
  await using artifacts = await startArtifacts()
  await using run = await report(github, bad, { artifacts })

  expect(run.exitCode).toBe(1)
  expect(run.errors).toHaveLength(1)
  for (const name of Object.keys(bad)) expect(run.errors[0]).toContain(name)
  expect(github.requests).toEqual([])
  expect(artifacts.requests).toEqual([])
  expect(run.summary).toBe('')
  expect(run.outputs).toEqual({})
})
