/**
 * Sets of people, many at once and exact: one slot per person, one bit per set. Its union is a bitwise or, so that
 * people are never added up. Bits are numbered from 0; a word holds 32 of them.
 */
export interface PersonSets {
  readonly slots: Map<number, number>
  /** `words[w][slot]` holds the bits 32w to 32w + 31 of the person in that slot. */
  readonly words: number[][]
}

/** Sets with nobody in them. */
export function emptySets(): PersonSets {
  return { slots: new Map(), words: [] }
}

/** Puts a person into the sets that `bits` of word `word` name. */
export function enter(sets: PersonSets, person: number, word: number, bits: number): void {
  orInto(sets, slotOf(sets, person), word, bits)
}

/** The person's slot, a new one where the person is new. */
export function slotOf(sets: PersonSets, person: number): number {
  const known = sets.slots.get(person)
  if (known !== undefined) return known
  sets.slots.set(person, sets.slots.size)
  return sets.slots.size - 1
}

/** Adds bits to a slot that `slotOf` gave. */
export function orInto(sets: PersonSets, slot: number, word: number, bits: number): void {
  while (sets.words.length <= word) sets.words.push([])
  const column = sets.words[word] as number[]
  while (column.length <= slot) column.push(0)
  column[slot] = (column[slot] as number) | bits
}

/** The bits of word `word` of a person. */
export function bitsOf(sets: PersonSets, person: number, word: number): number {
  const slot = sets.slots.get(person)
  return slot === undefined ? 0 : (sets.words[word]?.[slot] ?? 0)
}

/** How many people are in all the sets that `bits` of word `word` name. */
export function countIn(sets: PersonSets, word: number, bits: number): number {
  let count = 0
  for (const value of sets.words[word] ?? []) if ((value & bits) === bits) count++
  return count
}

/** How many people are in the set of bit number `bit`. */
export function countBit(sets: PersonSets, bit: number): number {
  return countIn(sets, bit >>> 5, 1 << (bit & 31))
}

/** Unites `more` into `sets`. */
export function unite(sets: PersonSets, more: PersonSets): void {
  for (const [person, from] of more.slots) {
    const slot = slotOf(sets, person)
    for (let word = 0; word < more.words.length; word++) {
      const bits = more.words[word]?.[from] ?? 0
      if (bits !== 0) orInto(sets, slot, word, bits)
    }
  }
}
