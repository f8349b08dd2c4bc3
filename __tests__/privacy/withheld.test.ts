import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boundsOfCells,
  type Usage,
  withheldIndexes,
  type WithheldUsage,
  withheldUsage,
  withhold,
} from '../../src/privacy/withheld.ts'

const LEAST = 5

describe('the cells of a list with a total', () => {
  test.each([
    [[97, 90, 17, 6], []],
    [
      [97, 90, 17, 3],
      [2, 3],
    ],
    [
      [97, 3, 4, 0],
      [0, 1, 2],
    ],
    [
      [10, 10, 3],
      [0, 1, 2],
    ],
    [[0, 0, 3], [2]],
    [[40, 0, 0], []],
  ])('of %j the places %j are withheld', (cells, expected) => {
    expect([...withheldIndexes(cells, LEAST)].toSorted()).toEqual(expected)
  })

  const lists = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 7 })

  test('no withheld cell can be told to be of a few: the same would be published if it were the largest of them', () => {
    fc.assert(
      fc.property(lists, (cells) => {
        const places = withheldIndexes(cells, LEAST)
        const largest = [...places].toSorted((left, right) => (cells[right] ?? 0) - (cells[left] ?? 0))[0]
        if (largest === undefined || !cells.some((cell) => cell >= LEAST)) return
        expect(cells[largest]).toBeGreaterThanOrEqual(LEAST)
        for (const place of places) {
          const swapped = cells.with(place, cells[largest] ?? 0).with(largest, cells[place] ?? 0)
          expect(withheldIndexes(swapped, LEAST)).toEqual(places)
        }
      }),
    )
  })

  test('together the withheld are no few, and each lies within its bounds', () => {
    fc.assert(
      fc.property(lists, (cells) => {
        const places = withheldIndexes(cells, LEAST)
        const withheld = [...places].map((place) => cells[place] ?? 0)
        const sum = withheld.reduce((all, cell) => all + cell, 0)
        const isAnyLarge = cells.some((cell) => cell >= LEAST)
        expect(sum === 0 || sum >= LEAST || !isAnyLarge).toBe(true)
        expect(cells.every((cell, place) => cell === 0 || cell >= LEAST || places.has(place))).toBe(true)
        if (withheld.length === 0) return
        const { least, most } = boundsOfCells(cells, places)
        expect(withheld.every((cell) => cell >= least && cell <= (most ?? Infinity))).toBe(true)
      }),
    )
  })
})

describe('members, active, idle and engaged people', () => {
  test('of 33 members of whom 31 are active neither is told', () => {
    expect(withheldUsage(team(33, 31, 20), LEAST)).toMatchObject({
      active: { least: 29, most: 32 },
      idle: { least: 1, most: 4 },
    })
  })

  test('a team that is wholly active or wholly idle is shown as such', () => {
    expect(withheldUsage(team(33, 33, 20), LEAST)).toEqual({})
    expect(withheldUsage(team(33, 0, 0), LEAST)).toEqual({})
  })

  test('of a team so small that one of the two is always of a few, it is not told which', () => {
    const told = [1, 2, 3, 4, 5, 6, 7].map((active) => withheldUsage(team(8, active, 0), LEAST).active)
    expect(new Set(told.map((bounds) => JSON.stringify(bounds)))).toEqual(new Set(['{"least":1,"most":7}']))
  })

  test('an entity whose few active people outside of teams would be told by the rest does not tell its idle members', () => {
    const usage = { members: 232, activeMembers: 201, active: 204, engaged: 190 }
    expect(withheldUsage(usage, LEAST)).toEqual({ idle: { least: 29, most: 32 } })
  })

  test('nothing is withheld where groups may be of any size', () => {
    expect(withheldUsage(team(6, 5, 1), 0)).toEqual({})
    expect(withheldUsage(team(6, 5, 1), 1)).toEqual({})
  })

  test('whoever knows the rule and all that is shown of a team finds more than one number for each few', () => {
    for (let members = LEAST; members <= 30; members++) {
      const all = Array.from({ length: members + 1 }, (_, active) =>
        Array.from({ length: active + 1 }, (__, engaged) => ({ active, engaged })),
      ).flat()
      const published = Map.groupBy(all, ({ active, engaged }) => publication(team(members, active, engaged)))
      for (const alike of published.values()) {
        for (const count of [active, idleOf(members), engagedOf, unengagedOf]) {
          const possible = new Set(alike.map(count))
          const [only = 0] = possible
          const isTold = possible.size === 1 && only > 0 && only < LEAST
          expect(isTold, `${members} members, ${JSON.stringify(alike[0])}`).toBe(false)
        }
      }
    }
  })

  test('the same of an entity, some of whose active people are in no team', () => {
    for (const members of [9, 14, 20]) {
      const all = range(2 * members).flatMap((count) =>
        range(Math.min(count, members)).map((activeMembers) => ({
          activeMembers,
          active: count,
          engaged: 0,
        })),
      )
      const published = Map.groupBy(all, (usage) => publication({ ...usage, members }))
      for (const alike of published.values()) {
        const counts = [
          ({ activeMembers }: (typeof all)[0]) => members - activeMembers,
          ({ activeMembers }: (typeof all)[0]) => activeMembers,
          ({ active: count, activeMembers }: (typeof all)[0]) => count - activeMembers,
        ]
        for (const count of counts) {
          const possible = new Set(alike.map(count))
          const [only = 0] = possible
          expect(possible.size === 1 && only > 0 && only < LEAST, JSON.stringify([members, alike[0]])).toBe(
            false,
          )
        }
      }
    }
  })
})

test('a line says what is withheld, and of the unknown it does not', () => {
  const line = { active_users: 31, engaged_users: null, members: 33 }
  const fields = { active_users: { least: 29, most: 32 }, engaged_users: null, members: undefined }
  expect(withhold(line, fields)).toEqual({
    active_users: null,
    engaged_users: null,
    members: 33,
    withheld: { active_users: { least: 29, most: 32 } },
  })
})

function team(members: number, active: number, engaged: number): Usage {
  return { members, activeMembers: active, active, engaged }
}

/** What a reader sees of people: each count, or the bounds in its place. */
function publication({ members, activeMembers, active: count, engaged }: Usage): string {
  const withheld: WithheldUsage = withheldUsage({ members, activeMembers, active: count, engaged }, LEAST)
  const idle = (members ?? 0) - (activeMembers ?? 0)
  return JSON.stringify([withheld.active ?? count, withheld.idle ?? idle, withheld.engaged ?? engaged])
}

const active = (usage: { active: number }) => usage.active
const idleOf = (members: number) => (usage: { active: number }) => members - usage.active
const engagedOf = (usage: { engaged: number }) => usage.engaged
const unengagedOf = (usage: { active: number; engaged: number }) => usage.active - usage.engaged
const range = (last: number) => Array.from({ length: last + 1 }, (_, number) => number)
