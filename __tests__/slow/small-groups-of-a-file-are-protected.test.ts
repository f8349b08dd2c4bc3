import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { schemaFaults } from '../json-schema.ts'
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

/** Eight of Sales, of whom two are idle, six of Operations, all active, two of Legal; six report to person-0. */
const PEOPLE = Array.from({ length: 16 }, (_, number) => ({
  user_id: 7000 + number,
  user_login: `person-${number}`,
}))
const LOGINS = PEOPLE.map(({ user_login }) => user_login)
const IDLE = new Set([6, 7])
const FILE = [
  'login,department,lead,manager',
  ...LOGINS.map((login, number) => {
    const department = number < 8 ? 'Sales' : number < 14 ? 'Operations' : 'Legal'
    return `${login},${department},${number < 8 ? 'person-1' : 'Guild of all'},${number === 0 || number > 6 ? '' : 'person-0'}`
  }),
  // Nobody of whom uses Copilot: it is in no team and was never active.
  'lonely-writer,Lonely,Guild of all,',
].join('\n')

const REPORTS = () =>
  reported({
    [WEDNESDAY]: {
      users: PEOPLE.filter((_, number) => !IDLE.has(number)).map((person) => worked(person)),
      teams: members(FRONTEND, ...PEOPLE),
    },
  })
const ASKED = { 'artifact-name': 'copilot', 'people-file': 'people.csv', 'group-by': 'department, lead' }
const FILES = { files: { 'people.csv': FILE } }

test('Where nobody is named small groups are merged, few idle people withheld, and no value is a login', async () => {
  await using github = await startSimulator({ reports: REPORTS() })
  const pseudonyms = { people: 'pseudonymous', 'people-key': 'a-key-of-the-test' }
  await using run = await report(github, { ...ASKED, ...pseudonyms }, FILES)

  expect(run.errors).toEqual([])
  const shown = csv(run, 'groups.csv').map(({ attribute, value, listed, people, active_users, idle_users }) =>
    [attribute, value, listed, people, active_users, idle_users].join(' '),
  )
  expect(shown).toEqual([
    // Of Lonely nobody is known, which would tell of its one line: it is dropped. Others would give the numbers of Sales back.
    'department Sales 8 8  ',
    'department others  8  ',
    // That one of nine is not known would be told by nine listed.
    'lead Guild of all  8  ',
    'lead others 8 8  ',
  ])
  expect(new Set(csv(run, 'people.csv').map((line) => `${line['department']} ${line['lead']}`))).toEqual(
    new Set(['Sales others', 'others Guild of all']),
  )
  const schema = JSON.parse(readFileSync('docs/totals.schema.json', 'utf8')) as object
  expect(schemaFaults(schema, JSON.parse(run.file('totals.json')))).toEqual([])
  expect(run.summary).toContain('| fewer than 5 |')
  expect(run.summary).toContain('| *others* |')
  expect(findWords(everythingOf(run), LOGINS)).toEqual([])
  expect(findWords(everythingOf(run), ['Legal', 'Operations'])).toEqual([])
})

test('Managers need names: refused where the workflow withholds them, left out in a public repository', async () => {
  await using github = await startSimulator({ reports: REPORTS() })
  const inputs = { 'people-file': 'people.csv', 'group-by': 'department, manager' }
  await using refused = await report(github, { ...inputs, people: 'none' }, FILES)
  expect(refused.errors.join()).toMatch(/group-by: manager .* needs people: named/)

  const repository = { name: 'octo-works/copilot-report', visibility: 'public' } as const
  await using run = await report(github, inputs, { ...FILES, repository })
  expect(run.errors).toEqual([])
  expect(new Set(csv(run, 'groups.csv').map(({ attribute }) => attribute))).toEqual(new Set(['department']))
  expect(run.summary).toContain('Groups by manager are not shown')
  expect(findWords(everythingOf(run), LOGINS)).toEqual([])
})

test('The committed report has groups without persons and without small ones, even where all are named', async () => {
  await using repository = startRepository()
  await using github = await startSimulator({ reports: REPORTS(), routes: repository.routes })
  const inputs = {
    'people-file': 'people.csv',
    'group-by': 'department, lead, manager',
    'report-path': 'copilot.md',
  }
  await using run = await report(github, inputs, FILES)

  expect(run.errors).toEqual([])
  expect(csv(run, 'groups.csv').map(({ attribute, value }) => `${attribute} ${value}`)).toContain(
    'manager person-0',
  )
  const page = (await repository.text('copilot.md')) ?? ''
  expect(page).toContain('## Groups')
  expect(page).toContain('| Sales |')
  expect(page).toContain('| *others* |')
  const all = new Map([
    ['page', page],
    ['history', (await repository.text('copilot-history.csv')) ?? ''],
  ])
  expect(findWords(all, [...LOGINS, 'Legal', 'manager'])).toEqual([])
})
