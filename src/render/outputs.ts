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
    'target-met': targetMet(entities),
    'teams-below-target': teamsBelow(entities),
    seats: seats?.seats ?? null,
    'idle-seats': seats?.idle_seats ?? null,
  }
}

/** Whether every entity meets `adoption-target`; `null` without a target, or where it cannot be told of one and none is below. */
function targetMet(entities: Report['entities']): string | null {
  const verdicts = new Set(entities.map(({ insights }) => insights.target?.is_met ?? null))
  if (verdicts.has(false)) return 'false'
  return verdicts.has(null) ? null : 'true'
}

/** `null` without a target, and where no team of any entity can be held against it. */
function teamsBelow(entities: Report['entities']): number | null {
  const targets = entities.flatMap(({ insights }) => insights.target ?? [])
  const isKnown = targets.some(({ teams_met, teams_below }) => teams_met + teams_below > 0)
  return isKnown ? targets.reduce((sum, { teams_below }) => sum + teams_below, 0) : null
}
