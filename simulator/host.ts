import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { type Answer, send } from './answers.ts'
import type { Faults } from './faults.ts'

/** One request as a host of the simulator saw it. Tokens are named, signatures are redacted. */
export interface RequestLog {
  readonly at: number
  readonly host: string
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Whether an Authorization header came along, wanted or not. */
  readonly authorization: boolean
  /** The bearer token, where the simulator knows it. */
  token?: string
  status?: number
  /** The fault that answered instead of the host. */
  fault?: string
  /** What a real host would not have forgiven, in a sentence. */
  violation?: string
}

/** A request on its way to an answer. */
export interface Incoming {
  readonly log: RequestLog
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** True when a fault wants the links of this answer to be expired already. */
  readonly expireLinks: boolean
  body(): Promise<Buffer>
}

/** What all hosts of one simulator share. */
export interface Network {
  readonly requests: RequestLog[]
  readonly faults: Faults
  /** Before every answer. */
  readonly latencyMs?: number | undefined
  /** Per connection. */
  readonly bytesPerSecond?: number | undefined
}

export interface Host extends AsyncDisposable {
  readonly url: string
  close(): Promise<void>
}

/** Starts an HTTP server on loopback that logs every request and lets the faults of the network speak first. */
export async function startHost(
  name: string,
  network: Network,
  answer: (incoming: Incoming) => Answer | Promise<Answer>,
): Promise<Host> {
  const server = createServer((request, response) => {
    void serve({ name, network, answer, leave }, request, response)
  })
  server.requestTimeout = 0
  // Longer than any test, so that a kept connection does not end by chance under a request.
  server.keepAliveTimeout = 600_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  let back: NodeJS.Timeout | undefined
  const leave = (milliseconds: number) => {
    server.close()
    server.closeAllConnections()
    if (milliseconds !== Infinity)
      back = setTimeout(() => void server.listen(port, '127.0.0.1'), milliseconds)
  }
  const close = () =>
    new Promise<void>((resolve) => {
      clearTimeout(back)
      if (!server.listening) {
        resolve()
        return
      }
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, close, [Symbol.asyncDispose]: close }
}

interface Serving {
  readonly name: string
  readonly network: Network
  readonly answer: (incoming: Incoming) => Answer | Promise<Answer>
  /** Hangs up on everybody and does not listen for so long. */
  readonly leave: (milliseconds: number) => void
}

async function serve(
  { name, network, answer, leave }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const log = logOf(name, request, url)
  network.requests.push(log)
  response.on('error', () => undefined)
  if (network.latencyMs) await sleep(network.latencyMs)
  const fault = network.faults.take(log)
  if (fault) log.fault = fault.name
  if (fault?.awayForMs !== undefined) {
    leave(fault.awayForMs)
    return
  }
  const incoming: Incoming = {
    log,
    method: log.method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    expireLinks: fault?.expireLinks === true,
    body: () => bodyOf(request),
  }
  try {
    if (fault?.carriedOut && fault.answer) await answer(incoming)
    const ready = fault?.answer ? fault.answer(incoming) : await answer(incoming)
    log.status = ready.status
    await send(response, ready, { bytesPerSecond: network.bytesPerSecond, ...fault?.transport })
  } catch (error) {
    log.status = 500
    if (!response.headersSent) response.writeHead(500)
    response.end(JSON.stringify({ message: `The simulator failed: ${String(error)}` }))
  }
}

function logOf(host: string, request: IncomingMessage, url: URL): RequestLog {
  const query: Record<string, string> = {}
  for (const [key, value] of url.searchParams) query[key] = key === 'sig' ? 'redacted' : value
  return {
    at: Date.now(),
    host,
    method: request.method ?? 'GET',
    path: url.pathname,
    query,
    authorization: request.headers.authorization !== undefined,
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
