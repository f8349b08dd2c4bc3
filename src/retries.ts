import { ForeignAnswer } from './fault.ts'
import { type Headers, isRateLimit, retryAfter, waitAfterLimit } from './rate-limit.ts'
import { retry } from './retry.ts'
import { stopWith } from './stop.ts'

/** What does not pass by itself. */
const LASTING = new Set([400, 401, 403, 404, 407, 409, 410, 413, 422, 451])
const MOST_TRIES = 4
/** Of one try. */
const ANSWER_WITHIN_MILLISECONDS = 25_000
/** Of all tries, so that a lasting fault ends the run within 120 s. */
const KEEP_TRYING_MILLISECONDS = 90_000

/** What decides whether a request is sent again. */
export interface Patience {
  /** In milliseconds since the epoch. */
  readonly giveUpAt?: number | undefined
  /** It must not be carried out twice: it is sent again only where a rate limit kept it from being carried out. */
  readonly once?: boolean | undefined
}

/**
 * Sends a request again while what went wrong may pass (no answer, 5xx, a rate limit that clears in time).
 * Ends with the last error, after four tries or at `giveUpAt`, and at once when the run ends.
 */
export async function persist<Answer extends { data: unknown }>(
  send: (signal: AbortSignal) => Promise<Answer>,
  ending: AbortSignal,
  { once = false, giveUpAt = Date.now() + KEEP_TRYING_MILLISECONDS }: Patience = {},
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

/** How long to wait before the next try; undefined where there is none. */
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
