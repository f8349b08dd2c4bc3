import { execFileSync } from 'node:child_process'

import type { Fault } from '../../simulator/faults.ts'
import type { Simulator } from '../../simulator/server.ts'
import { type Authority, makeAuthority, type Proxy, startProxy, startTls } from '../../simulator/tls.ts'
import { fails, failsLast, killed, type Row, type Setting, whole } from './rows.ts'

/** Rows of what is the runner's own: its files, its signals, its way to the network. */
export const RUNNER: readonly Row[] = [
  ...['/nope/nope', '/proc/version/temp'].map((path): Row => ({
    place: 'runner',
    fault: path === '/nope/nope' ? 'RUNNER_TEMP is missing' : 'RUNNER_TEMP lies below a file',
    prepare: () => environment({ RUNNER_TEMP: path }),
    comesOut: failsLast(/RUNNER_TEMP/, 'files'),
    within: 30,
  })),
  {
    place: 'runner',
    fault: 'RUNNER_TEMP is read-only',
    prepare: () => mounted('ro'),
    mounts: true,
    comesOut: failsLast(/RUNNER_TEMP.*read-only/, 'files'),
    within: 30,
  },
  {
    place: 'runner',
    fault: 'disk full while files are written',
    prepare: () => mounted('size=16k'),
    mounts: true,
    comesOut: failsLast(/RUNNER_TEMP.*full/, 'files'),
    within: 30,
  },
  ...(
    [
      ['on a full disk', '/dev/full'],
      ['is missing', '/nope/summary'],
      ['is read-only', '/proc/version'],
      ['is a directory', '/tmp'],
    ] as const
  ).map(([how, path]): Row => ({
    place: 'runner',
    fault: `GITHUB_STEP_SUMMARY ${how}`,
    prepare: () => environment({ GITHUB_STEP_SUMMARY: path }),
    comesOut: failsLast(/GITHUB_STEP_SUMMARY/, 'page'),
    within: 30,
  })),
  {
    place: 'runner',
    fault: 'GITHUB_STEP_SUMMARY is not set',
    prepare: () => environment({ GITHUB_STEP_SUMMARY: '' }),
    comesOut: { as: 'whole', lacks: 'page' },
    within: 30,
  },
  {
    place: 'runner',
    fault: 'GITHUB_OUTPUT on a full disk',
    prepare: () => environment({ GITHUB_OUTPUT: '/dev/full' }),
    comesOut: failsLast(/GITHUB_OUTPUT/, 'outputs'),
    within: 30,
  },
  cancelled('SIGTERM while reading', /users-1-day\?day=2026-11-17/),
  cancelled('SIGTERM while committing', /POST \/graphql/),
  {
    place: 'proxy',
    fault: 'https_proxy: API and links go through it',
    prepare: async (stack) => {
      const { setting, proxy } = await behindProxy(stack)
      const asked = () =>
        ['api.octo.ghe.test:443', 'reports.octo.ghe.test:443'].filter((host) => !proxy.asked.includes(host))
      return {
        ...setting,
        check: () => [...asked().map((host) => `${host} was not asked for.`), ...strayed(proxy)],
      }
    },
    comesOut: whole,
    within: 30,
  },
  {
    place: 'proxy',
    fault: 'a proxy that lets nothing through',
    prepare: async (stack) => (await behindProxy(stack, () => undefined)).setting,
    comesOut: fails(/octo-works for 2026-11-1\d.*proxy/i),
    waits: true,
    within: 60,
  },
  ...(['github-api-url', 'GITHUB_API_URL'] as const).map((which): Row => ({
    place: 'proxy',
    fault: `no_proxy for the host of ${which}${which === 'GITHUB_API_URL' ? ', where github-api-url is another' : ''}`,
    prepare: (stack) => withoutProxy(stack, which === 'GITHUB_API_URL'),
    comesOut: whole,
    within: 30,
  })),
  {
    place: 'proxy',
    fault: 'a certificate of an authority that only NODE_EXTRA_CA_CERTS knows',
    prepare: async (stack) => (await behindProxy(stack)).setting,
    comesOut: whole,
    within: 30,
  },
  {
    place: 'proxy',
    fault: 'the same without NODE_EXTRA_CA_CERTS',
    prepare: async (stack) => {
      const { setting } = await behindProxy(stack)
      return { ...setting, run: { env: { ...setting.run?.env, NODE_EXTRA_CA_CERTS: '' } } }
    },
    comesOut: fails(/octo-works for 2026-11-1\d.*certificate/i),
    waits: true,
    within: 60,
  },
  {
    place: 'proxy',
    fault: 'a link that is redirected to a private address',
    prepare: async (stack) => {
      const location = 'https://127.0.0.1:61234/metadata'
      const fault: Fault = { match: /links GET/, times: Infinity, do: { status: 302, headers: { location } } }
      return { ...(await behindProxy(stack)).setting, faults: [fault] }
    },
    comesOut: fails(/127\.0\.0\.1.*not followed/),
    within: 30,
  },
]

