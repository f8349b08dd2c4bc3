import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { startRepository } from '../../simulator/repository.ts'
import { startSimulator } from '../../simulator/server.ts'
import { FILE, tryToPublish } from './publications.ts'
import { commitWeek, PAGE, startFive } from './report.ts'
import { ALICE, folderOf, report, reported, WEDNESDAY, worked } from './scenario.ts'

// The other cases are in the slow tests; publish/system-faults.test.ts has the sentences.
test.each(['outputs that are not there', 'a directory for the files below a file, and no summary'])(
  '%s: all the rest is there, and a sentence',
  async (name) => {
    const { got, wanted } = await tryToPublish(name)
    expect(got).toEqual(wanted)
  },
)

test('Without files, summary and outputs the report is still committed, with a sentence for each', async () => {
  using folder = folderOf()
  await using repository = startRepository()
  await using github = await startFive(repository)
  const env = { RUNNER_TEMP: FILE, GITHUB_STEP_SUMMARY: '/dev/full', GITHUB_OUTPUT: folder.path }
  await using run = await commitWeek(github, {}, { env })

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([
    expect.stringMatching(/^The files .*ENOTDIR/),
    expect.stringMatching(/^The job summary .*ENOSPC/),
    expect.stringMatching(/^The outputs .*EISDIR/),
  ])
  expect(repository.text(PAGE)).toContain('# GitHub Copilot in octo-works')
})

test('What other steps wrote to the summary and to outputs stays as it is', async () => {
  using folder = folderOf({ summary: '# Before\n', output: 'before=1\n' })
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
  })
  const [summary, output] = [join(folder.path, 'summary'), join(folder.path, 'output')]
  await using run = await report(github, {}, { env: { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output } })

  expect(run.errors).toEqual([])
  expect(readFileSync(summary, 'utf8')).toMatch(/^# Before\n# Copilot in octo-works/)
  expect(readFileSync(output, 'utf8')).toMatch(/^before=1\n[\w-]+<</)
})
