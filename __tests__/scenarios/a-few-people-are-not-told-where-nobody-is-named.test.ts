import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import { type Repository, startRepository } from '../../simulator/repository.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { parseCsv } from '../recipe/csv.ts'
import { commitReport, HISTORY, PAGE } from './report.ts'
import { csv } from './scenario.ts'

/** The default of minimum-group-size. */
const LEAST = 5
const isFew = (count: number) => count > 0 && count < LEAST
/** Columns and keys that count people. */
const COUNT =
  /^(?!share_)(rows|members|(previous_)?(active|engaged|idle)_users|\w+_users|users_in_no_team|feature_\w+)$/
const SEGMENTS = ['champion', 'regular', 'lagging', 'unengaged', 'idle']

type Json = null | string | number | boolean | Json[] | { [name: string]: Json }
type Line = Readonly<Record<string, string>>

let run: Run
let named: Run
let repository: Repository
beforeAll(async () => {
  repository = startRepository()
  const company = makeCompany({ slug: 'octo-works', seats: 60, teams: 5 })
  await using github = await startSimulator({ companies: [company], routes: repository.routes })
  run = await commitReport(github, '2026-11-18', { people: 'none', 'report-path': '' })
  named = await commitReport(github, '2026-11-18')
})
afterAll(async () => {
  await run[Symbol.asyncDispose]()
  await named[Symbol.asyncDispose]()
  await repository[Symbol.asyncDispose]()
})

test('The same company has a few people in many places where everything is shown', () => {
  expect([...run.errors, ...named.errors]).toEqual([])
  const few = csv(named, 'teams.csv').flatMap((line) => fewOf(line))
  expect(few.length).toBeGreaterThan(3)
})

describe('where nobody is named', () => {
  test('no count of a few people is in any CSV file, nor what is left of another', () => {
    const names = run.fileNames().filter((name) => name.endsWith('.csv'))
    expect(names.length).toBeGreaterThan(7)
    for (const name of names) {
      for (const line of csv(run, name)) {
        expect(fewOf(line), `${name}: ${JSON.stringify(line)}`).toEqual([])
        expect(leftOf(line), `${name}: ${JSON.stringify(line)}`).toEqual([])
      }
    }
  })

  test('nor can a rate, a share or the days of people be turned back into one', () => {
    const teams = new Map(csv(run, 'teams.csv').map((line) => [line['team_id'], line]))
    const hidden = [...teams.values()].filter((line) => line['active_users'] === '')
    const told = hidden.flatMap((line) => [
      line['adoption_rate'],
      line['active_user_days'],
      line['idle_users'],
    ])
    expect(new Set(told)).toEqual(new Set(['']))
    const shares = csv(run, 'team-features.csv').filter(
      (line) => teams.get(line['team_id'])?.['active_users'] === '' && line['engaged_users'] !== '0',
    )
    expect(new Set(shares.map((line) => line['share_of_active_users']))).toEqual(new Set(['']))
  })

  test('no count in totals.json is of a few, and what is withheld there is not unknown', () => {
    const totals = JSON.parse(run.file('totals.json')) as { entities: Json }
    expect(fewIn(totals.entities)).toEqual([])
    expect(run.file('totals.json')).toMatch(/"active_users": \{\s*"least": \d+/)
  })

  test('the parts of a list do not give a few back', () => {
    const [entity = {}] = (JSON.parse(run.file('totals.json')) as { entities: Record<string, Json>[] })
      .entities
    const { active_users, engaged_users, idle_users } = countsOf(entity['totals'])
    const segments = countsOf(entity['segments'])
    const lists = [
      { total: active_users, cells: SEGMENTS.slice(0, 4).map((name) => segments[name]) },
      { total: engaged_users, cells: SEGMENTS.slice(0, 3).map((name) => segments[name]) },
      { total: idle_users, cells: [segments['idle']] },
      { total: active_users, cells: entity['breadth'] as (number | null)[] },
      { total: active_users, cells: Object.values(countsOf(entity['reconciliation'])) },
    ]
    for (const { total, cells } of lists) {
      if (total === null || total === undefined) continue
      const left = cells.reduce<number>((rest, cell) => rest - (cell ?? 0), total)
      expect(isFew(left), JSON.stringify({ total, cells })).toBe(false)
    }
  })

  test('the page says fewer than, why, and what is protected, and claims no more than that', () => {
    expect(run.summary).toMatch(/fewer than 5/)
    expect(run.summary).toContain('Withheld: counts of fewer than 5 people, and what would give them back.')
    expect(run.summary).toContain('A team of which everybody or nobody is active is shown as such')
    expect(run.summary).not.toContain('made out')
    for (const row of tableRows(run.summary, '| Team | Adoption |')) {
      const [, , members, active, idle, engaged] = row.map(Number)
      for (const count of [members, active, idle, engaged])
        expect(isFew(count ?? 0), row.join(' | ')).toBe(false)
    }
  })
})

describe('the committed report, even where the files name everybody', () => {
  test('has no count of a few people in its history', async () => {
    const lines = parseCsv(await committed(HISTORY))
    expect(lines.length).toBeGreaterThan(6)
    for (const line of lines) {
      expect(fewOf(line), JSON.stringify(line)).toEqual([])
      expect(leftOf(line), JSON.stringify(line)).toEqual([])
    }
  })

  test('nor in its table of teams, and it says so', async () => {
    const page = await committed(PAGE)
    const rows = tableRows(page, '| Team | Adoption |')
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) {
      const [, , members, active, engaged] = row.map(Number)
      const counts = [members, active, engaged, (members ?? 0) - (active ?? Number.NaN)]
      for (const count of counts) expect(isFew(count ?? 0), row.join(' | ')).toBe(false)
    }
    expect(page).toContain('Withheld: counts of fewer than 5 people, and what would give them back.')
  })
})

