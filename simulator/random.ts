/** A stream of numbers in [0, 1). Streams are derived from numbers (seed, person, day), never shared. */
export type Random = () => number

/** One 32-bit number made from several; the same numbers in the same order always give the same one. */
export function hashOf(first: number, second = 0, third = 0, fourth = 0): number {
  let hash = Math.imul(first ^ 0x9e3779b9, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 13) ^ third, 0x27d4eb2f)
  hash = Math.imul(hash ^ (hash >>> 16) ^ fourth, 0x165667b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 14)) >>> 0
}

/** A 32-bit number for a text. */
export function textHashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

/** The stream that belongs to these numbers (mulberry32). */
export function randomOf(first: number, second = 0, third = 0, fourth = 0): Random {
  let state = hashOf(first, second, third, fourth)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A whole number from `low` to `high`, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}

/** One value of a list that is not empty. */
export function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('Nothing to pick from: the list is empty.')
  return value
}

/** A whole number >= 0 around a mean, with a long tail: many small days, a few large ones. */
export function around(random: Random, mean: number): number {
  return Math.round(mean * (0.25 - 0.75 * Math.log(1 - random())))
}

/** The numbers 0 to count-1 in an order that the stream chooses. */
export function shuffled(random: Random, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at)
  for (let at = count - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const kept = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = kept
  }
  return order
}
