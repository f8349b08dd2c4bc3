import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { addDays } from '../../simulator/calendar.ts'
import { makeCompany } from '../../simulator/company.ts'
import type { Run } from '../../simulator/runner.ts'
import { writeReports } from '../../simulator/write-reports.ts'
import { canonicalValue } from '../../src/rules/canonical-values.ts'
import { FEATURES } from '../../src/rules/features.ts'
import type { Line } from '../recipe/recipe.ts'
import { expectedFiles } from '../recipe/recipe.ts'
import { folderOf, report, WEDNESDAY } from './scenario.ts'

/** The files of two runs as the queries find them, and the recipe's lines of the same windows. */
export interface Artifacts extends Disposable {
  readonly path: string
  readonly departments: ReadonlyMap<string, string>
  readonly expected: (file: string) => readonly Line[]
  readonly outputs: Readonly<Record<string, string>>
  readonly expectedBefore: (file: string) => readonly Line[]
}

interface Membership {
  readonly user_id: number
  readonly team_id: number
  readonly slug?: string
}

interface Row {
  readonly user_id: number
  readonly used_agent?: boolean
  readonly totals_by_feature?: readonly { readonly feature: string }[]
}

const DAYS = 14
const SUNDAY = '2026-11-15'
const LABELS = new Map<string, string>(FEATURES.map(({ key, label }) => [key, label]))

/** A run, the one of a day a week before, and an earlier one of the same days with numbers that a later one replaces. */
export async function makeArtifacts(): Promise<Artifacts> {
  const company = makeCompany({ seed: 3, seats: 70, teams: 6 })
  using reports = folderOf()
  await writeReports(company, reports.path, addDays(WEDNESDAY, 1 - 2 * DAYS), WEDNESDAY)
  changeTeams(reports.path)
  const before = addDays(WEDNESDAY, -7)
  const asked = { organization: company.slug, 'reports-directory': reports.path }
  await using run = await report(undefined, { ...asked, days: String(DAYS), compare: 'true' })
  await using earlier = await report(undefined, { ...asked, days: '1', until: before })
  if (run.errors.length + earlier.errors.length > 0) throw new Error('a run failed')
  const question = { scope: 'organization', entity: company.slug, canonical: canonicalValue } as const
  const label = (key: string) => LABELS.get(key) ?? key
  const asWindow = { ...question, label, until: WEDNESDAY, days: DAYS, compare: true }
  const expected = expectedFiles(reports.path, asWindow)
  const expectedBefore = expectedFiles(reports.path, {
    ...question,
    label,
    until: before,
    days: 1,
    compare: false,
  })
  const departments = departmentsOf(expected.get('people.csv') ?? [])
  const folder = folderOf({ ...stacked(run, earlier), 'departments.csv': departmentFile(departments) })
  return {
    path: folder.path,
    departments,
    outputs: run.outputs,
    expected: (file) => expected.get(file) ?? [],
    expectedBefore: (file) => expectedBefore.get(file) ?? [],
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  }
}

/** One team falls silent in the window, one has no agent mode; of the others every second person begins in the window. */
function changeTeams(directory: string): void {
  const read = (name: string) => readFileSync(join(directory, name), 'utf8').trimEnd().split('\n')
  const names = readdirSync(directory)
  const listed = names
    .filter((name) => name.startsWith('user-teams-'))
    .flatMap((name) => read(name).map((line) => JSON.parse(line) as Membership))
  const ids = listed.map(({ team_id }) => team_id)
  const membersOf = (team: number) =>
    new Set(listed.filter(({ team_id }) => team_id === team).map(({ user_id }) => user_id))
  const silent = membersOf(Math.max(...ids))
  const withoutAgents = membersOf(Math.min(...ids))
  lendOnSunday(directory, Math.min(...ids), Math.max(...ids))
  const start = addDays(WEDNESDAY, 1 - DAYS)
  for (const name of names.filter((file) => file.startsWith('users-'))) {
    const isBefore = name.slice('users-'.length) < start
    const rows = read(name)
      .map((line) => JSON.parse(line) as Row)
      .filter(({ user_id: id }) => (silent.has(id) ? isBefore : !isBefore || id % 2 === 0))
      .map((row) => JSON.stringify(withoutAgents.has(row.user_id) ? withoutAgentMode(row) : row))
    writeFileSync(join(directory, name), `${rows.join('\n')}\n`)
  }
}

/** On a Sunday, when hardly anybody is active, another team lists the people of one too. */
function lendOnSunday(directory: string, from: number, to: number): void {
  const path = join(directory, `user-teams-${SUNDAY}.ndjson`)
  const lines = readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Membership)
  const team = lines.find(({ team_id }) => team_id === to)
  const lent = lines
    .filter(({ team_id }) => team_id === from)
    .map((line) => ({ ...line, team_id: to, slug: team?.slug }))
  writeFileSync(path, [...lines, ...lent].map((line) => `${JSON.stringify(line)}\n`).join(''))
}

function withoutAgentMode(row: Row): Row {
  const features = row.totals_by_feature?.filter(({ feature }) => feature !== 'chat_panel_agent_mode')
  return { ...row, used_agent: false, ...(features === undefined ? {} : { totals_by_feature: features }) }
}

function stacked(run: Run, earlier: Run): Record<string, string> {
  const features = run.file('team-features.csv')
  const files = Object.fromEntries(run.fileNames().map((name) => [name, run.file(name)]))
  return {
    ...files,
    'artifact-01/team-features.csv': features.replaceAll(/,\d+,\d+,[\d.]+,/g, ',999,999,0.999,'),
    'artifact-02/team-features.csv': earlier.file('team-features.csv'),
    'artifact-03/team-features.csv': features,
  }
}

/** Login in lower case to department; every fifth person has none. */
function departmentsOf(people: readonly Line[]): Map<string, string> {
  const names = ['Platform', 'Retail', 'Finance, Risk', 'Research']
  return new Map(
    people.flatMap(({ user_login: login = '' }, at) => {
      const department = names[at % 5]
      return department === undefined ? [] : [[login.toLowerCase(), department] as const]
    }),
  )
}

function departmentFile(departments: ReadonlyMap<string, string>): string {
  const lines = [...departments].map(
    ([login, department], at) => `${at % 2 === 0 ? login.toUpperCase() : login},"${department}"`,
  )
  return ['login,department', ...lines, ''].join('\n')
}
