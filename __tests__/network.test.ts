import { createServer, type AddressInfo } from 'node:net'
import { ProxyAgent, request } from 'undici'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openNetwork } from '../src/network.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

/** Whether an address is reached through the proxy, on a runner of github.com. */
async function isProxied(noProxy: string, url: string): Promise<boolean[]> {
  vi.stubEnv('GITHUB_API_URL', 'https://api.github.com')
  vi.stubEnv('https_proxy', 'http://proxy.example:3128')
  vi.stubEnv('no_proxy', noProxy)
  const end = new AbortController()
  const network = openNetwork('https://api.octo.ghe.com', end.signal)
  const dispatchers = [network.forApi(url), await network.forLink(url)]
  end.abort()
  return dispatchers.map((dispatcher) => dispatcher instanceof ProxyAgent)
}

describe('whether a request goes through the proxy is decided by its own address', () => {
  test.each([
    ['', 'https://api.octo.ghe.com/orgs/octo', true],
    ['.ghe.com', 'https://api.octo.ghe.com/orgs/octo', false],
    ['api.octo.ghe.com', 'https://api.octo.ghe.com/orgs/octo', false],
    ['api.github.com', 'https://api.octo.ghe.com/orgs/octo', true],
    ['api.octo.ghe.com', 'https://copilot-reports.octo.ghe.com/users', true],
    ['*', 'https://copilot-reports.octo.ghe.com/users', false],
  ])('no_proxy %j, %s: %s', async (noProxy, url, wanted) => {
    expect(await isProxied(noProxy, url)).toEqual([wanted, wanted])
  })
})

test('the end of a run closes connections that are still being made', async () => {
  const end = new AbortController()
  const closed = Promise.withResolvers<void>()
  // It takes connections, and never answers to TLS.
  const server = createServer((socket) => {
    socket.on('error', () => {}).on('close', () => closed.resolve())
    end.abort()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const network = openNetwork(url, end.signal)

  await expect(request(url, { dispatcher: network.forApi(url) })).rejects.toBeInstanceOf(Error)
  await closed.promise
  await new Promise((resolve) => server.close(resolve))
}, 5_000)
