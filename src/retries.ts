import { ForeignAnswer } from './fault.ts'
import { type Headers, isRateLimit, retryAfter, waitAfterLimit } from './rate-limit.ts'
import { retry } from './retry.ts'
import { stopWith } from './stop.ts'

/** Statuses of permanent errors. */
const LASTING = new Set([400, 401, 403, 404, 407, 409, 410, 413, 422, 451])
const MOST_TRIES = 4
/** Limit of one try. */
const ANSWER_WITHIN_MILLISECONDS = 25_000
/** Limit of all tries, so that a permanent error ends the run within 120 s. */
export const KEEP_TRYING_MILLISECONDS = 90_000

/** Retry options of a request. */
export interface RetryOptions {
  /** No retries after this time, in milliseconds since the epoch. */
  readonly giveUpAt?: number | undefined
  /** Not idempotent: retried only after a rate limit, which prevents the execution. */
  readonly once?: boolean | undefined
}

/**
 * Sends a request and retries transient errors (no response, 5xx, a rate limit that clears in time), at most three times and
 * until `giveUpAt`.
 * @throws the error of the last try; at once if the run ends
 */
export async function sendWithRetries<Answer extends { data: unknown }>(
  send: (signal: AbortSignal) => Promise<Answer>,
  ending: AbortSignal,
  { once = false, giveUpAt = Date.now() + KEEP_TRYING_MILLISECONDS }: RetryOptions = {},
): Promise<Answer> {
  const attempt = async (): Promise<Answer> => {
    using limit = stopWith(ending)
    const left = Math.max(1, Math.min(ANSWER_WITHIN_MILLISECONDS, giveUpAt - Date.now()))
    const timer = setTimeout(() => limit.stop(new DOMException('no answer in time', 'TimeoutError')), left)
    try {
      return refuseFailedQuery(await send(limit.signal))
    } finally {
      clearTimeout(timer)
    }
  }
  const waitAfter = (error: Error, tries: number): number | undefined => {
    const wait = waitBefore(error, tries, once)
    return wait === undefined || Date.now() + wait > giveUpAt ? undefined : wait
  }
  return retry(attempt, waitAfter, MOST_TRIES, ending)
}

/** Milliseconds to wait before the next try; undefined if the error is permanent. */
function waitBefore(error: unknown, tries: number, once: boolean): number | undefined {
  if (!(error instanceof Error) || error.cause instanceof ForeignAnswer) return undefined
  const { status, response } = error as { status?: number; response?: { headers: Headers } }
  if (status === undefined) return undefined
  const [headers, now] = [response?.headers ?? {}, Date.now()]
  if (isRateLimit(status, error.message, headers)) return waitAfterLimit(headers, now)
  if (once || LASTING.has(status)) return undefined
  const asked = retryAfter(headers, now)
  return asked === undefined ? tries ** 2 * 1000 : Math.max(0, asked - now)
}

/** Throws for GraphQL errors that are retryable, since their status is 200. A response with data is returned to the caller. */
function refuseFailedQuery<Answer extends { data: unknown }>(answer: Answer): Answer {
  const { data, errors } = (answer.data ?? {}) as { data?: object | null; errors?: unknown }
  if (Object.values(data ?? {}).some((part) => part !== null)) return answer
  for (const { type, message } of Array.isArray(errors) ? (errors as GraphQLError[]) : []) {
    const isLimit = type === 'RATE_LIMITED'
    if (isLimit || String(message).startsWith('Something went wrong while executing your query'))
      throw Object.assign(new Error(String(message)), { status: isLimit ? 429 : 500, response: answer })
  }
  return answer
}

interface GraphQLError {
  readonly type?: unknown
  readonly message?: unknown
}
