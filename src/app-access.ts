import pMap from 'p-map'
import type { App } from './app-inputs.ts'
import { fetchInstallation, fetchOrganizations, type Installation, mintToken } from './app-installations.ts'
import { grantedKey, type Purpose } from './app-permissions.ts'
import { toMintFault, unreadableFault } from './app-refusals.ts'
import { type InstallationTokens, installationTokens } from './app-tokens.ts'
import { setSecret } from '@actions/core'
import { connectApp, connectInstallation, type GitHub } from './github.ts'
import type { Entity } from './inputs.ts'
import type { Network } from './network.ts'

/** Installations that are looked for at a time. */
const CONCURRENCY = 4

/** What a GitHub App may read. */
export interface AppAccess {
  /** The organizations on which the App is installed, by name, and the names of those on which it is suspended. */
  organizations(): Promise<{ readonly entities: Entity[]; readonly suspended: string[] }>
  /** @throws Fault that names every entity whose reports the App may not read, and says what to change */
  refuseUnreadable(entities: readonly Entity[]): Promise<void>
  /** The client for an entity: its tokens have the permission for the purpose and no other. Its requests may throw a Fault. */
  clientFor(entity: Entity, purpose: Purpose): GitHub
}

/** Opens what an App may read. GitHub is asked for an installation once, and for a token when it is needed. */
export function openApp(app: App, apiUrl: string, network: Network): AppAccess {
  const github = connectApp(app, apiUrl, network)
  const installations = new Map<string, Promise<Installation | undefined>>()
  const clients = new Map<string, GitHub>()
  const find = (entity: Entity) =>
    ensure(installations, keyOf(entity), () => fetchInstallation(github, app, entity))
  return {
    async organizations() {
      const all = await fetchOrganizations(github, app)
      for (const { entity, installation } of all)
        installations.set(keyOf(entity), Promise.resolve(installation))
      return {
        entities: all.filter((one) => !one.installation.isSuspended).map(({ entity }) => entity),
        suspended: all.filter((one) => one.installation.isSuspended).map(({ entity }) => entity.slug),
      }
    },
    async refuseUnreadable(entities) {
      const found = await pMap(entities, async (entity) => ({ entity, installation: await find(entity) }), {
        concurrency: CONCURRENCY,
        signal: network.ending,
      })
      const fault = unreadableFault(app, found, 'reports')
      if (fault !== undefined) throw fault
    },
    clientFor(entity, purpose) {
      const tokens = () => tokensFor(github, app, entity, purpose, () => find(entity))
      return ensure(clients, `${purpose} ${keyOf(entity)}`, () =>
        connectInstallation(app.id, tokens(), apiUrl, network),
      )
    },
  }
}

/** The tokens for one entity and purpose, each masked before it is sent. */
function tokensFor(
  github: GitHub,
  app: App,
  entity: Entity,
  purpose: Purpose,
  find: () => Promise<Installation | undefined>,
): InstallationTokens {
  return installationTokens(async (options) => {
    const installation = await find()
    const permission = grantedKey(entity.scope, purpose, installation?.permissions ?? [])
    const fault = unreadableFault(app, [{ entity, installation }], purpose)
    if (installation === undefined || permission === undefined || fault !== undefined) throw fault
    try {
      const token = await mintToken(github, installation, permission, options)
      setSecret(token.text)
      return token
    } catch (error) {
      throw toMintFault(error, app, entity, purpose)
    }
  })
}

function ensure<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make()
  values.set(key, value)
  return value
}

function keyOf({ scope, slug }: Entity): string {
  return `${scope} ${slug.toLowerCase()}`
}
