import { Fault } from '../fault.ts'
import { A_PAGE, type GitHubError, parseGitHubError } from '../github-errors.ts'
import type { Branch } from './repository.ts'

interface Refusal extends GitHubError {
  /** `owner/name` of the repository. */
  readonly name: string
  /** The branch, as a phrase of the sentence. */
  readonly where: string
  /** How often the branch moved; 0 if that is not the cause. */
  readonly moves: number
}

/** Whether the branch moved or was created meanwhile: retryable after reading again. */
export function isMoved(error: unknown): boolean {
  const { types, message, status } = parseGitHubError(error)
  if (types.includes('STALE_DATA') || /expected branch to point to/i.test(message)) return true
  return status === 422 && /reference already exists/i.test(message)
}

/** Whether GitHub may have created the commit despite the error: the response is missing, incomplete or not from GitHub. */
export function isAnswerLost(error: unknown): boolean {
  if (isMoved(error)) return false
  const { message } = parseGitHubError(error)
  return /timeout|timed out|something went wrong/i.test(message) || isTrouble(parseGitHubError(error))
}

/** The fault if a response was lost and the commit was not found; `result` is a clause that says what was seen of it. */
export function toLostCommitFault(error: unknown, { owner, repo }: Branch, result: string): Error {
  const reason = error instanceof NotGitHub ? 'what answered was not GitHub' : quoted(parseGitHubError(error))
  return new Fault(
    `GitHub's answer to the commit of the report to ${owner}/${repo} did not arrive (${reason}), and ${result}; run again later`,
    { cause: error },
  )
}

class NotGitHub extends Fault {}

/** The fault if the response was not from GitHub's API, but such as a log-in page of a proxy or a status page. */
export function toForeignAnswerFault(what: string): Fault {
  return new NotGitHub(
    `The report was not committed, because what answered for ${what} was not GitHub's API, perhaps a page of a proxy; let the runner reach GitHub without it, or run again later`,
  )
}

/** Converts an error of reading or committing into a `Fault` with one sentence that says what to change. */
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

/** Meaning of a refusal; the first match wins. */
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

/** Whether there was no response, or a server error. */
function isTrouble({ status, isQueryRefused }: GitHubError): boolean {
  return !isQueryRefused && (status === undefined || status >= 500)
}

/** Returns a predicate: REST reports a status, GraphQL an error type, and some errors only a message. */
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
  return `The report was not committed, because GitHub refused it for ${where} (${words}); run again later, and look for a newer version of the action if it stays`
}

function quoted({ status, words }: GitHubError): string {
  return words === A_PAGE && status !== undefined ? `${words}, ${status}` : words
}
