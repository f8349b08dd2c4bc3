import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { makeCompany } from '../../simulator/company.ts'
import type { RunRepository } from '../../simulator/run-environment.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, csv, everythingOf, findWords, report, reported, WEDNESDAY, worked } from './scenario.ts'

const KEY = 'a-key-of-the-test'
const company = makeCompany({ seats: 60, teams: 5 })
const logins = company.people.flatMap(({ login, newLogin }) => [login, newLogin])
const ids = company.people.map(({ userId }) => userId)
const userLevel = [
  'people.csv',
  'people-teams.csv',
  'people-features.csv',
  'people-feature-days.csv',
  'seats.csv',
]

/** Data of the interactive report. */
const PACKED = ['report', '0/people', '0/seats'].map((name) => `copilot.html:${name}`)

const runs: Run[] = []
let named: Published
beforeAll(async () => {
  named = await publish({})
})
afterAll(async () => {
  for (const run of runs) await run[Symbol.asyncDispose]()
})

describe('named', () => {
  test('people are in the user-level files and in the lists of the page, but neither in the log nor in outputs', () => {
    const { run, places } = named

    expect(csv(run, 'people.csv').length).toBeGreaterThan(50)
    expect(findWords(new Map([['summary', run.summary]]), logins)).not.toEqual([])
    const open = withoutFolded(run.summary)
    expect(open).toMatch(/\*\*1 person uses Copilot on fewer than one weekday in five\.\*\*/)
    expect(findWords(new Map([['open page', open]]), [...logins, ...ids])).toEqual([])
    const naming = [...places].filter(([, text]) => logins.some((login) => text.includes(login)))
    expect(new Set(naming.map(([place]) => place))).toEqual(
      new Set(['summary', 'summary.md', 'totals.json', ...userLevel, ...PACKED]),
    )
    const aside = new Map([...places].filter(([place]) => place === 'log' || place === 'outputs'))
    expect(findWords(aside, [...logins, ...ids])).toEqual([])
    const teamLevel = run.fileNames().filter((name) => /^(team|day|feature|breakdown).*csv$/.test(name))
    expect(findWords(new Map(teamLevel.map((name) => [name, run.file(name)])), [...logins, ...ids])).toEqual(
      [],
    )
  })
})

describe('pseudonymous', () => {
  test('the same files with pseudonyms by the key alone, and neither a login nor an id anywhere', async () => {
    const { run, places } = await publish({ people: 'pseudonymous', 'people-key': KEY })

    expect(run.fileNames()).toEqual(expect.arrayContaining(userLevel))
    expect(findWords(places, [...logins, ...ids])).toEqual([])
    const people = csv(run, 'people.csv')
    expect(new Set(people.map(({ user_login }) => user_login)).size).toBe(people.length)
    const pseudonyms = people.map(({ user_id = '' }) => user_id)
    const expected = csv(named.run, 'people.csv').map(({ user_id = '' }) =>
      createHmac('sha256', KEY).update(user_id).digest('hex').slice(0, pseudonyms[0]?.length),
    )
    expect(pseudonyms.toSorted()).toEqual(expected.toSorted())
    for (const place of PACKED.slice(1)) expect(places.get(place)).toContain(`person-${pseudonyms[0]}`)
  })
})

describe('none', () => {
  let none: Published
  beforeAll(async () => {
    none = await publish({ people: 'none', 'minimum-group-size': '1' })
  })

  test('no user-level file, no list on the page, and neither a login nor an id anywhere', () => {
    const { run, places } = none

    expect(run.fileNames().filter((name) => userLevel.includes(name))).toEqual([])
    expect(findWords(places, [...logins, ...ids])).toEqual([])
    expect(places.has('copilot.html:report')).toBe(true)
    expect(PACKED.slice(1).filter((place) => places.has(place))).toEqual([])
    expect(run.summary).not.toContain('public')
  })

  test('the numbers of teams, features and days are the same as when people are named', () => {
    for (const name of ['teams.csv', 'team-days.csv', 'days.csv', 'features.csv', 'team-features.csv']) {
      expect(none.run.file(name), name).toBe(named.run.file(name))
    }
  })
})

describe('In a public repository', () => {
  const repository = { name: 'octo-works/copilot-report', visibility: 'public' } as const

  test('persons are withheld, and the page says why', async () => {
    const { run, places } = await publish({}, repository)

    expect(run.fileNames().filter((name) => userLevel.includes(name))).toEqual([])
    expect(findWords(places, [...logins, ...ids])).toEqual([])
    expect(run.summary).toMatch(/withheld, because the repository is public/)
  })

  test('allow-public-people shows them', async () => {
    await using github = await startSimulator({
      reports: reported({ [WEDNESDAY]: { users: [worked(ALICE)] } }),
    })
    const inputs = { 'engagement-export': 'true', seats: 'true', 'allow-public-people': 'true' }
    await using run = await report(github, inputs, { repository })

    expect(run.fileNames()).toEqual(expect.arrayContaining(userLevel))
  })
})

type Published = Awaited<ReturnType<typeof publish>>

async function publish(inputs: Readonly<Record<string, string>>, repository?: RunRepository) {
  await using github = await startSimulator({ companies: [company] })
  await using artifacts = await startArtifacts()
  const run = await report(
    github,
    { days: '7', 'engagement-export': 'true', seats: 'true', 'artifact-name': 'copilot', ...inputs },
    { artifacts, env: { RUNNER_DEBUG: '1' }, ...(repository === undefined ? {} : { repository }) },
  )
  runs.push(run)
  expect(run.errors).toEqual([])
  return { run, places: everythingOf(run) }
}

/** The page as it is before a reader opens anything. */
function withoutFolded(page: string): string {
  return page.replaceAll(/<details>[\s\S]*?<\/details>/g, '')
}
