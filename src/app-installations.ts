import type { App } from './app-inputs.ts'
import { toAppFault } from './app-refusals.ts'
import type { InstallationToken } from './app-tokens.ts'
import { Fault } from './fault.ts'
import { isStatus, parseGitHubError } from './github-errors.ts'
import type { GitHub } from './github.ts'
import type { Entity } from './inputs.ts'
import type { RetryOptions } from './retries.ts'

const PER_PAGE = 100
/** Of GitHub's list; one that goes on is going in circles. */
const MOST_PAGES = 1000
/** The share of a token's life after which it is renewed: six minutes before the end of its hour. */
const LIFE_USED = 0.9

/** An installation of an App, as GitHub has it now. */
export interface Installation {
  readonly id: number
  readonly isSuspended: boolean
  /** Keys of the permissions that its owner accepted, such as `organization_copilot_metrics`. */
  readonly permissions: readonly string[]
}

/** An organization with the App's installation there. */
export interface InstalledOn {
  readonly entity: Entity
  readonly installation: Installation
}

/** Fetches the installation on an organization or enterprise; undefined if there is none. @throws Fault if GitHub refuses the App */
export async function fetchInstallation(
  github: GitHub,
  app: App,
  { scope, slug }: Entity,
): Promise<Installation | undefined> {
  try {
    const { data } =
      scope === 'organization'
        ? await github.request('GET /orgs/{org}/installation', { org: slug })
        : await github.request('GET /enterprises/{enterprise}/installation', { enterprise: slug })
    return parseInstallation(data)
  } catch (error) {
    // "Integration not found" is about the App itself.
    if (isStatus(error, 404) && !/integration/i.test(parseGitHubError(error).message)) return undefined
    throw toAppFault(error, app, `the installation of App ${app.id} on ${slug}`)
  }
}

/** Fetches all organizations with an installation of the App, by name; personal accounts and enterprises are left out. */
export async function fetchOrganizations(github: GitHub, app: App): Promise<InstalledOn[]> {
  const found: InstalledOn[] = []
  try {
    for (let page = 1; page <= MOST_PAGES; page++) {
      const { data } = await github.request('GET /app/installations', { page, per_page: PER_PAGE })
      if (!Array.isArray(data)) throw unknownAnswer()
      found.push(...data.flatMap(toInstalledOn))
      if (data.length < PER_PAGE) break
    }
  } catch (error) {
    throw toAppFault(error, app, `the installations of App ${app.id}`)
  }
  return found.toSorted((one, other) => (one.entity.slug < other.entity.slug ? -1 : 1))
}

/** Mints a token for an installation with a single permission, to read. @throws the error of the request */
export async function mintToken(
  github: GitHub,
  { id }: Installation,
  permission: string,
  { giveUpAt }: RetryOptions,
): Promise<InstallationToken> {
  const { data, headers } = await github.request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: id,
    permissions: { [permission]: 'read' },
    request: { giveUpAt },
  })
  const { token: text, expires_at: end } = data as { token?: unknown; expires_at?: unknown }
  if (typeof text !== 'string' || text === '') throw unknownAnswer()
  const now = Date.now()
  return { text, mintedAt: now, renewAt: now + lifeOf(String(end), headers.date, now) * LIFE_USED }
}

/** How long a token lives by GitHub's own clock, since the runner's may be wrong; without end if that is not told: then a 401 tells. */
function lifeOf(end: string, date: string | undefined, now: number): number {
  const minted = Date.parse(date ?? '')
  const life = Date.parse(end) - (Number.isNaN(minted) ? now : minted)
  return life > 0 ? life : Infinity
}

function toInstalledOn(data: unknown): InstalledOn[] {
  const { account, target_type: type } = (data ?? {}) as {
    account?: { login?: unknown }
    target_type?: unknown
  }
  const slug = account?.login
  if (type !== 'Organization' || typeof slug !== 'string') return []
  return [{ entity: { scope: 'organization', slug }, installation: parseInstallation(data) }]
}

function parseInstallation(data: unknown): Installation {
  const { id, suspended_at: suspended, permissions } = (data ?? {}) as Readonly<Record<string, unknown>>
  if (!Number.isSafeInteger(id)) throw unknownAnswer()
  return {
    id: id as number,
    isSuspended: typeof suspended === 'string',
    permissions: Object.keys(permissions ?? {}),
  }
}

function unknownAnswer(): Fault {
  return new Fault(
    'GitHub answered about the installations of the App with what this version does not know; look for a newer version',
  )
}
