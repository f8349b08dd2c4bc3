import { expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, report } from '../scenarios/scenario.ts'
import { reports, REFUSED_SEATS, seat, SEATS, tryRefusedSeats } from '../scenarios/seats.ts'

test.concurrent.each(Object.keys(REFUSED_SEATS))(
  'A list of seats that GitHub refuses is a warning: %s',
  async (name) => {
    const { got, wanted } = await tryRefusedSeats(name)
    expect(got).toEqual(wanted)
  },
)

test('A list that has stopped, or that names fewer people than GitHub counts, is a warning', async () => {
  const records = [seat(ALICE, '2026-11-10T12:00:00Z')]
  await using github = await startSimulator({ reports, seats: { 'organization:octo-works': records } })
  github.faults.add({
    match: 'billing/seats',
    do: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ total_seats: 3, seats: records }),
    },
  })
  await using run = await report(github, { seats: 'true' })

  expect(run.warnings).toEqual([
    expect.stringContaining('GitHub counts more seats than its list has'),
    expect.stringContaining("the newest activity in GitHub's list of seats is of 2026-11-10"),
  ])
  expect(run.summary).toContain('its newest activity is 10 days old')
})

test('Of several organizations each has its licences, and no output adds them up', async () => {
  const east = makeCompany({ slug: 'octo-east', seats: 24, teams: 2 })
  const west = makeCompany({ slug: 'octo-west', seats: 24, teams: 2 })
  await using github = await startSimulator({ companies: [east, west] })
  github.faults.add({ match: '/orgs/octo-west/copilot/billing/seats', do: 403, times: Infinity })
  await using run = await report(github, { ...SEATS, organization: 'octo-east, octo-west' })

  expect(run.errors).toEqual([])
  expect(run.warnings).toEqual([expect.stringMatching(/^octo-west: no licences are shown\./)])
  expect(run.outputs).toMatchObject({ seats: '', 'idle-seats': '' })
  expect(new Set(csv(run, 'seats.csv').map(({ entity }) => entity))).toEqual(new Set(['octo-east']))
  expect(run.summary).toMatch(/^\| octo-east \|.*\| \d+ \| \d+ \|$/m)
  expect(run.summary).toMatch(/^\| octo-west \|.*\| n\/a \| n\/a \|$/m)
})
