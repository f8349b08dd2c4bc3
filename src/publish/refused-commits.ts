import { Fault } from '../fault.ts'
import type { Branch } from './repository.ts'

interface Refusal {
  readonly status: number | undefined
  /** Kinds of GraphQL errors. */
  readonly types: readonly string[]
  /** GitHub itself said what is wrong with a commit. */
  readonly isAnswered: boolean
  /** GitHub's own words on one line. */
  readonly words: string
}

/** Whether the branch pointed elsewhere than expected, or was made meanwhile: read again and try again. */
export function isMoved(error: unknown): boolean {
  const { types, words, status } = refusalOf(error)
  if (types.includes('STALE_DATA') || /expected branch to point to/i.test(words)) return true
  return status === 422 && /reference already exists/i.test(words)
}

/** Whether GitHub may have made the commit although it did not say so: no answer, half of one, or none of GitHub's. */
export function isAnswerLost(error: unknown): boolean {
  if (isMoved(error)) return false
  const { status, isAnswered, words } = refusalOf(error)
  if (/timeout|timed out|something went wrong/i.test(words)) return true
  return !isAnswered && (status === undefined || status >= 500)
}

/** The sentence where it is not known whether the commit was made. */
export function lostCommit(error: unknown, { owner, repo }: Branch): Error {
  return new Fault(
    `GitHub's answer to the commit of the report to ${owner}/${repo} did not arrive (${refusalOf(error).words}), and the commit is not on the branch; run again later`,
    { cause: error },
  )
}

/** What answered was no API: a log-in page of a proxy, a page on the state of a service. */
export function notGitHub(what: string): Fault {
  return new Fault(
    `The report was not committed, because what answered for ${what} was not GitHub's API, perhaps a page of a proxy; let the runner reach GitHub without it, or run again later`,
  )
}

/** GitHub's refusal to read or to commit, as one sentence that says what to change. */
export function refusedCommit(error: unknown, place: Branch, tries: number): Error {
  if (error instanceof Fault || !(error instanceof Error)) return error as Error
  const refusal = refusalOf(error)
  const isUnknown = refusal.status === undefined ? !refusal.isAnswered : refusal.status >= 500
  if (isUnknown && !isMoved(error)) {
    return new Fault(
      `The report was not committed, because GitHub could not be reached or has trouble (${refusal.words}); run again later`,
      { cause: error },
    )
  }
  return new Fault(sentence(refusal, place, isMoved(error) ? tries : 0), { cause: error })
}

function sentence({ status, types, words }: Refusal, { owner, repo, branch }: Branch, tries: number): string {
  const name = `${owner}/${repo}`
  const where = branch === undefined ? `the default branch of ${name}` : `branch ${branch} of ${name}`
  if (tries > 0)
    return `The report was not committed, because ${where} moved ${tries} times in a row; run again later, or give the report a branch of its own with report-branch`
  if (status === 401)
    return `GitHub does not accept report-token (401), so the report was not committed; give a valid one, or leave it out`
  if (
    types.includes('BRANCH_PROTECTION_RULE_VIOLATION') ||
    /rule violation|protected branch|pull request|protected ref/i.test(words)
  ) {
    return `The report was not committed, because ${where} is protected (${words}); name a branch without protection in report-branch, or let the owner of report-token bypass it`
  }
  if (status === 429 || types.includes('RATE_LIMITED') || /rate limit/i.test(words))
    return `The report was not committed, because of GitHub's rate limit (${words}); run again later`
  if (/archived/i.test(words))
    return `The report was not committed, because ${name} is archived; commit it to another repository`
  if (status === 413 || /too large|too big|exceed/i.test(words)) {
    return `The report was not committed, because it is too large for GitHub (${words}); choose fewer teams with teams, or name another report-path to begin anew`
  }
  if (status === 403 || types.includes('FORBIDDEN') || /not accessible|push access|permission/i.test(words)) {
    return `The report was not committed, because report-token may not write to ${name} (${words}); give the job "permissions: contents: write", or a token that may`
  }
  if (status === 404 || types.includes('NOT_FOUND')) {
    return `The report was not committed, because GitHub shows report-token no repository ${name} (${words}); give the job "permissions: contents: write", or a token that may write there`
  }
  return `The report was not committed, because GitHub refused it for ${where} (${words})`
}

function refusalOf(error: unknown): Refusal {
  const { status, errors, response, message } = error as {
    status?: number
    errors?: readonly { type?: unknown; message?: unknown }[]
    response?: { data?: { message?: unknown } }
    message?: unknown
  }
  const own = String(response?.data?.message ?? errors?.[0]?.message ?? message ?? '')
  return {
    status: typeof status === 'number' ? status : undefined,
    types: (errors ?? []).flatMap(({ type }) => (typeof type === 'string' ? [type] : [])),
    isAnswered: (errors ?? []).length > 0,
    // A page of a proxy is not quoted.
    words: (/^\s*</.test(own)
      ? `a page in place of an answer${typeof status === 'number' ? `, ${status}` : ''}`
      : own
    )
      .replace(/https?:\/\/\S+/g, '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 160),
  }
}
