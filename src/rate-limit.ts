/** Headers of an answer, by their names in small letters. */
export type Headers = Readonly<Record<string, string | undefined>>

/** A limit that GitHub says nothing of but that it is there clears in a minute at the earliest. */
const UNKNOWN_WAIT_MILLISECONDS = 60_000

/** Whether GitHub refused a request because there were too many of them: the primary limit or a secondary one. */
export function isRateLimit(status: number, message: string, headers: Headers): boolean {
  if (status === 429) return true
  return (
    status === 403 &&
    (headers['x-ratelimit-remaining'] === '0' ||
      headers['retry-after'] !== undefined ||
      /rate limit/i.test(message))
  )
}

/** How long to wait before the next request, in milliseconds. */
export function waitAfterLimit(headers: Headers, now: number): number {
  return Math.max(0, (clearsAt(headers, now) ?? now + UNKNOWN_WAIT_MILLISECONDS) - now)
}

/** When the limit clears, in milliseconds since the epoch; undefined where GitHub does not say so, or what it says is no time. */
export function clearsAt(headers: Headers, now: number): number | undefined {
  return retryAfter(headers, now) ?? reset(headers)
}

/** `Retry-After` as seconds or as a date (RFC 9110, 10.2.3). */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? ''
  const time = /^\d+$/.test(text) ? now + Number(text) * 1000 : Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

/** One second later, so that the limit has cleared by then. */
function reset(headers: Headers): number | undefined {
  const seconds = Number(headers['x-ratelimit-reset'])
  return headers['x-ratelimit-remaining'] === '0' && seconds > 0 ? (seconds + 1) * 1000 : undefined
}
