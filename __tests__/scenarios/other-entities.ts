import { expect } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BOB,
  CAROL,
  type DayReports,
  FRONTEND,
  members,
  report,
  reported,
  TUESDAY,
  WEDNESDAY,
  worked,
} from './scenario.ts'

const ours = { organization_id: '771203' }
const theirs = { organization_id: '999999' }
const teams = members({ ...FRONTEND, ...ours }, ALICE, BOB)
const users = [worked(ALICE, ours), worked(BOB, ours)]
const OTHER = /is of another organization \(organization_id (771203|999999)\) than .*\((771203|999999)\)/

interface Mixed {
  readonly days: Readonly<Record<string, DayReports>>
  readonly scope?: 'enterprise'
  readonly sentence: RegExp
}

/** Reports that are not those of the entity that was asked for, and what the run says of them. */
export const MIXED: Readonly<Record<string, Mixed>> = {
  'rows of two organizations in one report': {
    days: { [WEDNESDAY]: { users: [...users, worked(CAROL, theirs)], teams } },
    sentence: /holds lines of two organizations \(organization_id 771203 and 999999\)/,
  },
  'memberships of another organization beside the rows': {
    days: { [WEDNESDAY]: { users, teams: members({ ...FRONTEND, ...theirs }, ALICE) } },
    sentence: OTHER,
  },
  'a day of another organization': {
    days: { [TUESDAY]: { users: [worked(CAROL, theirs)] }, [WEDNESDAY]: { users } },
    sentence: OTHER,
  },
  'an enterprise’s report in place of an organization’s': {
    days: { [WEDNESDAY]: { users: [worked(ALICE, { enterprise_id: '90210' })] } },
    sentence:
      /carries enterprise_id 90210 and no organization_id, so it is a report of an enterprise: set enterprise in place of organization/,
  },
  'an organization’s report in place of an enterprise’s': {
    days: { [WEDNESDAY]: { users } },
    scope: 'enterprise',
    sentence: /organization_id 771203 and no enterprise_id.*set organization/,
  },
  'memberships under the name of a users report, from GitHub too': {
    days: { [WEDNESDAY]: { users: teams, teams } },
    sentence: /of the users report of octo-works .*it holds memberships/,
  },
}

/** Runs the action on these reports, and returns what came out beside what has to. */
export async function tryMixed(name: string): Promise<{ got: object; wanted: object }> {
  const { days, scope, sentence } = MIXED[name] ?? { days: {}, sentence: /^There is no such case$/ }
  const reports = reported(days, scope === undefined ? undefined : 'enterprise:octo')
  await using github = await startSimulator({ reports })
  await using run = await report(github, {
    days: '2',
    ...(scope === undefined ? {} : { enterprise: 'octo' }),
  })
  return {
    got: { errors: run.errors, outputs: run.outputs },
    wanted: { errors: [expect.stringMatching(sentence)], outputs: {} },
  }
}
