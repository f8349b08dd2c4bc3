/**
 * A table with one row of counters per key, for very many keys. Counters are stored as int32; larger ones overflow to
 * `large`. A counter that nothing was added to is unknown, not 0. Layout of a row (`width + 1` int32):
 *
 * | offset          | holds                                                                            |
 * | --------------- | -------------------------------------------------------------------------------- |
 * | 0 … `width` − 1 | the counters; a negative one is −1 minus the index in `large` where its value is |
 * | `width`         | bitmask of the counters that are known                                           |
 */
export interface CounterTable {
  /** Counters per row: 1 to 31. */
  readonly width: number
  /** Blocks of rows. A block never moves, so that growing copies nothing. */
  readonly blocks: Int32Array[]
  readonly large: number[]
  rows: number
  /** Lookup of the keys of one set: the set that was used last. */
  readonly index: KeyIndex
}

/** Index of each key in a set of keys. Only one set is loaded at a time: a lookup per set would be larger than the sets. */
export interface KeyIndex {
  /** The set that is loaded, compared by identity. */
  keys: unknown
  /** By key: its index, valid only if `loadedFor` of the key equals `load`. */
  readonly indexOf: number[]
  readonly loadedFor: number[]
  load: number
}

const BLOCK_BITS = 13
const ROWS_PER_BLOCK = 1 << BLOCK_BITS
/** The largest counter that a row stores itself; larger ones are in `large`. */
export const LARGEST = 2 ** 31 - 1

/** A table without rows, with `width` counters (1 to 31) per row. */
export function emptyCounterTable(width: number): CounterTable {
  return {
    width,
    blocks: [],
    large: [],
    rows: 0,
    index: { keys: undefined, indexOf: [], loadedFor: [], load: 0 },
  }
}

/** Removes all rows and keeps the memory. */
export function clearCounterTable(table: CounterTable): void {
  const used = table.rows * (table.width + 1)
  for (const block of table.blocks) block.fill(0, 0, Math.min(block.length, used))
  table.large.length = 0
  table.rows = 0
  table.index.keys = undefined
}

/** Appends a row whose counters are all unknown and returns its index. */
export function newCounterRow(table: CounterTable): number {
  const row = table.rows++
  if (row >>> BLOCK_BITS >= table.blocks.length) {
    table.blocks.push(new Int32Array(ROWS_PER_BLOCK * (table.width + 1)))
  }
  return row
}

/** A counter of a row; `null` if unknown. */
export function countAt({ width, blocks, large }: CounterTable, row: number, index: number): number | null {
  const block = blocks[row >>> BLOCK_BITS] as Int32Array
  const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1)
  if ((((block[start + width] as number) >>> index) & 1) === 0) return null
  const count = block[start + index] as number
  return count < 0 ? (large[-1 - count] as number) : count
}

/** Adds `count` to a counter of a row. */
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

/** Makes a counter of a row unknown. */
export function forgetCount({ width, blocks }: CounterTable, row: number, index: number): void {
  const block = blocks[row >>> BLOCK_BITS] as Int32Array
  const start = (row & (ROWS_PER_BLOCK - 1)) * (width + 1)
  block[start + width] = (block[start + width] as number) & ~(1 << index)
  block[start + index] = 0
}

/** Adds the first `count` counters of row `from` of `more` to row `row` of `table`. */
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
 * Adds counters to a row. `known` is the bitmask of the counters to make known, `present` that of the ones above 0; only the
 * latter are stored, in order, from offset `at` of `numbers` (negative: −1 minus an index in `largeNumbers`). `last` is
 * added to the last counter of the row.
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
    // Both are below 2^31, so that the sum is exact; a negative one refers to `large`.
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

/** Returns a count as int32; one that is too large is appended to `large` and returned as −1 minus its index. */
export function toNumber(count: number, large: number[]): number {
  return count <= LARGEST ? count : -large.push(count)
}
