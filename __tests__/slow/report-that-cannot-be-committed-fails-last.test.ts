import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { type RepositoryOptions, startRepository } from '../../simulator/repository.ts'
import { commitWeek, HISTORY, PAGE, startFive } from '../scenarios/report.ts'

const cases: [string, RepositoryOptions, RegExp][] = [
  [
    'a broken history',
    { files: { [HISTORY]: 'week,members\n' } },
    /reports\/copilot-history\.csv is not a history that this action wrote/,
  ],
  [
    'a page of someone else',
    { files: { [PAGE]: '# Our handbook\n' } },
    /reports\/copilot\.md is there already and was not written by this action/,
  ],
  ['a protected branch', { protectedBranches: { main: 'ruleset' } }, /is protected/],
]

test.each(cases)(
  '%s: files, artifact and page are there, and the repository is as it was',
  async (_, options, words) => {
    await using repository = startRepository(options)
    await using github = await startFive(repository)
    await using artifacts = await startArtifacts()
    const head = repository.head()
    await using run = await commitWeek(github, { 'artifact-name': 'copilot' }, { artifacts })

    expect(run.exitCode).toBe(1)
    expect(run.errors).toEqual([expect.stringMatching(words)])
    expect(run.summary).toMatch(/^# Copilot in octo-works/)
    expect(run.fileNames()).toContain('teams.csv')
    expect(artifacts.artifacts().map(({ name }) => name)).toEqual(['copilot', 'copilot.html'])
    expect(run.outputs).toMatchObject({ 'active-users': '5', 'report-changed': 'false', 'report-commit': '' })
    expect(repository.head()).toBe(head)
  },
)
