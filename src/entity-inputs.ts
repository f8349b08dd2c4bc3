import { getInput } from '@actions/core'
import { readList } from './input-readers.ts'
import type { Entity, Inputs } from './inputs.ts'
import type { Runner } from './runner-context.ts'

/** The entities to report on; with `*` their names are not known yet. */
export function readEntities(
  runner: Runner,
  faults: string[],
): Pick<Inputs, 'entities' | 'everyOrganization'> {
  const enterprise = getInput('enterprise')
  const organizations = [
    ...new Map(readList('organization').map((slug) => [slug.toLowerCase(), slug])).values(),
  ]
  const everyOrganization = organizations.includes('*')
  if (everyOrganization && organizations.length > 1)
    faults.push('organization: "*" is every organization; give it alone, or name the organizations')
  if (enterprise !== '' && organizations.length > 0) {
    faults.push('organization, enterprise: both are set; give one of the two, or run once for each')
  }
  if (/[\s,]/.test(enterprise)) {
    faults.push(`enterprise: "${enterprise}" is not one slug; one run reads one enterprise`)
  }
  if (everyOrganization) return { entities: [], everyOrganization }
  const slugs = organizations.length > 0 ? organizations : [runner.owner].filter((slug) => slug !== '')
  const entities: Entity[] =
    enterprise === ''
      ? slugs.map((slug) => ({ scope: 'organization', slug }))
      : [{ scope: 'enterprise', slug: enterprise }]
  faults.push(...slugFaults(entities))
  return { entities, everyOrganization }
}

function slugFaults(entities: readonly Entity[]): string[] {
  if (entities.length === 0)
    return ['organization: missing; name an organization or an enterprise by its slug']
  return entities
    .filter(({ scope, slug }) => !isSlug(slug) && !(scope === 'enterprise' && /[\s,]/.test(slug)))
    .map(
      ({ scope, slug }) => `${scope}: "${slug}" is not a slug; give it as it stands in the address on GitHub`,
    )
}

function isSlug(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text)
}
