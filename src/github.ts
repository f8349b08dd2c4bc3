import { getOctokit } from '@actions/github'
import { fetch, Headers, type RequestInit as Request } from 'undici'
import { ForeignAnswer } from './fault.ts'
import { type Network, openNetwork } from './network.ts'
import { type Patience, persist } from './retries.ts'
import { reasonOf } from './unreachable.ts'

export type GitHub = ReturnType<typeof getOctokit>

/** The version of GitHub's REST API whose answers this action knows. */
const API_VERSION = '2026-03-10'
const MOST_REDIRECTS = 3
/** An envelope has kilobytes. */
const MOST_BYTES = 10_000_000
/** A file of a repository, which GitHub's API hands out up to this size. */
const MOST_BYTES_OF_FILES = 100_000_000

/** A client of GitHub's API that tries again what may pass (5xx, resets, rate limits) and gives up within two minutes. */
export function connect(
  token: string,
  apiUrl: string,
  network: Network = openNetwork(apiUrl, new AbortController().signal),
): GitHub {
  const github = getOctokit(token, {
    baseUrl: apiUrl,
    userAgent: 'copilot-team-metrics',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: { fetch: (url: string, options: Request) => fetchWhole(network, url, options) },
  })
  github.hook.wrap('request', (request, options) =>
    persist(
      async (signal) => {
        // Hooks below this one get these very options, whatever they are called with.
        options.request.signal = signal
        return request(options)
      },
      network.ending,
      options.request as Patience,
    ),
  )
  github.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = API_VERSION
  })
  return github
}

/**
 * `fetch` that hands out an answer only when all of it arrived and it is one of GitHub's API. Octokit turns a JSON body
 * that was cut off into `''`, and a web page into a text: both are what "no report" looks like.
 * @throws ForeignAnswer where something else answered
 */
async function fetchWhole(network: Network, url: string, options: Request): Promise<Response> {
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

/** Follows redirects of the API to itself; it has none to elsewhere. */
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

/** GitHub's API answers with JSON or with nothing, also where it refuses; only its servers' own failures may look otherwise. */
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
  if (status < 300 && !isWhole(text)) throw new Error('the answer was cut off')
}

/** Whether a text is one JSON value. The parser's own error would quote it, so it is dropped. */
function isWhole(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined
  } catch {
    return false
  }
}
