import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { inputVariables } from './action-file.ts'
import type { ArtifactService } from './artifacts.ts'
import type { Simulator } from './server.ts'
import { workflowToken } from './tokens.ts'

/** The repository's root: `action.yml` and `dist` lie there. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

export interface RunRepository {
  /** `owner/name` */
  readonly name: string
  readonly visibility?: 'public' | 'private' | 'internal'
  /** False: the event says nothing about the repository, so the action has to ask the API. */
  readonly inEvent?: boolean
}

export interface RunOptions {
  /** What the workflow writes under `with:`; everything else has its default from `action.yml`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Environment beyond a runner's own; overrides it. */
  readonly env?: Readonly<Record<string, string>>
  /** The workspace; a fresh folder unless told. */
  readonly cwd?: string
  /** Files of the workspace, by their path: what a checkout leaves there. */
  readonly files?: Readonly<Record<string, string | Buffer>>
  readonly simulator?: Pick<Simulator, 'url'>
  readonly artifacts?: Pick<ArtifactService, 'url' | 'tokenFor'>
  readonly repository?: RunRepository
  readonly actionPath?: string
  readonly actionFile?: string
  readonly node?: string
  readonly nodeFlags?: readonly string[]
  /** The day that the action takes for today, `YYYY-MM-DD`, or the moment that it takes for now. */
  readonly today?: string
  readonly runId?: string
  /** When this is resolved the run gets a SIGTERM, as when a workflow is cancelled. */
  readonly cancelled?: Promise<void>
  /** After this the run is killed; 180 s unless told. */
  readonly timeoutMs?: number
  /** When it is aborted the run gets SIGTERM, as when a job is cancelled. */
  readonly stop?: AbortSignal
}

/** Tests run once more with reading threads: what comes out must not depend on them. */
function readingThreads(): Record<string, string> {
  const threads = process.env['COPILOT_TEAM_METRICS_THREADS']
  return threads === undefined ? {} : { COPILOT_TEAM_METRICS_THREADS: threads }
}

/** Where one run keeps what a runner keeps in files. */
export type RunPaths = ReturnType<typeof prepare>

/** Makes the folders and files of a run below `home`. */
export function prepare(home: string, options: RunOptions) {
  const paths = {
    home,
    workspace: options.cwd ?? join(home, 'workspace'),
    temp: join(home, 'temp'),
    event: join(home, 'event.json'),
    output: join(home, 'output'),
    summary: join(home, 'summary'),
    state: join(home, 'state'),
    environment: join(home, 'environment'),
    log: join(home, 'log'),
  }
  mkdirSync(paths.workspace, { recursive: true })
  mkdirSync(paths.temp)
  for (const [name, content] of Object.entries(options.files ?? {})) {
    const path = join(paths.workspace, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  for (const file of [paths.output, paths.summary, paths.state, paths.environment]) writeFileSync(file, '')
  writeFileSync(paths.event, JSON.stringify(eventOf(repositoryOf(options))))
  return paths
}

function repositoryOf(options: RunOptions): Required<RunRepository> {
  return { name: 'octo-works/copilot-report', visibility: 'private', inEvent: true, ...options.repository }
}

function eventOf(repository: Required<RunRepository>): object {
  if (!repository.inEvent) return { schedule: '0 6 * * *' }
  const [owner, name] = repository.name.split('/')
  return {
    schedule: '0 6 * * *',
    repository: {
      name,
      full_name: repository.name,
      owner: { login: owner },
      private: repository.visibility !== 'public',
      visibility: repository.visibility,
      default_branch: 'main',
    },
  }
}

/** The variables that a runner sets for every step. */
export function runnerEnvironment(
  paths: RunPaths,
  runId: string,
  options: RunOptions,
): Record<string, string> {
  const repository = repositoryOf(options)
  const api = options.simulator?.url ?? 'http://127.0.0.1:9'
  const artifacts = options.artifacts
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: paths.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: api,
    GITHUB_ENV: paths.environment,
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_EVENT_PATH: paths.event,
    GITHUB_GRAPHQL_URL: `${api}/graphql`,
    GITHUB_JOB: 'report',
    GITHUB_OUTPUT: paths.output,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: repository.name,
    GITHUB_REPOSITORY_OWNER: repository.name.split('/')[0] ?? '',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_REPOSITORY_OWNER_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: runId,
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_STATE: paths.state,
    GITHUB_STEP_SUMMARY: paths.summary,
    GITHUB_WORKFLOW: 'Copilot report',
    GITHUB_WORKSPACE: paths.workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: paths.temp,
    ...(artifacts
      ? { ACTIONS_RESULTS_URL: artifacts.url, ACTIONS_RUNTIME_TOKEN: artifacts.tokenFor(runId) }
      : {}),
    ...(options.today === undefined ? {} : { COPILOT_TEAM_METRICS_TODAY: options.today }),
    ...readingThreads(),
  }
}

/** `INPUT_*` for every input of `action.yml`. Throws where a test hands in an input that is not declared there. */
export function inputEnvironment(options: RunOptions): Record<string, string> {
  const repository = repositoryOf(options).name
  const yaml = readFileSync(resolve(root, options.actionFile ?? 'action.yml'), 'utf8')
  return inputVariables(yaml, options.inputs ?? {}, {
    'github.token': workflowToken,
    'github.api_url': options.simulator?.url ?? 'http://127.0.0.1:9',
    'github.repository': repository,
    'github.repository_owner': repository.split('/')[0] ?? '',
  })
}
