import { type ArtifactService, startArtifacts } from '../../simulator/artifacts.ts'
import { type Faults, matches } from '../../simulator/faults.ts'
import { type Repository, startRepository } from '../../simulator/repository.ts'
import type { Run } from '../../simulator/runner.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { workflowToken } from '../../simulator/tokens.ts'
import {
  ALICE,
  BOB,
  csv,
  everythingOf,
  FRONTEND,
  members,
  reported,
  report,
  TUESDAY,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'
import { isOfArtifact, type Place, type Row, type Setting } from './rows.ts'
import type { Trial } from './table.ts'

/** What a trial showed. */
export interface Outcome {
  readonly run: Run
  /** What is not as the table says, one sentence each. */
  readonly problems: readonly string[]
}

const TOKEN = 'ghp_theTokenOfTheReports'
const day = { users: [worked(ALICE), worked(BOB)], teams: members(FRONTEND, ALICE, BOB) }
const reports = reported({ [TUESDAY]: day, [WEDNESDAY]: day })

const seats = [ALICE, BOB].map(({ user_id, user_login }) => ({
  assignee: { id: user_id, login: user_login },
  created_at: '2026-01-01T00:00:00Z',
  last_activity_at: `${WEDNESDAY}T12:00:00Z`,
}))

/** Whatever refuses the artifact refuses the interactive report too. */
const REPORT_REFUSED = /interactive report "copilot\.html" could not be uploaded/

const COMMITTING: readonly Place[] = ['repository', 'ref', 'contents', 'GraphQL', 'runner']

/** Runs the action once with the faults of the rows, and holds what comes out against the table. */
export async function tryOut({ rows, within }: Trial): Promise<Outcome> {
  await using stack = new AsyncDisposableStack()
  const settings = await Promise.all(rows.map(async ({ prepare }) => (await prepare?.(stack)) ?? {}))
  const setting = Object.assign({}, ...settings) as Setting
  const has = (places: readonly Place[]) => rows.some(({ place }) => places.includes(place))
  const repository = has(COMMITTING) ? stack.use(startRepository()) : undefined
  const artifacts =
    has(COMMITTING) || rows.some(({ place }) => isOfArtifact(place))
      ? stack.use(await startArtifacts())
      : undefined
  const github = stack.use(
    await startSimulator({
      reports,
      filesPerReport: 2,
      seats: { 'organization:octo-works': seats },
      tokens: { [TOKEN]: 'organization:octo-works' },
      ...(repository === undefined ? {} : { routes: repository.routes }),
      ...setting.github,
    }),
  )
  setting.started?.(github)
  addFaults(rows, github.faults, artifacts?.faults)
  for (const fault of setting.faults ?? []) github.faults.add(fault)
  const run = stack.use(await start(setting, github, artifacts, repository, has))
  const outcome = { github, artifacts, repository, run, rows }
  const seconds = run.durationMs / 1000
  const problems = [
    ...(seconds > within ? [`It took ${seconds.toFixed(1)} s, more than ${within} s.`] : []),
    ...leaks(outcome),
    ...(await differences(outcome)),
    ...((await setting.check?.()) ?? []),
  ]
  return { run, problems: problems.map((problem) => problem.slice(0, 400)) }
}

function addFaults(rows: readonly Row[], github: Faults, artifacts: Faults | undefined): void {
  for (const { place, do: kind, match, times } of rows) {
    if (kind === undefined || match === undefined) continue
    const faults = isOfArtifact(place) ? artifacts : github
    faults?.add({ match, do: kind, times: times ?? 1 })
  }
}

function start(
  setting: Setting,
  github: Simulator,
  artifacts: ArtifactService | undefined,
  repository: Repository | undefined,
  has: (places: readonly Place[]) => boolean,
): Promise<Run> {
  const inputs = {
    'github-token': TOKEN,
    until: has(['newest-day search']) ? '' : WEDNESDAY,
    days: '2',
    // Two people are few: where nobody is named, they would be withheld.
    'minimum-group-size': '1',
    ...(has(['list of seats']) ? { seats: 'true' } : {}),
    ...(repository === undefined ? {} : { 'report-path': 'reports/copilot.md' }),
    ...(artifacts === undefined ? {} : { 'artifact-name': 'copilot' }),
    ...setting.inputs,
  }
  const isSilent = has(['visibility'])
  return report(github, inputs, {
    timeoutMs: 240_000,
    ...(artifacts === undefined ? {} : { artifacts }),
    ...(isSilent ? { repository: { name: 'octo-works/copilot-report', inEvent: false } } : {}),
    ...setting.run,
    env: { RUNNER_DEBUG: '1', ...setting.run?.env },
  })
}

interface Tried {
  readonly github: Simulator
  readonly artifacts: ArtifactService | undefined
  readonly repository: Repository | undefined
  readonly run: Run
  readonly rows: readonly Row[]
}

/** No token and no signature in anything that a run shows, and no token sent to a store. */
function leaks({ github, artifacts, run }: Tried): string[] {
  // How tokens of Apps, what they sign, and their keys begin.
  const ofApps = ['ghs_', 'eyJ', 'BEGIN RSA', 'BEGIN PRIVATE']
  const secrets = [TOKEN, workflowToken, ...ofApps, 'sig=', artifacts?.tokenFor(run.runId) ?? TOKEN]
  const shown = [...everythingOf(run, artifacts?.artifacts() ?? [])].flatMap(([place, text]) =>
    secrets.filter((secret) => text.includes(secret)).map(() => `A secret stands in ${place}.`),
  )
  const strayed = [...github.requests, ...(artifacts?.requests ?? [])].flatMap(
    ({ violation }) => violation ?? [],
  )
  return [...shown, ...strayed]
}

async function differences(tried: Tried): Promise<string[]> {
  const { run, rows, repository } = tried
  const asWanted = (as: string) => rows.find(({ comesOut }) => comesOut.as === as)
  if (asWanted('killed')) return wasKilled(tried)
  if (asWanted('fails')) return [...failed(tried), ...published(tried, false), ...unmet(tried)]
  const commits = repository?.log().length
  const isCommitted = repository === undefined || (commits === 2 && run.outputs['report-changed'] === 'true')
  const last = asWanted('fails last')
  return [
    ...(last ? failed(tried) : run.exitCode === 0 ? [] : [`It failed: ${run.errors.join(' · ')}`]),
    ...(last || isCommitted
      ? []
      : [`There are ${commits ?? 'no'} commits, and the outputs do not name one.`]),
    ...published(tried, true),
    ...warnings(tried),
    ...uploads(tried),
    ...unmet(tried),
  ]
}

/** Of a run that fails: one sentence, the expected one. */
function failed({ run, rows }: Tried): string[] {
  const wanted = rows.flatMap(({ comesOut }) =>
    comesOut.as === 'fails' || comesOut.as === 'fails last' ? [comesOut.says] : [],
  )
  const isAsWanted = run.exitCode === 1 && run.errors.length === wanted.length
  if (isAsWanted && wanted.every((says) => run.errors.some((error) => says.test(error)))) return []
  return [`The errors are not as they should be (exit code ${run.exitCode}): ${run.errors.join(' · ')}`]
}

/** All or nothing: whole numbers, or none. */
function published({ run, rows, artifacts }: Tried, isWanted: boolean): string[] {
  const hasOutputs = run.outputs['active-users'] !== undefined
  if (!isWanted) {
    const isClean = !hasOutputs && run.summary === '' && (artifacts?.artifacts().length ?? 0) === 0
    return isClean ? [] : ['Something is published although the run failed.']
  }
  const lacking = new Set(rows.flatMap(({ comesOut }) => ('lacks' in comesOut ? [comesOut.lacks] : [])))
  if (lacking.has('outputs') !== !hasOutputs) return [`There are ${hasOutputs ? '' : 'no '}outputs.`]
  if (lacking.has('page') !== (run.summary === '')) return ['The page is not as it should be.']
  if (!hasOutputs) return []
  if (lacking.has('files')) {
    const isNone = run.fileNames().length === 0 && run.outputs['active-users'] === '2'
    return isNone ? [] : ['There are files.']
  }
  const people = run.fileNames().includes('people.csv')
  const isWithheld = rows.some(({ comesOut }) => comesOut.as === 'withheld')
  return [
    ...(isWhole(run, rows) ? [] : [`The numbers are not whole: ${JSON.stringify(csv(run, 'days.csv'))}`]),
    ...(run.outputs['seats'] === wantedSeats(rows) ? [] : ['The seats are not whole.']),
    ...(people === isWithheld ? [`Persons are ${people ? 'shown' : 'withheld'}.`] : []),
  ]
}

/** The seats of both people, none where their list is broken for good, or was not asked for. */
function wantedSeats(rows: readonly Row[]): string {
  const asking = rows.filter(({ place }) => place === 'list of seats')
  return asking.length > 0 && asking.every(({ comesOut }) => comesOut.as === 'whole') ? '2' : ''
}

/** Both people on each day that has its reports; a day that is missing is named, and has no number. */
function isWhole(run: Run, rows: readonly Row[]): boolean {
  const mayMiss = rows.some(({ fault }) => fault === '404, no such report')
  const isWholeDay = ({ status, rows: read, memberships }: Record<string, string>) =>
    (status === 'reported' && read === '2' && memberships === '2') ||
    (mayMiss && status === 'missing' && read === '') ||
    (mayMiss && status === 'teams-missing' && read === '2' && memberships === '')
  return run.outputs['active-users'] === '2' && csv(run, 'days.csv').every(isWholeDay)
}

function warnings({ run, rows }: Tried): string[] {
  const wanted = rows.flatMap(({ place, comesOut }) =>
    comesOut.as !== 'warns' ? [] : isOfArtifact(place) ? [comesOut.says, REPORT_REFUSED] : [comesOut.says],
  )
  const isAsWanted = wanted.every((says) => run.warnings.some((warning) => says.test(warning)))
  if (isAsWanted && run.warnings.length === wanted.length) return []
  return [`The warnings are not as they should be: ${run.warnings.join(' · ')}`]
}

/** Both artifacts are there, unless they are refused or there are no files. */
function uploads({ artifacts, rows }: Tried): string[] {
  const refused = rows.filter(({ place, comesOut }) => comesOut.as === 'warns' && isOfArtifact(place))
  // What was finalized is there, also where only the answer did not arrive.
  if (artifacts === undefined || refused.some(({ place }) => place === 'artifact: finalize')) return []
  const isNone =
    refused.length > 0 || rows.some(({ comesOut }) => 'lacks' in comesOut && comesOut.lacks === 'files')
  // Where an answer was lost, the client finalizes again.
  const names = [...new Set(artifacts.artifacts().map(({ name }) => name))]
  const isAsWanted = names.join() === (isNone ? '' : 'copilot,copilot.html')
  return isAsWanted ? [] : [`The artifacts are not as they should be: ${names.join()}`]
}

/** Every fault was met, or the row shows nothing. */
function unmet({ github, artifacts, rows }: Tried): string[] {
  const broken = [...github.requests, ...(artifacts?.requests ?? [])].filter(
    ({ fault }) => fault !== undefined,
  )
  return rows.flatMap(({ place, match, do: kind }) => {
    const isMet =
      match === undefined || kind === undefined || broken.some((request) => matches({ match }, request))
    return isMet ? [] : [`The fault was not met: ${place}.`]
  })
}

/** Killed between two steps: whatever is there is whole. */
async function wasKilled({ run, repository }: Tried): Promise<string[]> {
  const files = (await repository?.git('ls-tree', '-r', '--name-only', 'main')) ?? ''
  const isCommitWhole = !files.includes('reports/') || /copilot-history\.csv[^]*copilot\.md/.test(files)
  return [
    ...(run.exitCode === 0 ? ['It did not end by the signal.'] : []),
    ...(isCommitWhole ? [] : ['Half of a report is committed.']),
    ...(Object.keys(run.outputs).length === 0 && run.summary === '' ? [] : ['There are outputs or a page.']),
  ]
}
