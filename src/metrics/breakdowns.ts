import { COUNTERS } from '../parse/rows.ts'
import { CELL_LENGTH, type Cells } from './cells.ts'
import { extend, type Growing, growing } from './growing.ts'
import { emptySets, orInto, type PersonSets, slotOf, unite } from './person-sets.ts'
import { addSums, plus } from './totals.ts'

/** Sums of a value: the seven counters, then the days of people who have it. */
export const VALUE_LENGTH = COUNTERS.length + 1
export const USER_DAYS = COUNTERS.length

/** What a team, or an entity, did by value of a dimension: sums that add, people that unite. */
export interface Breakdown {
  /** Of each value's number its place. */
  readonly slots: Map<number, number>
  /** `VALUE_LENGTH` sums a value. */
  readonly sums: Growing
  /** The bit of a person is the place of a value. */
  readonly people: PersonSets
  /** Sums of other counters, by the counter's number. */
  readonly counters: Map<number, number>
  /** Spellings that were folded into values, by their numbers. */
  readonly folded: Set<number>
}

/** A breakdown of nothing. */
export function emptyBreakdown(): Breakdown {
  return {
    slots: new Map(),
    sums: growing(8 * VALUE_LENGTH),
    people: emptySets(),
    counters: new Map(),
    folded: new Set(),
  }
}

/** Adds the cells of a row, the row of `person`. */
export function addRowToBreakdown(breakdown: Breakdown, cells: Cells, row: number, person: number): void {
  const { values } = cells.numbers
  const end = cells.cellsEnd[row] ?? 0
  const personSlot = slotOf(breakdown.people, person)
  for (let cell = cells.cellsEnd[row - 1] ?? 0; cell < end; cell += CELL_LENGTH) {
    const slot = placeOf(breakdown, values[cell] as number)
    const sums = breakdown.sums.values
    const start = slot * VALUE_LENGTH
    for (let index = 0; index < COUNTERS.length; index++) {
      const count = values[cell + 1 + index] as number
      if (count === count) sums[start + index] = plus(sums[start + index] as number, count)
    }
    sums[start + USER_DAYS] = plus(sums[start + USER_DAYS] as number, 1)
    orInto(breakdown.people, personSlot, slot >>> 5, 1 << (slot & 31))
  }
  const counters = cells.counters.values
  for (let at = cells.countersEnd[row - 1] ?? 0; at < (cells.countersEnd[row] ?? 0); at += 2) {
    const counter = counters[at] as number
    breakdown.counters.set(counter, (breakdown.counters.get(counter) ?? 0) + (counters[at + 1] as number))
  }
  for (let at = cells.foldedEnd[row - 1] ?? 0; at < (cells.foldedEnd[row] ?? 0); at++) {
    breakdown.folded.add(cells.folded[at] as number)
  }
}

/** Adds `more` into `breakdown` and answers `breakdown`: as associative and commutative as `addTotals`. */
export function addBreakdowns(breakdown: Breakdown, more: Breakdown): Breakdown {
  const places = new Map<number, number>()
  for (const [value, from] of more.slots) {
    const slot = placeOf(breakdown, value)
    places.set(from, slot)
    const start = slot * VALUE_LENGTH
    addSums(
      breakdown.sums.values.subarray(start, start + VALUE_LENGTH),
      more.sums.values,
      from * VALUE_LENGTH,
    )
  }
  unite(breakdown.people, withPlaces(more.people, places))
  for (const [counter, sum] of more.counters)
    breakdown.counters.set(counter, (breakdown.counters.get(counter) ?? 0) + sum)
  for (const spelling of more.folded) breakdown.folded.add(spelling)
  return breakdown
}

/** The place of a value, a new one where the value is new. */
export function placeOf(breakdown: Breakdown, value: number): number {
  const known = breakdown.slots.get(value)
  if (known !== undefined) return known
  const slot = breakdown.slots.size
  breakdown.slots.set(value, slot)
  extend(breakdown.sums, VALUE_LENGTH, Number.NaN)
  return slot
}

/** The same people with each bit moved to the place its value has elsewhere. */
function withPlaces(people: PersonSets, places: ReadonlyMap<number, number>): PersonSets {
  const moved = emptySets()
  for (const [person, from] of people.slots) {
    const slot = slotOf(moved, person)
    for (const [bit, place] of places) {
      const isIn = ((people.words[bit >>> 5]?.[from] ?? 0) >>> (bit & 31)) & 1
      if (isIn === 1) orInto(moved, slot, place >>> 5, 1 << (place & 31))
    }
  }
  return moved
}
