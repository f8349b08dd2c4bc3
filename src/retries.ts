import { setTimeout as pause } from 'node:timers/promises'
import { ForeignAnswer } from './fault.ts'
import { type Headers, isRateLimit, retryAfter, waitAfterLimit } from './rate-limit.ts'

/** What does not pass by itself. */
const LASTING = new Set([400, 401, 403, 404, 407, 409, 410, 413, 422, 451])
const MOST_TRIES = 4
/** Of one try. */
const ANSWER_WITHIN_MILLISECONDS = 25_000
/** Of all tries, so that a lasting fault ends the run within 120 s. */
const KEEP_TRYING_MILLISECONDS = 100_000

/**
 * Sends a request again while what went wrong may pass (no answer, 5xx, a rate limit that clears in time).
 * Ends with the last error, after four tries or at `giveUpAt`, and at once when the run ends.
 */
export async function persist<Answer extends { data: unknown }>(
  send: (signal: AbortSignal) => Promise<Answer>,
  ending: AbortSignal,
  giveUpAt = Date.now() + KEEP_TRYING_MILLISECONDS,
): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    ending.throwIfAborted()
    const left = Math.max(1, Math.min(ANSWER_WITHIN_MILLISECONDS, giveUpAt - Date.now()))
    try {
      return refuseFailedQuery(await send(AbortSignal.any([ending, AbortSignal.timeout(left)])))
    } catch (error) {
      ending.throwIfAborted()
      const wait = waitBefore(error, tries)
      if (tries === MOST_TRIES || wait === undefined || Date.now() + wait > giveUpAt) throw error
      await pause(wait, undefined, { signal: ending })
    }
  }
}

/** How long to wait before the next try; undefined where there is none. */
function waitBefore(error: unknown, tries: number): number | undefined {
  if (!(error instanceof Error) || error.cause instanceof ForeignAnswer) return undefined
  const { status, response } = error as { status?: number; response?: { headers: Headers } }
  if (status === undefined) return undefined
  const [headers, now] = [response?.headers ?? {}, Date.now()]
  if (isRateLimit(status, error.message, headers)) return waitAfterLimit(headers, now)
  if (LASTING.has(status)) return undefined
  const asked = retryAfter(headers, now)
  return asked === undefined ? tries ** 2 * 1000 : Math.max(0, asked - now)
}

/** GraphQL tells with 200 what REST tells with a status. */
function refuseFailedQuery<Answer extends { data: unknown }>(answer: Answer): Answer {
  const { errors } = (answer.data ?? {}) as { errors?: unknown }
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
