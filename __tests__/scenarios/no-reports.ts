import { expect } from 'vitest'

import {
  ALICE,
  BOB,
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
export const NO_REPORTS: Readonly<Record<string, readonly [Files, RegExp]>> = {
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

/** Runs the action on a directory of that name, and returns what came out beside what has to. */
export async function tryDirectory(name: string): Promise<{ got: object; wanted: object }> {
  const [files, sentence] = NO_REPORTS[name] ?? [{}, /^There is no directory of that name$/]
  using folder = folderOf(files)
  await using run = await report(undefined, { 'reports-directory': folder.path, until: '' })
  const { exitCode, errors, outputs } = run
  return {
    got: { exitCode, errors, outputs, isQuoted: run.rawLog.includes(PRIVATE) },
    wanted: { exitCode: 1, errors: [expect.stringMatching(sentence)], outputs: {}, isQuoted: false },
  }
}
