import { type SimulatedApp } from '../../simulator/apps.ts'
import { joinSources, type ReportSource } from '../../simulator/reports.ts'
import type { RunOptions } from '../../simulator/run-environment.ts'
import type { Run } from '../../simulator/runner.ts'
import type { Simulator } from '../../simulator/server.ts'
import { ALICE, BOB, reported, report, TUESDAY, WEDNESDAY, worked } from './scenario.ts'

/** Permission of an App to read the reports of an organization. */
export const METRICS = 'organization_copilot_metrics'

/** The same two days of two people in each of these organizations. */
export function reportsOf(...names: readonly string[]): ReportSource {
  const day = { users: [worked(ALICE), worked(BOB)] }
  return joinSources(
    names.map((name) => reported({ [WEDNESDAY]: day, [TUESDAY]: day }, `organization:${name}`)),
  )
}

/** Runs the action with an App in place of the token. */
export function runWith(
  github: Simulator,
  app: SimulatedApp,
  inputs: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<Run> {
  const credentials = { 'github-token': '', 'app-id': app.id, 'app-private-key': app.privateKey }
  return report(github, { ...credentials, ...inputs }, options)
}
