import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** A whole answer, before the network gets its hands on it. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** How an answer goes over the wire: whole, or broken in one of the ways networks break things. */
export interface Transport {
  readonly bytesPerSecond?: number | undefined
  /**
   * `reset`: the socket dies before a byte is sent. `silence`: nothing is ever sent. `truncate`: Content-Length promises
   * all, half is sent, the socket dies. `truncate-json`: the same without a length. `reset-middle`: half is sent, and the
   * connection is reset. `cut`: half is sent and called the whole. `stall`: half is sent, then nothing, and the socket
   * stays open. `endless`: all is sent, and blanks for ever after it, 20 MB a second. In all of them the request was obeyed.
   */
  readonly break?:
    | 'reset'
    | 'silence'
    | 'truncate'
    | 'truncate-json'
    | 'reset-middle'
    | 'cut'
    | 'stall'
    | 'endless'
    | undefined
}

/** An answer with a JSON body. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** An error as GitHub's API words it. */
export function apiError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json(
    status,
    { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    headers,
  )
}

/** An error as a blob store words it. */
export function storeError(status: number, code: string, message: string): Answer {
  const body = `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml', 'x-ms-error-code': code }, body }
}

const withoutLength = new Set<Transport['break']>(['truncate-json', 'endless'])

/** Sends the answer, as slowly and as broken as the transport says. Resolves when there is nothing more to send. */
export async function send(response: ServerResponse, answer: Answer, transport: Transport): Promise<void> {
  const { body: content = '' } = answer
  const body = typeof content === 'string' ? Buffer.from(content) : content
  const isWhole = transport.break === undefined || transport.break === 'endless'
  const sent = isWhole ? body : body.subarray(0, Math.floor(body.length / 2))
  if (transport.break === 'silence') return
  if (transport.break === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  const withLength = !withoutLength.has(transport.break) && answer.status !== 204
  const length = transport.break === 'cut' ? sent.length : body.length
  response.writeHead(answer.status, {
    ...answer.headers,
    ...(withLength ? { 'content-length': String(length) } : {}),
  })
  response.flushHeaders()
  await write(response, sent, transport.bytesPerSecond)
  if (transport.break === 'stall') return
  if (transport.break === 'endless') await writeBlanks(response)
  if (transport.break === 'reset-middle') {
    await sleep(20)
    response.socket?.resetAndDestroy()
    return
  }
  if (transport.break === 'truncate' || transport.break === 'truncate-json') {
    await sleep(20)
    response.destroy()
    return
  }
  response.end()
}

async function write(
  response: ServerResponse,
  body: Buffer,
  bytesPerSecond: number | undefined,
): Promise<void> {
  if (bytesPerSecond === undefined) {
    if (body.length > 0) await written(response, body)
    return
  }
  const step = Math.max(1, Math.ceil(bytesPerSecond / 20))
  const started = performance.now()
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    const part = body.subarray(at, at + step)
    await written(response, part)
    // Whatever the writing took: no faster than the rate, and no slower either.
    const due = started + (1000 * (at + part.length)) / bytesPerSecond
    await sleep(Math.max(0, due - performance.now()))
  }
}

async function writeBlanks(response: ServerResponse): Promise<void> {
  const blanks = Buffer.alloc(1 << 20, ' ')
  while (!response.destroyed) {
    await written(response, blanks)
    await sleep(50)
  }
}

function written(response: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) {
      resolve()
      return
    }
    response.once('close', resolve)
    response.write(chunk, () => {
      response.off('close', resolve)
      resolve()
    })
  })
}
