import type { Headers } from './rate-limit.ts'

/** Longest quotation of a message. */
const MOST_CHARACTERS = 160

/** The known properties of an error of GitHub's API. */
export interface GitHubError {
  /** HTTP status; undefined if there is none. Octokit sets 500 if there was no response. */
  readonly status: number | undefined
  /** Headers of the response; undefined without a response. */
  readonly headers: Headers | undefined
  /** Types of GraphQL errors, such as `FORBIDDEN`. */
  readonly types: readonly string[]
  /** Whether the response has GraphQL errors. */
  readonly isQueryRefused: boolean
  /** The message on one line, without addresses, whose words could match a cause. Web pages are not quoted. */
  readonly message: string
  /** The beginning of the message, at most 160 characters, for quotation in a log. */
  readonly words: string
  /** The App whose token the request had; undefined if it had another token. */
  readonly app: string | undefined
}

/** Replaces the text of a web page, such as that of a proxy or a status page. */
export const A_PAGE = 'a page in place of an answer'

/** Reads the properties of an Octokit REST or GraphQL error, or of any other error. */
export function parseGitHubError(error: unknown): GitHubError {
  const { app, status, errors, response, message } = error as {
    app?: unknown
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
    app: typeof app === 'string' ? app : undefined,
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
