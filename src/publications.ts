import { join } from 'node:path'
import * as core from '@actions/core'
import { type CommittedPart, commitReport, type ReportCommit } from './commit-report.ts'
import type { Day } from './day.ts'
import type { GitHub } from './github.ts'
import type { Inputs } from './inputs.ts'
import type { Report } from './lines/report.ts'
import { type Artifact, uploadArtifact } from './publish/artifact.ts'
import { createDirectory, removeDirectory, writeText } from './publish/files.ts'
import { setOutputs, writeJobSummary } from './publish/runner.ts'
import { type Files, type Published, toFileLinks, toLinks, toOutputs } from './published.ts'
import { dataPackage } from './render/csv/data-package.ts'
import { outputsOf } from './render/outputs.ts'
import { fitSummary, summaryMarkdown } from './render/pages/job-summary.ts'
import { writeHtmlReport } from './write-html-report.ts'
import { type FileOptions, type FilesPart, writeFiles } from './write-files.ts'

/** GitHub drops a step summary above 1 MiB; this leaves room for other output of the step. */
const SUMMARY_BYTES = 1_000_000

type Options = Inputs & FileOptions

/** The entities to commit, and the client that commits them. */
export interface Committing {
  readonly github: GitHub
  readonly parts: readonly CommittedPart[]
}

/**
 * Publishes files, artifact, committed report (if requested), page and outputs, each even if another one fails.
 * Returns one sentence per failure; a refused artifact is only a warning.
 */
export async function publish(
  report: Report,
  parts: readonly FilesPart[],
  options: Options,
  committing: Committing | undefined,
  today: Day,
): Promise<readonly string[]> {
  const faults: string[] = []
  const attempt = async <Result>(task: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await task()
    } catch (error) {
      faults.push(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
  const files = await attempt(() =>
    core.group('Write the files', () => writeAll(report, parts, options, today)),
  )
  const artifact = await core.group('Upload the artifact', () => publishArtifact(options, files))
  const commit = await attempt(() => publishReport(committing, options, artifact, today))
  const published = { files, artifact, commit }
  await attempt(() => publishPage(report, options, published, today))
  await attempt(() =>
    setOutputs(options.runner.outputFile, { ...outputsOf(report), ...toOutputs(published) }),
  )
  return faults
}

/** Writes all files, or none. */
async function writeAll(
  report: Report,
  parts: readonly FilesPart[],
  options: Options,
  today: Day,
): Promise<Files> {
  const directory = await createDirectory(options.runner.temporaryDirectory)
  try {
    const files = await writeFiles(directory, report, parts, options)
    if (options.artifactName !== '')
      await writeHtmlReport(directory, `${options.artifactName}.html`, report, parts, options, today)
    const page = summaryMarkdown(report, toFileLinks(options, today))
    const summaryFile = await writeText(directory, 'summary.md', page)
    const description = dataPackage(report.since, report.until, [...files, { name: 'summary.md' }])
    const packageFile = await writeText(directory, 'datapackage.json', description)
    const paths = files.map(({ name }) => join(directory, name))
    return { directory, paths: [...paths, summaryFile, packageFile], summaryFile }
  } catch (error) {
    removeDirectory(directory)
    throw error
  }
}

async function publishArtifact(inputs: Inputs, files: Files | undefined): Promise<Artifact | undefined> {
  const { artifactName, artifactRetentionDays, runner } = inputs
  if (artifactName === '' || files === undefined) return undefined
  const { paths, directory } = files
  const artifact = await uploadArtifact(artifactName, paths, directory, artifactRetentionDays, runner.runUrl)
  if ('refused' in artifact)
    core.warning(`The artifact "${artifactName}" could not be uploaded: ${artifact.refused}`)
  return artifact
}

async function publishReport(
  committing: Committing | undefined,
  inputs: Inputs,
  artifact: Artifact | undefined,
  today: Day,
): Promise<ReportCommit | undefined> {
  const { reportPath } = inputs
  if (committing === undefined) return undefined
  const artifactUrl = artifact === undefined || 'refused' in artifact ? undefined : artifact.url
  const commit = await commitReport(committing.github, committing.parts, inputs, artifactUrl, today)
  const where = `${reportPath} on ${commit.branch}`
  core.info(commit.changed ? `${where} is in commit ${commit.oid}` : `${where} is as it was`)
  if (commit.wasLost)
    core.info("GitHub's answer to this commit did not arrive; the commit was found on the branch")
  if (commit.leftOut > 0) {
    core.warning(
      `The history of ${reportPath} is full: ${commit.leftOut} lines of its oldest weeks were left out, those of teams first; choose fewer teams with teams, or begin anew with another report-path`,
    )
  }
  return commit
}

async function publishPage(report: Report, inputs: Inputs, published: Published, today: Day): Promise<void> {
  const { jobSummary, runner } = inputs
  if (!jobSummary || runner.summaryFile === '') return
  const page = fitSummary(report, toLinks(inputs, published, today), SUMMARY_BYTES)
  await writeJobSummary(runner.summaryFile, page)
}
