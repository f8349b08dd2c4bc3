import { pick, type Random, wholeBetween } from '../simulator/random.ts'

export { pick, type Random, randomOf, wholeBetween } from '../simulator/random.ts'

/** True with this probability. */
export function chance(random: Random, probability: number): boolean {
  return random() < probability
}

/** An index into a list that is not empty. */
export function indexOf(random: Random, values: { readonly length: number }): number {
  return Math.floor(random() * values.length)
}

/** `least` to `most` values of a list, one after the other; the same one may come twice. */
export function some<Value>(random: Random, values: readonly Value[], least: number, most: number): Value[] {
  return Array.from({ length: wholeBetween(random, least, most) }, () => pick(random, values))
}

/** The values in an order that the stream chooses. */
export function inAnyOrder<Value>(random: Random, values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, at: random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ value }) => value)
}
