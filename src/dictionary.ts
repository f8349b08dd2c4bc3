/** Interns texts: each gets a consecutive integer id from 0. Texts are stored as UTF-8 in one buffer. */
export interface Dictionary {
  /** Returns the id of `text`; adds a new text. */
  idOf(text: string): number
  /** The same for the UTF-8 text in `bytes[start, end)`. */
  idOfBytes(bytes: Uint8Array, start: number, end: number): number
  /** Whether that text has this id; cheaper than `idOfBytes` if it is the expected one. */
  isText(id: number, bytes: Uint8Array, start: number, end: number): boolean
  /** The text of an id. @throws RangeError for an unknown id */
  textOf(id: number): string
  readonly size: number
  /** The texts with ids from `first` on. */
  textsFrom(first: number): Texts
  /** The ids of such texts, in their order; adds new ones. */
  idsOf(texts: Texts): Int32Array
}

/** Consecutive texts: their UTF-8, and the offset of the end of each. */
export interface Texts {
  readonly bytes: Uint8Array
  readonly ends: Int32Array
}

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  const table: Table = {
    size: 0,
    texts: Buffer.allocUnsafeSlow(256),
    ends: new Int32Array(16),
    hashes: new Int32Array(16),
    buckets: new Int32Array(32),
  }
  const idOfBytes = (bytes: Uint8Array, start: number, end: number): number => {
    const hash = hashOf(bytes, start, end)
    const mask = table.buckets.length - 1
    for (let bucket = hash & mask; ; bucket = (bucket + 1) & mask) {
      const id = (table.buckets[bucket] as number) - 1
      if (id === -1) return add(table, bytes, start, end, hash, bucket)
      if (table.hashes[id] === hash && isText(table, id, bytes, start, end)) return id
    }
  }
  return {
    idOfBytes,
    idOf(text) {
      const bytes = Buffer.from(text)
      return idOfBytes(bytes, 0, bytes.length)
    },
    isText: (id, bytes, start, end) => isText(table, id, bytes, start, end),
    textOf(id) {
      if (!(id >= 0 && id < table.size)) throw new RangeError(`no text has the number ${id}`)
      return table.texts.toString('utf8', startOf(table, id), table.ends[id])
    },
    get size() {
      return table.size
    },
    textsFrom(first) {
      const start = startOf(table, first)
      return {
        bytes: Uint8Array.from(table.texts.subarray(start, startOf(table, table.size))),
        ends: table.ends.slice(first, table.size).map((end) => end - start),
      }
    },
    idsOf: ({ bytes, ends }) =>
      ends.map((end, index) => idOfBytes(bytes, index === 0 ? 0 : (ends[index - 1] as number), end)),
  }
}

interface Table {
  size: number
  texts: Buffer
  /** Offset of the end of each text in `texts`; it starts at the end of the previous one. */
  ends: Int32Array
  hashes: Int32Array
  /** Open addressing with linear probing: id + 1 in the bucket of its hash or the next free one; 0 is free, as at least half are. */
  buckets: Int32Array
}

function startOf({ ends }: Table, id: number): number {
  return id === 0 ? 0 : (ends[id - 1] as number)
}

function isText(table: Table, id: number, bytes: Uint8Array, start: number, end: number): boolean {
  const { texts, ends } = table
  const from = startOf(table, id)
  if ((ends[id] as number) - from !== end - start) return false
  for (let at = start, known = from; at < end; at++, known++) if (bytes[at] !== texts[known]) return false
  return true
}

function add(
  table: Table,
  bytes: Uint8Array,
  start: number,
  end: number,
  hash: number,
  bucket: number,
): number {
  const from = table.size === 0 ? 0 : startOf(table, table.size)
  const behind = from + end - start
  if (behind > table.texts.length) {
    const larger = Buffer.allocUnsafeSlow(Math.max(behind, Math.ceil(table.texts.length * 1.5)))
    larger.set(table.texts)
    table.texts = larger
  }
  table.texts.set(bytes.subarray(start, end), from)
  if (table.size === table.ends.length) {
    table.ends = grown(table.ends)
    table.hashes = grown(table.hashes)
  }
  table.ends[table.size] = behind
  table.hashes[table.size] = hash
  table.buckets[bucket] = ++table.size
  if (table.size * 2 > table.buckets.length) rehash(table)
  return table.size - 1
}

/** Doubles the buckets. */
function rehash(table: Table): void {
  const buckets = new Int32Array(table.buckets.length * 2)
  const mask = buckets.length - 1
  for (let id = 0; id < table.size; id++) {
    let bucket = (table.hashes[id] as number) & mask
    while (buckets[bucket] !== 0) bucket = (bucket + 1) & mask
    buckets[bucket] = id + 1
  }
  table.buckets = buckets
}

const HASH_SEED = 0x811c9dc5
const HASH_FACTOR = 0x01000193

/** FNV-1a, four bytes at a time. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_SEED
  let at = start
  for (; at + 4 <= end; at += 4) {
    const four =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)
    hash = Math.imul(hash ^ four, HASH_FACTOR)
    hash ^= hash >>> 15
  }
  for (; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), HASH_FACTOR)
  return hash ^ (hash >>> 15)
}

function grown(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
