import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request as forward } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A company's own certificate authority with one server certificate, made anew by openssl. */
export interface Authority extends Disposable {
  /** What `NODE_EXTRA_CA_CERTS` points to. */
  readonly file: string
  readonly key: Buffer
  readonly certificate: Buffer
}

/** Makes an authority whose certificate holds for these host names. */
export async function makeAuthority(hosts: readonly string[]): Promise<Authority> {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'))
  const openssl = (...args: string[]) => promisify(execFile)('openssl', args, { cwd: folder })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '2',
    '-subj',
    '/CN=Octo CA',
  )
  await openssl('req', ...newKey, '-keyout', 'host.key', '-out', 'host.csr', '-subj', '/CN=octo')
  writeFileSync(join(folder, 'names'), `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}\n`)
  const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '2']
  await openssl('x509', '-req', '-in', 'host.csr', '-out', 'host.pem', ...signing)
  return {
    file: join(folder, 'ca.pem'),
    key: readFileSync(join(folder, 'host.key')),
    certificate: readFileSync(join(folder, 'host.pem')),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Something on a port of loopback. */
export interface Listener extends AsyncDisposable {
  readonly port: number
}

/** Serves over TLS what a plain host on loopback answers. */
export async function startTls(authority: Authority, origin: () => string): Promise<Listener> {
  const server = createTlsServer({ key: authority.key, cert: authority.certificate }, (request, response) => {
    const { method, headers, url = '/' } = request
    const inner = forward(new URL(url, origin()), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    inner.on('error', () => response.destroy())
    request.pipe(inner)
  })
  return listening(server, () => server.closeAllConnections())
}

/** A proxy of a company: what it was asked to connect to, in order. */
export interface Proxy extends Listener {
  readonly url: string
  readonly asked: readonly string[]
  /** Header lines in which a token came along in the clear. */
  readonly leaked: readonly string[]
}

/** Starts a proxy that tunnels (CONNECT) each host to the port of loopback that `portOf` gives it. */
export async function startProxy(portOf: (host: string) => number | undefined): Promise<Proxy> {
  const asked: string[] = []
  const leaked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    response.writeHead(403).end()
  })
  server.on('connect', ({ url = '', headers }, client, head) => {
    asked.push(url)
    client.on('error', () => client.destroy())
    if (headers.authorization !== undefined) leaked.push(headers.authorization)
    const port = portOf(url.replace(/:\d+$/, ''))
    if (port === undefined) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    const inner = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      inner.write(head)
      inner.pipe(client).pipe(inner)
    })
    inner.on('error', () => client.destroy())
    client.on('error', () => inner.destroy()).on('close', () => inner.destroy())
  })
  const listener = await listening(server, () => server.closeAllConnections())
  return { ...listener, url: `http://127.0.0.1:${listener.port}`, asked, leaked }
}

async function listening(
  server: ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>,
  hangUp: () => void,
): Promise<Listener> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close()
      hangUp()
    },
  }
}
