import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

import { addDays, daysBetween } from '../../simulator/calendar.ts'
import type { Company } from '../../simulator/company.ts'
import { costCentersOf, peopleFile } from '../../simulator/org-chart.ts'
import { seatsOf } from '../../simulator/seats.ts'
import type { Run } from '../../simulator/runner.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { writeReports } from '../../simulator/write-reports.ts'
import { canonicalValue } from '../../src/rules/canonical-values.ts'
import { FEATURES } from '../../src/rules/features.ts'
import { differencesOf } from '../recipe/differences.ts'
import { expectedFiles } from '../recipe/recipe.ts'
import { oddReports } from './odd-reports.ts'
import { parseCsv } from '../recipe/csv.ts'
import { csv, folderOf, report, WEDNESDAY } from './scenario.ts'

/** A run on the reports of a company, beside the recipe. */
export interface CompanyRun extends AsyncDisposable {
  readonly run: Run
  /** The folder of its reports. */
  readonly path: string
  readonly inputs: Readonly<Record<string, string>>
  readonly company: Company
  readonly simulator: Simulator
  readonly files: Readonly<Record<string, string>>
  /** What is not as the recipe has it, a sentence for each column. */
  differences(): string[]
}

/** A week of reports that end on a day, made by a seed. */
export interface Window {
  readonly until: string
  readonly seed: number
  readonly compare: boolean
}

export const WINDOWS: readonly Window[] = [
  { until: '2026-03-05', seed: 4, compare: true },
  { until: '2026-04-08', seed: 1, compare: true },
  { until: '2026-05-16', seed: 17, compare: false },
  { until: '2026-08-08', seed: 3, compare: true },
  { until: '2026-09-15', seed: 2, compare: true },
  { until: WEDNESDAY, seed: 12, compare: false },
]

/** No midnight: days of a seat are exact times. */
const NOW = '2026-11-21T09:17:42Z'

/** What people are grouped by. */
const BY = ['department', 'manager', 'cost_center']

/** Some of the people of odd reports, each number of whom has a squad, one of them alone. */
const SQUADS = [
  'login,squad',
  ...Array.from({ length: 9 }, (_, person) => `Person-${person},squad ${person % 4}`),
  'renamed-person,=alone()',
  'at-sign,',
  'nobody,squad 9',
  'nobody,squad 9',
  '',
].join('\n')

const label = (key: string) => FEATURES.find((feature) => feature.key === key)?.label ?? key

/** Runs the action on so many days of a company and those before. */
export async function publishCompany(company: Company, days: number): Promise<CompanyRun> {
  const { scope, slug } = company
  const folder = folderOf()
  await writeReports(company, folder.path, addDays(WEDNESDAY, 1 - 2 * days), WEDNESDAY)
  const simulator = await startSimulator({
    companies: [company],
    costCenters: { octo: costCentersOf(company) },
  })
  const file = peopleFile(company, ';')
  const inputs = {
    days: String(days),
    compare: 'true',
    'engagement-export': 'true',
    seats: 'true',
    'idle-days': '20',
    [scope]: slug,
    'people-file': 'hr/people.csv',
    'group-by': BY.join('\n'),
    'cost-centers-of': 'octo',
  }
  const files = { 'hr/people.csv': file }
  const run = await report(simulator, { ...inputs, 'reports-directory': folder.path }, { today: NOW, files })
  const seats = { records: seatsOf(company), now: NOW, idleDays: 20, newSeatDays: 30 }
  const question = {
    scope,
    entity: slug,
    until: WEDNESDAY,
    days,
    compare: true,
    seats,
    groups: {
      by: BY,
      login: 'GitHub_Login',
      file: parseCsv(file, ';'),
      costCenters: costCentersOf(company),
    },
  }
  return {
    run,
    path: folder.path,
    inputs,
    company,
    simulator,
    files,
    differences: () =>
      differences(run, expectedFiles(folder.path, { ...question, canonical: canonicalValue, label })),
    [Symbol.asyncDispose]: async () => {
      folder[Symbol.dispose]()
      await simulator.close()
      await run[Symbol.asyncDispose]()
    },
  }
}

/** What another run publishes otherwise whose reports and seats have the same lines in another order. */
export async function tryAnotherOrder({ run, path, inputs, files, company }: CompanyRun): Promise<string[]> {
  using shuffled = folderOf(inAnotherOrder(path))
  await using github = await startSimulator({
    companies: [company],
    costCenters: { octo: costCentersOf(company) },
    seats: { [`${company.scope}:${company.slug}`]: seatsOf(company).toReversed() },
  })
  await using again = await report(
    github,
    { ...inputs, 'reports-directory': shuffled.path },
    { today: NOW, files },
  )
  const names = [...new Set([...run.fileNames(), ...again.fileNames()])]
  const isOther = (name: string) =>
    !again.fileNames().includes(name) ||
    !run.fileNames().includes(name) ||
    again.file(name) !== run.file(name)
  return [
    ...again.errors,
    ...names.filter(isOther),
    ...(again.summary === run.summary && run.summary !== '' ? [] : ['the page']),
  ]
}

/** What a run on odd reports publishes otherwise than the recipe. */
export async function tryOddReports({ until, seed, compare }: Window): Promise<string[]> {
  using folder = folderOf(oddReports(seed, daysBetween(addDays(until, -13), until), '7'))
  const asked = {
    until,
    days: '7',
    compare: String(compare),
    'engagement-export': 'true',
    'people-file': 'people.csv',
    'group-by': 'squad',
  }
  const files = { 'people.csv': SQUADS }
  await using run = await report(undefined, { ...asked, 'reports-directory': folder.path }, { files })
  if (run.errors.length > 0) return [...run.errors]
  const groups = { by: ['squad'], login: 'login', file: parseCsv(SQUADS) }
  const question = { scope: 'organization', entity: 'octo-works', until, days: 7, compare, groups } as const
  const expected = expectedFiles(folder.path, { ...question, canonical: canonicalValue, label })
  // Rows of two entities in one report: which of the two ids stands in the file is nowhere said.
  for (const [at, line] of csv(run, 'teams.csv').entries()) {
    Object.assign(expected.get('teams.csv')?.[at] ?? {}, { entity_id: line['entity_id'] })
  }
  return differences(run, expected)
}

/** What is not the same in the CSV files of a run, a sentence each. */
function differences(run: Run, expected: ReturnType<typeof expectedFiles>): string[] {
  const names = run.fileNames().filter((name) => name.endsWith('.csv'))
  return differencesOf(expected, new Map(names.map((name) => [name, csv(run, name)])))
}

/** Each report as three files, one of them gzipped, whose lines run backwards. */
function inAnotherOrder(directory: string): Record<string, string | Buffer> {
  const files: Record<string, string | Buffer> = {}
  for (const name of readdirSync(directory)) {
    const bytes = readFileSync(join(directory, name))
    const lines = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .toReversed()
    const part = (wanted: number) => lines.filter((_, at) => at % 3 === wanted).join('\n')
    const stem = name.replace(/\..*$/, '')
    files[`${stem}.z.ndjson`] = part(0)
    files[`${stem}.a.json`] = part(1)
    files[`${stem}.m.ndjson.gz`] = gzipSync(part(2))
  }
  return files
}
