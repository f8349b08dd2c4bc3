import { join } from 'node:path'
import * as core from '@actions/core'
import { type CommittedPart, commitReport, type ReportCommit } from './commit-report.ts'
import type { Day } from './day.ts'
import type { GitHub } from './github.ts'
import type { Inputs } from './inputs.ts'
import type { Report } from './lines/report.ts'
import { createDirectory, removeDirectory, writeText } from './publish/files.ts'
import { setOutputs, writeJobSummary } from './publish/runner.ts'
import { expiryOf, type Files, type Published, toFileLinks, toLinks, toOutputs, urlOf } from './published.ts'
import { dataPackage } from './render/csv/data-package.ts'
import { outputsOf } from './render/outputs.ts'
import { fitSummary, summaryMarkdown } from './render/pages/job-summary.ts'
import { uploadFiles } from './upload-files.ts'
import { type FileOptions, type FilesPart, writeFiles } from './write-files.ts'
import { writeHtmlReport } from './write-html-report.ts'

/** GitHub drops a step summary above 1 MiB; this leaves room for other output of the step. */
const SUMMARY_BYTES = 1_000_000

type Options = Inputs & FileOptions

/** The entities to commit, and the client that commits them. */
export interface Committing {
  readonly github: GitHub
  readonly parts: readonly CommittedPart[]
}

/**
 * Publishes files, artifacts, committed report (if requested), page and outputs, each even if another one fails.
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
  const uploaded = await core.group('Upload the artifacts', () => uploadFiles(options, files))
  const commit = await attempt(() => publishReport(committing, options, uploaded, today))
  const published = { files, ...uploaded, commit }
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
    const { htmlReportName: name } = options
    const htmlReport = name === '' ? [] : [{ name, holds: 'html-report' } as const]
    const htmlReportFile =
      name === '' ? undefined : await writeHtmlReport(directory, name, report, parts, options, today)
    const page = summaryMarkdown(report, toFileLinks(options, today))
    const summaryFile = await writeText(directory, 'summary.md', page)
    const described = [...files, ...htmlReport, { name: 'summary.md', holds: 'summary' } as const]
    const description = dataPackage(report.since, report.until, described)
    const packageFile = await writeText(directory, 'datapackage.json', description)
    const paths = described.map((file) => join(directory, file.name))
    return { directory, paths: [...paths, packageFile], summaryFile, htmlReportFile }
  } catch (error) {
    removeDirectory(directory)
    throw error
  }
}

async function publishReport(
  committing: Committing | undefined,
  inputs: Inputs,
  { artifact, htmlReport }: Pick<Published, 'artifact' | 'htmlReport'>,
  today: Day,
): Promise<ReportCommit | undefined> {
  const { reportPath } = inputs
  if (committing === undefined) return undefined
  const links = {
    artifactUrl: urlOf(artifact),
    htmlReportUrl: urlOf(htmlReport),
    htmlReportExpires: expiryOf(inputs, today),
  }
  const commit = await commitReport(committing.github, committing.parts, inputs, links, today)
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
