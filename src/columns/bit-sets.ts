/** The people of a team or of an entity. Each has a slot: their index in `people`. */
export interface Roster {
  /** The person in each slot. */
  readonly people: number[]
  readonly slots: Map<number, number>
}

/**
 * Many exact sets of people as a bitmask per person: one slot per person, one bit per set. The union is a bitwise or, so
 * that distinct users are counted and never summed. Bits are numbered from 0; a word holds 32 of them.
 */
export interface BitSets {
  /** Maps people to slots; shared by all sets of the same team. A person in the roster need not be in any set. */
  readonly roster: Roster
  /** Words per person. */
  width: number
  /** Word w of slot s is at index `s * width + w`. Words beyond the width or the end of the array are 0. */
  words: Int32Array
}

/** A roster without people. */
export function emptyRoster(): Roster {
  return { people: [], slots: new Map() }
}

/** Empty sets with `width` words per person. Reuses `words` as backing storage if it is large enough. */
export function emptySets(roster = emptyRoster(), width = 1, words: Int32Array = NO_WORDS): BitSets {
  const length = roster.people.length * width
  return { roster, width, words: words.length < length ? NO_WORDS : words.subarray(0, length).fill(0) }
}

const NO_WORDS = new Int32Array()

/** Returns the person's slot, adding the person to the roster if needed. */
export function internSlot({ people, slots }: Roster, person: number): number {
  let slot = slots.get(person)
  if (slot === undefined) {
    slot = people.push(person) - 1
    slots.set(person, slot)
  }
  return slot
}

/** Adds a person to the sets whose bits are set in `bits`, a mask of word `word`. */
export function addPerson(sets: BitSets, person: number, word: number, bits: number): void {
  orInto(sets, internSlot(sets.roster, person), word, bits)
}

/** Sets `bits` in word `word` of a slot. */
export function orInto(sets: BitSets, slot: number, word: number, bits: number): void {
  if (word >= sets.width || slot * sets.width >= sets.words.length) grow(sets, slot, word)
  const at = slot * sets.width + word
  sets.words[at] = (sets.words[at] as number) | bits
}

/** Makes room for a slot and a word: for the complete roster at once, and for some spare words when there are many. */
function grow(sets: BitSets, slot: number, word: number): void {
  const { roster, width, words } = sets
  const slots = Math.max(roster.people.length, slot + 1 + (words.length === 0 ? 0 : slot >>> 2))
  const wider = word < width ? width : Math.max(word + 1, Math.ceil(width * 1.5))
  const larger = new Int32Array(slots * wider)
  if (wider === width) larger.set(words)
  else {
    for (let from = 0, to = 0; from < words.length; from += width, to += wider) {
      for (let index = 0; index < width; index++) larger[to + index] = words[from + index] as number
    }
  }
  sets.width = wider
  sets.words = larger
}

/** Word `word` of a slot; 0 if it was never written. */
export function wordAt({ width, words }: BitSets, slot: number, word: number): number {
  return word < width ? (words[slot * width + word] ?? 0) : 0
}

/** Word `word` of a person; 0 if the person is not in the roster. */
export function bitsOf(sets: BitSets, person: number, word: number): number {
  const slot = sets.roster.slots.get(person)
  return slot === undefined ? 0 : wordAt(sets, slot, word)
}

/** Yields everyone who is in at least one set of word `word`, with that word and their slot. */
export function* peopleIn(
  sets: BitSets,
  word: number,
): Generator<[person: number, bits: number, slot: number]> {
  const { people } = sets.roster
  for (let slot = 0; slot < people.length; slot++) {
    const bits = wordAt(sets, slot, word)
    if (bits !== 0) yield [people[slot] as number, bits, slot]
  }
}

/** How many people are in every set whose bit is set in `bits`, a mask of word `word`. */
export function countIn({ width, words }: BitSets, word: number, bits: number): number {
  let count = 0
  if (word < width) {
    for (let at = word; at < words.length; at += width) if (((words[at] as number) & bits) === bits) count++
  }
  return count
}

/** How many people are in the set of bit number `bit`. */
export function countBit(sets: BitSets, bit: number): number {
  return countIn(sets, bit >>> 5, 1 << (bit & 31))
}

/** How many people are in at least one of the sets with the bit numbers `bits`. */
export function countAny(sets: BitSets, bits: readonly number[]): number {
  let count = 0
  for (let slot = 0; slot < sets.roster.people.length; slot++) {
    if (bits.some((bit) => (wordAt(sets, slot, bit >>> 5) >>> (bit & 31)) & 1)) count++
  }
  return count
}

/** Replaces `sets` with its union with `more`. */
export function unite(sets: BitSets, more: BitSets): void {
  const { roster, width, words } = more
  const isSame = sets.roster === roster
  for (let slot = 0; slot * width < words.length; slot++) {
    for (let word = 0; word < width; word++) {
      const bits = words[slot * width + word] as number
      if (bits !== 0)
        orInto(sets, isSame ? slot : internSlot(sets.roster, roster.people[slot] as number), word, bits)
    }
  }
}
