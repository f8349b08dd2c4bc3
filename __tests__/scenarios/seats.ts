import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

import type { SeatRecord } from '../../simulator/seats.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { demoToken, type Grant } from '../../simulator/tokens.ts'
import { schemaFaults } from '../json-schema.ts'
import {
  ALICE,
  BACKEND,
  BOB,
  CAROL,
  csv,
  FRONTEND,
  members,
  reported,
  report,
  WEDNESDAY,
  worked,
} from './scenario.ts'

/** Alice works, Bob does not; Carol works without a team. */
export const DAYS = {
  [WEDNESDAY]: {
    users: [worked(ALICE), worked(CAROL)],
    teams: [...members(FRONTEND, ALICE, BOB), ...members(BACKEND, ALICE)],
  },
}
export const reports = reported(DAYS)
export const SEATS = { seats: 'true', 'seat-price': '19 USD' }

/** A seat of three years, last used on a day. */
export function seat(person: typeof ALICE, lastActivity: string | null, more: SeatRecord = {}): SeatRecord {
  return {
    assignee: { id: person.user_id, login: person.user_login },
    created_at: '2023-11-01T08:00:00Z',
    last_activity_at: lastActivity,
    last_activity_editor: lastActivity === null ? null : 'vscode/1.99.0',
    last_authenticated_at: null,
    pending_cancellation_date: null,
    plan_type: 'business',
    assigning_team: null,
    ...more,
  }
}

/** Where `totals.json` of a run breaks its schema. */
export function schemaFaultsOf(run: Run): string[] {
  const schema = JSON.parse(readFileSync('docs/totals.schema.json', 'utf8')) as object
  return schemaFaults(schema, JSON.parse(run.file('totals.json')))
}

/** How GitHub may refuse a list of seats, and what the run says of it. */
export const REFUSED_SEATS: Readonly<Record<string, { status?: number; grant?: Grant; says: RegExp }>> = {
  '403': { grant: 'no-seats', says: /\(403\).*"GitHub Copilot Business: read"/ },
  '401': { status: 401, says: /\(401\).*"Administration: read"/ },
  '404': { status: 404, says: /\(404\).*manage_billing:copilot/ },
}

/**
 * Runs the action where GitHub refuses the list of seats so, and returns what came out beside what has to: a warning and a
 * sentence with the permission, and all else.
 */
export async function tryRefusedSeats(name: string): Promise<{ got: object; wanted: object }> {
  const { status, grant, says } = REFUSED_SEATS[name] ?? { says: /^There is no such case$/ }
  await using github = await startSimulator({
    reports,
    ...(grant === undefined ? {} : { tokens: { [demoToken]: grant } }),
  })
  if (status !== undefined) github.faults.add({ match: 'copilot/billing/seats', do: status, times: Infinity })
  await using run = await report(github, SEATS)
  const [, licences = ''] = run.summary.split('## Licences\n')
  const { errors, warnings, outputs } = run
  return {
    got: {
      errors,
      warnings,
      outputs,
      sentence: licences.trimStart().split('\n')[0]?.replaceAll('&#95;', '_'),
      hasSeats: run.fileNames().includes('seats.csv'),
      teams: csv(run, 'teams.csv').map((line) =>
        ['slug', 'members', 'seats', 'idle_seats'].map((column) => line[column]),
      ),
      schema: schemaFaultsOf(run),
    },
    wanted: {
      errors: [],
      warnings: [expect.stringMatching(says)],
      outputs: expect.objectContaining({ seats: '', 'idle-seats': '', 'active-users': '2' }),
      sentence: expect.stringMatching(says),
      hasSeats: false,
      teams: [
        ['frontend', '2', '', ''],
        ['backend', '1', '', ''],
      ],
      schema: [],
    },
  }
}
