import { expect, test } from 'vitest'

import { joinSources } from '../../simulator/reports.ts'
import { startRepository } from '../../simulator/repository.ts'
import { startSimulator } from '../../simulator/server.ts'
import {
  csv,
  everythingOf,
  findWords,
  FRONTEND,
  members,
  report,
  reported,
  WEDNESDAY,
  worked,
} from '../scenarios/scenario.ts'
import { seat } from '../scenarios/seats.ts'

const PEOPLE = Array.from({ length: 20 }, (_, number) => ({
  user_id: 7000 + number,
  user_login: `person-${number}`,
}))
const dayOf = (people: typeof PEOPLE) => ({
  [WEDNESDAY]: { users: people.map((person) => worked(person)), teams: members(FRONTEND, ...people) },
})

test('A value that is the login of somebody in another organization, or an address, is shown nowhere', async () => {
  await using repository = startRepository()
  const reports = joinSources([
    reported(dayOf(PEOPLE.slice(0, 10)), 'organization:octo-east'),
    reported(dayOf(PEOPLE.slice(10)), 'organization:octo-west'),
  ])
  await using github = await startSimulator({ reports, routes: repository.routes })
  const lines = PEOPLE.filter((_, number) => number !== 15)
  const file = [
    'login,lead,contact',
    ...lines.map(({ user_login }) => `${user_login},person-15,jane.doe@octo.example`),
  ].join('\n')
  const inputs = {
    organization: 'octo-east, octo-west',
    'people-file': 'people.csv',
    'group-by': 'lead, contact',
    people: 'pseudonymous',
    'people-key': 'a-key-of-the-test',
    'report-path': 'copilot.md',
  }
  await using run = await report(
    github,
    { 'artifact-name': 'copilot', ...inputs },
    { files: { 'people.csv': file } },
  )

  expect(run.errors).toEqual([])
  expect(
    csv(run, 'groups.csv').map(({ entity, attribute, value }) => [entity, attribute, value]),
  ).toContainEqual(['octo-east', 'lead', 'others'])
  const page = (await repository.text('copilot.md')) ?? ''
  expect(page).toContain('## Groups')
  const everything = new Map([...everythingOf(run), ['committed', page]])
  expect(findWords(everything, ['person-15', 'jane.doe'])).toEqual([])
})

test('Somebody renamed is found in the file by the login of the seat, and that login is no value either', async () => {
  const renamed = { user_id: 7017, user_login: 'renamed-lead' }
  const people = PEOPLE.slice(0, 18)
  const seats = people.map((person) =>
    seat(person.user_id === 7017 ? renamed : person, '2026-11-18T10:00:00Z'),
  )
  await using github = await startSimulator({
    reports: reported(dayOf(people)),
    seats: { 'organization:octo-works': seats },
  })
  const file = [
    'login,lead,department',
    ...people.slice(0, 11).map(({ user_login }) => `${user_login},renamed-lead,Sales`),
    ...people.slice(11, 17).map(({ user_login }) => `${user_login},,Sales`),
    'renamed-lead,,Sales',
  ].join('\n')
  const inputs = {
    seats: 'true',
    'people-file': 'people.csv',
    'group-by': 'lead, department',
    people: 'none',
  }
  await using run = await report(
    github,
    { 'artifact-name': 'copilot', ...inputs },
    { files: { 'people.csv': file } },
  )

  expect(run.errors).toEqual([])
  expect(
    csv(run, 'groups.csv').map(({ attribute, value, people: known }) => [attribute, value, known]),
  ).toEqual([
    ['lead', 'others', '11'],
    ['lead', '', '7'],
    ['department', 'Sales', '18'],
  ])
  expect(findWords(everythingOf(run), ['renamed-lead'])).toEqual([])
})

test('A file whose logins nobody has is a warning that says what it needs', async () => {
  await using github = await startSimulator({ reports: reported(dayOf(PEOPLE.slice(0, 3))) })
  const file = 'login,department\nalice@octo.example,Sales\n'
  const inputs = { 'people-file': 'people.csv', 'group-by': 'department' }
  await using run = await report(github, inputs, { files: { 'people.csv': file } })

  expect(run.warnings).toEqual([expect.stringMatching(/^people-file: none of its logins is in the reports/)])
})
