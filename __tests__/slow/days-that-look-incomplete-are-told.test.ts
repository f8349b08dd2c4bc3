import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import {
  ALICE,
  BOB,
  CAROL,
  csv,
  DAVE,
  folderOf,
  FRONTEND,
  MONDAY,
  members,
  ndjson,
  report,
  reported,
  TUESDAY,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'

const people = [ALICE, BOB, CAROL, DAVE]
const rows = people.map((person) => worked(person))
const teams = members(FRONTEND, ...people)
const WEEK = ['2026-11-12', '2026-11-13', '2026-11-14', '2026-11-15', MONDAY, TUESDAY, WEDNESDAY]

/** A week of report files; `users` of some days differ, and `null` is a file that is not there. */
function week(users: Record<string, string>, userTeams: Record<string, string | null> = {}) {
  const files: Record<string, string> = {}
  for (const day of WEEK) {
    files[`users-${day}.ndjson`] = users[day] ?? ndjson(rows, day)
    const listed = userTeams[day]
    if (listed !== null) files[`user-teams-${day}.ndjson`] = listed ?? ndjson(teams, day)
  }
  return folderOf(files)
}

test('A users report without a row is a missing day, a day of few rows and a missing user-teams report are told', async () => {
  using folder = week(
    {
      '2026-11-12': '',
      '2026-11-14': ndjson(rows.slice(0, 1), '2026-11-14'),
      [TUESDAY]: ndjson(rows.slice(0, 1), TUESDAY),
    },
    { [MONDAY]: null, [WEDNESDAY]: '' },
  )
  const inputs = { 'reports-directory': folder.path, days: '7' }
  await using run = await report(undefined, inputs)
  await using failing = await report(undefined, { ...inputs, 'missing-days': 'fail' })

  expect(run.errors).toEqual([])
  // Of four weekdays with a report nobody can say what is usual.
  expect(run.warnings).toEqual([
    expect.stringMatching(/^octo-works: users-2026-11-12\.ndjson holds no row: its day counts as missing/),
    'octo-works has no users report for 1 of 7 days: 2026-11-12',
    expect.stringMatching(/^octo-works has no user-teams report for 1 of 7 days: 2026-11-16; /),
  ])
  expect(csv(run, 'days.csv').map(({ status }) => status)).toEqual([
    'missing',
    'reported',
    'reported',
    'reported',
    'teams-missing',
    'reported',
    'teams-missing',
  ])
  expect(run.summary).toContain('On 1 day there is no user-teams report')
  expect(failing.errors).toEqual([
    'octo-works has no users report for 2026-11-12 and no user-teams report for 2026-11-16, and missing-days is fail; run again when they are there',
  ])
  expect(failing.outputs).toEqual({})
})

test('A weekday with less than half the rows of the median weekday is told and counted; a weekend is not', async () => {
  const few = (day: string) => ndjson(rows.slice(0, 1), day)
  using folder = week({
    '2026-11-14': few('2026-11-14'),
    '2026-11-15': few('2026-11-15'),
    [TUESDAY]: few(TUESDAY),
  })
  await using run = await report(undefined, { 'reports-directory': folder.path, days: '7' })

  expect(run.warnings).toEqual([
    expect.stringMatching(
      /^octo-works has less than half the usual rows of a weekday on 2026-11-17: a holiday, or/,
    ),
  ])
  expect(run.summary).toMatch(/17 Nov: less than half the lines of a usual weekday/)
  const { entities } = JSON.parse(run.file('totals.json')) as { entities: { coverage: object }[] }
  expect(entities[0]?.coverage).toMatchObject({
    days_reported: 7,
    sparse_days: [TUESDAY],
    missing_teams_days: [],
  })
  expect(csv(run, 'days.csv')[5]).toMatchObject({ day: TUESDAY, active_users: '1' })
})

test('Nothing but empty reports is no report at all, which is not "nobody used it": the run fails', async () => {
  await using github = await startSimulator({
    reports: reported({ [TUESDAY]: { users: [], teams }, [WEDNESDAY]: { users: ['  '], teams } }),
  })
  await using run = await report(github, { days: '2' })

  expect(run.warnings).toEqual([expect.stringMatching(/ hold no row: their days count as missing/)])
  expect(run.errors).toEqual([
    expect.stringMatching(/^octo-works has no users report on any day.*no report is not "nobody used it"/),
  ])
  expect([run.summary, run.outputs['files']]).toEqual(['', undefined])
})

test('Without any user-teams report the page does not say that GitHub lists no teams', async () => {
  using folder = folderOf({
    [`users-${WEDNESDAY}.json`]: '[]',
    [`users-${TUESDAY}.ndjson`]: ndjson(rows, TUESDAY),
    [`user-team-${TUESDAY}.ndjson`]: ndjson(teams, TUESDAY),
  })
  await using run = await report(undefined, { 'reports-directory': folder.path, days: '2' })

  expect(run.warnings).toContainEqual(
    expect.stringMatching(/no user-teams report for 1 of 2 days: 2026-11-17/),
  )
  expect(run.summary).not.toMatch(/GitHub(’s report)? lists no teams/)
  expect(run.summary).toContain('There is no user-teams report, so adoption is unknown.')
  expect(run.summary).toContain('There is no user-teams report of these days')
  expect(run.log).toMatch(/1 other files are not read, the first is user-team-2026-11-17\.ndjson/)
})
