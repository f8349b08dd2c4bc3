/** Headers of a response by lower-case name. */
export type Headers = Readonly<Record<string, string | undefined>>

/** Wait if GitHub does not say when the limit clears; it recommends at least a minute. */
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

/** Milliseconds to wait before the next request; `now` is in milliseconds since the epoch. */
export function waitAfterLimit(headers: Headers, now: number): number {
  return Math.max(0, (clearsAt(headers, now) ?? now + UNKNOWN_WAIT_MILLISECONDS) - now)
}

/** When the limit clears, in milliseconds since the epoch; undefined if the headers do not say, or are invalid. */
export function clearsAt(headers: Headers, now: number): number | undefined {
  return retryAfter(headers, now) ?? reset(headers)
}

/** Parses `Retry-After`, seconds or a date (RFC 9110, 10.2.3), to milliseconds since the epoch. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? ''
  const time = /^\d+$/.test(text) ? now + Number(text) * 1000 : Date.parse(text)
  return Number.isNaN(time) ? undefined : time
}

/** The reset time plus one second, so that the limit has certainly cleared. */
function reset(headers: Headers): number | undefined {
  const seconds = Number(headers['x-ratelimit-reset'])
  return headers['x-ratelimit-remaining'] === '0' && seconds > 0 ? (seconds + 1) * 1000 : undefined
}