/** Whether this machine lets a process mount file systems of its own. */
export function canMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function environment(env: Readonly<Record<string, string>>): Setting {
  return { run: { env } }
}

/** A file system of its own in place of the runner's temporary directory, which nobody else sees. */
function mounted(options: string): Setting {
  const script = `import { execFileSync } from 'node:child_process'
    execFileSync('mount', ['-t', 'tmpfs', '-o', '${options}', 'none', process.env.RUNNER_TEMP])`
  const mounting = `data:text/javascript,${encodeURIComponent(script)}`
  return { run: { node: 'unshare', nodeFlags: ['-rm', process.execPath, '--import', mounting] } }
}

function cancelled(fault: string, match: RegExp): Row {
  const prepare = (): Setting => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const meets: Fault['match'] = ({ host, method, path, query }) => {
      const isMet = match.test(`${host} ${method} ${path}?day=${query['day'] ?? ''}`)
      if (isMet) setTimeout(resolve, 50)
      return isMet
    }
    return { run: { cancelled: promise }, faults: [{ match: meets, do: 'silence' }] }
  }
  return { place: 'runner', fault, prepare, comesOut: killed, within: 30 }
}

interface Company {
  readonly authority: Authority
  readonly ports: Map<string, number>
  readonly setting: Setting
}

const API = 'api.octo.ghe.test'
const REPORTS = 'reports.octo.ghe.test'

/** The API and the store speak TLS, with a certificate of a company's own. */
async function overTls(stack: AsyncDisposableStack): Promise<Company> {
  const origins = new Map<string, string>()
  const authority = await makeAuthority([API, REPORTS, 'localhost'])
  stack.defer(() => authority[Symbol.dispose]())
  const ports = new Map<string, number>()
  for (const host of [API, REPORTS]) {
    const { port } = stack.use(await startTls(authority, () => origins.get(host) ?? ''))
    ports.set(host, port)
  }
  const started = ({ url }: Simulator) => void origins.set(API, url)
  const linkOrigin = (origin: string) => {
    origins.set(REPORTS, origin)
    return `https://${REPORTS}`
  }
  return { authority, ports, setting: { started, github: { linkOrigin } } }
}

async function behindProxy(
  stack: AsyncDisposableStack,
  portOf?: () => undefined,
): Promise<{ setting: Setting; proxy: Proxy }> {
  const { authority, ports, setting } = await overTls(stack)
  const proxy = stack.use(await startProxy(portOf ?? ((host) => ports.get(host))))
  const env = { https_proxy: proxy.url, NODE_EXTRA_CA_CERTS: authority.file }
  return { setting: { ...setting, inputs: { 'github-api-url': `https://${API}` }, run: { env } }, proxy }
}

/** A proxy that nobody may ask, since all hosts are exempt; `GITHUB_API_URL` may name one that is not. */
async function withoutProxy(stack: AsyncDisposableStack, isOther: boolean): Promise<Setting> {
  const { authority, ports, setting } = await overTls(stack)
  const proxy = stack.use(await startProxy(() => undefined))
  const api = `https://localhost:${ports.get(API) ?? 0}`
  const links = (origin: string) => {
    setting.github?.linkOrigin?.(origin)
    return `https://localhost:${ports.get(REPORTS) ?? 0}`
  }
  const env = {
    https_proxy: proxy.url,
    no_proxy: 'localhost',
    NODE_EXTRA_CA_CERTS: authority.file,
    GITHUB_API_URL: isOther ? 'https://api.github.com' : api,
  }
  const check = () => proxy.asked.map((one) => `The proxy was asked for ${one}.`)
  return { ...setting, github: { linkOrigin: links }, inputs: { 'github-api-url': api }, run: { env }, check }
}

function strayed({ leaked, asked }: Proxy): string[] {
  const plain = asked.filter((one) => !/^[\w.-]+:443$/.test(one))
  return [
    ...leaked.map(() => 'A token came to the proxy.'),
    ...plain.map((one) => `The proxy was asked: ${one}`),
  ]
}
