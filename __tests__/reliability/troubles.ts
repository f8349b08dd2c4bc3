import { gzipSync } from 'node:zlib'

import { type Answer, apiError } from '../../simulator/answers.ts'
import type { FaultKind } from '../../simulator/faults.ts'

/** Something that goes wrong with a request. */
export interface Trouble {
  readonly fault: string
  readonly do: FaultKind
  /** Until the run gives up; else once. */
  readonly lasts: boolean
  /** The action waits before it gives up. */
  readonly waits?: boolean
}

const HOUR = 3600
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'

/** Refusals of GitHub's API that no second try cures. */
export const REFUSALS: readonly Trouble[] = [
  lasting('401', apiError(401, 'Bad credentials')),
  lasting('403, the token may not', apiError(403, 'Resource not accessible by integration')),
  lasting(
    '403, the policy is off',
    apiError(403, 'The Copilot usage metrics policy must be enabled for this organization.'),
  ),
  lasting(
    '403, the role is missing',
    apiError(403, 'Must have admin rights or the required role in the organization.'),
  ),
  lasting('403, rate limit that clears in an hour', {
    ...apiError(403, 'API rate limit exceeded for user ID 1.', {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + HOUR),
    }),
  }),
  lasting(
    '403, secondary rate limit, Retry-After: 3600',
    apiError(403, SECONDARY, { 'retry-after': String(HOUR) }),
  ),
  lasting('404, no such report', apiError(404, 'No report available for this organization on that day')),
  lasting('404, wrong slug', apiError(404, 'Not Found')),
  lasting('409', apiError(409, 'Conflict')),
  lasting('422', apiError(422, 'Validation Failed')),
  lasting('429, Retry-After: 3600', apiError(429, 'Too many requests', { 'retry-after': String(HOUR) })),
]

/** Answers of something that is not GitHub. */
export const FOREIGN: readonly Trouble[] = [
  lasting('200 with an HTML page', {
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Log in</title><p>Welcome to Octo Works</p>',
  }),
  lasting('redirect to itself, again and again', ({ path, query }) =>
    redirect(`${path}?${query.toString()}`),
  ),
  lasting('redirect to another host', redirect('https://127.0.0.1:61234/elsewhere')),
  lasting('redirect to http:', redirect('http://reports.example/elsewhere')),
  lasting('redirect to a private address', redirect('https://10.255.255.1/elsewhere')),
  lasting('an answer without end', 'endless'),
]

/** What lasts although it may pass: it is tried again until time is up. */
export const LASTING: readonly Trouble[] = [
  waiting('403, secondary rate limit, no Retry-After', apiError(403, SECONDARY)),
  waiting('429, no Retry-After', apiError(429, 'Too many requests')),
  waiting('500 for good', 500),
  waiting('503 for good', 503),
  waiting('connection refused for good', 'gone'),
  waiting('reset before a byte, for good', 'reset'),
  waiting('no answer', 'silence'),
  waiting('stall in the middle', 'stall'),
  waiting('one byte a second', 'one-byte-a-second'),
  waiting('cut off in the middle, for good', 'truncate'),
  waiting('gzip cut off, for good', {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'content-encoding': 'gzip' },
    body: gzipSync(JSON.stringify({ download_links: [], padding: 'x'.repeat(1000) })).subarray(0, 24),
  }),
]

/** What passes. */
export const PASSING: readonly Trouble[] = [
  once('403, rate limit that clears in a second', 'rate-limit-primary'),
  once('403, secondary rate limit, Retry-After: 1', 'rate-limit-secondary'),
  once('429, Retry-After: 1', apiError(429, 'Too many requests', { 'retry-after': '1' })),
  once('500 once', 500),
  once('502 once', 502),
  once('503 once', 503),
  once('connection refused for 1.5 s', 'away'),
  once('reset before a byte, once', 'reset'),
  once('reset in the middle, once', 'reset-middle'),
  once('cut off in the middle, with Content-Length, once', 'truncate'),
  once('cut off in the middle, without Content-Length, once', 'truncate-json'),
  once('cut off in the middle and called the whole, once', 'cut'),
]

function lasting(fault: string, kind: FaultKind): Trouble {
  return { fault, do: kind, lasts: true }
}

function waiting(fault: string, kind: FaultKind): Trouble {
  return { ...lasting(fault, kind), waits: true }
}

function once(fault: string, kind: FaultKind): Trouble {
  return { fault, do: kind, lasts: false, waits: true }
}

function redirect(location: string): Answer {
  return { status: 302, headers: { location } }
}
