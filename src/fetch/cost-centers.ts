import pMap from 'p-map'
import { compareTexts } from '../compare.ts'
import { Fault } from '../fault.ts'
import { parseGitHubError } from '../github-errors.ts'
import type { GitHub } from '../github.ts'
import { isRateLimit } from '../rate-limit.ts'

/** The cost centers of an enterprise, by what GitHub charges to them: names in lower case. */
export interface CostCenters {
  readonly users: ReadonlyMap<string, string>
  /** By slug, without `ent:`. */
  readonly teams: ReadonlyMap<string, string>
  readonly organizations: ReadonlyMap<string, string>
}

/** Why there are none: what GitHub answered, and its status if there was an answer. */
export interface CostCentersRefused {
  readonly status: number | null
  readonly words: string
  /** Why an App could not even ask, with what to change. */
  readonly reason?: string
}

/** Also in place of GitHub's 403 for it, which is no lack of a permission. */
const RATE_LIMIT = 429
/** GitHub may list only so many resources with a cost center: its standard page. */
const STANDARD_PAGE = 30
const LARGEST_PAGE = 100
const MOST_PAGES = 1000

/**
 * Fetches the active cost centers of an enterprise. Never throws what a request throws: groups may do without.
 * @see https://docs.github.com/en/enterprise-cloud@latest/rest/billing/cost-centers
 */
export async function fetchCostCenters(
  github: GitHub,
  enterprise: string,
): Promise<CostCenters | CostCentersRefused> {
  try {
    const { data } = await github.request('GET /enterprises/{enterprise}/settings/billing/cost-centers', {
      enterprise,
      state: 'active',
    })
    const listed = parseList(data)
    if (listed === undefined) return { status: null, words: 'an answer that this version does not know' }
    const whole = await pMap(listed, async (one) => withAllResources(github, enterprise, one), {
      concurrency: 4,
    })
    return toCostCenters(whole)
  } catch (error) {
    // An App that is not installed there, or lacks the permission: the sentence says what to change.
    if (error instanceof Fault) return { status: null, words: error.message, reason: error.message }
    const { status, headers, message, words } = parseGitHubError(error)
    if (status === undefined) throw error
    if (headers === undefined) return { status: null, words }
    return { status: isRateLimit(status, message, headers) ? RATE_LIMIT : status, words }
  }
}

interface CostCenter {
  readonly id: string
  readonly name: string
  readonly resources: readonly Resource[]
}

interface Resource {
  readonly type: string
  readonly name: string
}

/** The cost center with the resources of all pages, where the list may have left some out. */
async function withAllResources(github: GitHub, enterprise: string, listed: CostCenter): Promise<CostCenter> {
  if (listed.resources.length < STANDARD_PAGE) return listed
  const resources = [...listed.resources]
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await github.request(
      'GET /enterprises/{enterprise}/settings/billing/cost-centers/{cost_center_id}',
      { enterprise, cost_center_id: listed.id, per_page: LARGEST_PAGE, page },
    )
    const { resources: more, has_next_page: hasNext } = (data ?? {}) as {
      resources?: unknown
      has_next_page?: unknown
    }
    resources.push(...resourcesOf(more))
    if (hasNext !== true) break
  }
  return { ...listed, resources }
}

function parseList(data: unknown): CostCenter[] | undefined {
  const { costCenters } = (data ?? {}) as { costCenters?: unknown }
  if (!Array.isArray(costCenters)) return undefined
  return costCenters.flatMap((one: unknown) => {
    const { id, name, resources } = (one ?? {}) as { id?: unknown; name?: unknown; resources?: unknown }
    return typeof id === 'string' && typeof name === 'string' && name.trim() !== ''
      ? [{ id, name: name.trim(), resources: resourcesOf(resources) }]
      : []
  })
}

function resourcesOf(value: unknown): Resource[] {
  return (Array.isArray(value) ? value : []).filter(
    (one: { type?: unknown; name?: unknown } | null): one is Resource =>
      typeof one?.type === 'string' && typeof one.name === 'string',
  )
}

/** GitHub's types of resources. */
const KINDS = [
  { type: /^user$/i, kind: 'users' },
  { type: /team$/i, kind: 'teams' },
  { type: /^org/i, kind: 'organizations' },
] as const

/** What is charged to several belongs to the first by name, so that the order of the list does not matter. */
function toCostCenters(listed: readonly CostCenter[]): CostCenters {
  const maps = {
    users: new Map<string, string>(),
    teams: new Map<string, string>(),
    organizations: new Map<string, string>(),
  }
  for (const { name, resources } of listed.toSorted((left, right) => compareTexts(left.name, right.name))) {
    for (const resource of resources) {
      const found = KINDS.find(({ type }) => type.test(resource.type))
      if (found === undefined) continue
      const key = resource.name.toLowerCase().replace(found.kind === 'teams' ? /^ent:/ : '', '')
      if (!maps[found.kind].has(key)) maps[found.kind].set(key, name)
    }
  }
  return maps
}
