import { HttpClient } from '@actions/http-client'
import type { IncomingMessage } from 'node:http'
import { Fault, IncompleteReport } from '../fault.ts'
import { isSafeUrl } from '../safe-url.ts'
import { gunzip } from './gunzip.ts'
import type { ReportFile } from './source.ts'

const MOST_REDIRECTS = 3

/** The file behind a signed link. No token goes there, and what goes wrong is told without the link. */
export function linkedFile(link: string, number: number, stallMilliseconds: number): ReportFile {
  const name = nameOfLink(link, number)
  return { name, bytes: () => gunzip(download(link, name, stallMilliseconds)) }
}

/** The last part of the link's path: the query, which holds the signature, never leaves this file. */
function nameOfLink(link: string, number: number): string {
  const path = URL.canParse(link) ? new URL(link).pathname : ''
  const last = path.slice(path.lastIndexOf('/') + 1)
  return /^[\w.-]{1,200}$/.test(last) ? last : `file ${number}`
}

async function* download(link: string, name: string, stallMilliseconds: number): AsyncGenerator<Uint8Array> {
  using client = disposable(
    new HttpClient('copilot-team-metrics', [], { allowRedirects: false, socketTimeout: stallMilliseconds }),
  )
  const message = await open(client.value, link, name)
  message.setTimeout(stallMilliseconds, () => message.destroy(new Error('stalled')))
  const announced = Number(message.headers['content-length'] ?? Number.NaN)
  let received = 0
  try {
    for await (const chunk of message as AsyncIterable<Uint8Array>) {
      received += chunk.length
      yield chunk
    }
  } catch {
    throw new IncompleteReport(`${name} stopped after ${received} bytes`)
  }
  if (!Number.isNaN(announced) && received !== announced) {
    throw new IncompleteReport(`${name} ended after ${received} of ${announced} bytes`)
  }
}

/** Follows redirects by hand, so that each step is held to https. */
async function open(client: HttpClient, link: string, name: string): Promise<IncomingMessage> {
  let address = link
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    if (!isSafeUrl(address))
      throw new Fault(`GitHub gave a link for ${name} that is not https; it was not followed`)
    const { message } = await client.get(address).catch(() => {
      throw new IncompleteReport(`${name} could not be reached`)
    })
    const status = message.statusCode ?? 0
    if (status === 200) return message
    message.resume()
    const target = status >= 300 && status < 400 ? message.headers.location : undefined
    if (target === undefined || !URL.canParse(target, address)) {
      throw new IncompleteReport(`${name} was refused with status ${status}`)
    }
    address = new URL(target, address).href
  }
  throw new IncompleteReport(`${name} was redirected more than ${MOST_REDIRECTS} times`)
}

function disposable(value: HttpClient): Disposable & { value: HttpClient } {
  return { value, [Symbol.dispose]: () => value.dispose() }
}
