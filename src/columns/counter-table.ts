/**
 * A table of counters, one row for each of very many keys. Numbers are 32 bit integers; the few that are larger lie in
 * `large`. A number that nothing was added to is unknown, not 0. Layout of a row, of `width + 1` integers:
 *
 *   0 … width − 1   the numbers; one below 0 is −1 minus an index in `large`
 *   width           a bit for each number that is known
 */
export interface CounterTable {
  readonly width: number
  /** Rows in blocks that never move. */
  readonly blocks: Int32Array[]
  readonly large: number[]
  rows: number
  /** Which row is whose, of the one set of keys that was asked last. */
  readonly index: KeyIndex
}

/** Where each key is among the keys of a set: one for all sets, since one for each would be larger than the sets. */
export interface KeyIndex {
  /** The set that is loaded. */
  keys: unknown
  /** By key: its index, and in which load it was seen. */
  readonly indexOf: number[]
  readonly loadedFor: number[]
  load: number
}

const BLOCK_BITS = 13
const ROWS_PER_BLOCK = 1 << BLOCK_BITS
/** The largest number that is kept in a row. */
export const LARGEST = 2 ** 31 - 1

/** A table without rows, of `width` numbers each: 1 to 31. */
export function emptyCounterTable(width: number): CounterTable {
  return {
    width,
    blocks: [],
    large: [],
    rows: 0,
    index: { keys: undefined, indexOf: [], loadedFor: [], load: 0 },
  }
}

/** Forgets all rows and keeps the memory. */
export function clearCounterTable(table: CounterTable): void {
  const used = table.rows * (table.width + 1)
  for (const block of table.blocks) block.fill(0, 0, Math.min(block.length, used))
  table.large.length = 0
  table.rows = 0
  table.index.keys = undefined
}

/** Adds a row in which all is unknown, and returns its number. */
export function newCounterRow(table: CounterTable): number {
  const row = table.rows++
  if (row >>> BLOCK_BITS >= table.blocks.length) {
    table.blocks.push(new Int32Array(ROWS_PER_BLOCK * (table.width + 1)))
  }
  return row
}

/** One of a row's numbers, or `null`. */
export function countAt({ width, blocks, large }: CounterTable, row: number, index: number): number | null {
  const block = blocks[row >>> BLOCK_BITS] as Int32Array
  const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1)
  if ((((block[start + width] as number) >>> index) & 1) === 0) return null
  const count = block[start + index] as number
  return count < 0 ? (large[-1 - count] as number) : count
}

/** Adds to one of a row's numbers. */
export function addCount(
  { width, blocks, large }: CounterTable,
  row: number,
  index: number,
  count: number,
): void {
  const block = blocks[row >>> BLOCK_BITS] as Int32Array
  const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1)
  block[start + width] = (block[start + width] as number) | (1 << index)
  addAt(block, start + index, large, count)
}

/** Makes one of a row's numbers unknown. */
export function forgetCount({ width, blocks }: CounterTable, row: number, index: number): void {
  const block = blocks[row >>> BLOCK_BITS] as Int32Array
  const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1)
  block[start + width] = (block[start + width] as number) & ~(1 << index)
  block[start + index] = 0
}

/** Adds the first `count` numbers of a row of `more` to a row. */
export function addCounterRow(
  table: CounterTable,
  row: number,
  more: CounterTable,
  from: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    const addend = countAt(more, from, index)
    if (addend !== null) addCount(table, row, index, addend)
  }
}

/**
 * Adds numbers that begin at `at` in `numbers`: `known` and `present` are the bits of those that are known and of those that
 * are above 0, and only the latter are there. The last number of the row gets `last` more.
 */
export function addPresent(
  { width, blocks, large }: CounterTable,
  row: number,
  numbers: Int32Array,
  at: number,
  known: number,
  present: number,
  last: number,
  largeNumbers: readonly number[],
): void {
  const block = blocks[row >>> BLOCK_BITS] as Int32Array
  const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1)
  block[start + width] = (block[start + width] as number) | known | (1 << (width - 1))
  block[start + width - 1] = (block[start + width - 1] as number) + last
  let from = at
  for (let rest = present; rest !== 0; rest &= rest - 1) {
    const count = numbers[from++] as number
    const to = start + 31 - Math.clz32(rest & -rest)
    const sum = (block[to] as number) + count
    // Both below 2^31: their sum is exact, and one below 0 is an index in large.
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

/** A count as a 32 bit integer; a large one is put into `large`. */
export function toNumber(count: number, large: number[]): number {
  return count <= LARGEST ? count : -large.push(count)
}
