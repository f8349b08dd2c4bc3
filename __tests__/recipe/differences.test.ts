import { expect, test } from 'vitest'

import { differencesOf } from './differences.ts'

const line = (slug: string, active: string) => ({ entity: 'octo', slug, active_users: active })
const TEAMS = [line('backend', '3'), line('frontend', '4'), line('web', '')]

test('the same files have no differences', () => {
  expect(differencesOf(new Map([['teams.csv', TEAMS]]), new Map([['teams.csv', TEAMS]]))).toEqual([])
})

test('each column that differs is told once, with the first line in which it does', () => {
  const got = [line('backend', '3'), line('frontend', '5'), line('web', '0')]
  expect(differencesOf(new Map([['teams.csv', TEAMS]]), new Map([['teams.csv', got]]))).toEqual([
    'teams.csv:3 (octo frontend) active_users is 5, expected 4, and 1 more lines',
  ])
  expect(
    differencesOf(new Map([['teams.csv', TEAMS]]), new Map([['teams.csv', TEAMS.with(2, line('', '1'))]])),
  ).toEqual([
    'teams.csv:4 (octo web) slug is empty, expected web',
    'teams.csv:4 (octo web) active_users is 1, expected empty',
  ])
})

test('files, lines and columns that are on one side alone are told', () => {
  const expected = new Map([
    ['days.csv', TEAMS],
    ['teams.csv', TEAMS],
    ['weeks.csv', TEAMS],
  ])
  const got = new Map([
    ['teams.csv', TEAMS.slice(0, 2)],
    ['weeks.csv', TEAMS.map(({ active_users, ...rest }) => ({ active_users, ...rest }))],
    ['people.csv', TEAMS],
  ])
  expect(differencesOf(expected, got)).toEqual([
    'days.csv is missing',
    'teams.csv has 2 lines, expected 3',
    'weeks.csv has the columns active_users,entity,slug, expected entity,slug,active_users',
    'people.csv is not expected',
  ])
})

test('many differences fit on a screen', () => {
  const wide = (text: string) => [
    Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`c${at}`, text])) as Record<string, string>,
  ]
  const differences = differencesOf(new Map([['a.csv', wide('1')]]), new Map([['a.csv', wide('2')]]))
  expect(differences).toHaveLength(16)
  expect(differences.at(-1)).toBe('… and 25 more')
})
