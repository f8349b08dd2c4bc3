import type { Day } from '../day.ts'
import { type BitSets, bitsOf, emptySets, orInto } from '../columns/bit-sets.ts'
import type { Memberships } from './memberships.ts'

/** Who was listed in which team on each day of the window: by team, a set of people per day, numbered as the window's days. */
export type Listings = Map<number, BitSets>

/** The days of a window on which a team listed a person. */
export interface Listing {
  readonly firstDay: Day
  readonly lastDay: Day
  readonly days: number
}

const DAYS_PER_WORD = 32

/** Adds the memberships of one of the window's `days`. */
export function addListings(listings: Listings, { day, teams }: Memberships, days: readonly Day[]): void {
  const index = days.indexOf(day)
  const width = Math.ceil(days.length / DAYS_PER_WORD)
  for (const [team, { roster, entityIds }] of teams) {
    let sets = listings.get(team)
    if (sets === undefined) listings.set(team, (sets = emptySets(roster, width)))
    for (let slot = 0; slot < entityIds.length; slot++)
      if (entityIds[slot] !== 0) orInto(sets, slot, index >>> 5, 1 << (index & 31))
  }
}

/** The days on which a team listed a person; undefined if none did. `days` are those of the window. */
export function listingOf(
  sets: BitSets | undefined,
  person: number,
  days: readonly Day[],
): Listing | undefined {
  if (sets === undefined) return undefined
  let [first, last, count] = [-1, -1, 0]
  for (let word = 0; word * DAYS_PER_WORD < days.length; word++) {
    let bits = bitsOf(sets, person, word)
    if (bits === 0) continue
    const highest = (mask: number) => word * DAYS_PER_WORD + 31 - Math.clz32(mask)
    if (first === -1) first = highest(bits & -bits)
    last = highest(bits)
    for (; bits !== 0; bits &= bits - 1) count++
  }
  const [firstDay, lastDay] = [days[first], days[last]]
  return firstDay === undefined || lastDay === undefined ? undefined : { firstDay, lastDay, days: count }
}
