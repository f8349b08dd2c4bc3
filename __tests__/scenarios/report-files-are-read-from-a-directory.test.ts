import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

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

const day = WEDNESDAY
const users = [worked(ALICE), worked(BOB)].map((row) => ({ day, ...row }))
const teams = ndjson(members(FRONTEND, ALICE, BOB, CAROL))
const lines = ndjson(users)

const layouts: Record<string, Record<string, string | Buffer>> = {
  'plain lines': { [`users-${day}.ndjson`]: lines },
  'parts, one of them gzipped': {
    [`users-${day}.part-0.ndjson`]: ndjson(users.slice(0, 1)),
    [`users-${day}.part-1.ndjson.gz`]: gzipSync(ndjson(users.slice(1))),
  },
  'gzip without saying so': { [`users-${day}.json`]: gzipSync(lines) },
  'a JSON array': { [`users-${day}.json`]: JSON.stringify(users) },
  'a JSON array over many lines': { [`users-${day}.json`]: JSON.stringify(users, null, 2) },
  'one object a file, over many lines': {
    [`users-${day}-a.json`]: JSON.stringify(users[0], null, 2),
    [`users-${day}-b.json`]: JSON.stringify(users[1]),
  },
  'a byte order mark, CRLF and blank lines': {
    [`users-${day}.ndjson`]: `\uFEFF\r\n${lines.replaceAll('\n', '\r\n\r\n')}\n`,
  },
  'a last line without an end': { [`users-${day}.ndjson`]: lines.trimEnd() },
  'other files beside them': { [`users-${day}.ndjson`]: lines, 'README.md': '#', 'users.ndjson': '{' },
}

describe('The same numbers come from', () => {
  test.each(Object.entries(layouts))('%s', async (_, files) => {
    using folder = folderOf({ ...files, [`user-teams-${day}.ndjson`]: teams })
    await using run = await report(undefined, { 'reports-directory': folder.path, until: '' })

    expect(run.errors).toEqual([])
    expect(run.outputs).toMatchObject({ until: day, members: '3', 'active-users': '2' })
    expect(csv(run, 'teams.csv')).toMatchObject([{ active_users: '2', code_generation_activity_count: '16' }])
    expect(run.fileNames()).not.toContain('rejected-lines.csv')
  })
})

test('No token of any kind is needed', async () => {
  using folder = folderOf({ [`users-${day}.ndjson`]: lines, [`user-teams-${day}.ndjson`]: teams })
  await using run = await report(undefined, {
    'reports-directory': folder.path,
    'github-token': '',
    'report-token': '',
  })

  expect(run.errors).toEqual([])
  expect(run.outputs).toMatchObject({ members: '3', 'active-users': '2' })
})

test('Several organizations have a sub-directory each', async () => {
  using folder = folderOf({
    [`octo-east/users-${day}.ndjson`]: lines,
    [`octo-west/users-${day}.ndjson`]: ndjson(users.slice(1)),
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

test.each([
  ['a gzip file', gzipSync(lines).subarray(0, -20)],
  ['a plain file', lines.slice(0, -20)],
  ['a JSON array', JSON.stringify(users).slice(0, -20)],
])('The end of %s is missing: the run fails and names the report', async (_, content) => {
  using folder = folderOf({ [`users-${day}.ndjson`]: content })
  await using run = await report(undefined, { 'reports-directory': folder.path })

  expect(run.exitCode).toBe(1)
  expect(run.errors).toEqual([
    expect.stringMatching(/^the users report of octo-works for 2026-11-18 in reports-directory is not whole/),
  ])
  expect(run.outputs).toEqual({})
})
