import { setSecret } from '@actions/core'
import { getUserAgentWithOrchestrationId, GitHub as Octokit } from '@actions/github/lib/utils'
import { createAppAuth } from '@octokit/auth-app'
import { fetch, Headers, type RequestInit as Request } from 'undici'
import type { App } from './app-inputs.ts'
import { ForeignAnswer } from './fault.ts'
import { type InstallationTokens, sendWithToken } from './app-tokens.ts'
import { type Network, openNetwork } from './network.ts'
import { KEEP_TRYING_MILLISECONDS, type RetryOptions, sendWithRetries } from './retries.ts'
import { reasonOf } from './unreachable.ts'

/** An authenticated client of GitHub's API. */
export type GitHub = InstanceType<typeof Octokit>

/** The version of GitHub's REST API that this action is written for. */
const API_VERSION = '2026-03-10'
const USER_AGENT = 'copilot-team-metrics'
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
  return create({ auth: `token ${token}` }, apiUrl, network)
}

/** Creates a client that signs its requests as an App: it finds installations and mints their tokens, and may do nothing else. */
export function connectApp({ id, privateKey }: App, apiUrl: string, network: Network): GitHub {
  // The hook of this package signs each request, and once more by GitHub's clock where the runner's is wrong.
  const signing = { authStrategy: createAppAuth, auth: { appId: id, privateKey } }
  return create(signing, apiUrl, network, maskAuthorization)
}

/** Creates a client that sends the tokens of an installation of an App, a new one when it is needed. Its errors name the App. */
export function connectInstallation(
  appId: string,
  tokens: InstallationTokens,
  apiUrl: string,
  network: Network,
): GitHub {
  const github = create({}, apiUrl, network)
  github.hook.error('request', (error) => {
    throw Object.assign(error, { app: appId })
  })
  github.hook.wrap('request', (request, options) => {
    options.request['giveUpAt'] ??= Date.now() + KEEP_TRYING_MILLISECONDS
    const send = async (token: string) => {
      options.headers.authorization = `token ${token}`
      return request(options)
    }
    return sendWithToken(send, tokens, options.request as RetryOptions, network.ending)
  })
  return github
}

function create(
  authentication: object,
  apiUrl: string,
  network: Network,
  beforeSending: (options: Request) => void = () => {},
): GitHub {
  const github = new Octokit({
    baseUrl: apiUrl,
    userAgent: getUserAgentWithOrchestrationId(USER_AGENT) ?? USER_AGENT,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    request: {
      fetch(url: string, options: Request) {
        beforeSending(options)
        return fetchCompletely(network, url, options)
      },
    },
    ...authentication,
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

/** Masks the JSON web token of a request, which the package signs right before it is sent. */
function maskAuthorization({ headers }: Request): void {
  const [, secret = ''] = new Headers(headers).get('authorization')?.split(' ') ?? []
  if (secret !== '') setSecret(secret)
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
