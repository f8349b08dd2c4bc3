import type { Report } from '../metrics/report.ts'
import { headline } from './verdict.ts'

/** The outputs of the step that come from the report. Of several entities people are never added up, so those stay empty. */
export function outputsOf(report: Report): Record<string, string | number | null> {
  const { since, until, entities } = report
  const only = entities.length === 1 ? entities[0]?.totals : undefined
  const listed = entities.filter(({ coverage }) => coverage.days_with_teams > 0)
  return {
    headline: headline(report),
    since,
    until,
    'days-reported': Math.min(...entities.map(({ coverage }) => coverage.days_reported)),
    'active-users': only?.active_users ?? null,
    'engaged-users': only?.engaged_users ?? null,
    members: only?.members ?? null,
    'adoption-rate': only?.adoption_rate ?? null,
    teams: listed.length === 0 ? null : listed.flatMap(({ teams }) => teams.filter(isTeam)).length,
  }
}

/** Small teams that are shown as one are none. */
function isTeam({ team_id }: { readonly team_id: string }): boolean {
  return team_id !== ''
}
