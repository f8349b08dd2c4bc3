import { daysBetween } from '../simulator/calendar.ts'
import { makeCompany, usersLines, userTeamsLines } from '../simulator/company.ts'
import { oddReports } from '../__tests__/scenarios/odd-reports.ts'

/** The day whose lines are read one by one. */
export const DAY = '2026-11-18'

/** Lines of both reports as GitHub writes them, and odd ones; the fuzzer changes them. */
export interface LinePool {
  readonly users: readonly string[]
  readonly 'user-teams': readonly string[]
}

/** The lines of some made-up companies on one day. */
export function linePool(): LinePool {
  const companies = [
    makeCompany({ seed: 5, seats: 60, teams: 6 }),
    makeCompany({ seed: 6, seats: 60, teams: 6, scope: 'enterprise', slug: 'octo' }),
  ]
  const odd = [1, 2, 3].map((seed) => oddReports(seed, daysBetween(DAY, DAY), '7'))
  const oddLines = (report: string) =>
    odd.flatMap((files) => (files[`${report}-${DAY}.ndjson`] ?? '').split('\n').filter((line) => line !== ''))
  return {
    users: [...companies.flatMap((company) => [...usersLines(company, DAY)]), ...oddLines('users')],
    'user-teams': [
      ...companies.flatMap((company) => [...userTeamsLines(company, DAY)]),
      ...oddLines('user-teams'),
    ],
  }
}
