import { getProxyUrl } from '@actions/http-client'
import { lookup as callLookup } from 'node:dns'
import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { addressOf, isPrivateAddress } from './safe-url.ts'
import { PrivateAddress } from './unreachable.ts'

/** The connections of a run, through a proxy if the environment sets one; closed when the run ends. */
export interface Network {
  /** Aborted when the run ends, successfully or not: no requests, waits or retries after that. */
  readonly ending: AbortSignal
  /** Returns the dispatcher for an address of GitHub's API. */
  forApi(url: string): Dispatcher
  /**
   * Returns the dispatcher for the address of a signed link. If DNS resolves it to a private address, the connection fails
   * with `PrivateAddress`, unless the API has a private address too.
   * @throws PrivateAddress if the link itself contains a private address
   */
  forLink(url: string): Promise<Dispatcher>
}

/** Opens the network of a run whose API is at `apiUrl`; it is closed when `ending` is aborted. */
export function openNetwork(apiUrl: string, ending: AbortSignal): Network {
  let isPrivateApi: Promise<boolean> | undefined
  const mayBePrivate = () => (isPrivateApi ??= isPrivate(apiUrl))
  // The signal also destroys sockets that are not connected yet. (The port is replaced by that of each request.)
  const socket = { port: 0, signal: ending }
  const direct = {
    api: new Agent({ connect: socket }),
    links: new Agent({ connect: { ...socket, lookup: publicLookup(mayBePrivate) } }),
  }
  const proxies = new Map<string, Dispatcher>()
  const orProxy = (url: string, agent: Agent): Dispatcher => {
    const uri = getProxyUrl(url)
    if (uri === '') return agent
    const proxy = proxies.get(uri) ?? new ProxyAgent({ uri, proxyTls: socket })
    proxies.set(uri, proxy)
    return proxy
  }
  ending.addEventListener('abort', () => {
    for (const dispatcher of [direct.api, direct.links, ...proxies.values()]) void dispatcher.destroy()
  })
  return {
    ending,
    forApi: (url) => orProxy(url, direct.api),
    async forLink(url) {
      const address = addressOf(url)
      if (address !== undefined && isPrivateAddress(address) && !(await mayBePrivate()))
        throw new PrivateAddress()
      return orProxy(url, direct.links)
    },
  }
}

/** Whether the host of a URL has a private address; false if the runner cannot resolve it, because a proxy does. */
async function isPrivate(url: string): Promise<boolean> {
  const address = addressOf(url)
  if (address !== undefined) return isPrivateAddress(address)
  const found = await lookup(new URL(url).hostname, { all: true }).catch(() => [])
  return found.some((one) => isPrivateAddress(one.address))
}

/** A DNS lookup that fails for private addresses unless they are allowed. */
function publicLookup(mayBePrivate: () => Promise<boolean>): LookupFunction {
  return (hostname, options, callback) => {
    callLookup(hostname, options, async (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address)
      const isRefused = addresses.some(isPrivateAddress) && !(await mayBePrivate())
      callback(isRefused ? new PrivateAddress() : error, found, family)
    })
  }
}
