import { getOctokit } from '@actions/github'
import { fetch, Headers, type RequestInit as Request } from 'undici'
import { ForeignAnswer } from './fault.ts'
import { type Network, openNetwork } from './network.ts'
import { type RetryOptions, sendWithRetries } from './retries.ts'
import { reasonOf } from './unreachable.ts'

/** An authenticated client of GitHub's API. */
export type GitHub = ReturnType<typeof getOctokit>

/** The version of GitHub's REST API that this action is written for. */
const API_VERSION = '2026-03-10'
const MOST_REDIRECTS = 3
/** Largest JSON response; an envelope has kilobytes. */
const MOST_BYTES = 10_000_000
/** Largest file that GitHub's API returns from a repository. */
const MOST_BYTES_OF_FILES = 100_000_000

/** Creates a client of GitHub's API that retries transient errors (5xx, resets, rate limits) and gives up within two minutes. */
export function connect(
  token: string,
  apiUrl: string,
  network: Network = openNetwork(apiUrl, new AbortController().signal),
): GitHub {
  const github = getOctokit(token, {
    baseUrl: apiUrl,
    userAgent: 'copilot-team-metrics',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: { fetch: (url: string, options: Request) => fetchCompletely(network, url, options) },
  })
  github.hook.wrap('request', (request, options) =>
    sendWithRetries(
      async (signal) => {
        // The inner hooks receive this options object, so the signal is set on it.
        options.request.signal = signal
        return request(options)
      },
      network.ending,
      options.request as RetryOptions,
    ),
  )
  github.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION
  })
  return github
}

/**
 * `fetch` that resolves only after the complete body has been received and is a response of GitHub's API. Octokit turns a
 * truncated JSON body into `''`, and a web page into a string: both look like "no report".
 * @throws ForeignAnswer if the response is not from GitHub's API
 */
async function fetchCompletely(network: Network, url: string, options: Request): Promise<Response> {
  const { host } = new URL(url)
  const isFile = /\braw\b/.test(new Headers(options.headers).get('accept') ?? '')
  try {
    const answer = await follow(network, url, options)
    const body = await readBody(answer.body, isFile ? MOST_BYTES_OF_FILES : MOST_BYTES)
    const { status, headers } = answer
    if (!(isFile && answer.ok)) refuseForeign(body, headers.get('content-type') ?? '', status)
    const hasBody = body.byteLength > 0 && ![204, 205, 304].includes(status)
    return new Response(hasBody ? body : null, { status, headers: [...headers] })
  } catch (error) {
    if (error instanceof ForeignAnswer) throw new ForeignAnswer(`${host} answered with ${error.message}`)
    throw new Error(`${host} ${reasonOf(error)}`, { cause: error })
  }
}

/** Follows redirects within the API's origin; GitHub's API has no others. */
async function follow(network: Network, url: string, options: Request) {
  let address = url
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    const dispatcher = network.forApi(address)
    const answer = await fetch(address, { ...options, redirect: 'manual', dispatcher })
    const target = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
    if (target === null || !URL.canParse(target, address)) return answer
    await answer.body?.cancel()
    const { href, origin, host, protocol } = new URL(target, address)
    const how = protocol === 'https:' ? '' : ` over ${protocol.slice(0, -1)}`
    if (origin !== new URL(url).origin) throw new ForeignAnswer(`a redirect to ${host}${how}`)
    address = href
  }
  throw new ForeignAnswer('one redirect after the other')
}

async function readBody(
  stream: AsyncIterable<Uint8Array> | null,
  mostBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream ?? []) {
    chunks.push(chunk)
    length += chunk.byteLength
    if (length > mostBytes) throw new ForeignAnswer(`more than ${mostBytes / 1_000_000} MB`)
  }
  return Buffer.concat(chunks)
}

/** GitHub's API responds with JSON or an empty body, also for errors; only 5xx and 429 may have other content. */
function refuseForeign(body: Uint8Array, contentType: string, status: number): void {
  if (status >= 500 || status === 429) return
  const text = new TextDecoder().decode(body).trim()
  const [type = ''] = contentType.split(';')
  const isJson = /^application\/json$/i.test(type.trim())
  if (text === '' && (isJson || contentType === '')) return
  if (!isJson || !/^["[{\dtfn-]/.test(text)) {
    const what = text.startsWith('<') || /html/i.test(type) ? 'a web page' : 'something else than JSON'
    const named = /^[\w.+/-]{1,60}$/.test(type) ? type : 'no type'
    throw new ForeignAnswer(`${what} (${named}, status ${status})`)
  }
  if (status < 300 && !isCompleteJson(text)) throw new Error('the answer was cut off')
}

/** Whether a text is one JSON value. The parser's error would quote the text, so it is discarded. */
function isCompleteJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined
  } catch {
    return false
  }
}
