import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays } from '../../simulator/calendar.ts'
import type { Run } from '../../simulator/runner.ts'
import {
  ALICE,
  BOB,
  CAROL,
  csv,
  folderOf,
  FRONTEND,
  members,
  ndjson,
  report,
  WEDNESDAY,
  worked,
} from './scenario.ts'

const people = [worked(ALICE), worked(BOB)]
const listed = members(FRONTEND, ALICE, BOB, CAROL)
const lines = ndjson(people)

/** How the users report of a day may lie in the directory. */
const layouts: Record<string, (day: string) => Record<string, string | Buffer>> = {
  'plain lines': (day) => ({ [`users-${day}.ndjson`]: ndjson(people, day) }),
  'parts, one of them gzipped': (day) => ({
    [`users-${day}.part-0.ndjson`]: ndjson(people.slice(0, 1), day),
    [`users-${day}.part-1.ndjson.gz`]: gzipSync(ndjson(people.slice(1), day)),
  }),
  'gzip without saying so': (day) => ({ [`users-${day}.json`]: gzipSync(ndjson(people, day)) }),
  'a JSON array': (day) => ({ [`users-${day}.json`]: JSON.stringify(onDay(day)) }),
  'a JSON array over many lines': (day) => ({ [`users-${day}.json`]: JSON.stringify(onDay(day), null, 2) }),
  'one object a file, over many lines': (day) => ({
    [`users-${day}-a.json`]: JSON.stringify(onDay(day)[0], null, 2),
    [`users-${day}-b.json`]: JSON.stringify(onDay(day)[1]),
  }),
  'a byte order mark, CRLF and blank lines': (day) => ({
    [`users-${day}.ndjson`]: `\uFEFF\r\n${ndjson(people, day).replaceAll('\n', '\r\n\r\n')}\n`,
  }),
  'a last line without an end': (day) => ({ [`users-${day}.ndjson`]: ndjson(people, day).trimEnd() }),
  'other files beside them': (day) => ({
    [`users-${day}.ndjson`]: ndjson(people, day),
    'README.md': '#',
    'users.ndjson': '{',
  }),
}

/** Each layout has a day of its own. */
const cases = Object.entries(layouts).map(([layout, filesOn], index) => {
  const day = addDays(WEDNESDAY, -index)
  return { layout, day, files: { ...filesOn(day), [`user-teams-${day}.ndjson`]: ndjson(listed, day) } }
})

describe('Without any token the same numbers come from', () => {
  let run: Run
  beforeAll(async () => {
    using folder = folderOf(Object.assign({}, ...cases.map(({ files }) => files)))
    const inputs = { 'reports-directory': folder.path, 'github-token': '', 'report-token': '' }
    run = await report(undefined, { ...inputs, until: '', days: String(cases.length) })
  })
  afterAll(() => run[Symbol.asyncDispose]())

  test.each(cases)('$layout', ({ day }) => {
    expect(csv(run, 'days.csv').filter((line) => line['day'] === day)).toMatchObject([
      { status: 'reported', active_users: '2', memberships: '3', code_generation_activity_count: '16' },
    ])
    expect(csv(run, 'team-days.csv').filter((line) => line['day'] === day)).toMatchObject([
      { members: '3', active_users: '2', code_generation_activity_count: '16' },
    ])
  })

  test('all of them, up to the newest day, and no line is kept out', () => {
    expect([...run.errors, ...run.warnings]).toEqual([])
    expect(run.outputs).toMatchObject({ until: WEDNESDAY, members: '3', 'active-users': '2' })
    expect(run.fileNames()).not.toContain('rejected-lines.csv')
  })
})

test('Several organizations have a sub-directory each', async () => {
  using folder = folderOf({
    [`octo-east/users-${WEDNESDAY}.ndjson`]: lines,
    [`octo-west/users-${WEDNESDAY}.ndjson`]: ndjson(people.slice(1)),
  })
  await using run = await report(undefined, {
    'reports-directory': folder.path,
    organization: 'octo-east,octo-west',
  })

  expect(run.errors).toEqual([])
  expect(csv(run, 'days.csv').map(({ entity, active_users }) => [entity, active_users])).toEqual([
    ['octo-east', '2'],
    ['octo-west', '1'],
  ])
})

test.each([['a JSON array', JSON.stringify(onDay(WEDNESDAY)).slice(0, -20)]])(
  'The end of %s is missing: the run fails and names the report',
  async (_, content) => {
    using folder = folderOf({ [`users-${WEDNESDAY}.ndjson`]: content })
    await using run = await report(undefined, { 'reports-directory': folder.path })

    expect(run.exitCode).toBe(1)
    expect(run.errors).toEqual([
      expect.stringMatching(
        /^the users report of octo-works for 2026-11-18 in reports-directory is not whole/,
      ),
    ])
    expect(run.outputs).toEqual({})
  },
)

function onDay(day: string): object[] {
  return people.map((row) => ({ day, ...row }))
}
