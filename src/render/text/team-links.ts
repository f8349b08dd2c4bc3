import type { TeamLine } from '../../lines/activity.ts'
import type { EntityReport } from '../../lines/report.ts'
import { escaped, link } from './markdown.ts'
import { isOthers } from './order.ts'

/** The name of a team as markdown. */
export type NameTeam = (team: Pick<TeamLine, 'team_id' | 'slug'>) => string

/** A slug as GitHub makes them; those of enterprise teams begin with `ent:`. */
const SLUG = /^(?:ent:)?[\w-]+$/

/** The name without a link; `others` is no name. */
export function plainName(team: Pick<TeamLine, 'team_id' | 'slug'>): string {
  return isOthers(team) ? `*${escaped(team.slug)}*` : escaped(team.slug)
}

/** Names that link to the teams' pages on GitHub. Without links for enterprises, and where `serverUrl` is empty. */
export function linkedNames(
  { scope, entity }: Pick<EntityReport, 'scope' | 'entity'>,
  serverUrl: string,
): NameTeam {
  if (serverUrl === '' || scope !== 'organization' || !SLUG.test(entity)) return plainName
  const teams = `${serverUrl}/orgs/${entity}/teams`
  return (team) =>
    isOthers(team) || !SLUG.test(team.slug)
      ? plainName(team)
      : link(escaped(team.slug), `${teams}/${encodeURIComponent(team.slug)}`)
}
