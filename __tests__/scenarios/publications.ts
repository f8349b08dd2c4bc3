import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, folderOf, report, reported, WEDNESDAY, worked } from './scenario.ts'

interface Case {
  readonly env: (folder: string) => Record<string, string>
  readonly words: readonly RegExp[]
  readonly page: boolean
  readonly outputs: boolean
  readonly files: boolean
}

/** A file, where a directory should be. */
export const FILE = join(import.meta.dirname, 'report.ts')
const NO_SUMMARY = { page: false, outputs: true, files: true }
const NO_OUTPUTS = { page: true, outputs: false, files: true }
const NO_FILES = { page: true, outputs: true, files: false }

/** What cannot be written, and what is there all the same. */
export const BROKEN: Readonly<Record<string, Case>> = {
  'a summary on a full disk': {
    env: () => ({ GITHUB_STEP_SUMMARY: '/dev/full' }),
    words: [
      /^The job summary could not be written to \/dev\/full \(GITHUB_STEP_SUMMARY\), because the disk is full \(ENOSPC\); free space on the runner$/,
    ],
    ...NO_SUMMARY,
  },
  'a summary that is not there': {
    env: (folder) => ({ GITHUB_STEP_SUMMARY: join(folder, 'none') }),
    words: [/because it is not there \(ENOENT\); let GITHUB_STEP_SUMMARY name a file that can be written$/],
    ...NO_SUMMARY,
  },
  'a summary that is a directory': {
    env: (folder) => ({ GITHUB_STEP_SUMMARY: folder }),
    words: [/because it is a directory and no file \(EISDIR\); let GITHUB_STEP_SUMMARY name a file/],
    ...NO_SUMMARY,
  },
  'outputs on a full disk': {
    env: () => ({ GITHUB_OUTPUT: '/dev/full' }),
    words: [
      /^The outputs could not be written to \/dev\/full \(GITHUB_OUTPUT\), because the disk is full \(ENOSPC\)/,
    ],
    ...NO_OUTPUTS,
  },
  'outputs that are not there': {
    env: (folder) => ({ GITHUB_OUTPUT: join(folder, 'none') }),
    words: [/because it is not there \(ENOENT\); let GITHUB_OUTPUT name a file that can be written$/],
    ...NO_OUTPUTS,
  },
  'no directory for the files': {
    env: (folder) => ({ RUNNER_TEMP: join(folder, 'none') }),
    words: [
      /^The files could not be written to .*none \(RUNNER_TEMP\), because it is not there \(ENOENT\); let RUNNER_TEMP name a directory that can be written$/,
    ],
    ...NO_FILES,
  },
  'a directory for the files below a file, and no summary': {
    env: (folder) => ({ RUNNER_TEMP: FILE, GITHUB_STEP_SUMMARY: folder }),
    words: [/a part of the path is a file and no directory \(ENOTDIR\)/, /is a directory and no file/],
    page: false,
    outputs: true,
    files: false,
  },
}

/** Runs the action where that cannot be written, and returns what came out beside what has to. */
export async function tryToPublish(name: string): Promise<{ got: object; wanted: object }> {
  const broken = BROKEN[name]
  if (broken === undefined) throw new Error(`There is no case ${name}.`)
  using folder = folderOf()
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
  })
  await using artifacts = await startArtifacts()
  const options = { artifacts, env: broken.env(folder.path) }
  await using run = await report(github, { 'artifact-name': 'copilot' }, options)
  const { files = '', 'active-users': active = '' } = run.outputs
  return {
    got: {
      exitCode: run.exitCode,
      errors: run.errors,
      page: run.summary !== '',
      pageSaysWhy: run.summary.includes('The files could not be written'),
      active,
      files: files !== '',
      artifacts: artifacts.artifacts().length,
      leftBehind: readdirSync(folder.path),
    },
    wanted: {
      exitCode: 1,
      errors: broken.words.map((pattern) => expect.stringMatching(pattern) as string),
      page: broken.page,
      pageSaysWhy: broken.page && !broken.files,
      active: broken.outputs ? '1' : '',
      files: broken.outputs && broken.files,
      artifacts: broken.files ? 2 : 0,
      leftBehind: [],
    },
  }
}
