import { setTimeout as pause } from 'node:timers/promises'
import pRetry, { type RetryContext } from 'p-retry'
import { ForeignAnswer } from './fault.ts'
import { type Headers, isRateLimit, retryAfter, waitAfterLimit } from './rate-limit.ts'

/** What does not pass by itself. */
const LASTING = new Set([400, 401, 403, 404, 407, 409, 410, 413, 422, 451])
const MOST_RETRIES = 3
/** Pauses between the tries: 1, 3 and 9 s. */
const PAUSES = { minTimeout: 1000, factor: 3 }
/** Of one try. */
const ANSWER_WITHIN_MILLISECONDS = 25_000
/** Of all tries, so that a lasting fault ends the run within 120 s. */
const KEEP_TRYING_MILLISECONDS = 95_000

/** How often, and until when, in milliseconds since the epoch, a request is sent again. */
export interface Patience {
  readonly retries?: number | undefined
  readonly giveUpAt?: number | undefined
}

/**
 * Sends a request again while what went wrong may pass: no answer, 5xx, a rate limit that clears in time. `Retry-After`
 * is waited out. Rejects with the last error, or at once when the run ends.
 */
export function persist<Answer extends { data: unknown }>(
  send: (signal: AbortSignal) => Promise<Answer>,
  ending: AbortSignal,
  { retries = MOST_RETRIES, giveUpAt = Date.now() + KEEP_TRYING_MILLISECONDS }: Patience = {},
): Promise<Answer> {
  const sendOnce = async () => {
    const left = Math.max(1, Math.min(ANSWER_WITHIN_MILLISECONDS, giveUpAt - Date.now()))
    return refuseFailedQuery(await send(AbortSignal.any([ending, AbortSignal.timeout(left)])))
  }
  const shouldRetry = async ({ error, attemptNumber }: RetryContext) => {
    const wait = waitAskedFor(error)
    const next = PAUSES.minTimeout * PAUSES.factor ** (attemptNumber - 1)
    if (wait === undefined || Date.now() + wait + next > giveUpAt) return false
    await pause(wait, undefined, { signal: ending })
    return true
  }
  return pRetry(sendOnce, { ...PAUSES, retries, signal: ending, shouldRetry })
}

/** How long GitHub asks to wait before the next try, in milliseconds; undefined where no try would do better. */
function waitAskedFor(error: Error): number | undefined {
  const { status, response } = error as { status?: number; response?: { headers: Headers } }
  if (status === undefined || error.cause instanceof ForeignAnswer) return undefined
  const [headers, now] = [response?.headers ?? {}, Date.now()]
  if (isRateLimit(status, error.message, headers)) return waitAfterLimit(headers, now)
  if (LASTING.has(status)) return undefined
  return Math.max(0, (retryAfter(headers, now) ?? now) - now)
}

/** GraphQL tells with 200 what REST tells with a status. An error beside the data that was asked for is for the caller. */
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
