import { getInput, setSecret } from '@actions/core'
import { statSync } from 'node:fs'
import { type App, credentialFaults, readApp } from './app-inputs.ts'
import { type Day, parseDay } from './day.ts'
import { readEntities } from './entity-inputs.ts'
import { Fault } from './fault.ts'
import { type GroupInputs, readGroups } from './group-inputs.ts'
import { inputReader, type InputReader, readList } from './input-readers.ts'
import { type PublishingInputs, readPublishing } from './publishing-inputs.ts'
import { proxyPasswords, readRunner, type Runner } from './runner-context.ts'
import { isSafeUrl } from './safe-url.ts'
import { readSeatInputs, type SeatInputs } from './seat-inputs.ts'

/** Minimum length of the key for pseudonyms. */
const LEAST_KEY_LENGTH = 16

export type Scope = 'organization' | 'enterprise'

/** One organization or one enterprise, by its slug. */
export interface Entity {
  readonly scope: Scope
  readonly slug: string
}

/** The validated inputs. */
export interface Inputs extends PublishingInputs {
  /** Reads the reports; empty with an App, and possibly with `reportsDirectory`. */
  readonly token: string
  /** Reads the reports in place of the token. */
  readonly app: App | undefined
  readonly apiUrl: string
  /** The input `source`: which of GitHub's reports has the activity of users. */
  readonly reports: 'usage-metrics' | 'user-engagement'
  readonly reportsDirectory: string
  /** Empty with `everyOrganization`, until GitHub has been asked. */
  readonly entities: readonly Entity[]
  /** `organization: '*'`: every organization on which the App is installed. */
  readonly everyOrganization: boolean
  readonly until: Day | undefined
  readonly days: number
  readonly compare: boolean
  readonly missingDays: 'warn' | 'fail'
  readonly teams: readonly string[]
  readonly thresholds: Readonly<Thresholds>
  readonly people: People
  readonly peopleKey: string
  readonly allowPublicPeople: boolean
  readonly minimumGroupSize: number
  readonly engagementExport: boolean
  readonly seats: SeatInputs
  /** What groups of people are made of; undefined: none are asked for. */
  readonly groups: GroupInputs | undefined
  readonly runner: Runner
}

/** How user-level output shows persons. */
export type People = 'named' | 'pseudonymous' | 'none'

/** Thresholds of segments, gaps and adoption: shares from 0 to 1, except `championFeatures`, a count. */
export interface Thresholds {
  readonly championConsistency: number
  readonly championFeatures: number
  readonly laggingConsistency: number
  readonly gapShare: number
  /** The adoption rate that the workflow asks for; `null`: none. */
  readonly adoptionTarget: number | null
}

/**
 * Masks the secrets in the log, then reads INPUT_* and the runner's environment into one frozen object.
 * @throws Fault that lists every invalid input with what is expected
 */
export function readInputs(today: Day): Inputs {
  maskSecrets()
  const faults: string[] = []
  const read = inputReader(faults)
  const runner = readRunner()
  const reportsDirectory = getInput('reports-directory')
  if (reportsDirectory !== '' && !isDirectory(reportsDirectory)) {
    faults.push(
      `reports-directory: "${reportsDirectory}" is not a directory; give the path of one with report files`,
    )
  }
  const [token, people] = [getInput('github-token'), read.choice('people', ['named', 'pseudonymous', 'none'])]
  const groups = {
    path: getInput('people-file'),
    groupBy: readList('group-by'),
    costCentersOf: getInput('cost-centers-of'),
    workspace: runner.workspace,
    isNamed: people === 'named',
    hasToken: token !== '' || getInput('app-id') !== '' || reportsDirectory === '',
  }
  const inputs: Inputs = {
    token,
    app: readApp(faults),
    apiUrl: readApiUrl(runner, faults),
    reports: read.choice('source', ['usage-metrics', 'user-engagement']),
    reportsDirectory,
    ...readEntities(runner, faults),
    until: readUntil(today, faults),
    days: read.integer('days', 28, 1, 180),
    compare: read.boolean('compare', true),
    missingDays: read.choice('missing-days', ['warn', 'fail']),
    teams: readList('teams'),
    thresholds: readThresholds(read),
    people,
    peopleKey: getInput('people-key'),
    allowPublicPeople: read.boolean('allow-public-people', false),
    minimumGroupSize: read.integer('minimum-group-size', 5, 1, 1000),
    engagementExport: read.boolean('engagement-export', false),
    seats: readSeatInputs(read, faults),
    groups: readGroups(groups, faults),
    ...readPublishing(read, runner, faults),
    runner,
  }
  faults.push(...faultsBetween(inputs))
  if (faults.length > 0)
    throw new Fault(['Nothing was fetched, because of these inputs:', ...faults].join('\n'))
  return Object.freeze(inputs)
}

