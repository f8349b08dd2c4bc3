import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Cell, Row } from '../../src/lines/html-tables.ts'
import type { Report } from '../../src/lines/report.ts'
import { makeCompany } from '../../simulator/company.ts'
import { dataOf } from '../../simulator/html-report.ts'
import type { Run } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { csv, report } from './scenario.ts'

const company = makeCompany({ seats: 60, teams: 8 })
const PEOPLE = [
  'login,department',
  ...company.people.slice(3).map(({ login }, index) => `${login},${index % 3 === 0 ? 'Sales' : 'Research'}`),
].join('\n')

const runs: Run[] = []
afterAll(async () => {
  for (const run of runs) await run[Symbol.asyncDispose]()
})

/** The interactive report of a run, unpacked. */
interface Page {
  readonly run: Run
  readonly html: string
  readonly report: Report
  /** The rows of a table, each by its columns; undefined where there is none. */
  readonly table: (name: string) => Record<string, Row[number]>[] | undefined
}

async function open(inputs: Readonly<Record<string, string>>): Promise<Page> {
  await using github = await startSimulator({ companies: [company] })
  const asked = { days: '21', compare: 'true', seats: 'true', 'artifact-name': 'copilot' }
  const grouped = { 'people-file': 'people.csv', 'group-by': 'department' }
  const files = { files: { 'people.csv': PEOPLE } }
  const run = await report(github, { ...asked, ...grouped, ...inputs }, files)
  runs.push(run)
  expect(run.errors).toEqual([])
  const html = run.file('copilot.html')
  const blocks = dataOf(html)
  return {
    run,
    html,
    report: JSON.parse(blocks.get('report') ?? '') as Report,
    table: (name) => {
      const text = blocks.get(`0/${name}`)
      if (text === undefined) return undefined
      const { columns, rows } = JSON.parse(text) as { columns: string[]; rows: Row[] }
      return rows.map((row) =>
        Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])),
      )
    },
  }
}

/** A cell as CSV has it: nothing for what is unknown or withheld. */
function inCsv(cell: Row[number] | undefined): string {
  return typeof cell === 'number' || typeof cell === 'string' ? String(cell) : ''
}

function columnsOf(lines: readonly Record<string, Row[number]>[], ...names: readonly string[]): string[] {
  return lines.map((line) => names.map((name) => inCsv(line[name])).join(' '))
}

function linesOf(run: Run, file: string, ...names: readonly string[]): string[] {
  return csv(run, file).map((line) => names.map((name) => line[name] ?? '').join(' '))
}

/** The tables of a page with ids and days in place of indexes, beside the same of the files. */
function compareFiles({ run, report: { entities }, table }: Page): void {
  const [entity] = entities
  const withIds = (name: string) =>
    (table(name) ?? []).map((row): Record<string, Row[number]> => ({
      ...row,
      team_id: entity?.teams[Number(row['team'])]?.team_id ?? 'unknown team',
      slug: entity?.teams[Number(row['team'])]?.slug ?? 'unknown team',
      ...(row['day'] === undefined ? {} : { day: entity?.days[Number(row['day'])]?.day ?? 'unknown day' }),
    }))
  const use = ['engaged_users', 'engaged_user_days', 'share_of_active_users', 'previous_engaged_users']
  const days = ['day', 'team_id', 'members', 'active_users', 'engaged_users']
  expect(columnsOf(withIds('team_days'), ...days)).toEqual(linesOf(run, 'team-days.csv', ...days))
  const features = ['team_id', 'feature', 'status', ...use]
  expect(columnsOf(withIds('team_features'), ...features)).toEqual(
    linesOf(run, 'team-features.csv', ...features),
  )
  const weeks = [
    'since',
    'until',
    'members',
    'active_users',
    'adoption_rate',
    'engaged_cli',
    'engaged_panel_chat',
  ]
  expect(columnsOf(table('weeks') ?? [], ...weeks)).toEqual(linesOf(run, 'weeks.csv', ...weeks))
  const groups = ['attribute', 'value', 'feature', ...use]
  expect(columnsOf(table('group_features') ?? [], ...groups)).toEqual(
    linesOf(run, 'group-features.csv', ...groups),
  )
  const values = [
    'team_id',
    'dimension',
    'value',
    'active_users',
    'code_acceptance_activity_count',
    'loc_added_sum',
  ]
  const shown = columnsOf(withIds('team_values'), ...values)
  expect(shown.length).toBeGreaterThan(20)
  const inFile = new Set(linesOf(run, 'team-breakdowns.csv', ...values))
  expect(shown.filter((line) => !inFile.has(line))).toEqual([])
}

