import { expect, test } from 'vitest'

import { makeCompany, usersLines, userTeamsLines, type Company } from '../../simulator/company.ts'
import { dayNumberOf } from '../../simulator/day-numbers.ts'
import { DID, workdayOf } from '../../simulator/workday.ts'

const company = makeCompany({ story: true })
const newest = dayNumberOf(company.newestDay)

test('the same story has the same bytes, whatever was asked before', () => {
  const other = makeCompany({ story: true })
  for (const day of ['2026-11-17', '2026-10-01'])
    for (const lines of [usersLines, userTeamsLines])
      expect([...lines(other, day)].join('\n')).toBe([...lines(company, day)].join('\n'))
})

test('one team rises and one falls beyond noise, one is new, one is quiet', () => {
  const changes = company.teams.map(({ slug }, at) => {
    const [before, now] = [activeIn(at, 28), activeIn(at, 0)]
    const isClear = Math.abs(now - before) > 2 * Math.sqrt(Math.max(now, before))
    return [slug, isClear ? Math.sign(now - before) : 0] as const
  })
  const clear = changes.filter(([slug, direction]) => direction !== 0 && slug !== 'fraud-detection')
  expect(clear).toEqual([
    ['mobile-apps', 1],
    ['billing', -1],
  ])
  expect(sizeOn(company, 'fraud-detection', newest)).toBe(11)
  expect(sizeOn(company, 'fraud-detection', newest - 28)).toBe(0)
  const quiet = company.teams.findIndex(({ slug }) => slug === 'accessibility-guild')
  expect(activeIn(quiet, 0)).toBeLessThan(0.4 * sizeOn(company, 'accessibility-guild', newest))
})

test('Copilot CLI gets more people in each of the seven weeks after it was rolled out', () => {
  const weeks = [6, 5, 4, 3, 2, 1, 0].map((week) => peopleWith(DID.cli, newest - 7 * week))
  expect(weeks.toSorted((left, right) => left - right)).toEqual(weeks)
  expect(weeks.at(-1)).toBeGreaterThan(4 * (weeks[0] ?? 0))
})

test('no team and nobody has a name that was made for tests', () => {
  const names = [
    ...company.teams.flatMap(({ slug, newSlug }) => [slug, newSlug]),
    ...company.people.map(({ login }) => login),
  ]
  expect(names.filter((name) => !/^[a-z]{2,}(-[a-z]{2,}){0,2}$/.test(name))).toEqual([])
  expect(new Set(company.people.map(({ login }) => login)).size).toBe(company.people.length)
})

/** People of a team, as it is on the newest day, who did something in the 28 days that end so many days before that one. */
function activeIn(team: number, back: number): number {
  return company.people.filter((person) => {
    const memberships = company.memberships[person.index] ?? []
    if (!memberships.some((one) => one.team === team && one.until > newest)) return false
    return daysUntil(newest - back, 28).some((day) => workdayOf(company.workdays, person, day) !== 0)
  }).length
}

function sizeOn({ memberships }: Company, slug: string, day: number): number {
  const at = company.teams.findIndex((team) => team.slug === slug)
  return memberships.filter((all) =>
    all.some(({ team, from, until }) => team === at && from <= day && until > day),
  ).length
}

function peopleWith(did: number, until: number): number {
  const days = daysUntil(until, 7)
  return company.people.filter((person) =>
    days.some((day) => (workdayOf(company.workdays, person, day) & did) !== 0),
  ).length
}

function daysUntil(last: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => last - at)
}
