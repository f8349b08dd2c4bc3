import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
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
