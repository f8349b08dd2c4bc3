import { type Dispatcher, request } from 'undici'
import { Fault, IncompleteReport, UnreachableHost } from '../fault.ts'
import type { Network } from '../network.ts'
import { isSafeUrl } from '../safe-url.ts'
import { stopWith } from '../stop.ts'
import { PrivateAddress, reasonOf } from '../unreachable.ts'
import { gunzip } from './gunzip.ts'
import type { ReportFile } from './source.ts'

const MOST_REDIRECTS = 3
/** 1 kB a second. */
const LEAST_BYTES_PER_MILLISECOND = 1
/** Rate measurements per stall time. */
const LOOKS = 12

/**
 * The file behind a signed link. No token is sent, and errors do not contain the link.
 * A download that receives less than 1 kB a second over `stallMilliseconds` has stalled and is incomplete.
 */
export function linkedFile(
  link: string,
  number: number,
  network: Network,
  stallMilliseconds: number,
): ReportFile {
  const name = nameOfLink(link, number)
  return { name, bytes: () => gunzip(download(link, name, network, stallMilliseconds)) }
}

/** The last segment of the link's path. The query, which holds the signature, never leaves this module. */
function nameOfLink(link: string, number: number): string {
  const path = URL.canParse(link) ? new URL(link).pathname : ''
  const last = path.slice(path.lastIndexOf('/') + 1)
  return /^[\w.-]{1,200}$/.test(last) ? last : `file ${number}`
}

async function* download(
  link: string,
  name: string,
  network: Network,
  stallMilliseconds: number,
): AsyncGenerator<Uint8Array> {
  let received = 0
  let isStalled = false
  using stop = stopWith(network.ending)
  using _ = watch(
    () => received,
    stallMilliseconds,
    () => {
      isStalled = true
      stop.stop()
    },
  )
  try {
    for await (const chunk of await open(link, name, network, stop.signal)) {
      received += (chunk as Uint8Array).length
      yield chunk as Uint8Array
    }
  } catch (error) {
    network.ending.throwIfAborted()
    if (error instanceof Fault || (error instanceof IncompleteReport && !isStalled)) throw error
    const how = isStalled ? 'stalled (less than 1 kB a second)' : 'stopped'
    throw new IncompleteReport(`${name} ${how} after ${received} bytes`)
  }
}

/** Calls `stalled` if less than the minimum rate was received over `milliseconds`. */
function watch(received: () => number, milliseconds: number, stalled: () => void): Disposable {
  const before = [0]
  const timer = setInterval(() => {
    before.push(received())
    if (before.length <= LOOKS) return
    const least = milliseconds * LEAST_BYTES_PER_MILLISECOND
    if (received() - (before.shift() ?? 0) < least) stalled()
  }, milliseconds / LOOKS)
  timer.unref()
  return { [Symbol.dispose]: () => clearInterval(timer) }
}

/** Follows redirects itself, so that each step is checked: https only, and no address inside the runner's network. */
async function open(
  link: string,
  name: string,
  network: Network,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData['body']> {
  let address = link
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    if (!isSafeUrl(address)) {
      throw new Fault(
        `GitHub gave a link for ${name} that is not https; it was not followed: check what stands between the runner and GitHub`,
      )
    }
    const { statusCode, headers, body } = await get(address, name, network, signal)
    if (statusCode === 200) return body
    body.on('error', () => {}).destroy()
    const target = statusCode >= 300 && statusCode < 400 ? String(headers['location'] ?? '') : ''
    if (target === '' || !URL.canParse(target, address)) {
      throw new IncompleteReport(`${name} was refused with status ${statusCode} by ${new URL(address).host}`)
    }
    address = new URL(target, address).href
  }
  throw new IncompleteReport(`${name} was redirected more than ${MOST_REDIRECTS} times`)
}

/** Sends one request. Errors of the connection may quote the address, so they are not kept as the cause. */
async function get(
  address: string,
  name: string,
  network: Network,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const { host } = new URL(address)
  try {
    const dispatcher = await network.forLink(address)
    const headers = { 'user-agent': 'copilot-team-metrics' }
    return await request(address, { dispatcher, headers, signal, headersTimeout: 0, bodyTimeout: 0 })
  } catch (error) {
    if (!isPrivate(error)) throw new UnreachableHost(`${name}: ${host} ${reasonOf(error)}`)
    throw new Fault(
      `GitHub gave a link for ${name} to ${host}, which is inside of the runner's own network; it was not followed: check what stands between the runner and GitHub, and the runner's DNS`,
    )
  }
}

function isPrivate(error: unknown): boolean {
  return error instanceof PrivateAddress || (error instanceof Error && isPrivate(error.cause))
}
