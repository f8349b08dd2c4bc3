import { type Answer, apiError, storeError, type Transport } from './answers.ts'
import type { Incoming, RequestLog } from './host.ts'

/** What goes wrong: see `Transport` for the broken ones. */
export type FaultKind =
  | NonNullable<Transport['break']>
  | 'rate-limit-primary'
  | 'rate-limit-secondary'
  /** The host hangs up and listens no more: for good, or for a second and a half. */
  | 'gone'
  | 'away'
  | 'one-byte-a-second'
  | 'expire-links'
  | number
  | Answer
  | ((incoming: Incoming) => Answer)

export interface Fault {
  /**
   * Which requests it meets: a function, or a pattern against `host METHOD path?query`, e.g.
   * `'api GET /orgs/octo-works'`, `'links GET'` or `/users-1-day\?day=2026-11-1[0-4]/`.
   */
  readonly match: string | RegExp | ((request: RequestLog) => boolean)
  /** How many requests it meets; 1 unless told, `Infinity` for a lasting fault. */
  readonly times?: number
  readonly do: FaultKind
  /** The host carries the request out first, so that only its answer is lost. */
  readonly carriedOut?: boolean
}

/** What a fault asks of the host that met it. */
interface Effect {
  readonly name: string
  readonly answer?: (incoming: Incoming) => Answer
  readonly transport?: Transport
  readonly expireLinks?: boolean
  readonly carriedOut?: boolean
  /** How long the host is not there; the request that met this is not obeyed. */
  readonly awayForMs?: number
}

/** A queue of faults: a request takes the first one that matches and has not been used up. */
export interface Faults {
  add(fault: Fault): void
  clear(): void
  take(request: RequestLog): Effect | undefined
  /** Faults that have not met all their requests yet. */
  pending(): number
}

/** An empty queue. */
export function makeFaults(): Faults {
  const queue: { fault: Fault; left: number }[] = []
  return {
    add: (fault) => void queue.push({ fault, left: fault.times ?? 1 }),
    clear: () => void queue.splice(0),
    pending: () => queue.filter((waiting) => waiting.left > 0 && waiting.left !== Infinity).length,
    take: (request) => {
      const waiting = queue.find((candidate) => candidate.left > 0 && matches(candidate.fault, request))
      if (!waiting) return undefined
      waiting.left -= 1
      return { ...effectOf(waiting.fault.do), carriedOut: waiting.fault.carriedOut === true }
    },
  }
}

/** Whether a fault is meant for a request. */
export function matches(fault: Pick<Fault, 'match'>, request: RequestLog): boolean {
  if (typeof fault.match === 'function') return fault.match(request)
  const query = Object.entries(request.query).map(([key, value]) => `${key}=${value}`)
  const line = `${request.host} ${request.method} ${request.path}${query.length > 0 ? '?' : ''}${query.join('&')}`
  return typeof fault.match === 'string' ? line.includes(fault.match) : fault.match.test(line)
}

function effectOf(kind: FaultKind): Effect {
  if (typeof kind === 'number') return { name: String(kind), answer: (incoming) => failure(incoming, kind) }
  if (typeof kind === 'function') return { name: 'answer', answer: kind }
  if (typeof kind === 'object') return { name: String(kind.status), answer: () => kind }
  switch (kind) {
    case 'expire-links':
      return { name: kind, expireLinks: true }
    case 'gone':
      return { name: kind, awayForMs: Infinity }
    case 'away':
      return { name: kind, awayForMs: 1500 }
    case 'one-byte-a-second':
      return { name: kind, transport: { bytesPerSecond: 1 } }
    case 'rate-limit-primary':
      return { name: kind, answer: primaryLimit }
    case 'rate-limit-secondary':
      return { name: kind, answer: secondaryLimit }
    default:
      return { name: kind, transport: { break: kind } }
  }
}

function failure(incoming: Incoming, status: number): Answer {
  if (incoming.log.host === 'links')
    return storeError(status, 'ServerBusy', 'The server is currently unable to receive requests.')
  return apiError(status, status >= 500 ? 'Server Error' : `Answered ${status} by a fault`)
}

function primaryLimit(): Answer {
  const reset = Math.ceil(Date.now() / 1000) + 1
  return apiError(403, 'API rate limit exceeded for user ID 1.', {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': '5000',
    'x-ratelimit-reset': String(reset),
    'x-ratelimit-resource': 'core',
  })
}

function secondaryLimit(): Answer {
  return apiError(
    403,
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    { 'retry-after': '1', 'x-ratelimit-remaining': '4900' },
  )
}
