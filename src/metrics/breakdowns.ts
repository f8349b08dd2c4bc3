import { addCellsTo, type Cells, countersOf, foldedOf } from './cells.ts'
import { addLine, type Counts, emptyCounts, newLine, type PlaceIndex, USER_DAYS } from './counts.ts'
import { extend, type Growing, growingInts } from './growing.ts'
import { emptySets, orInto, peopleIn, type PersonSets, type Roster, slotOf } from './person-sets.ts'

/** What a team, or an entity, did by value of a dimension: sums that add, people that unite. */
export interface Breakdown {
  /** The sums, which the breakdowns of all teams share. */
  readonly counts: Counts
  /** Two numbers in each place: that of a value, and that of its line in `counts`. */
  readonly places: Growing<Int32Array>
  /** The bit of a person is the place of a value. */
  readonly people: PersonSets
  /** Sums of other counters, by the counter's number. */
  readonly counters: Map<number, number>
  /** Spellings that were folded into values, by their numbers. */
  readonly folded: Set<number>
}

/** A breakdown of nothing, for the people of a roster where they are always the same. */
export function emptyBreakdown(counts = emptyCounts(), roster?: Roster): Breakdown {
  return {
    counts,
    places: growingInts(16),
    people: emptySets(roster),
    counters: new Map(),
    folded: new Set(),
  }
}

/** The numbers of the values of a breakdown, by place. */
export function valuesOf({ places }: Breakdown): number[] {
  return Array.from({ length: places.length / 2 }, (_, place) => places.values[place * 2] as number)
}

/** The line in `counts` of a place. */
export function lineAt({ places }: Breakdown, place: number): number {
  return places.values[place * 2 + 1] as number
}

/** Adds the cells of rows: `eachRow` calls `add` with the slot of each row's person, and the row. */
export function addRowsToBreakdown(
  breakdown: Breakdown,
  cells: Cells,
  eachRow: (add: (slot: number, row: number) => void) => void,
): void {
  const { counts, folded, counters, people, places } = breakdown
  let person = 0
  const lineOf = (value: number): number => {
    const place = ensurePlace(breakdown, value)
    orInto(people, person, place >>> 5, 1 << (place & 31))
    return places.values[place * 2 + 1] as number
  }
  const addCounter = (counter: number, sum: number) => {
    counters.set(counter, (counters.get(counter) ?? 0) + sum)
  }
  const addSpelling = (spelling: number) => {
    folded.add(spelling)
  }
  eachRow((slot, row) => {
    person = slot
    addCellsTo(counts, cells, row, lineOf)
    countersOf(cells, row, addCounter)
    foldedOf(cells, row, addSpelling)
  })
}

/** Adds `more` into `breakdown` and returns `breakdown`: as associative and commutative as `addTotals`. */
export function addBreakdowns(breakdown: Breakdown, more: Breakdown): Breakdown {
  valuesOf(more).forEach((value, place) =>
    addValue(breakdown, ensurePlace(breakdown, value), more, place, USER_DAYS + 1),
  )
  for (const [counter, sum] of more.counters)
    breakdown.counters.set(counter, (breakdown.counters.get(counter) ?? 0) + sum)
  for (const spelling of more.folded) breakdown.folded.add(spelling)
  return breakdown
}

/** Adds what is in place `from` of `more`, its first `count` sums and its people, to a place of `breakdown`. */
export function addValue(
  breakdown: Breakdown,
  place: number,
  more: Breakdown,
  from: number,
  count: number,
): void {
  addLine(breakdown.counts, lineAt(breakdown, place), more.counts, lineAt(more, from), count)
  for (const [person, bits] of peopleIn(more.people, from >>> 5)) {
    if (((bits >>> (from & 31)) & 1) === 0) continue
    orInto(breakdown.people, slotOf(breakdown.people.roster, person), place >>> 5, 1 << (place & 31))
  }
}

/** Returns the place of a value in `breakdown`, a new one where the value is new. */
export function ensurePlace(breakdown: Breakdown, value: number): number {
  const { counts, places } = breakdown
  const { index } = counts
  if (index.places !== places) loadIndex(index, places)
  if (index.loadedFor[value] === index.load) return index.placeOf[value] as number
  const at = extend(places, 2)
  places.values[at] = value
  places.values[at + 1] = newLine(counts)
  index.loadedFor[value] = index.load
  return (index.placeOf[value] = at / 2)
}

/** Looks up where the values of a breakdown are, once for many calls that ask for the same one. */
function loadIndex(index: PlaceIndex, places: Growing<Int32Array>): void {
  index.places = places
  index.load++
  for (let place = 0; place * 2 < places.length; place++) {
    const value = places.values[place * 2] as number
    index.placeOf[value] = place
    index.loadedFor[value] = index.load
  }
}
