import type { Report } from '../lines/report.ts'
import { isOthers } from './text/order.ts'
import { headline } from './sections/verdict.ts'

/** The outputs of the step that come from the report. People of several entities are never added up, so those outputs are empty. */
export function outputsOf(report: Report): Record<string, string | number | null> {
  const { since, until, entities } = report
  const only = entities.length === 1 ? entities[0]?.totals : undefined
  const seats = entities.length === 1 ? entities[0]?.seats : undefined
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
    teams:
      listed.length === 0
        ? null
        : listed.flatMap(({ teams }) => teams.filter((team) => !isOthers(team))).length,
    seats: seats?.seats ?? null,
    'idle-seats': seats?.idle_seats ?? null,
  }
}
