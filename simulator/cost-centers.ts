import { type Answer, apiError, json } from './answers.ts'
import type { Route } from './routes.ts'
import type { Grant } from './tokens.ts'

/** A cost center of an enterprise, and what is charged to it: `User`, `Team` (`ent:SLUG`), `Org`, `Repo`. */
export interface CostCenter {
  readonly id: string
  readonly name: string
  readonly resources: readonly { readonly type: string; readonly name: string }[]
}

/** Resources that the list has of each cost center. */
const LISTED = 30

/** The list of an enterprise's cost centers, and one of them with all of its resources, page by page. */
export function costCenterRoutes(costCenters: Readonly<Record<string, readonly CostCenter[]>>): Route[] {
  const path = '^/enterprises/(?<slug>[^/]+)/settings/billing/cost-centers'
  const of = (slug = '') => costCenters[slug]
  return [
    {
      method: 'GET',
      path: new RegExp(`${path}$`),
      answer: (_, { slug }, grants) => {
        const known = of(slug)
        const refused = refusal(grants, known !== undefined)
        if (refused !== undefined || known === undefined) return refused ?? apiError(404, 'Not Found')
        const listed = known.map((one) => ({
          ...one,
          state: 'active',
          resources: one.resources.slice(0, LISTED),
        }))
        return json(200, { costCenters: listed })
      },
    },
    {
      method: 'GET',
      path: new RegExp(`${path}/(?<id>[^/]+)$`),
      answer: (incoming, { slug, id }, grants) => {
        const one = of(slug)?.find((costCenter) => costCenter.id === id)
        const refused = refusal(grants, one !== undefined)
        if (refused !== undefined || one === undefined) return refused ?? apiError(404, 'Not Found')
        const size = Math.min(100, Number(incoming.query.get('per_page') ?? LISTED))
        const from = (Number(incoming.query.get('page') ?? 1) - 1) * size
        const resources = one.resources.slice(from, from + size)
        return json(200, {
          ...one,
          state: 'active',
          resources,
          has_next_page: from + size < one.resources.length,
        })
      },
    },
  ]
}

function refusal(grants: readonly Grant[], isKnown: boolean): Answer | undefined {
  if (grants.includes('no-permission') || grants.includes('org-app'))
    return apiError(403, 'Resource not accessible by integration')
  if (!isKnown || grants.includes('stranger')) return apiError(404, 'Not Found')
  return grants.includes('no-billing') || grants.includes('not-owner')
    ? apiError(403, 'Must be an enterprise owner or a billing manager to view cost centers.')
    : undefined
}
