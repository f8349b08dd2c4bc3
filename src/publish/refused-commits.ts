import { Fault } from '../fault.ts'
import { A_PAGE, type GitHubError, parseGitHubError } from '../github-errors.ts'
import type { Branch } from './repository.ts'

interface Refusal extends GitHubError {
  /** `owner/name` of the repository. */
  readonly name: string
  /** The branch, in words. */
  readonly where: string
  /** How often the branch moved; 0 where that is not why. */
  readonly moves: number
}

/** Whether the branch pointed elsewhere than expected, or was made meanwhile: read again and try again. */
export function isMoved(error: unknown): boolean {
  const { types, message, status } = parseGitHubError(error)
  if (types.includes('STALE_DATA') || /expected branch to point to/i.test(message)) return true
  return status === 422 && /reference already exists/i.test(message)
}

/** Whether GitHub may have made the commit although it did not say so: no answer, half of one, or none of GitHub's. */
export function isAnswerLost(error: unknown): boolean {
  if (isMoved(error)) return false
  const { message } = parseGitHubError(error)
  return /timeout|timed out|something went wrong/i.test(message) || isTrouble(parseGitHubError(error))
}

/** The sentence where it is not known whether the commit was made. */
export function toLostCommitFault(error: unknown, { owner, repo }: Branch): Error {
  return new Fault(
    `GitHub's answer to the commit of the report to ${owner}/${repo} did not arrive (${quoted(parseGitHubError(error))}), and the commit is not on the branch; run again later`,
    { cause: error },
  )
}

/** What answered was no API: a log-in page of a proxy, a page on the state of a service. */
export function toForeignAnswerFault(what: string): Fault {
  return new Fault(
    `The report was not committed, because what answered for ${what} was not GitHub's API, perhaps a page of a proxy; let the runner reach GitHub without it, or run again later`,
  )
}

/** GitHub's refusal to read or to commit, as one sentence that says what to change. */
export function toCommitFault(error: unknown, { owner, repo, branch }: Branch, tries: number): Error {
  if (error instanceof Fault || !(error instanceof Error)) return error as Error
  const parsed = parseGitHubError(error)
  const name = `${owner}/${repo}`
  const where = branch === undefined ? `the default branch of ${name}` : `branch ${branch} of ${name}`
  const refusal = { ...parsed, words: quoted(parsed), name, where, moves: isMoved(error) ? tries : 0 }
  const [, sentence] = SENTENCES.find(([isMeant]) => isMeant(refusal)) ?? [undefined, unknown]
  return new Fault(sentence(refusal), { cause: error })
}

const PROTECTED = /rule violation|protected branch|pull request|protected ref/i

/** What a refusal means; the first that fits counts. */
const SENTENCES: readonly (readonly [
  isMeant: (refusal: Refusal) => boolean,
  sentence: (refusal: Refusal) => string,
])[] = [
  [({ moves }) => moves > 0, moved],
  [isTrouble, trouble],
  [({ status }) => status === 401, expired],
  [says({ type: 'BRANCH_PROTECTION_RULE_VIOLATION', words: PROTECTED }), branchProtected],
  [says({ status: 429, type: 'RATE_LIMITED', words: /rate limit/i }), rateLimit],
  [says({ words: /archived/i }), archived],
  [says({ status: 413, words: /too large|too big|exceed/i }), tooLarge],
  [says({ status: 403, type: 'FORBIDDEN', words: /not accessible|push access|permission/i }), forbidden],
  [says({ status: 404, type: 'NOT_FOUND' }), notFound],
]

/** Whether nobody answered, or GitHub's servers could not. */
function isTrouble({ status, isQueryRefused }: GitHubError): boolean {
  return !isQueryRefused && (status === undefined || status >= 500)
}

/** REST says it with a status, GraphQL with a kind of error; some say it in words only. */
function says(sign: { readonly status?: number; readonly type?: string; readonly words?: RegExp }) {
  return ({ status, types, message }: Refusal): boolean =>
    (sign.status !== undefined && status === sign.status) ||
    (sign.type !== undefined && types.includes(sign.type)) ||
    sign.words?.test(message) === true
}

function moved({ where, moves }: Refusal): string {
  return `The report was not committed, because ${where} moved ${moves} times in a row; run again later, or give the report a branch of its own with report-branch`
}

function trouble({ words }: Refusal): string {
  return `The report was not committed, because GitHub could not be reached or has trouble (${words}); run again later`
}

function expired(): string {
  return `GitHub does not accept report-token (401), so the report was not committed; give a valid one, or leave it out`
}

function branchProtected({ where, words }: Refusal): string {
  return `The report was not committed, because ${where} is protected (${words}); name a branch without protection in report-branch, or let the owner of report-token bypass it`
}

function rateLimit({ words }: Refusal): string {
  return `The report was not committed, because of GitHub's rate limit (${words}); run again later`
}

function archived({ name }: Refusal): string {
  return `The report was not committed, because ${name} is archived; commit it to another repository`
}

function tooLarge({ words }: Refusal): string {
  return `The report was not committed, because it is too large for GitHub (${words}); choose fewer teams with teams, or name another report-path to begin anew`
}

function forbidden({ name, words }: Refusal): string {
  return `The report was not committed, because report-token may not write to ${name} (${words}); give the job "permissions: contents: write", or a token that may`
}

function notFound({ name, words }: Refusal): string {
  return `The report was not committed, because GitHub shows report-token no repository ${name} (${words}); give the job "permissions: contents: write", or a token that may write there`
}

function unknown({ where, words }: Refusal): string {
  return `The report was not committed, because GitHub refused it for ${where} (${words})`
}

function quoted({ status, words }: GitHubError): string {
  return words === A_PAGE && status !== undefined ? `${words}, ${status}` : words
}
