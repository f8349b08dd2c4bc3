import type { Day } from './day.ts'
import type { Inputs } from './inputs.ts'
import type { Artifact } from './publish/artifact.ts'
import type { Commit } from './publish/commit.ts'
import type { Links } from './render/pages/job-summary.ts'

/** Paths of the files of a run, all in one directory; `summaryFile` holds the complete page. */
export interface Files {
  readonly directory: string
  readonly paths: readonly string[]
  readonly summaryFile: string
}

/** Results of publishing; undefined if not requested or failed. */
export interface Published {
  readonly files: Files | undefined
  readonly artifact: Artifact | undefined
  readonly commit: Pick<Commit, 'changed' | 'oid' | 'branch'> | undefined
}

/** Outputs of the step that locate files, artifact and commit; empty if missing. */
export function toOutputs({ files, artifact, commit }: Published): Record<string, string> {
  const uploaded = artifact === undefined || 'refused' in artifact ? undefined : artifact
  return {
    files: files?.directory ?? '',
    'summary-file': files?.summaryFile ?? '',
    'artifact-id': uploaded?.id ?? '',
    'artifact-url': uploaded?.url ?? '',
    'report-changed': String(commit?.changed ?? false),
    'report-commit': commit?.oid ?? '',
  }
}

/** Links of the job summary. */
export function toLinks(inputs: Inputs, { files, artifact, commit }: Published, today: Day): Links {
  const isRefused = artifact !== undefined && 'refused' in artifact
  return {
    ...toFileLinks(inputs, today),
    artifactUrl: isRefused ? undefined : artifact?.url,
    artifactRefused: isRefused ? artifact.refused : undefined,
    hasNoFiles: files === undefined,
    reportUrl: toReportUrl(inputs, commit),
  }
}

/** Links of the page as a file of the artifact, which is written before anything else is published. */
export function toFileLinks(inputs: Inputs, today: Day): Links {
  const { artifactName, runner } = inputs
  return { runUrl: runner.runUrl, serverUrl: serverOf(inputs), artifactName, artifactUrl: undefined, today }
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
