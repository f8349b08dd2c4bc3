import { expect, test } from 'vitest'
import { addDay, createEntityTotals, foreignReport, openUsers } from '../../src/rollup/entrance.ts'
import { linesWithOtherId } from '../../src/rollup/reading.ts'
import { windowsEnding } from '../../src/windows.ts'
import { dayOf, row, WEDNESDAY } from '../fixtures/rows.ts'

test('Lines of an attempt that failed are not counted, neither as rows nor by their ids', () => {
  const day = dayOf(WEDNESDAY)
  const totals = createEntityTotals({ scope: 'enterprise', slug: 'octo' }, windowsEnding(day, 1, false))
  const read = () => {
    const { report, add } = openUsers(totals.intake, day)
    for (const user_id of [1, 2]) add(row({ user_id, enterprise_id: '9', organization_id: '7' }))
    expect(foreignReport(totals, 'users', report.ids, 'users.ndjson')).toBeUndefined()
    return report
  }
  read()
  addDay(totals, day, { users: read(), userTeams: undefined })
  expect(linesWithOtherId(totals)).toBe(2)
})
