import { expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { packageFaults } from '../data-package.ts'
import { csv, reported, report, WEDNESDAY, worked } from './scenario.ts'

const people = Array.from({ length: 200 }, (_, at) => ({ user_id: 5000 + at, user_login: `person-${at}` }))
const rows = people.map((person) => worked(person))

test('Up to 1 % of the lines of a report: counted on the page, listed, never quoted', async () => {
  const noJson = '{"day":"2026-11-18","user_id":secret-word}'
  const noDay = JSON.stringify({ ...worked({ user_id: 1, user_login: 'late' }), day: `${WEDNESDAY}Tgarbage` })
  const users = [...rows.slice(0, 100), noJson, '', ...rows.slice(100), noDay]
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users } }) })
  await using run = await report(github)

  expect(run).toMatchObject({ errors: [], exitCode: 0 })
  expect(run.outputs['active-users']).toBe('200')
  const place = { entity: 'octo-works', report: 'users', day: WEDNESDAY, file: 'part-00000.json' }
  expect(csv(run, 'rejected-lines.csv')).toEqual([
    { ...place, line: '101', reason: 'is not JSON' },
    { ...place, line: '203', reason: expect.stringContaining('day') as string },
  ])
  expect(run.summary).toMatch(/2 lines of GitHub’s reports could not be used/)
  expect(packageFaults(run.fileNames(), (name) => run.file(name))).toEqual([])
  expect(run.file('rejected-lines.csv') + run.rawLog + run.summary).not.toContain('secret-word')
})

test('Above 1 % the run fails, names the report and publishes nothing', async () => {
  const users = [
    ...rows.slice(0, 98),
    { user_login: 'nobody' },
    { user_id: 1, user_login: 'late', day: '2026-11-01' },
  ]
  await using github = await startSimulator({ reports: reported({ [WEDNESDAY]: { users } }) })
  await using run = await report(github)

  expect(run.exitCode).toBe(1)
  expect(run.errors).toHaveLength(1)
  expect(run.errors[0]).toMatch(
    /^2 of 100 lines of the users report of octo-works for 2026-11-18 cannot be used/,
  )
  expect(run.summary).toBe('')
  expect(run.outputs).toEqual({})
})
