import * as core from '@actions/core'
import { commitReport, type ReportCommit } from './commit-report.ts'
import type { Day } from './day.ts'
import type { GitHub } from './github.ts'
import type { Inputs } from './inputs.ts'
import type { Report } from './metrics/report.ts'
import { type Artifact, uploadArtifact } from './publish/artifact.ts'
import { createDirectory, removeDirectory, writeText } from './publish/files.ts'
import { setOutputs, writeJobSummary } from './publish/runner.ts'
import type { ReadEntity } from './read-days.ts'
import { outputsOf } from './render/outputs.ts'
import { fitSummary, type Links, summaryMarkdown } from './render/summary.ts'
import { type FileOptions, type FilesPart, writeFiles } from './write-files.ts'

/** GitHub drops the summary of a step above 1 MiB; the rest is left for what other parts of the step may add. */
const SUMMARY_BYTES = 1_000_000

type Options = Inputs & FileOptions

/** The files of a run: all of them below one directory, and the one with the whole page. */
interface Files {
  readonly directory: string
  readonly paths: readonly string[]
  readonly summaryFile: string
}

/**
 * Files, artifact, committed report (through `repository`, where one is asked for), page and outputs, each whether or not another one fails. Answers a sentence for each
 * that failed; a refused artifact is a warning only.
 */
export async function publish(
  report: Report,
  parts: readonly (FilesPart & ReadEntity)[],
  options: Options,
  repository: GitHub | undefined,
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
  const commit = await attempt(() => publishReport(repository, options, parts, artifact, today))
  await attempt(() => publishPage(report, options, files, artifact, commit, today))
  await attempt(() =>
    setOutputs(options.runner.outputFile, {
      ...outputsOf(report),
      files: files?.directory ?? '',
      'summary-file': files?.summaryFile ?? '',
      ...artifactOutputs(artifact),
      ...commitOutputs(commit),
    }),
  )
  return faults
}

/** All files, or none. */
async function writeAll(
  report: Report,
  parts: readonly FilesPart[],
  options: Options,
  today: Day,
): Promise<Files> {
  const directory = await createDirectory(options.runner.temporaryDirectory)
  try {
    const paths = writeFiles(directory, report, parts, options)
    const page = summaryMarkdown(report, linksOf(options, undefined, today))
    const summaryFile = writeText(directory, 'summary.md', [page])
    return { directory, paths: [...paths, summaryFile], summaryFile }
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
  repository: GitHub | undefined,
  inputs: Inputs,
  entities: readonly ReadEntity[],
  artifact: Artifact | undefined,
  today: Day,
): Promise<ReportCommit | undefined> {
  const { reportPath } = inputs
  if (repository === undefined) return undefined
  const artifactUrl = artifact === undefined || 'refused' in artifact ? undefined : artifact.url
  const commit = await commitReport(repository, entities, inputs, artifactUrl, today)
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

async function publishPage(
  report: Report,
  inputs: Inputs,
  files: Files | undefined,
  artifact: Artifact | undefined,
  commit: ReportCommit | undefined,
  today: Day,
): Promise<void> {
  const { jobSummary, runner } = inputs
  if (!jobSummary || runner.summaryFile === '') return
  const links = {
    ...linksOf(inputs, artifact, today),
    hasNoFiles: files === undefined,
    reportUrl: reportUrlOf(inputs, commit),
  }
  await writeJobSummary(runner.summaryFile, fitSummary(report, links, SUMMARY_BYTES))
}

function linksOf({ artifactName, runner }: Inputs, artifact: Artifact | undefined, today: Day): Links {
  const links = { runUrl: runner.runUrl, artifactName, today }
  if (artifact === undefined) return { ...links, artifactUrl: undefined }
  return 'refused' in artifact
    ? { ...links, artifactUrl: undefined, artifactRefused: artifact.refused }
    : { ...links, artifactUrl: artifact.url }
}

function reportUrlOf({ reportPath, runner }: Inputs, commit: ReportCommit | undefined): string | undefined {
  if (commit === undefined || runner.runUrl === '') return undefined
  const [repositoryUrl] = runner.runUrl.split('/actions/runs/')
  return `${repositoryUrl}/blob/${encodeURI(commit.branch)}/${encodeURI(reportPath)}`
}

function artifactOutputs(artifact: Artifact | undefined): Record<string, string> {
  return artifact === undefined || 'refused' in artifact
    ? { 'artifact-id': '', 'artifact-url': '' }
    : { 'artifact-id': artifact.id, 'artifact-url': artifact.url }
}

function commitOutputs(commit: ReportCommit | undefined): Record<string, string> {
  return commit === undefined
    ? { 'report-changed': 'false', 'report-commit': '' }
    : { 'report-changed': String(commit.changed), 'report-commit': commit.oid }
}
