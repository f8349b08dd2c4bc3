import { COUNTERS } from '../parse/report-format.ts'

/**
 * Sums of the seven counters and of days of people, a line each for very many values. Whole numbers of 32 bits hold
 * nearly all of them; a larger one stands apart. What no row reports is unknown and not 0.
 */
export interface Counts {
  /** `LINE_LENGTH` numbers a line, in blocks that never move. A number below 0 is -1 minus a place in `large`. */
  readonly blocks: Int32Array[]
  readonly large: number[]
  lines: number
  /** Which line is whose, of the one table of values that was asked last. */
  readonly index: PlaceIndex
}

/** Where each value is in a table of places: one for all tables, since one for each would be larger than the tables. */
export interface PlaceIndex {
  /** The table that is loaded. */
  places: unknown
  /** By value: its place, and in which load it was seen. */
  readonly placeOf: number[]
  readonly loadedFor: number[]
  load: number
}

/** The place of the days of people in a line; the seven counters stand before it. */
export const USER_DAYS = COUNTERS.length
/** Behind them a bit for each number that is known. */
const KNOWN = USER_DAYS + 1
const LINE_LENGTH = KNOWN + 1
const BLOCK_BITS = 13
const LINES_PER_BLOCK = 1 << BLOCK_BITS
/** The largest number that stands in a line. */
export const LARGEST = 2 ** 31 - 1

/** No lines. */
export function emptyCounts(): Counts {
  return {
    blocks: [],
    large: [],
    lines: 0,
    index: { places: undefined, placeOf: [], loadedFor: [], load: 0 },
  }
}

/** Forgets all lines and keeps the memory. */
export function clearCounts(counts: Counts): void {
  for (const block of counts.blocks) block.fill(0, 0, Math.min(block.length, counts.lines * LINE_LENGTH))
  counts.large.length = 0
  counts.lines = 0
  counts.index.places = undefined
}

/** The number of a new line in which all is unknown. */
export function newLine(counts: Counts): number {
  const line = counts.lines++
  if (line >>> BLOCK_BITS >= counts.blocks.length) {
    counts.blocks.push(new Int32Array(LINES_PER_BLOCK * LINE_LENGTH))
  }
  return line
}

/** One of a line's numbers, or `null`. */
export function countAt({ blocks, large }: Counts, line: number, index: number): number | null {
  const block = blocks[line >>> BLOCK_BITS] as Int32Array
  const start = (line & (LINES_PER_BLOCK - 1)) * LINE_LENGTH
  if ((((block[start + KNOWN] as number) >>> index) & 1) === 0) return null
  const count = block[start + index] as number
  return count < 0 ? (large[-1 - count] as number) : count
}

/** Adds to one of a line's numbers. */
export function addCount({ blocks, large }: Counts, line: number, index: number, count: number): void {
  const block = blocks[line >>> BLOCK_BITS] as Int32Array
  const start = (line & (LINES_PER_BLOCK - 1)) * LINE_LENGTH
  block[start + KNOWN] = (block[start + KNOWN] as number) | (1 << index)
  addAt(block, start + index, large, count)
}

/** Makes one of a line's numbers unknown. */
export function forgetCount({ blocks }: Counts, line: number, index: number): void {
  const block = blocks[line >>> BLOCK_BITS] as Int32Array
  const start = (line & (LINES_PER_BLOCK - 1)) * LINE_LENGTH
  block[start + KNOWN] = (block[start + KNOWN] as number) & ~(1 << index)
  block[start + index] = 0
}

/** Adds the first `count` numbers of a line of `more` to a line. */
export function addLine(counts: Counts, line: number, more: Counts, from: number, count: number): void {
  for (let index = 0; index < count; index++) {
    const addend = countAt(more, from, index)
    if (addend !== null) addCount(counts, line, index, addend)
  }
}

/**
 * Adds counters as `Cells` has them, which begin at `at` in `numbers`: `known` and `present` are the bits of those that
 * are reported and of those that are above 0, and only the latter are there. Days of people get `days` more.
 */
export function addPresent(
  { blocks, large }: Counts,
  line: number,
  numbers: Int32Array,
  at: number,
  known: number,
  present: number,
  days: number,
  largeNumbers: readonly number[],
): void {
  const block = blocks[line >>> BLOCK_BITS] as Int32Array
  const start = (line & (LINES_PER_BLOCK - 1)) * LINE_LENGTH
  block[start + KNOWN] = (block[start + KNOWN] as number) | known | (1 << USER_DAYS)
  block[start + USER_DAYS] = (block[start + USER_DAYS] as number) + days
  let from = at
  for (let rest = present; rest !== 0; rest &= rest - 1) {
    const count = numbers[from++] as number
    const to = start + 31 - Math.clz32(rest & -rest)
    const sum = (block[to] as number) + count
    // Both below 2^31: their sum is exact, and one below 0 stands for a large number.
    if (count >= 0 && sum <= LARGEST && (block[to] as number) >= 0) block[to] = sum
    else addAt(block, to, large, count < 0 ? (largeNumbers[-1 - count] as number) : count)
  }
}

function addAt(block: Int32Array, at: number, large: number[], count: number): void {
  const before = block[at] as number
  if (before < 0) large[-1 - before] = (large[-1 - before] as number) + count
  else if (before + count <= LARGEST) block[at] = before + count
  else block[at] = -large.push(before + count)
}

/** A count as it stands in whole numbers of 32 bits; a large one is put into `large`. */
export function toNumber(count: number, large: number[]): number {
  return count <= LARGEST ? count : -large.push(count)
}
