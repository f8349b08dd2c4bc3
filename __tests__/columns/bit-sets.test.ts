import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bitsOf,
  countBit,
  countIn,
  emptySets,
  addPerson,
  type BitSets,
  unite,
} from '../../src/columns/bit-sets.ts'

type Entry = readonly [person: number, bit: number]
const entries = fc.array(fc.tuple(fc.nat(20), fc.nat(130)), { maxLength: 60 })

test('nobody is in sets that are empty', () => {
  expect(countBit(emptySets(), 0)).toBe(0)
  expect(bitsOf(emptySets(), 1, 0)).toBe(0)
})

test('a person entered twice is one person', () => {
  const sets = emptySets()
  addPerson(sets, 7, 0, 0b1)
  addPerson(sets, 7, 0, 0b11)
  expect(countBit(sets, 0)).toBe(1)
  expect(countBit(sets, 1)).toBe(1)
  expect(bitsOf(sets, 7, 0)).toBe(0b11)
})

test('the last bit of a word, and words further on, are sets like any other', () => {
  const sets = setsOf([
    [1, 31],
    [2, 31],
    [2, 32],
    [3, 127],
  ])
  expect([30, 31, 32, 33, 96, 127].map((bit) => countBit(sets, bit))).toEqual([0, 2, 1, 0, 0, 1])
})

test('countIn counts the people who are in all of the sets that are named', () => {
  const sets = setsOf([
    [1, 0],
    [2, 0],
    [2, 1],
    [3, 1],
  ])
  expect(countIn(sets, 0, 0b01)).toBe(2)
  expect(countIn(sets, 0, 0b11)).toBe(1)
})

test('a person in no set counts nowhere', () => {
  const sets = emptySets()
  addPerson(sets, 1, 0, 0)
  expect(countBit(sets, 0)).toBe(0)
})

describe('like sets of the language, for any entries', () => {
  test('each set holds each of its people once', () => {
    fc.assert(
      fc.property(entries, (some) => {
        expect(counts(setsOf(some))).toEqual(expectedCounts(some))
      }),
    )
  })

  test('a union holds the people of both, each once, and leaves the other as it was', () => {
    fc.assert(
      fc.property(entries, entries, (some, more) => {
        const sets = setsOf(some)
        const others = setsOf(more)
        unite(sets, others)
        expect(counts(sets)).toEqual(expectedCounts([...some, ...more]))
        expect(counts(others)).toEqual(expectedCounts(more))
      }),
    )
  })
})

function setsOf(some: readonly Entry[]): BitSets {
  const sets = emptySets()
  for (const [person, bit] of some) addPerson(sets, person, bit >>> 5, 1 << (bit & 31))
  return sets
}

function counts(sets: BitSets): number[] {
  return Array.from({ length: 131 }, (_, bit) => countBit(sets, bit))
}

function expectedCounts(some: readonly Entry[]): number[] {
  return Array.from(
    { length: 131 },
    (_, bit) => new Set(some.filter((entry) => entry[1] === bit).map(([person]) => person)).size,
  )
}
