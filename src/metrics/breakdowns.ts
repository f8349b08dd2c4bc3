import { COUNTERS } from '../parse/rows.ts'
import { CELL_LENGTH, type Cells, countAt } from './cells.ts'
import { extend, type Growing, growing } from './growing.ts'
import { emptySets, orInto, peopleIn, type PersonSets, type Roster, slotOf } from './person-sets.ts'
import { addSumsAt } from './totals.ts'

/** Sums of a value: the seven counters, then the days of people who have it. */
export const VALUE_LENGTH = COUNTERS.length + 1
export const USER_DAYS = COUNTERS.length

/** What a team, or an entity, did by value of a dimension: sums that add, people that unite. */
export interface Breakdown {
  /** The number of the value in each place. */
  readonly values: number[]
  /** `VALUE_LENGTH` sums a value, by its place. */
  readonly sums: Growing
  /** The bit of a person is the place of a value. */
  readonly people: PersonSets
  /** Sums of other counters, by the counter's number. */
  readonly counters: Map<number, number>
  /** Spellings that were folded into values, by their numbers. */
  readonly folded: Set<number>
}

/** A breakdown of nothing, for the people of a roster where they are always the same. */
export function emptyBreakdown(roster?: Roster): Breakdown {
  return {
    values: [],
    sums: growing(8 * VALUE_LENGTH),
    people: emptySets(roster),
    counters: new Map(),
    folded: new Set(),
  }
}

/** Adds the cells of rows: `eachRow` hands over each row and the slot of its person. */
export function addRowsToBreakdown(
  breakdown: Breakdown,
  cells: Cells,
  eachRow: (add: (slot: number, row: number) => void) => void,
): void {
  const placeOf = placesOf(breakdown)
  const { folded, counters, people } = breakdown
  const { numbers, cellsEnd, countersEnd, foldedEnd } = cells
  eachRow((slot, row) => {
    const end = cellsEnd[row] as number
    for (let cell = row === 0 ? 0 : (cellsEnd[row - 1] as number); cell < end; cell += CELL_LENGTH) {
      const place = placeOf(numbers.values[cell] as number)
      addCell(breakdown.sums.values, place * VALUE_LENGTH, cells, numbers.values, cell + 1)
      orInto(people, slot, place >>> 5, 1 << (place & 31))
    }
    const others = cells.counters.values
    const othersEnd = countersEnd[row] as number
    for (let at = row === 0 ? 0 : (countersEnd[row - 1] as number); at < othersEnd; at += 2) {
      const counter = others[at] as number
      counters.set(counter, (counters.get(counter) ?? 0) + (others[at + 1] as number))
    }
    const spellingsEnd = foldedEnd[row] as number
    for (let at = row === 0 ? 0 : (foldedEnd[row - 1] as number); at < spellingsEnd; at++) {
      folded.add(cells.folded[at] as number)
    }
  })
}

function addCell(sums: Float64Array, start: number, cells: Cells, numbers: Int32Array, from: number): void {
  for (let index = 0; index < COUNTERS.length; index++) {
    let count = numbers[from + index] as number
    if (count < 0) {
      count = countAt(cells, from + index)
      if (count !== count) continue
    }
    const sum = sums[start + index] as number
    sums[start + index] = sum === sum ? sum + count : count
  }
  const days = sums[start + USER_DAYS] as number
  sums[start + USER_DAYS] = days === days ? days + 1 : 1
}

/** Adds `more` into `breakdown` and answers `breakdown`: as associative and commutative as `addTotals`. */
export function addBreakdowns(breakdown: Breakdown, more: Breakdown): Breakdown {
  const placeOf = placesOf(breakdown)
  more.values.forEach((value, place) => addValue(breakdown, placeOf(value), more, place, VALUE_LENGTH))
  for (const [counter, sum] of more.counters)
    breakdown.counters.set(counter, (breakdown.counters.get(counter) ?? 0) + sum)
  for (const spelling of more.folded) breakdown.folded.add(spelling)
  return breakdown
}

/** Adds what stands in place `from` of `more`, its first `count` sums and its people, to a place of `breakdown`. */
export function addValue(
  breakdown: Breakdown,
  place: number,
  more: Breakdown,
  from: number,
  count: number,
): void {
  addSumsAt(breakdown.sums.values, place * VALUE_LENGTH, more.sums.values, from * VALUE_LENGTH, count)
  for (const [person, bits] of peopleIn(more.people, from >>> 5)) {
    if (((bits >>> (from & 31)) & 1) === 0) continue
    orInto(breakdown.people, slotOf(breakdown.people.roster, person), place >>> 5, 1 << (place & 31))
  }
}

/** Answers the place of a value in `breakdown`, a new one where the value is new. It is good until it is asked for of another one. */
export function placesOf(breakdown: Breakdown): (value: number) => number {
  const asked = ++placesAsked
  breakdown.values.forEach((value, place) => {
    placeAtHand[value] = place
    askedFor[value] = asked
  })
  return (value) => {
    if (askedFor[value] === asked) return placeAtHand[value] as number
    askedFor[value] = asked
    extend(breakdown.sums, VALUE_LENGTH, Number.NaN)
    return (placeAtHand[value] = breakdown.values.push(value) - 1)
  }
}

/** Places of values in the one breakdown that is at hand: a table for each would be larger than the breakdown. */
const placeAtHand: number[] = []
const askedFor: number[] = []
let placesAsked = 0
