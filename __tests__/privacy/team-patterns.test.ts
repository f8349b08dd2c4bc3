import { expect, test } from 'vitest'
import { unmatchedPatterns, isChosen, nearestSlugs } from '../../src/privacy/team-patterns.ts'

const TEAMS = ['backend', 'data', 'frontend', 'frontend-guild', 'mobile']

test.each([
  ['no patterns choose everything', [], TEAMS],
  ['a slug chooses itself and no longer one', ['frontend'], ['frontend']],
  ['a star stands for anything, nothing included', ['frontend*'], ['frontend', 'frontend-guild']],
  ['a star may stand anywhere', ['*end*'], ['backend', 'frontend', 'frontend-guild']],
  ['a star alone chooses everything', ['*'], TEAMS],
  ['several patterns choose what any of them fits', ['data', 'm*'], ['data', 'mobile']],
  ['case does not matter', ['FrontEnd'], ['frontend']],
  ['a leading ! excludes', ['frontend*', '!frontend-guild'], ['frontend']],
  ['the order does not matter', ['!frontend-guild', 'frontend*'], ['frontend']],
  ['patterns that only exclude choose everything else', ['!front*', '! data'], ['backend', 'mobile']],
  ['what nothing fits is chosen by nothing', ['nobody'], []],
  ['no other character is special', ['fr.ntend', 'data|mobile', '[a-z]*', 'm+', '(data)?', '^data$'], []],
] as const)('%s', (_, patterns, chosen) => {
  expect(TEAMS.filter((slug) => isChosen(slug, patterns))).toEqual(chosen)
})

test('a slug with special characters is only text', () => {
  expect(isChosen('a.b+c', ['A.B+C'])).toBe(true)
  expect(isChosen('axb+c', ['a.b+c'])).toBe(false)
  expect(isChosen('ent:emea', ['ent:*'])).toBe(true)
})

test('a pattern that fits no team is told, one that excludes too', () => {
  expect(unmatchedPatterns(TEAMS, ['frontend', 'front*', '!data', '*'])).toEqual([])
  expect(unmatchedPatterns(TEAMS, ['frontent', '!dada', 'MOBILE'])).toEqual(['frontent', '!dada'])
})

test.each([
  ['frontent', ['frontend']],
  ['!mobil*', ['mobile']],
  ['dat', ['data']],
  ['quantum', []],
  ['', []],
] as const)('the teams nearest to %s are %j', (pattern, nearest) => {
  expect(nearestSlugs(TEAMS, pattern)).toEqual(nearest)
})
