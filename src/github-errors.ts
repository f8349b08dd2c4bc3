import type { Headers } from './rate-limit.ts'

/** What is quoted of GitHub's words. */
const MOST_CHARACTERS = 160

/** What a request to GitHub's API failed with, as far as that is known. */
export interface GitHubError {
  /** Undefined where GitHub gave none; Octokit gives 500 where nothing answered. */
  readonly status: number | undefined
  /** Of the answer; undefined where there was none. */
  readonly headers: Headers | undefined
  /** The kinds of errors of a GraphQL query, such as `FORBIDDEN`. */
  readonly types: readonly string[]
  /** Whether GitHub itself said what is wrong with a GraphQL query. */
  readonly isQueryRefused: boolean
  /** GitHub's own message on one line, without addresses, whose words say nothing of the cause. A page is not quoted. */
  readonly message: string
  /** The beginning of the message, as long as a log may quote it. */
  readonly words: string
}

/** In place of a page of a proxy, or of one on the state of a service. */
export const A_PAGE = 'a page in place of an answer'

export function parseGitHubError(error: unknown): GitHubError {
  const { status, errors, response, message } = error as {
    status?: unknown
    errors?: readonly { type?: unknown; message?: unknown }[]
    response?: { headers?: Headers; data?: { message?: unknown } }
    message?: unknown
  }
  const messages = [response?.data?.message, errors?.[0]?.message, message]
  const own = toOneLine(messages.find((text) => typeof text === 'string') ?? '')
  return {
    status: typeof status === 'number' ? status : undefined,
    headers: response === undefined ? undefined : (response.headers ?? {}),
    types: (errors ?? []).flatMap(({ type }) => (typeof type === 'string' ? [type] : [])),
    isQueryRefused: (errors ?? []).length > 0,
    message: own,
    words: own.slice(0, MOST_CHARACTERS).trim(),
  }
}

/** Whether GitHub answered with one of these statuses. */
export function isStatus(error: unknown, ...statuses: readonly number[]): error is Error {
  return error instanceof Error && statuses.includes((error as { status?: unknown }).status as number)
}

function toOneLine(text: string): string {
  if (/^\s*</.test(text)) return A_PAGE
  return text
    .replace(/https?:\/\/\S+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
