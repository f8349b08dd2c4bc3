import { addDays, daysBetween } from '../../simulator/calendar.ts'
import { makeCompany } from '../../simulator/company.ts'
import { type Repository } from '../../simulator/repository.ts'
import { type RunOptions } from '../../simulator/run-environment.ts'
import { type Run } from '../../simulator/runner.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { type DayReports, FRONTEND, members, report, reported, worked } from './scenario.ts'

export const PAGE = 'reports/copilot.md'
export const HISTORY = 'reports/copilot-history.csv'

/** Five colleagues: as many as a group has to have to be shown. */
export const FIVE = ['alice', 'bob', 'carol', 'dave', 'erin'].map((user_login, index) => ({
  user_id: 910001001 + index,
  user_login: `${user_login}-of-octo`,
}))

/** A GitHub with sixty people in five teams, and a repository. */
export function startCompany(repository: Repository): Promise<Simulator> {
  const company = makeCompany({ slug: 'octo-works', seats: 60, teams: 5 })
  return startSimulator({ companies: [company], routes: repository.routes })
}

/** The same reports on each day from `since` to `until`. */
export function everyDay(reports: DayReports, since: string, until: string): Record<string, DayReports> {
  return Object.fromEntries(daysBetween(since, until).map((day) => [day, reports]))
}

/** Runs the action on the two weeks before `until`, and has it commit the report. */
export function commitReport(
  simulator: Simulator,
  until: string,
  inputs: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<Run> {
  return report(
    simulator,
    { until, days: '14', compare: 'true', 'report-path': PAGE, ...inputs },
    { today: addDays(until, 3), ...options },
  )
}

/** A GitHub on which five people work in one team from 9 to 15 November, and a repository: cheap to read. */
export function startFive(
  repository: Repository,
  row: Readonly<Record<string, unknown>> = {},
): Promise<Simulator> {
  const day = { users: FIVE.map((person) => worked(person, row)), teams: members(FRONTEND, ...FIVE) }
  const reports = reported(everyDay(day, '2026-11-09', '2026-11-15'))
  return startSimulator({ reports, routes: repository.routes })
}

/** Runs the action on that week, and has it commit the report. */
export function commitWeek(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<Run> {
  return report(simulator, { until: '2026-11-15', days: '7', 'report-path': PAGE, ...inputs }, options)
}
