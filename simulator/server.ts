import { type Answer, apiError } from './answers.ts'
import type { SimulatedApp } from './apps.ts'
import type { Company } from './company.ts'
import { type CostCenter, costCenterRoutes } from './cost-centers.ts'
import type { EmptyShape, EnvelopeSettings } from './envelopes.ts'
import { type Faults, makeFaults } from './faults.ts'
import { type Incoming, type Network, type RequestLog, startHost } from './host.ts'
import { type LinkStore, type LocalLinks, startLinks } from './links.ts'
import { companySource, type Compression, type EntityKey, joinSources, type ReportSource } from './reports.ts'
import { type Route, routesOf, type SimulatedRepository } from './routes.ts'
import { type SeatRecord, seatsSource } from './seats.ts'
import { demoToken, type Grant, identify, type Tokens } from './tokens.ts'

export interface SimulatorOptions {
  /** Companies whose reports are served: several organizations, an enterprise. */
  readonly companies?: readonly Company[]
  /** Reports beside or in place of companies; asked first. */
  readonly reports?: ReportSource
  /** What each token may read; without it `demoToken` reads everything. */
  readonly tokens?: Tokens
  /** A GitHub App, whose installations and tokens are known beside `tokens`. */
  readonly app?: SimulatedApp
  /** Where links lead: a local store, which takes part in log and faults, or another one (Azurite), which does not. */
  readonly store?: 'local' | LinkStore
  /** What stands in the links in place of the local store's own origin, such as that of a proxy before it. */
  readonly linkOrigin?: (origin: string) => string
  readonly linkLifetimeSeconds?: number
  readonly filesPerReport?: number
  readonly compression?: Compression
  readonly latencyMs?: number
  readonly bytesPerSecond?: number
  /** How "no report" looks: one shape, or one for each question. */
  readonly emptyShape?: EmptyShape | EnvelopeSettings['emptyShape']
  /** Records of the lists of seats that a test wrote down; those of companies are made. */
  readonly seats?: Readonly<Partial<Record<EntityKey, readonly SeatRecord[]>>>
  /** Serve the closed user-engagement preview of enterprises. */
  readonly engagement?: boolean
  readonly repositories?: Readonly<Record<string, SimulatedRepository>>
  /** Cost centers by the slug of their enterprise. */
  readonly costCenters?: Readonly<Record<string, readonly CostCenter[]>>
  readonly routes?: readonly Route[]
  /** The UTC day it is; only the rolling report and the preview depend on it. */
  readonly today?: string
}

export interface Simulator extends AsyncDisposable {
  /** What `github-api-url` points to. */
  readonly url: string
  /** Every request to the API (`host: 'api'`) and to the local link store (`'links'`), in order of arrival. */
  readonly requests: readonly RequestLog[]
  readonly faults: Faults
  readonly network: Network
  readonly repositories: Readonly<Record<string, SimulatedRepository>>
  close(): Promise<void>
}

const apiVersions = new Set(['2022-11-28', '2026-03-10'])

/** Starts a stand-in for GitHub's REST API on loopback. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const network: Network = {
    requests: [],
    faults: makeFaults(),
    latencyMs: options.latencyMs,
    bytesPerSecond: options.bytesPerSecond,
  }
  const local: LocalLinks | undefined =
    options.store === undefined || options.store === 'local'
      ? await startLinks(network, options.linkOrigin)
      : undefined
  const source = joinSources([
    ...(options.reports ? [options.reports] : []),
    ...(options.companies ?? []).map(companySource),
  ])
  const store = local ?? options.store
  if (store === undefined || store === 'local') throw new Error('There is no store for links.')
  const settings = settingsOf(options, source, store)
  const repositories = options.repositories ?? {
    'octo-works/copilot-report': { visibility: 'private' as const },
  }
  const seats = seatsSource(options.companies ?? [], options.seats)
  const billing = costCenterRoutes(options.costCenters ?? {})
  const routes = [
    ...(options.routes ?? []),
    ...billing,
    ...(options.app?.routes ?? []),
    ...routesOf(settings, repositories, options.engagement === true, seats),
  ]
  const tokens = options.tokens ?? { [demoToken]: [...new Set(source.entities)] }
  const who = (incoming: Incoming) => options.app?.identify(incoming) ?? identify(incoming, tokens)
  const api = await startHost('api', network, (incoming) => answerApi(incoming, routes, who, network))
  const close = async () => {
    await Promise.all([api.close(), local?.close()])
  }
  const { requests, faults } = network
  return { url: api.url, requests, faults, network, repositories, close, [Symbol.asyncDispose]: close }
}

function settingsOf(options: SimulatorOptions, source: ReportSource, store: LinkStore): EnvelopeSettings {
  const shape = options.emptyShape ?? '204'
  return {
    source,
    store,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    linkLifetimeSeconds: options.linkLifetimeSeconds ?? 3600,
    filesPerReport: options.filesPerReport ?? 1,
    compression: options.compression ?? 'none',
    emptyShape: typeof shape === 'function' ? shape : () => shape,
  }
}

async function answerApi(
  incoming: Incoming,
  routes: readonly Route[],
  who: (incoming: Incoming) => readonly Grant[] | Answer,
  network: Network,
): Promise<Answer> {
  const answer = await routed(incoming, routes, who)
  const token = incoming.log.token
  const used = network.requests.filter((request) => request.host === 'api' && request.token === token).length
  const headers = {
    'x-github-api-version-selected': String(incoming.headers['x-github-api-version'] ?? '2022-11-28'),
    'x-github-request-id': `${used.toString(16).toUpperCase()}:SIMULATOR`,
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': String(Math.max(0, 5000 - used)),
    'x-ratelimit-used': String(used),
    'x-ratelimit-reset': String(Math.ceil(Date.now() / 3_600_000) * 3600),
    'x-ratelimit-resource': 'core',
  }
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

async function routed(
  incoming: Incoming,
  routes: readonly Route[],
  who: (incoming: Incoming) => readonly Grant[] | Answer,
): Promise<Answer> {
  const version = incoming.headers['x-github-api-version']
  if (version !== undefined && !apiVersions.has(String(version))) {
    return apiError(400, `"${String(version)}" is not a supported API version.`)
  }
  const grants = who(incoming)
  if ('status' in grants) return grants
  const path = incoming.path.replace(/^\/api\/v3(?=\/)/, '')
  for (const route of routes) {
    const found = route.method === incoming.method ? route.path.exec(path) : null
    if (found) return route.answer(incoming, decoded(found.groups), grants)
  }
  return apiError(404, 'Not Found')
}

function decoded(groups: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]),
  )
}
