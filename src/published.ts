import { addDays, type Day } from './day.ts'
import type { Inputs } from './inputs.ts'
import type { Artifact } from './publish/artifact.ts'
import type { Commit } from './publish/commit.ts'
import type { Links } from './render/pages/job-summary.ts'

/** Paths of the files of a run, all in one directory; `summaryFile` holds the complete page. */
export interface Files {
  readonly directory: string
  readonly paths: readonly string[]
  readonly summaryFile: string
  /** Undefined if no interactive report was asked for. */
  readonly htmlReportFile: string | undefined
}

/** Results of publishing; undefined if not requested or failed. */
export interface Published {
  readonly files: Files | undefined
  readonly artifact: Artifact | undefined
  /** The artifact of the interactive report. */
  readonly htmlReport: Artifact | undefined
  readonly commit: Pick<Commit, 'changed' | 'oid' | 'branch'> | undefined
}

/** Outputs of the step that locate files, artifacts and commit; empty if missing. */
export function toOutputs({ files, artifact, htmlReport, commit }: Published): Record<string, string> {
  return {
    files: files?.directory ?? '',
    'summary-file': files?.summaryFile ?? '',
    'artifact-id': artifact === undefined || 'refused' in artifact ? '' : artifact.id,
    'artifact-url': urlOf(artifact) ?? '',
    'html-report-file': files?.htmlReportFile ?? '',
    'html-report-url': urlOf(htmlReport) ?? '',
    'report-changed': String(commit?.changed ?? false),
    'report-commit': commit?.oid ?? '',
  }
}

/** Address of an artifact; undefined if it was not uploaded, or outside of a run. */
export function urlOf(artifact: Artifact | undefined): string | undefined {
  return artifact === undefined || 'refused' in artifact || artifact.url === '' ? undefined : artifact.url
}

/** Links of the job summary. */
export function toLinks(
  inputs: Inputs,
  { files, artifact, htmlReport, commit }: Published,
  today: Day,
): Links {
  return {
    ...toFileLinks(inputs, today),
    artifactUrl: urlOf(artifact),
    artifactRefused: refusalOf(artifact),
    htmlReportUrl: urlOf(htmlReport),
    htmlReportRefused: refusalOf(htmlReport),
    hasNoFiles: files === undefined,
    reportUrl: toReportUrl(inputs, commit),
  }
}

/** Links of the page as a file of the artifact, which is written before anything else is published. */
export function toFileLinks(inputs: Inputs, today: Day): Links {
  const { artifactName, htmlReportName, runner } = inputs
  return {
    runUrl: runner.runUrl,
    serverUrl: serverOf(inputs),
    artifactName,
    artifactUrl: undefined,
    htmlReportName,
    htmlReportUrl: undefined,
    today,
  }
}

type Retention = Pick<Inputs, 'artifactRetentionDays'> & {
  readonly runner: Pick<Inputs['runner'], 'retentionDays'>
}

/** For how many days the artifacts of a run are kept; undefined if nobody says. The repository keeps none for longer than it allows. */
export function keptDays({ artifactRetentionDays, runner }: Retention): number | undefined {
  const most = runner.retentionDays ?? artifactRetentionDays
  return most === undefined ? undefined : Math.min(artifactRetentionDays ?? most, most)
}

/** The day on which the artifacts of a run of `today` expire; undefined if nobody says for how long they are kept. */
export function expiryOf(retention: Retention, today: Day): Day | undefined {
  const days = keptDays(retention)
  return days === undefined ? undefined : addDays(today, days)
}

/** The web address that belongs to the API that is asked; empty where it is not the runner's and has no usual name. */
export function serverOf({ apiUrl, runner }: Pick<Inputs, 'apiUrl' | 'runner'>): string {
  if (apiUrl === runner.apiUrl) return runner.serverUrl
  const [, host] = /^https:\/\/api\.((?:[\w-]+\.)?(?:github|ghe)\.com)$/.exec(apiUrl) ?? []
  return host === undefined ? '' : `https://${host}`
}

function toReportUrl({ reportPath, runner }: Inputs, commit: Published['commit']): string | undefined {
  if (commit === undefined || runner.runUrl === '') return undefined
  const [repositoryUrl] = runner.runUrl.split('/actions/runs/')
  return `${repositoryUrl}/blob/${encodeURI(commit.branch)}/${encodeURI(reportPath)}`
}

function refusalOf(artifact: Artifact | undefined): string | undefined {
  return artifact !== undefined && 'refused' in artifact ? artifact.refused : undefined
}
