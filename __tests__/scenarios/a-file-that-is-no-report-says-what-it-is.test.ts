import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

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
} from './scenario.ts'

const day = WEDNESDAY
const users = `users-${day}.ndjson`
const userTeams = `user-teams-${day}.ndjson`
const rows = ndjson([worked(ALICE), worked(BOB)])
const teams = ndjson(members(FRONTEND, ALICE, BOB))
const PRIVATE = 'sig=s3cret'

type Files = Record<string, string | Buffer>

/** What lies in the directory, and what the run says of it. */
const faults: Record<string, [Files, RegExp]> = {
  'memberships under the name of a users report': [
    { [users]: teams, [userTeams]: teams },
    /users-2026-11-18\.ndjson of the users report .*: it holds memberships .*it is a user-teams report/,
  ],
  'activity under the name of a user-teams report': [
    { [users]: rows, [userTeams]: rows },
    /user-teams-2026-11-18\.ndjson of the user-teams report .*looks like a users report: are the two files swapped/,
  ],
  'GitHub’s answer in place of the report': [
    { [users]: JSON.stringify({ download_links: [`https://x.invalid/?${PRIVATE}`], report_day: day }) },
    /it is GitHub’s answer with download_links and not the report: download the files/,
  ],
  'one part of several that is GitHub’s answer': [
    {
      [`users-${day}.part-0.ndjson`]: rows.repeat(100),
      [`users-${day}.part-1.ndjson`]: `{\n  "download_links": ["https://x.invalid/?${PRIVATE}"]\n}`,
    },
    /users-2026-11-18\.part-1\.ndjson .*download_links/,
  ],
  'GitHub’s error message': [
    { [users]: '{"message":"Not Found","status":"404"}' },
    /is GitHub’s error message/,
  ],
  'the 28-day report of the organization': [
    {
      [users]: JSON.stringify({
        report_start_day: TUESDAY,
        report_end_day: day,
        day_totals: [{ day: TUESDAY }],
      }),
    },
    /it is a 28-day report in one object.*users-1-day/,
  ],
  'the report of the organization as a whole': [
    { [users]: JSON.stringify({ day, organization_id: '7', daily_active_users: 5 }) },
    /is the report of the organization or enterprise as a whole.*users-1-day/,
  ],
  'UTF-16 text': [
    { [users]: Buffer.from(`\uFEFF${rows}`, 'utf16le') },
    /is UTF-16 text, which PowerShell’s > writes: write it with -Encoding utf8/,
  ],
  CSV: [{ [users]: `day,user_id,user_login\n${day},1,alice\n` }, /is CSV: a report is NDJSON/],
  'the page of a proxy': [{ [users]: `<!DOCTYPE html>\n<p>${PRIVATE}` }, /is an HTML page.*proxy/],
  'the answer to an expired link': [
    { [users]: `<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code>${PRIVATE}</Error>` },
    /is XML.*a link has expired: ask GitHub for fresh links/,
  ],
  'names that are none of a report': [
    { 'copilot-2026-11-18.ndjson': rows, 'user-2026-11-18.ndjson': rows },
    /holds no file named users-YYYY-MM-DD\*\.ndjson \(2 other files, the first is copilot-2026-11-18\.ndjson\): name them such as users-2026-10-08\.ndjson/,
  ],
  nothing: [{}, /holds no file named users-YYYY-MM-DD\*\.ndjson \(no file at all\)/],
  'the same report in two sub-directories that name nobody': [
    { [`acme/${users}`]: rows, [`beta/${users}`]: rows },
    /holds a users report of 2026-11-18 in two places \("acme\/" and "beta\/"\)/,
  ],
}

describe('One sentence says what to do about', () => {
  test.each(Object.entries(faults))('%s', async (_, [files, sentence]) => {
    using folder = folderOf(files)
    await using run = await report(undefined, { 'reports-directory': folder.path, until: '' })

    expect(run.errors).toEqual([expect.stringMatching(sentence)])
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toEqual({})
    expect(run.rawLog).not.toContain(PRIVATE)
  })

  test('a folder, a named pipe and a file where the entity’s folder should be', async () => {
    using folder = folderOf({ octo: 'a file' })
    const sayings: string[] = []
    const say = async (inputs: Record<string, string>) => {
      await using run = await report(undefined, { 'reports-directory': folder.path, ...inputs })
      sayings.push(...run.errors)
    }
    await say({ organization: 'octo,works' })
    mkdirSync(join(folder.path, users))
    await say({})
    execFileSync('mkfifo', [join(folder.path, `users-${TUESDAY}.ndjson`)])
    await say({ until: TUESDAY })

    expect(sayings).toEqual([
      expect.stringMatching(/"octo" in it is a file; several entities need a sub-directory each/),
      expect.stringMatching(
        /users-2026-11-18\.ndjson in reports-directory cannot be read: it is a folder and no file/,
      ),
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
