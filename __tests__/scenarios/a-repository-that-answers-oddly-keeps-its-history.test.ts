import { expect, test } from 'vitest'

import { type Fault } from '../../simulator/faults.ts'
import { type RepositoryOptions, startRepository } from '../../simulator/repository.ts'
import { commitWeek, HISTORY, startFive } from './report.ts'

const HTML = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in, please</html>' }
const KNOWN = { files: { 'README.md': '', [HISTORY]: 'not to be lost\n' } }

interface Case {
  readonly repository: RepositoryOptions
  readonly path?: string
  readonly fault?: Fault
}

test.concurrent.each<[string, Case, RegExp]>([
  [
    'a path below a file',
    { repository: { files: { 'x.md': '# Ours\n' } }, path: 'x.md/y.md' },
    /x\.md is no folder in the repository, but a file; name another report-path/,
  ],
  [
    'a folder that GitHub lists and does not show',
    { repository: KNOWN, fault: { match: 'copilot-report/contents/reports', do: 404 } },
    /GitHub does not show reports although it is there \(404\); run again later/,
  ],
  [
    'a page of a proxy in place of the folder',
    { repository: KNOWN, fault: { match: 'copilot-report/contents/reports', do: HTML, times: Infinity } },
    /what answered for reports was not GitHub's API|reports.*a page of a proxy|could not be reached/,
  ],
])(
  '%s: one sentence, and the branch is as it was',
  async (_, { repository: options, path, fault }, words) => {
    await using repository = startRepository(options)
    await using github = await startFive(repository)
    if (fault !== undefined) github.faults.add(fault)
    const head = repository.head()
    await using run = await commitWeek(github, path === undefined ? {} : { 'report-path': path })

    expect(run.exitCode).toBe(1)
    expect(run.errors).toEqual([expect.stringMatching(words)])
    expect(run.rawLog).not.toContain('Log in')
    expect(run.summary).toMatch(/^# Copilot in octo-works/)
    expect(run.outputs).toMatchObject({ 'active-users': '5', 'report-changed': 'false' })
    expect(repository.head()).toBe(head)
  },
)
