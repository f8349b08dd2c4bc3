import { describe, expect, test } from 'vitest'
import { NO_ROW } from '../../src/rollup/day-rows.ts'
import { join, NOBODY } from '../../src/rollup/roll-up.ts'
import { createNames } from '../../src/rollup/names.ts'
import { dayMemberships, dayRows, shownOf } from '../fixtures/totals.ts'
import { ALICE, BACKEND, BOB, CAROL, FRONTEND, type Line, WEDNESDAY } from '../fixtures/rows.ts'
import { teamLines } from '../../src/lines/activity.ts'

const ENTERPRISE = 'enterprise'

test('a member meets the row of the same day', () => {
  expect(joined([ALICE], [ALICE])).toEqual({ '1001': true })
})

test('a member without a row is kept, as a member', () => {
  expect(joined([ALICE], [ALICE, BOB])).toEqual({ '1001': true, '1002': false })
})

test('a row of nobody’s team meets no team', () => {
  expect(joined([ALICE, CAROL], [ALICE])).toEqual({ '1001': true })
})

test('the id decides and not the login', () => {
  expect(joined([ALICE], [{ ...BOB, user_login: 'alice' }])).toEqual({ '1002': false })
  expect(joined([{ ...ALICE, user_login: 'alice-new' }], [{ user_id: '1001', user_login: 'alice' }])).toEqual(
    { '1001': true },
  )
})

describe('the id of the entity', () => {
  test.each([
    ['the same on both lines', { organization_id: '7' }, { organization_id: 7 }, true],
    ['different', { organization_id: '7' }, { organization_id: '8' }, false],
    ['missing from the row', {}, { organization_id: '7' }, true],
    ['missing from the membership', { organization_id: '7' }, {}, true],
    ['empty on the row', { organization_id: '' }, { organization_id: '7' }, true],
    ['missing from both', {}, {}, true],
  ])('%s: the lines meet or not', (_, onRow, onMembership, expected) => {
    expect(joined([{ ...ALICE, ...onRow }], [{ ...ALICE, ...onMembership }])).toEqual({ '1001': expected })
  })

  test('is that of the scope: of an organization’s reports the enterprise does not matter', () => {
    const row = { ...ALICE, organization_id: '7', enterprise_id: '1' }
    const listed = { ...ALICE, organization_id: '7', enterprise_id: '2' }
    expect(joined([row], [listed])).toEqual({ '1001': true })
    expect(joined([row], [listed], ENTERPRISE)).toEqual({ '1001': false })
  })

  test('of an enterprise’s reports is not the organization’s', () => {
    const row = { ...ALICE, enterprise_id: '1' }
    expect(joined([row], [{ ...ALICE, enterprise_id: '1', organization_id: '7' }], ENTERPRISE)).toEqual({
      '1001': true,
    })
  })
})

test('memberships of one day never meet rows of another', () => {
  const totals = shownOf(
    {
      '2026-10-13': { rows: [], teams: [{ ...ALICE, ...FRONTEND }] },
      '2026-10-14': { rows: [{ ...ALICE, loc_added_sum: 5 }], teams: [{ ...BOB, ...BACKEND }] },
    },
    { days: 2 },
  )
  const [frontend, backend] = teamLines(totals, '')
  expect(frontend).toMatchObject({ slug: 'frontend', members: 1, active_users: 0, loc_added_sum: 0 })
  expect(backend).toMatchObject({ slug: 'backend', members: 1, active_users: 0, loc_added_sum: 0 })
})

/** By user id, whether the membership of team frontend met a row. */
function joined(
  rows: readonly Line[],
  members: readonly Line[],
  scope: 'organization' | 'enterprise' = 'organization',
) {
  const names = createNames(scope)
  const { teams } = dayMemberships(members, WEDNESDAY, names)
  const [team] = teams.values()
  const met: Record<string, boolean> = {}
  if (team === undefined) return met
  for (const [slot, row] of join(team, dayRows(rows, WEDNESDAY, names)).entries())
    if (row !== NOBODY) met[names.people.ids.textOf(team.roster.people[slot] ?? -1)] = row !== NO_ROW
  return met
}