describe('where people are named', () => {
  let page: Page
  beforeAll(async () => {
    page = await open({})
  })

  test('the data are those of totals.json and of the files of teams, weeks and groups', () => {
    expect(page.report).toEqual(JSON.parse(page.run.file('totals.json')))
    compareFiles(page)
  })

  test('the people, their teams and features, and the seats are those of the files about people', () => {
    const {
      run,
      report: { entities },
      table,
    } = page
    const people = table('people') ?? []
    const known = [
      'segment',
      'active_days',
      'engaged_days',
      'consistency',
      'features_used',
      'last_active_day',
      'loc_added_sum',
    ]
    expect(columnsOf(people, 'person', ...known)).toEqual(linesOf(run, 'people.csv', 'user_login', ...known))
    const teams = people.map((row) =>
      (row['teams'] as number[])
        .map((team) => entities[0]?.teams[team]?.slug)
        .toSorted()
        .join(';'),
    )
    expect(teams).toEqual(linesOf(run, 'people.csv', 'teams'))
    const days = csv(run, 'people-features.csv').map(
      ({ user_login, feature, engaged_days }) => `${user_login} ${feature} ${engaged_days}`,
    )
    const shown = people.flatMap((row) =>
      Object.keys(row).flatMap((name) =>
        name.startsWith('feature:') ? `${inCsv(row['person'])} ${name.slice(8)} ${inCsv(row[name])}` : [],
      ),
    )
    expect(shown).toEqual(days)
    const seats = ['state', 'teams', 'days_since_activity', 'granted_by', 'plan_type']
    expect(columnsOf(table('seats') ?? [], 'person', ...seats)).toEqual(
      linesOf(run, 'seats.csv', 'user_login', ...seats),
    )
  })

  test('the file allows itself only its own program and style, and asks for nothing', () => {
    const { html } = page
    const hash = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    const [, script] = /<script type="module">([\s\S]*?)<\/script>/.exec(html) ?? []
    const [, style] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? []
    const [, policy = ''] = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? []
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ])
    const rest = html.replace(script ?? '', '').replace(style ?? '', '')
    expect(rest.match(/\b(?:src|href)\s*=\s*"[^"]*"/g)).toEqual(['href="data:,"'])
    expect(rest.indexOf('<meta charset="utf-8" />')).toBeLessThan(1024)
  })

  test('the same data make the same file', async () => {
    const again = await open({})
    expect(again.html === page.html).toBe(true)
  })
})

test('Where nobody is named, what is withheld in the files is withheld in the same cells, and there is no table of people', async () => {
  const page = await open({ people: 'none' })
  expect(page.report).toEqual(JSON.parse(page.run.file('totals.json')))
  expect(page.table('people') ?? page.table('seats')).toBeUndefined()
  compareFiles(page)
  const cells = (page.table('team_features') ?? []).map((row) => row['previous_engaged_users'] as Cell)
  expect(cells.some((cell) => Array.isArray(cell))).toBe(true)
  const weeks = (page.table('weeks') ?? []).flatMap((row) => Object.values(row))
  expect(weeks.some((cell) => Array.isArray(cell))).toBe(true)
})
