import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import { packageFaults } from '../data-package.ts'
import {
  type CompanyRun,
  publishCompany,
  tryAnotherOrder,
  tryOddReports,
  WINDOWS,
} from './recipe-agreement.ts'

// Larger companies, an enterprise and more windows are in the slow tests.
describe("Every number is that of GitHub's recipe in slow and obvious code", () => {
  let published: CompanyRun
  beforeAll(async () => {
    const missingDays = ['2026-11-03', '2026-11-13']
    published = await publishCompany(makeCompany({ seed: 3, seats: 60, teams: 6, missingDays }), 14)
  })
  afterAll(() => published[Symbol.asyncDispose]())

  test('line by line and column by column', () => {
    expect(published.run.errors).toEqual([])
    expect(published.differences()).toEqual([])
  })

  test('and datapackage.json says of every file and column what it is, attributes of a file too', () => {
    const { run } = published
    const names = run.fileNames()
    expect(packageFaults(names, (name) => run.file(name))).toEqual([])
    const changed = (file: string, from: string, to: string) =>
      packageFaults(names, (name) => (name === file ? run.file(name).replace(from, to) : run.file(name)))
    expect(changed('days.csv', '2026-11-05', '5 November').join()).toContain('days.csv:2 ["octo')
    expect(changed('weeks.csv', 'members', 'people').join()).toContain('weeks.csv: entity,since,until,people')
    expect(changed('datapackage.json', '"name": "weeks"', '"name": "THE WEEKS"')).toHaveLength(1)
    expect(packageFaults(names.slice(1), (name) => run.file(name))).toHaveLength(1)
  })

  test('and byte by byte the same from the same lines in another order, in parts and gzipped', async () => {
    expect(await tryAnotherOrder(published)).toEqual([])
  })
})

test.each(WINDOWS.slice(3, 4))(
  'It is so too where rows are odd, and fields are not there yet, in the window that ends on $until',
  async (window) => {
    expect(await tryOddReports(window)).toEqual([])
  },
)