/** The runner then replaces them by *** in the log, also in quoted responses of GitHub or a proxy. */
function maskSecrets(): void {
  const secrets = ['github-token', 'app-private-key', 'report-token', 'people-key'].map((name) =>
    getInput(name),
  )
  for (const secret of new Set([...secrets, ...proxyPasswords()])) if (secret !== '') setSecret(secret)
}

/** Faults of inputs that are valid one by one: combinations and secrets. */
function faultsBetween({ reports, reportsDirectory, entities, ...inputs }: Inputs): string[] {
  const faults: (string | false)[] = [
    reports === 'user-engagement' &&
      reportsDirectory === '' &&
      (inputs.everyOrganization || entities[0]?.scope === 'organization') &&
      'source: user-engagement was reported for enterprises only; set enterprise, or reports-directory',
    secretFault('github-token', inputs.token),
    secretFault('report-token', inputs.reportToken),
    peopleKeyFault(inputs),
    inputs.token === '' &&
      inputs.app === undefined &&
      reportsDirectory !== '' &&
      inputs.seats.isAsked &&
      'github-token: missing; the list of seats is read from GitHub, also with reports-directory: give a token or an App that may read it, or leave seats out',
    ...credentialFaults({ reportsDirectory, ...inputs }),
  ]
  return faults.filter((fault) => fault !== false)
}

function secretFault(name: string, secret: string): string | false {
  const isFit = /^[\x21-\x7e]*$/.test(secret)
  return !isFit && `${name}: holds a space, a line break or a character that no token has; paste it again`
}

/** A short key can be found by brute force, and it reveals every pseudonym. */
function peopleKeyFault({ people, peopleKey }: Pick<Inputs, 'people' | 'peopleKey'>): string | false {
  if (people === 'pseudonymous' && peopleKey === '')
    return 'people-key: missing; people: pseudonymous needs a secret to make pseudonyms with'
  const isShort = peopleKey !== '' && peopleKey.length < LEAST_KEY_LENGTH
  return (
    isShort &&
    `people-key: has fewer than ${LEAST_KEY_LENGTH} characters; give a longer random one, so that nobody finds it by trying`
  )
}

function readThresholds(read: InputReader): Thresholds {
  return {
    championConsistency: read.share('champion-consistency', 0.6),
    championFeatures: read.integer('champion-features', 6, 1, 100),
    laggingConsistency: read.share('lagging-consistency', 0.2),
    gapShare: read.share('gap-share', 0.1),
    adoptionTarget: read.share('adoption-target', null, 0.8),
  }
}

function readUntil(today: Day, faults: string[]): Day | undefined {
  const text = getInput('until')
  if (text === '') return undefined
  const until = text.length === 10 ? parseDay(text) : undefined
  if (until === undefined) {
    faults.push(
      /^\d{4}-\d{2}-\d{2}$/.test(text)
        ? `until: ${text} is not a day of the calendar; name a past day`
        : `until: "${text}" is not a day; write it as YYYY-MM-DD`,
    )
  }
  if (until !== undefined && until > today)
    faults.push(`until: ${until} is in the future (today is ${today}, UTC); name a past day`)
  return until
}

function readApiUrl(runner: Runner, faults: string[]): string {
  const text = getInput('github-api-url') || runner.apiUrl
  if (!isSafeUrl(text)) {
    faults.push(`github-api-url: "${text}" is not an https address (http only on loopback)`)
  }
  return text.replace(/\/+$/, '')
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
