import { ProxyAgent } from 'undici'
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
