import { describe, expect, test } from 'vitest'

import { startSimulator } from '../../simulator/server.ts'
import { tryRefusal } from './refusals.ts'
import { ALICE, reported, report, WEDNESDAY, worked } from './scenario.ts'

describe('The run fails with one sentence when', () => {
  // All of them are in the slow tests; fetch/links.test.ts tells the causes apart.
  test.each(['the permission is missing', 'the slug is wrong, which is not a day without a report'])(
    '%s',
    async (name) => {
      const { got, wanted } = await tryRefusal(name)
      expect(got).toEqual(wanted)
    },
  )
})

test('A day that GitHub does not have is not taken for a wrong slug, even where its 404 says nothing', async () => {
  await using github = await startSimulator({
    reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
  })
  github.faults.add({ match: 'users-1-day?day=2026-11-17', do: 404 })
  await using run = await report(github, { days: '2' })

  expect(run.errors).toEqual([])
  expect(run.outputs['days-reported']).toBe('1')
})
