import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/day.ts'
import { formatHistory, parseHistory } from '../../src/history/history-file.ts'
import { fullnessOf, thin } from '../../src/history/thin.ts'
import { type History, mergeWeeks } from '../../src/history/weeks.ts'
import { dayOf } from '../fixtures/rows.ts'
import { weekOf } from '../fixtures/weeks.ts'

const FIRST = dayOf('2026-01-05')
const TODAY = dayOf('2026-11-21')

function line(week: number, entity: string, team_id: string, slug = `team-${team_id}`): History[number] {
  const cli = week % 2 === 0 ? null : 7
  return weekOf({
    week: addDays(FIRST, 7 * week),
    entity,
    team_id,
    slug: team_id === '' ? '' : slug,
    features: new Map([['cli', cli]]),
  })
}

/** Each of the weeks with its entity and that many teams. */
function weeks(count: number, teams: number, entity = 'octo-works'): History {
  return Array.from({ length: count }, (_, week) => [
    line(week, entity, ''),
    ...Array.from({ length: teams }, (_unused, team) => line(week, entity, String(team + 1))),
  ]).flat()
}

const keysOf = (history: History) =>
  history.map(({ week, entity, team_id }) => `${week} ${entity} ${team_id}`)

test('A history that fits stays as it is', () => {
  const history = weeks(4, 3)
  expect(thin(history)).toBe(history)
  expect(fullnessOf(history)).toBe('')
})

test('The oldest weeks of teams go first, and of the entity last', () => {
  const history = mergeWeeks([], weeks(8, 20))
  const kept = thin(history, 15_000)
  const oldestTeam = kept.find(({ team_id }) => team_id !== '')
  expect(kept.filter(({ team_id }) => team_id === '')).toHaveLength(8)
  expect(kept.length).toBeLessThan(history.length)
  expect(keysOf(kept.filter(({ team_id }) => team_id !== ''))).toEqual(
    keysOf(history.filter(({ week, team_id }) => team_id !== '' && week >= (oldestTeam?.week ?? TODAY))),
  )
  expect(fullnessOf(kept, 15_000)).toMatch(/the oldest weeks of teams are left out/)
  const fewest = thin(history, 650)
  expect(fewest.map(({ team_id }) => team_id)).toEqual(['', '', '', '', ''])
  expect(fewest[0]?.week).toBe(line(3, '', '').week)
})

test('What is left of a history fits', () => {
  for (const most of [3_000, 20_000, 60_000]) {
    const text = formatHistory(thin(mergeWeeks([], weeks(30, 30)), most))
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most + 1_000)
  }
})

test('The same weeks computed again come to the same file', () => {
  const part = fc.record({
    count: fc.integer({ min: 1, max: 6 }),
    teams: fc.nat(9),
    entity: fc.constantFrom('octo-works', 'octo-labs', 'octo-tools'),
  })
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 4 }),
      part,
      fc.integer({ min: 300, max: 9_000 }),
      (known, now, most) => {
        const before = known
          .map(({ count, teams, entity }) => weeks(count, teams, entity))
          .reduce(mergeWeeks, [])
        const computed = weeks(now.count, now.teams, now.entity)
        const run = (history: History) => thin(mergeWeeks(history, computed), most)
        const first = formatHistory(run(before))
        expect(formatHistory(run(parseHistory(first, 'history.csv', TODAY)))).toBe(first)
      },
    ),
  )
})
