import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import { packageFaults } from '../data-package.ts'
import { csv, report } from './scenario.ts'

test('A token and nothing else gives a page, outputs, files, an artifact and the interactive report', async () => {
  await using github = await startSimulator({ companies: [makeCompany({ seats: 30, teams: 3 })] })
  await using artifacts = await startArtifacts()
  await using run = await report(
    github,
    { until: '', days: '28', compare: 'true', 'artifact-name': 'copilot-team-metrics' },
    { artifacts },
  )

  expect(run.errors).toEqual([])
  expect(run).toMatchObject({ errors: [], exitCode: 0 })
  expect(run.outputs).toMatchObject({ since: '2026-10-22', until: '2026-11-18', 'days-reported': '28' })
  expect(Number(run.outputs['active-users'])).toBeGreaterThan(15)
  expect(Number(run.outputs['members'])).toBeLessThanOrEqual(32)
  expect(run.outputs['teams']).toBe(String(csv(run, 'teams.csv').length))
  const [zip, html, ...others] = artifacts.artifacts()
  const artifactUrl = (id = 0) =>
    `https://github.com/octo-works/copilot-report/actions/runs/${run.runId}/artifacts/${id}`
  expect(others).toEqual([])
  expect(run.outputs['artifact-id']).toBe(String(zip?.id))
  expect(run.outputs['artifact-url']).toBe(artifactUrl(zip?.id))
  // The interactive report is a file like all others, and an artifact that a browser opens.
  const name = 'copilot-team-metrics.html'
  expect(run.outputs['html-report-file']).toBe(`${run.outputs['files']}/${name}`)
  expect(run.outputs['html-report-url']).toBe(artifactUrl(html?.id))
  expect(html).toMatchObject({ name, runId: run.runId, mimeType: 'text/html', contentType: 'text/html' })
  expect(html?.bytes).toEqual(readFileSync(run.outputs['html-report-file'] ?? ''))
  expect(zip?.files().get(name)).toEqual(html?.bytes)
  expect(packageFaults(run.fileNames(), (file) => run.file(file))).toEqual([])
  expect(run.summary.split('\n').indexOf(linkOf(artifactUrl(html?.id)))).toBeLessThan(8)
  expect(run.summary).toContain(linkOf(artifactUrl(html?.id)))
  expect(run.file('summary.md')).not.toContain('[Interactive report]')
  expect(run.file('summary.md')).toContain(`The interactive report is ${name}, beside summary.md.`)
  expect(run.summary).toContain('# Copilot in octo-works')
  expect(run.file('summary.md')).toContain('# Copilot in octo-works')
  expect(run.outputs['summary-file']).toBe(`${run.outputs['files']}/summary.md`)
  // The event says who can see the repository, so nobody asks.
  expect(github.requests.filter(({ path }) => path.startsWith('/repos/'))).toEqual([])
  // Seats were not asked for.
  expect(github.requests.filter(({ path }) => path.includes('billing'))).toEqual([])
  expect(run.outputs).toMatchObject({ seats: '', 'idle-seats': '' })
  expect(run.file('teams.csv').split('\n')[0]).toMatch(/previous_engaged_users$/)
  expect(run.file('totals.json')).not.toContain('seat')
  // The token went to the API alone.
  expect(github.requests.filter(({ violation }) => violation !== undefined)).toEqual([])
  expect(github.requests.filter(({ host, authorization }) => authorization !== (host === 'api'))).toEqual([])
  expect(github.requests.filter(({ host }) => host === 'links').length).toBeGreaterThan(28)
})

function linkOf(url: string): string {
  return `**[Interactive report](${url})**: every team, feature and week, to sort, search and compare`
}
