import type { Report } from '../metrics/report.ts'

/** The outputs of the step that come from the report. Of several entities people are never added up, so those stay empty. */
export function outputsOf({ since, until, entities }: Report): Record<string, string | number | null> {
  const only = entities.length === 1 ? entities[0]?.totals : undefined
  return {
    since,
    until,
    'days-reported': Math.min(...entities.map(({ coverage }) => coverage.days_reported)),
    'active-users': only?.active_users ?? null,
    'engaged-users': only?.engaged_users ?? null,
    members: only?.members ?? null,
    'adoption-rate': only?.adoption_rate ?? null,
    teams: entities.reduce((sum, { teams }) => sum + teams.length, 0),
  }
}
