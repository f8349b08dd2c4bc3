import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { foreignContent } from '../../src/parse/foreign.ts'
import {
  ALICE,
  BOB,
  csv,
  folderOf,
  FRONTEND,
  members,
  ndjson,
  report,
  TUESDAY,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'
import { NO_REPORTS, tryDirectory } from '../scenarios/no-reports.ts'

const day = WEDNESDAY
const rows = ndjson([worked(ALICE), worked(BOB)])
const teams = ndjson(members(FRONTEND, ALICE, BOB))

describe('One sentence says what to do about', () => {
  // All of the table is in the slow tests; parse/foreign.test.ts and fetch/directory.test.ts have its sentences.
  test('memberships under the name of a users report', async () => {
    const { got, wanted } = await tryDirectory('memberships under the name of a users report')
    expect(got).toEqual(wanted)
  })

  test.each(['GitHub’s error message', 'the report of the organization as a whole'])('%s', (name) => {
    const [files = {}, sentence] = NO_REPORTS[name] ?? []
    const [content = ''] = Object.values(files)
    expect(foreignContent(Buffer.from(content), 'users')).toMatch(sentence ?? '')
  })

  test('a named pipe', async () => {
    using folder = folderOf()
    execFileSync('mkfifo', [join(folder.path, `users-${TUESDAY}.ndjson`)])
    await using run = await report(undefined, { 'reports-directory': folder.path, until: TUESDAY })

    expect(run.errors).toEqual([
      expect.stringMatching(
        /users-2026-11-17\.ndjson in reports-directory cannot be read: it is a named pipe/,
      ),
    ])
  })
})

test('GitHub’s own names, capitals and sub-directories by month are read, and a loop of links ends', async () => {
  using folder = folderOf({
    [`2026/11/organization-users-1-day-${day}.ndjson`]: rows,
    [`2026/11/Organization-User-Teams-1-Day-${day}.NDJSON`]: teams,
    'notes.txt': 'mine',
  })
  symlinkSync(folder.path, join(folder.path, '2026', 'again'))
  await using run = await report(undefined, { 'reports-directory': folder.path, until: '' })

  expect([...run.errors, ...run.warnings]).toEqual([])
  expect(run.outputs).toMatchObject({ until: day, members: '2', 'active-users': '2' })
  expect(run.log).toMatch(
    /octo-works: 2 report files in .*they count as those of octo-works.*1 other files are not read, the first is notes\.txt/,
  )
})

test('A file of several days counts day by day, with the numbers of its lines', async () => {
  const lines = [ndjson([worked(ALICE)], TUESDAY), rows, ndjson([worked(BOB)], TUESDAY)].join('')
  using folder = folderOf({
    'users-28-day-latest.ndjson': `{"user_id":1,"code_generation_activity_count":2}\n${lines}{"day":"${TUESDAY}"}\n${rows.repeat(100)}${ndjson([worked(ALICE)], TUESDAY).repeat(200)}`,
    [`user-teams-${TUESDAY}.ndjson`]: ndjson([...members(FRONTEND, ALICE), ...members(FRONTEND, BOB)], day),
  })
  await using run = await report(undefined, { 'reports-directory': folder.path, until: '', days: '2' })

  expect(run.errors).toEqual([])
  expect(
    csv(run, 'days.csv').map(({ day: one, active_users, memberships }) => [one, active_users, memberships]),
  ).toEqual([
    [TUESDAY, '2', ''],
    [day, '2', '2'],
  ])
  expect(csv(run, 'rejected-lines.csv')).toMatchObject([
    { day: TUESDAY, file: 'users-28-day-latest.ndjson', line: '1', reason: 'has no day' },
    { day: TUESDAY, file: 'users-28-day-latest.ndjson', line: '6', reason: 'has no user_id' },
  ])
  expect(run.log).toContain(`users-28-day-latest.ndjson holds 2 days, from ${TUESDAY} to ${day}`)
  expect(run.log).toContain(`user-teams-${TUESDAY}.ndjson holds 1 days, from ${day} to ${day}`)
})
