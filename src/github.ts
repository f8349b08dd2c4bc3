import { getOctokit } from '@actions/github'
import { defaults } from '@actions/github/lib/utils'
import { retry } from '@octokit/plugin-retry'
import { throttling } from '@octokit/plugin-throttling'

export type GitHub = ReturnType<typeof getOctokit>

/** The version of GitHub's REST API whose answers this action knows. */
const API_VERSION = '2026-03-10'
/** Four tries of 25 s and the pauses between them stay below the 120 s after which a lasting fault must end a run. */
const ANSWER_WITHIN_MILLISECONDS = 25_000
const LONGEST_WAIT_SECONDS = 60
/** What does not pass by itself. */
const LASTING = [400, 401, 403, 404, 409, 410, 413, 422, 451]

/** A client of GitHub's API that retries what may pass (5xx, resets, rate limits) and gives up within two minutes. */
export function connect(token: string, apiUrl: string): GitHub {
  const waits = (seconds: number, _options: object, _github: unknown, retryCount: number): boolean =>
    seconds <= LONGEST_WAIT_SECONDS / (retryCount + 1) && retryCount < 2
  const github = getOctokit(
    token,
    {
      baseUrl: apiUrl,
      userAgent: 'copilot-team-metrics',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      request: { fetch: fetchWhole },
      retry: { doNotRetry: LASTING },
      throttle: {
        onRateLimit: waits,
        onSecondaryRateLimit: waits,
        fallbackSecondaryRateRetryAfter: 30,
      },
    },
    retry,
    throttling,
  )
  github.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION
  })
  return github
}

/**
 * `fetch` through the runner's proxy that hands out an answer only when all of it arrived.
 * Octokit turns a JSON body that was cut off into `''`, which is also what "no report" looks like.
 */
async function fetchWhole(url: string, options: RequestInit): Promise<Response> {
  const throughProxy: typeof fetch = defaults.request?.fetch ?? fetch
  const response = await throughProxy(url, {
    ...options,
    signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
  })
  const body = await response.arrayBuffer()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  if (response.ok && isJson && !isWhole(body)) throw new Error('the answer was cut off')
  const { status, headers } = response
  return new Response(body.byteLength === 0 ? null : body, { status, headers: new Headers([...headers]) })
}

/** Whether the bytes are one JSON value, or none at all. The parser's own error would quote them, so it is dropped. */
function isWhole(body: ArrayBuffer): boolean {
  const text = new TextDecoder().decode(body).trim()
  try {
    return text === '' || JSON.parse(text) !== undefined
  } catch {
    return false
  }
}
