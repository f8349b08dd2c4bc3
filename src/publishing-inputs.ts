import { getInput } from '@actions/core'
import { type InputReader, readOptional } from './input-readers.ts'
import { isBranchName, reportPathFault } from './report-place.ts'
import type { Runner } from './runner-context.ts'

/** The inputs about what is published, and where. */
export interface PublishingInputs {
  readonly jobSummary: boolean
  /** Empty: no artifact. */
  readonly artifactName: string
  readonly artifactRetentionDays: number | undefined
  /** Name of the file of the interactive report, and of its artifact if there is one; empty: none is written. */
  readonly htmlReportName: string
  /** Path of the page in the repository, with `/`; empty: nothing is committed. */
  readonly reportPath: string
  /** Empty: the default branch. */
  readonly reportBranch: string
  /** Token for committing the report, and for reading the visibility of the repository. */
  readonly reportToken: string
}

/** Reads the inputs about what is published, and adds the invalid ones to `faults`. */
export function readPublishing(read: InputReader, runner: Runner, faults: string[]): PublishingInputs {
  return {
    jobSummary: read.boolean('job-summary', true),
    ...readArtifact(read, runner, faults),
    ...readReport(runner, faults),
  }
}

/** What file systems allow for the name of a file. */
const LONGEST_FILE_NAME_BYTES = 255

type ArtifactInputs = Pick<PublishingInputs, 'artifactName' | 'artifactRetentionDays' | 'htmlReportName'>

/** Rejects the characters that GitHub's artifact service rejects in a name, and a name that no file can have. */
function readArtifact(read: InputReader, { runUrl }: Runner, faults: string[]): ArtifactInputs {
  const artifactName = readOptional('artifact-name', 'copilot-team-metrics')
  const htmlReportName =
    read.boolean('html-report', true) && artifactName !== '' ? `${artifactName}.html` : ''
  if (/["':<>|*?\r\n\\/]/.test(artifactName)) {
    faults.push(
      `artifact-name: "${artifactName}" holds a character that artifact names may not have (" : < > | * ? \\ /)`,
    )
  }
  if (Buffer.byteLength(htmlReportName) > LONGEST_FILE_NAME_BYTES) {
    faults.push(
      `artifact-name: is too long for the file of the interactive report; give a name of at most ${LONGEST_FILE_NAME_BYTES - '.html'.length} bytes, or html-report: false`,
    )
  }
  return {
    // Outside of a workflow nobody takes artifacts.
    artifactName: runUrl === '' ? '' : artifactName,
    artifactRetentionDays: read.integer('artifact-retention-days', undefined, 1, 400),
    htmlReportName,
  }
}

/** Inputs of the committed report. Without a path the branch is ignored, and the token only serves to read the visibility. */
function readReport(
  runner: Runner,
  faults: string[],
): Pick<PublishingInputs, 'reportPath' | 'reportBranch' | 'reportToken'> {
  const reportPath = getInput('report-path').replace(/^(\.\/)+/, '')
  const reportToken = getInput('report-token')
  if (reportPath === '') return { reportPath, reportBranch: '', reportToken }
  const reportBranch = getInput('report-branch')
  const fault = reportPathFault(reportPath)
  if (fault !== undefined) faults.push(`report-path: "${reportPath}" ${fault}`)
  if (runner.repository === '') {
    faults.push('report-path: there is no repository to commit to; leave it out outside of a workflow')
  }
  if (reportBranch !== '' && !isBranchName(reportBranch)) {
    faults.push(`report-branch: "${reportBranch}" is not the name of a branch; write it without refs/heads/`)
  }
  if (reportToken === '') {
    faults.push('report-token: missing; report-path needs a token that may write to the repository')
  }
  return { reportPath, reportBranch, reportToken }
}
