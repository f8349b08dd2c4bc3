import { createPublicKey, generateKeyPairSync, randomBytes, verify } from 'node:crypto'

import { type Answer, apiError, json } from './answers.ts'
import type { Incoming } from './host.ts'
import type { EntityKey } from './reports.ts'
import type { Route } from './routes.ts'
import type { Grant } from './tokens.ts'

/** Where an App is installed. */
interface SimulatedInstallation {
  /** `user:NAME` is a personal account. */
  readonly on: EntityKey | `user:${string}`
  /** What its owner accepted; the reports of the entity unless told. */
  readonly permissions?: readonly string[]
  readonly suspended?: boolean
}

export interface AppOptions {
  readonly installations: readonly SimulatedInstallation[]
  /** How long a token lives; an hour unless told. */
  readonly tokenSeconds?: number
  /** A token ends after so many requests, whatever its `expires_at` says. */
  readonly tokenUses?: number
  /** How far GitHub's clock is before that of the machine. */
  readonly clockAheadSeconds?: number
}

/** A token that the App minted. */
interface MintedToken {
  readonly text: string
  readonly on: SimulatedInstallation['on']
  readonly permissions: Readonly<Record<string, string>>
  readonly endsAt: number
  uses: number
}

/** A GitHub App with its installations, as a simulator takes it. */
export interface SimulatedApp {
  readonly id: string
  /** PEM, PKCS #1, as GitHub hands it out. */
  readonly privateKey: string
  readonly minted: readonly MintedToken[]
  /** The web tokens that requests were signed with. */
  readonly signatures: readonly string[]
  readonly routes: readonly Route[]
  /** Who sends a request; undefined where it is not this App. */
  identify(incoming: Incoming): readonly Grant[] | Answer | undefined
}

/** The longest time that GitHub lets a signature live. */
const MOST_SECONDS = 600
const PERMISSION_OF_REPORTS: Readonly<Record<string, string>> = {
  organization: 'organization_copilot_metrics',
  enterprise: 'enterprise_copilot_metrics',
}

/** A key that takes a quarter of a second to make, so that all Apps of a process have the same. */
let ownKey: ReturnType<typeof makeKey> | undefined

/** A pair of keys as GitHub makes them. */
export function makeKey() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
}

/** Permissions by what they open; one of them will do. GitHub does not document those of enterprises but the first. */
const NEEDED = [
  {
    path: /^copilot\/(metrics|user-engagement)/,
    organization: ['organization_copilot_metrics'],
    enterprise: ['enterprise_copilot_metrics'],
  },
  {
    path: /^copilot\/billing/,
    organization: ['organization_copilot_seat_management', 'organization_administration'],
    enterprise: ['enterprise_copilot_license_management'],
  },
  { path: /^settings\/billing\//, organization: [], enterprise: ['enterprise_billing'] },
] as const

/** Makes an App. */
export function makeApp(options: AppOptions): SimulatedApp {
  const { privateKey, publicKey } = (ownKey ??= makeKey())
  const id = '424242'
  const minted: MintedToken[] = []
  const signatures: string[] = []
  const clock = () => Date.now() + (options.clockAheadSeconds ?? 0) * 1000
  const identify = (incoming: Incoming) => {
    const [, bearer = ''] = /^(?:bearer|token) (.+)$/i.exec(incoming.headers.authorization ?? '') ?? []
    const token = minted.find(({ text }) => text === bearer)
    if (token !== undefined) return useToken(incoming, token, options, clock())
    if (bearer.split('.').length !== 3) return undefined
    signatures.push(bearer)
    incoming.log.token = `signed by App ${id}`
    const refused = signatureFault(bearer, id, publicKey, clock())
    return refused === undefined ? (['signed'] as const) : dated(refused, clock())
  }
  const routes = routesOfApp(options, clock, (token) => minted.push(token))
  return { id, privateKey, minted, signatures, routes, identify }
}

function useToken(
  incoming: Incoming,
  token: MintedToken,
  { tokenUses = Infinity }: AppOptions,
  now: number,
): readonly Grant[] | Answer {
  incoming.log.token = token.text
  if (now >= token.endsAt || token.uses >= tokenUses) return apiError(401, 'Bad credentials')
  token.uses += 1
  return mayRead(token, incoming.path)
    ? [token.on as EntityKey]
    : apiError(403, 'Resource not accessible by integration')
}

/** Whether a token belongs to the entity of a path, and has one of the permissions that it takes. */
function mayRead({ on, permissions }: MintedToken, path: string): boolean {
  const [, kind, slug, rest = ''] = /^(?:\/api\/v3)?\/(orgs|enterprises)\/([^/]+)\/(.*)$/.exec(path) ?? []
  if (slug === undefined) return path.endsWith('/rate_limit')
  const scope = kind === 'orgs' ? 'organization' : 'enterprise'
  const needed = NEEDED.find((one) => one.path.test(rest))?.[scope] ?? []
  const isOwn = on.toLowerCase() === `${scope}:${slug}`.toLowerCase()
  return isOwn && needed.some((key) => key in permissions)
}

/** What GitHub has against a web token (RFC 7519); undefined where all is well. */
function signatureFault(token: string, id: string, publicKey: string, now: number): Answer | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.')
  const undecodable = apiError(401, 'A JSON web token could not be decoded')
  const { alg } = decoded(header)
  const { iss, iat, exp } = decoded(payload)
  if (String(iss) !== id) return apiError(404, 'Integration not found')
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    createPublicKey(publicKey),
    Buffer.from(signature, 'base64url'),
  )
  if (alg !== 'RS256' || !isSigned) return undecodable
  const seconds = now / 1000
  if (typeof iat !== 'number' || iat > seconds)
    return apiError(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    )
  if (typeof exp !== 'number' || exp <= seconds)
    return apiError(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  if (exp > seconds + MOST_SECONDS)
    return apiError(401, "'Expiration time' claim ('exp') is too far in the future")
  return undefined
}

