import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { type ArtifactOptions, startArtifacts } from '../../simulator/artifacts.ts'
import { startRepository } from '../../simulator/repository.ts'
import { joinSources } from '../../simulator/reports.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { commitWeek, FIVE, PAGE, startFive } from '../scenarios/report.ts'
import {
  ALICE,
  BOB,
  CAROL,
  everythingOf,
  findWords,
  FRONTEND,
  members,
  report,
  reported,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

const NAMED = { 'artifact-name': 'copilot' }
const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE)], teams: members(FRONTEND, ALICE) } })
const namesOf = (artifacts: readonly { readonly name: string }[]) => artifacts.map(({ name }) => name)
const isLinked = ({ summary, outputs }: Run) =>
  outputs['html-report-url'] !== '' &&
  summary.includes(`\n\n**[Interactive report](${outputs['html-report-url']})**: every team`)

test('Without html-report there is one artifact, and neither a file nor a word of it', async () => {
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ reports })
  await using run = await report(github, { ...NAMED, 'html-report': 'false' }, { artifacts })

  expect(run.warnings).toEqual([])
  expect(namesOf(artifacts.artifacts())).toEqual(['copilot'])
  expect(run.outputs).toMatchObject({ 'html-report-file': '', 'html-report-url': '' })
  expect(run.fileNames().filter((name) => name.endsWith('.html'))).toEqual([])
  expect(run.file('datapackage.json')).not.toContain('html')
  expect(run.summary + run.file('summary.md')).not.toMatch(/interactive report/i)
})

test.each(['quota', 'upload'] satisfies ArtifactOptions['refuse'][])(
  'Refused alone (%s) it is a warning, and in the artifact all the same',
  async (refuse) => {
    await using artifacts = await startArtifacts({ refuse, refused: 'copilot.html' })
    await using github = await startSimulator({ reports })
    await using run = await report(github, NAMED, { artifacts })

    expect(run).toMatchObject({ exitCode: 0, errors: [] })
    expect(run.warnings).toEqual([
      expect.stringMatching(
        /^The interactive report "copilot\.html" could not be uploaded, but is in the artifact "copilot": .+; /,
      ),
    ])
    const [zip, ...others] = artifacts.artifacts()
    expect(others).toEqual([])
    const file = run.outputs['html-report-file'] ?? ''
    expect(zip?.files().get('copilot.html')).toEqual(readFileSync(file))
    expect(run.outputs).toMatchObject({ 'artifact-id': String(zip?.id), 'html-report-url': '' })
    expect(run.summary).toMatch(
      /GitHub did not take the interactive report \(.+\): copilot\.html is in the artifact\./,
    )
    expect(run.summary).not.toContain('[Interactive report]')
  },
)

test('The artifact refused alone is a warning, and the interactive report is linked all the same', async () => {
  await using artifacts = await startArtifacts({ refuse: 'quota', refused: 'copilot' })
  await using github = await startSimulator({ reports })
  await using run = await report(github, NAMED, { artifacts })

  expect(run).toMatchObject({ exitCode: 0, errors: [] })
  expect(run.warnings).toEqual([expect.stringMatching(/^The artifact "copilot" could not be uploaded: /)])
  expect(namesOf(artifacts.artifacts())).toEqual(['copilot.html'])
  expect(run.outputs).toMatchObject({ 'artifact-id': '', 'artifact-url': '' })
  expect(isLinked(run)).toBe(true)
  expect(run.summary).toContain('GitHub did not take the artifact')
  expect(run.summary).not.toContain('GitHub did not take the interactive report')
})

test('Of several organizations there is one interactive report', async () => {
  const day = { users: [worked(ALICE), worked(BOB)], teams: members(FRONTEND, ALICE, BOB) }
  const sources = ['east', 'west'].map((name) => reported({ [WEDNESDAY]: day }, `organization:octo-${name}`))
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ reports: joinSources(sources) })
  const inputs = { ...NAMED, organization: 'octo-east, octo-west' }
  await using run = await report(github, inputs, { artifacts })

  expect(run.warnings).toEqual([])
  expect(namesOf(artifacts.artifacts())).toEqual(['copilot', 'copilot.html'])
  expect(isLinked(run)).toBe(true)
  expect(run.summary.indexOf('[Interactive report]')).toBeLessThan(run.summary.indexOf('days are UTC'))
})

test('In a public repository it is there without persons', async () => {
  const people = [ALICE, BOB, CAROL]
  const day = { users: people.map((one) => worked(one)), teams: members(FRONTEND, ...people) }
  await using artifacts = await startArtifacts()
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: day }) })
  const repository = { name: 'octo-works/copilot-report', visibility: 'public' } as const
  await using run = await report(github, NAMED, { artifacts, repository })

  expect(run.warnings).toEqual([])
  expect(isLinked(run)).toBe(true)
  const words = people.flatMap(({ user_id, user_login }) => [user_id, user_login])
  expect(findWords(everythingOf(run, artifacts.artifacts()), words)).toEqual([])
})

test('The committed report links it without holding more, and with no link of its own where it is refused', async () => {
  await using repository = startRepository()
  await using github = await startFive(repository)
  await using refusing = await startArtifacts({ refuse: 'quota', refused: 'copilot.html' })
  await using first = await commitWeek(github, NAMED, { artifacts: refusing })
  const without = repository.text(PAGE) ?? ''
  expect(first.outputs).toMatchObject({ 'report-changed': 'true', 'html-report-url': '' })
  expect(without).not.toContain('Interactive report')

  // Only the link is new: no commit.
  await using artifacts = await startArtifacts()
  await using second = await commitWeek(github, NAMED, { artifacts })
  expect(second.outputs['report-changed']).toBe('false')
  expect(repository.text(PAGE)).toBe(without)

  // In another repository, where nothing is committed yet.
  await using another = startRepository()
  await using again = await startFive(another)
  const retention = { 'artifact-retention-days': '30' }
  await using third = await commitWeek(again, { ...NAMED, ...retention }, { artifacts })
  const page = another.text(PAGE) ?? ''
  const line = `**[Interactive report](${third.outputs['html-report-url']})** (expires 21 Dec 2026): every team, feature and week, to sort, search and compare\n\n`
  expect(page).toContain(line)
  expect(withoutLast(page.replace(line, ''))).toBe(withoutLast(without))
  expect(
    findWords(
      new Map([['page', page]]),
      FIVE.map(({ user_login }) => user_login),
    ),
  ).toEqual([])
})

/** Without the line that links the run and its artifact. */
function withoutLast(page: string): string {
  return page.trimEnd().split('\n').slice(0, -1).join('\n')
}
