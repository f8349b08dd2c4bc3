import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import { type Answer, storeError } from './answers.ts'
import { type Host, type Incoming, type Network, startHost } from './host.ts'

/** A file behind a signed link; the body is made when it is downloaded. */
interface StoredFile {
  readonly name: string
  readonly body: () => Buffer
  readonly contentEncoding?: 'gzip' | undefined
}

/** Where report files lie: hands out links that expire. */
export interface LinkStore {
  link(file: StoredFile, lifetimeSeconds: number): Promise<string>
}

/** A blob store on a host of its own, so that a token that strays there is seen. */
export type LocalLinks = LinkStore & Host

/**
 * Starts a blob store whose links carry an expiry and a signature in the query, as GitHub's do. A link that expired or was
 * changed is answered with 403, one that comes with a token with 400, and the request is logged as a violation.
 */
export async function startLinks(
  network: Network,
  originOf: (origin: string) => string = (origin) => origin,
): Promise<LocalLinks> {
  const files = new Map<string, StoredFile>()
  const secret = randomBytes(32)
  const host = await startHost('links', network, (incoming) => download(incoming, files, secret))
  return {
    ...host,
    link: (file, lifetimeSeconds) => {
      const path = `/reports/${file.name}`
      files.set(path, file)
      return Promise.resolve(originOf(host.url) + signed(path, lifetimeSeconds, secret))
    },
  }
}

function signed(path: string, lifetimeSeconds: number, secret: Buffer): string {
  const expiry = new Date(Date.now() + lifetimeSeconds * 1000).toISOString()
  const query = new URLSearchParams({ sv: '2025-11-05', se: expiry, sr: 'b', sp: 'r' })
  query.set('sig', signatureOf(path, expiry, secret).toString('base64'))
  return `${path}?${query.toString()}`
}

function signatureOf(path: string, expiry: string, secret: Buffer): Buffer {
  return createHmac('sha256', secret).update(`${path}\n${expiry}`).digest()
}

function download(incoming: Incoming, files: ReadonlyMap<string, StoredFile>, secret: Buffer): Answer {
  if (incoming.log.authorization) {
    incoming.log.violation = 'A token was sent to the blob store.'
    return storeError(
      400,
      'InvalidAuthenticationInfo',
      'Authentication information is not given in the correct format.',
    )
  }
  const expiry = incoming.query.get('se') ?? ''
  const given = Buffer.from(incoming.query.get('sig') ?? '', 'base64')
  const wanted = signatureOf(incoming.path, expiry, secret)
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return refused('Signature did not match.')
  if (incoming.expireLinks || !(Date.parse(expiry) > Date.now()))
    return refused('Signature not valid in the specified time frame.')
  const file = files.get(incoming.path)
  if (!file) return storeError(404, 'BlobNotFound', 'The specified blob does not exist.')
  if (incoming.method !== 'GET')
    return storeError(405, 'UnsupportedHttpVerb', 'The resource does not support the specified HTTP verb.')
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-ms-blob-type': 'BlockBlob',
      ...(file.contentEncoding ? { 'content-encoding': file.contentEncoding } : {}),
    },
    body: file.body(),
  }
}

function refused(detail: string): Answer {
  return storeError(403, 'AuthenticationFailed', `Server failed to authenticate the request. ${detail}`)
}