function decoded(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}

/** The routes that take a signature of the App and no token. */
function routesOfApp(options: AppOptions, clock: () => number, keep: (token: MintedToken) => void): Route[] {
  const { installations } = options
  const signed =
    (answer: (incoming: Incoming, parts: Readonly<Record<string, string>>) => Answer | Promise<Answer>) =>
    async (incoming: Incoming, parts: Readonly<Record<string, string>>, grants: readonly Grant[]) =>
      dated(
        grants.includes('signed')
          ? await answer(incoming, parts)
          : apiError(401, 'A JSON web token could not be decoded'),
        clock(),
      )
  return [
    {
      method: 'GET',
      path: /^\/(?<kind>orgs|enterprises)\/(?<slug>[^/]+)\/installation$/,
      answer: signed((_, { kind, slug = '' }) => {
        const key = `${kind === 'orgs' ? 'organization' : 'enterprise'}:${slug}`.toLowerCase()
        const index = installations.findIndex(({ on }) => on.toLowerCase() === key)
        const found = installations[index]
        return found === undefined ? apiError(404, 'Not Found') : json(200, toJson(found, index))
      }),
    },
    {
      method: 'GET',
      path: /^\/app\/installations$/,
      answer: signed(({ query }) => {
        const [page, length] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)]
        return json(200, installations.map(toJson).slice((page - 1) * length, page * length))
      }),
    },
    {
      method: 'POST',
      path: /^\/app\/installations\/(?<id>\d+)\/access_tokens$/,
      answer: signed(async (incoming, { id }) => {
        const index = installations.findIndex((_, at) => String(idOf(at)) === id)
        return mint(installations[index], await incoming.body(), options, clock(), keep)
      }),
    },
  ]
}

function mint(
  installation: SimulatedInstallation | undefined,
  body: Buffer,
  { tokenSeconds = 3600 }: AppOptions,
  now: number,
  keep: (token: MintedToken) => void,
): Answer {
  if (installation === undefined) return apiError(404, 'Not Found')
  if (installation.suspended === true) return apiError(403, 'This installation has been suspended')
  const granted = permissionsOf(installation)
  const { permissions = granted } = JSON.parse(body.toString() || '{}') as {
    permissions?: Record<string, string>
  }
  if (Object.keys(permissions).some((key) => !(key in granted)))
    return apiError(422, 'The permissions requested are not granted to this installation.')
  const endsAt = now + tokenSeconds * 1000
  const text = `ghs_${randomBytes(18).toString('hex')}`
  keep({ text, on: installation.on, permissions, endsAt, uses: 0 })
  return json(201, {
    token: text,
    expires_at: new Date(endsAt).toISOString(),
    permissions,
    repository_selection: 'all',
  })
}

function toJson(installation: SimulatedInstallation, index: number): object {
  const [scope = '', name] = installation.on.split(':')
  const types: Readonly<Record<string, string>> = { organization: 'Organization', enterprise: 'Enterprise' }
  return {
    id: idOf(index),
    account: scope === 'enterprise' ? { slug: name } : { login: name },
    target_type: types[scope] ?? 'User',
    permissions: permissionsOf(installation),
    suspended_at: installation.suspended === true ? '2026-11-01T08:00:00Z' : null,
  }
}

function idOf(index: number): number {
  return 5001 + index
}

function permissionsOf({ on, permissions }: SimulatedInstallation): Record<string, string> {
  const usual = PERMISSION_OF_REPORTS[on.split(':')[0] ?? '']
  const keys = permissions ?? (usual === undefined ? [] : [usual])
  return Object.fromEntries(keys.map((key) => [key, 'read']))
}

/** An answer with GitHub's time in its header. */
function dated(answer: Answer, now: number): Answer {
  return { ...answer, headers: { ...answer.headers, date: new Date(now).toUTCString() } }
}
