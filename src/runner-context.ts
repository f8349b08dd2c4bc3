import { context } from '@actions/github'
import { tmpdir } from 'node:os'

/** The environment of the run. */
export interface Runner {
  /** Address of the API of the GitHub instance that runs the workflow. */
  readonly apiUrl: string
  /** `owner/name` of the workflow's repository; empty outside of a workflow. */
  readonly repository: string
  readonly owner: string
  /** From the event; undefined if missing there, as in some scheduled runs. */
  readonly visibility: 'public' | 'private' | 'internal' | undefined
  /** Address of the web pages of that instance. */
  readonly serverUrl: string
  /** Address of this run; empty outside of a workflow. */
  readonly runUrl: string
  readonly temporaryDirectory: string
  /** The directory that `actions/checkout` fills. */
  readonly workspace: string
  /** Paths of the runner's files for the job summary and for outputs; empty if missing. */
  readonly summaryFile: string
  readonly outputFile: string
  /** For how many days the repository keeps artifacts, and for how many at most; undefined if the runner does not say. */
  readonly retentionDays: number | undefined
}

/** Reads the runner's environment variables and the event that started the workflow. */
export function readRunner(): Runner {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_REPOSITORY_OWNER: owner } = process.env
  const isRun = repository !== '' && !Number.isNaN(context.runId)
  return {
    apiUrl: process.env['GITHUB_API_URL'] || 'https://api.github.com',
    repository,
    owner: owner ?? repository.split('/')[0] ?? '',
    visibility: visibilityIn(context.payload),
    serverUrl: context.serverUrl,
    runUrl: isRun ? `${context.serverUrl}/${repository}/actions/runs/${context.runId}` : '',
    workspace: process.env['GITHUB_WORKSPACE'] || process.cwd(),
    temporaryDirectory: process.env['RUNNER_TEMP'] || tmpdir(),
    summaryFile: process.env['GITHUB_STEP_SUMMARY'] ?? '',
    outputFile: process.env['GITHUB_OUTPUT'] ?? '',
    retentionDays: daysIn(process.env['GITHUB_RETENTION_DAYS']),
  }
}

/** Passwords of the proxies set in the environment, possibly empty. */
export function proxyPasswords(): string[] {
  return ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'].flatMap((name) =>
    passwordsOf(process.env[name] ?? ''),
  )
}

function daysIn(text: string | undefined): number | undefined {
  const days = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0
  return days > 0 ? days : undefined
}

function visibilityIn(event: typeof context.payload | null): Runner['visibility'] {
  const { visibility, private: isPrivate } = (event?.repository ?? {}) as {
    visibility?: unknown
    private?: unknown
  }
  if (visibility === 'public' || visibility === 'private' || visibility === 'internal') return visibility
  return isPrivate === true ? 'private' : isPrivate === false ? 'public' : undefined
}

/** The password in the address of a proxy, encoded and decoded. */
function passwordsOf(address: string): string[] {
  // As the HTTP client reads it: without a scheme it is http.
  const url = /^https?:\/\//i.test(address) ? address : `http://${address}`
  const password = URL.parse(url)?.password ?? ''
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}
