import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startRepository } from '../../simulator/repository.ts'
import { startSimulator } from '../../simulator/server.ts'
import { commitWeek, PAGE, startFive } from './report.ts'
import { ALICE, folderOf, report, reported, WEDNESDAY, worked } from './scenario.ts'

interface Case {
  readonly env: (folder: string) => Record<string, string>
  readonly words: readonly RegExp[]
  readonly page: boolean
  readonly outputs: boolean
  readonly files: boolean
}

const FILE = join(import.meta.dirname, 'report.ts')
const NO_SUMMARY = { page: false, outputs: true, files: true }
const NO_OUTPUTS = { page: true, outputs: false, files: true }
const NO_FILES = { page: true, outputs: true, files: false }

const cases: [string, Case][] = [
  [
    'a summary on a full disk',
    {
      env: () => ({ GITHUB_STEP_SUMMARY: '/dev/full' }),
      words: [
        /^The job summary could not be written to \/dev\/full \(GITHUB_STEP_SUMMARY\), because the disk is full \(ENOSPC\); free space on the runner$/,
      ],
      ...NO_SUMMARY,
    },
  ],
  [
    'a summary that is not there',
    {
      env: (folder) => ({ GITHUB_STEP_SUMMARY: join(folder, 'none') }),
      words: [/because it is not there \(ENOENT\); let GITHUB_STEP_SUMMARY name a file that can be written$/],
      ...NO_SUMMARY,
    },
  ],
  [
    'a summary that is a directory',
    {
      env: (folder) => ({ GITHUB_STEP_SUMMARY: folder }),
      words: [/because it is a directory and no file \(EISDIR\); let GITHUB_STEP_SUMMARY name a file/],
      ...NO_SUMMARY,
    },
  ],
  [
    'outputs on a full disk',
    {
      env: () => ({ GITHUB_OUTPUT: '/dev/full' }),
      words: [
        /^The outputs could not be written to \/dev\/full \(GITHUB_OUTPUT\), because the disk is full \(ENOSPC\)/,
      ],
      ...NO_OUTPUTS,
    },
  ],
  [
    'outputs that are not there',
    {
      env: (folder) => ({ GITHUB_OUTPUT: join(folder, 'none') }),
      words: [/because it is not there \(ENOENT\); let GITHUB_OUTPUT name a file that can be written$/],
      ...NO_OUTPUTS,
    },
  ],
  [
    'no directory for the files',
    {
      env: (folder) => ({ RUNNER_TEMP: join(folder, 'none') }),
      words: [
        /^The files could not be written to .*none \(RUNNER_TEMP\), because it is not there \(ENOENT\); let RUNNER_TEMP name a directory that can be written$/,
      ],
      ...NO_FILES,
    },
  ],
  [
    'a directory for the files below a file, and no summary',
    {
      env: (folder) => ({ RUNNER_TEMP: FILE, GITHUB_STEP_SUMMARY: folder }),
      words: [/a part of the path is a file and no directory \(ENOTDIR\)/, /is a directory and no file/],
      page: false,
      outputs: true,
      files: false,
    },
  ],
]

test.concurrent.each(cases)(
  '%s: all the rest is there, and a sentence',
  async (_, { env, words, ...there }) => {
    using folder = folderOf()
    await using github = await startSimulator({
      reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
    })
    await using artifacts = await startArtifacts()
    const options = { artifacts, env: env(folder.path) }
    await using run = await report(github, { 'artifact-name': 'copilot' }, options)
    const { files = '', 'active-users': active = '' } = run.outputs

    expect(run.exitCode).toBe(1)
    expect(run.errors).toEqual(words.map((pattern) => expect.stringMatching(pattern)))
    expect(run.summary === '').toBe(!there.page)
    expect(run.summary.includes('The files could not be written')).toBe(there.page && !there.files)
    expect(active).toBe(there.outputs ? '1' : '')
    expect(files !== '').toBe(there.outputs && there.files)
    expect(artifacts.artifacts()).toHaveLength(there.files ? 1 : 0)
    expect(readdirSync(folder.path)).toEqual([])
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
