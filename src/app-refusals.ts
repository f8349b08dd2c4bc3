import type { App } from './app-inputs.ts'
import type { Installation } from './app-installations.ts'
import { grantedKey, labelOf, type Purpose } from './app-permissions.ts'
import { Fault } from './fault.ts'
import { toTroubleFault } from './fetch/refusals.ts'
import { isStatus, parseGitHubError } from './github-errors.ts'
import type { Entity } from './inputs.ts'
import { enumerate } from './render/text/numbers.ts'

/** An entity with the App's installation there; undefined: there is none. */
export interface Found {
  readonly entity: Entity
  readonly installation: Installation | undefined
}

/** One sentence that names every entity that the App may not read, with what to change; undefined if it may read all. */
export function unreadableFault(app: App, found: readonly Found[], purpose: Purpose): Fault | undefined {
  const where = (isMeant: (one: Found) => boolean) => found.filter(isMeant).map(({ entity }) => entity)
  const absent = where(({ installation }) => installation === undefined)
  const suspended = where(({ installation }) => installation?.isSuspended === true)
  const lacking = where((one) => lacks(one, purpose))
  const clauses = [
    ...(absent.length === 0 ? [] : [notInstalled(absent)]),
    ...(suspended.length === 0 ? [] : [isSuspended(suspended)]),
    ...(lacking.length === 0 ? [] : [lacksPermission(lacking, purpose)]),
  ]
  return clauses.length === 0 ? undefined : new Fault(`App ${app.id} ${clauses.join('; it ')}`)
}

/** Converts an error of a request that the App signed itself. */
export function toAppFault(error: unknown, { id }: App, subject: string): Error {
  const { words } = parseGitHubError(error)
  if (isStatus(error, 401))
    return new Fault(
      `GitHub does not accept app-id ${id} with this app-private-key (401: ${words}): take both from the settings of one App, and a key that is still listed there`,
      { cause: error },
    )
  if (isStatus(error, 404))
    return new Fault(
      `GitHub knows no App with the app-id ${id} (404): take it from the App's settings, and check github-api-url`,
      { cause: error },
    )
  return toTroubleFault(error, subject)
}

/** Converts an error of minting a token: an installation may have changed since it was found. */
export function toMintFault(error: unknown, app: App, entity: Entity, purpose: Purpose): Error {
  const { message } = parseGitHubError(error)
  const clause =
    (isStatus(error, 422) && lacksPermission([entity], purpose)) ||
    (isStatus(error, 403) && /suspended/i.test(message) && isSuspended([entity])) ||
    (isStatus(error, 404) && !/integration/i.test(message) && notInstalled([entity]))
  return clause === false
    ? toAppFault(error, app, `a token of App ${app.id} for ${entity.slug}`)
    : new Fault(`App ${app.id} ${clause}`, { cause: error })
}

function lacks({ entity, installation }: Found, purpose: Purpose): boolean {
  if (installation === undefined || installation.isSuspended) return false
  return grantedKey(entity.scope, purpose, installation.permissions) === undefined
}

function notInstalled(entities: readonly Entity[]): string {
  const cure = scopeOf(entities) === 'enterprise' ? 'on the enterprise itself' : 'there'
  return `is not installed on ${nameAll(entities)}: check the ${entities.length === 1 ? 'name' : 'names'}, and install the App ${cure}`
}

function isSuspended(entities: readonly Entity[]): string {
  return `is suspended on ${nameAll(entities)}: an owner has to lift that in the settings of installed Apps`
}

function lacksPermission(entities: readonly Entity[], purpose: Purpose): string {
  const scope = scopeOf(entities)
  return `lacks the permission "${labelOf(scope, purpose)}" on ${nameAll(entities)}: add it in the App's settings, and let an owner of ${entities.length === 1 ? `the ${scope}` : `each ${scope}`} accept it`
}

/** `organization octo-east` or `organizations octo-east and octo-west`. */
function nameAll(entities: readonly Entity[]): string {
  return `${scopeOf(entities)}${entities.length === 1 ? '' : 's'} ${enumerate(entities.map(({ slug }) => slug))}`
}

/** All entities of a run have the same. */
function scopeOf(entities: readonly Entity[]): Entity['scope'] {
  return entities[0]?.scope ?? 'organization'
}
