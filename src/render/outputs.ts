import type { Report } from '../metrics/report.ts'
import { headline } from './verdict.ts'

/** The outputs of the step that come from the report. Of several entities people are never added up, so those stay empty. */
export function outputsOf(report: Report): Record<string, string | number | null> {
  const { since, until, entities } = report
  const only = entities.length === 1 ? entities[0]?.totals : undefined
  return {
    headline: headline(report),
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
