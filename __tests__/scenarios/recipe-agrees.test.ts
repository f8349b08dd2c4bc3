import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { addDays, daysBetween } from '../../simulator/calendar.ts'
import { makeCompany } from '../../simulator/company.ts'
import type { Run } from '../../simulator/runner.ts'
import { writeReports } from '../../simulator/write-reports.ts'
import { canonicalValue } from '../../src/metrics/aliases.ts'
import { FEATURES } from '../../src/metrics/features.ts'
import { expectedFiles } from '../recipe/recipe.ts'
import { oddReports } from './odd-reports.ts'
import { csv, folderOf, report, WEDNESDAY } from './scenario.ts'

const inputs = { days: '28', compare: 'true', 'engagement-export': 'true' }
const label = (key: string) => FEATURES.find((feature) => feature.key === key)?.label ?? key

const companies = [
  makeCompany({ seed: 3, seats: 150, teams: 10, missingDays: ['2026-11-03', '2026-10-13'] }),
  makeCompany({ seed: 4, seats: 150, teams: 10, scope: 'enterprise', slug: 'octo' }),
]

describe.each(companies)(
  "Every number is that of GitHub's recipe in slow and obvious code: $scope",
  (company) => {
    const folder = folderOf()
    const entity = { [company.scope]: company.slug }
    let run: Run
    beforeAll(async () => {
      await writeReports(company, folder.path, '2026-09-24', WEDNESDAY)
      run = await report(undefined, { ...inputs, ...entity, 'reports-directory': folder.path })
    })
    afterAll(() => folder[Symbol.dispose]())

    test('line by line and column by column', () => {
      const { scope, slug } = company
      const question = { scope, entity: slug, until: WEDNESDAY, days: 28, compare: true }
      const expected = expectedFiles(folder.path, { ...question, canonical: canonicalValue, label })
      expect(run.errors).toEqual([])
      expect(differences(run, expected)).toEqual([])
      expect(csvNames(run)).toEqual([...expected.keys()].toSorted())
    })

    test('and byte by byte the same from the same lines in another order, in parts and gzipped', async () => {
      using shuffled = folderOf(inAnotherOrder(folder.path))
      await using again = await report(undefined, {
        ...inputs,
        ...entity,
        'reports-directory': shuffled.path,
      })

      expect(again.errors).toEqual([])
      expect(again.fileNames()).toEqual(run.fileNames())
      for (const name of run.fileNames()) {
        expect(again.file(name) === run.file(name), `${name} has the same bytes`).toBe(true)
      }
      expect(again.summary).toBe(run.summary)
    })
  },
)

describe('It is so too where rows are odd, and fields are not there yet, in windows that end on', () => {
  test.each([
    ['2026-03-05', 4, true],
    ['2026-04-08', 1, true],
    ['2026-05-16', 17, false],
    ['2026-08-08', 3, true],
    ['2026-09-15', 2, true],
    [WEDNESDAY, 12, false],
  ])('%s', async (until, seed, compare) => {
    using folder = folderOf(oddReports(seed, daysBetween(addDays(until, -13), until), '7'))
    const asked = { until, days: '7', compare: String(compare), 'engagement-export': 'true' }
    await using run = await report(undefined, { ...asked, 'reports-directory': folder.path })

    expect(run.errors).toEqual([])
    const question = { scope: 'organization', entity: 'octo-works', until, days: 7, compare } as const
    const expected = expectedFiles(folder.path, { ...question, canonical: canonicalValue, label })
    // Rows of two entities in one report: which of the two ids stands in the file is nowhere said.
    for (const [at, line] of csv(run, 'teams.csv').entries()) {
      Object.assign(expected.get('teams.csv')?.[at] ?? {}, { entity_id: line['entity_id'] })
    }
    expect(differences(run, expected)).toEqual([])
    expect(csvNames(run)).toEqual([...expected.keys()].toSorted())
  })
})

/** The first few lines that are not the same, each beside what it should be. */
function differences(run: Run, expected: ReturnType<typeof expectedFiles>): unknown[] {
  const all = [...expected].flatMap(([name, lines]) => {
    const got = csv(run, name)
    const longer = got.length > lines.length ? got : lines
    return longer.flatMap((_, at) =>
      isSame(lines[at], got[at]) ? [] : [{ name, at, expected: lines[at], got: got[at] }],
    )
  })
  return all.slice(0, 5)
}

function csvNames(run: Run): string[] {
  return run.fileNames().filter((name) => name.endsWith('.csv'))
}

/** The same columns with the same text in the same order. */
function isSame(line: Record<string, string> | undefined, got: Record<string, string> | undefined): boolean {
  return JSON.stringify(line) === JSON.stringify(got)
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
