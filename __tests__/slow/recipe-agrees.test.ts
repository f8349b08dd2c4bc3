import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { makeCompany } from '../../simulator/company.ts'
import {
  type CompanyRun,
  publishCompany,
  tryAnotherOrder,
  tryOddReports,
  WINDOWS,
} from '../scenarios/recipe-agreement.ts'

const companies = [
  makeCompany({ seed: 3, seats: 150, teams: 10, missingDays: ['2026-11-03', '2026-10-13'] }),
  makeCompany({ seed: 4, seats: 150, teams: 10, scope: 'enterprise', slug: 'octo' }),
]

describe.each(companies)("Every number is that of GitHub's recipe: $scope", (company) => {
  let published: CompanyRun
  beforeAll(async () => {
    published = await publishCompany(company, 28)
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

test.concurrent.each(WINDOWS)(
  'It is so too where rows are odd, and fields are not there yet, in the window that ends on $until',
  async (window) => {
    expect(await tryOddReports(window)).toEqual([])
  },
)