/** A file of the repository. */
async function committed(path: string): Promise<string> {
  return repository.text(path) ?? ''
}

/** The columns of a line that count a few people. */
function fewOf(line: Line): string[] {
  return Object.keys(line).filter((name) => COUNT.test(name) && isFew(Number(line[name])))
}

/** What two columns leave of each other, where it is a few people. */
function leftOf(line: Line): string[] {
  const pairs = [
    ['members', 'active_users'],
    ['members', 'idle_users'],
    ['active_users', 'engaged_users'],
    ['active_users', 'users_in_no_team'],
    ['rows', 'users_in_no_team'],
    ['rows', 'engaged_users'],
  ] as const
  return pairs
    .filter(([whole, part]) => line[whole] && line[part])
    .filter(([whole, part]) => isFew(Number(line[whole]) - Number(line[part])))
    .map(([whole, part]) => `${whole} − ${part}`)
}

/** Where a count of a few people stands, at any depth; bounds of what is withheld are none. */
function fewIn(value: Json, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => fewIn(one, `${path}[${index}]`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, one]) => {
    if (name === 'withheld') return []
    const place = `${path}.${name}`
    const isCount =
      COUNT.test(name) || SEGMENTS.includes(name) || /^(in_\w+|teams_unknown|moved_\w+)$/.test(name)
    if (typeof one === 'number') return isCount && isFew(one) ? [place] : []
    const isList = ['breadth', 'first', 'last', 'active_users'].includes(name)
    if (isList && one !== null && typeof one === 'object')
      return Object.values(one).flatMap((count) => (isFew(Number(count)) ? [place] : []))
    return fewIn(one, place)
  })
}

function countsOf(value: Json | undefined): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries((value ?? {}) as Record<string, number | null>).filter(([name]) => name !== 'withheld'),
  )
}

/** The cells of the rows of the table that begins with these headings. */
function tableRows(page: string, headings: string): string[][] {
  const lines = page.split('\n')
  const start = lines.findIndex((line) => line.startsWith(headings))
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'))
  return lines.slice(start + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}
