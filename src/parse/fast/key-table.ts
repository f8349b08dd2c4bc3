import type { Field } from '../field-list.ts'
import { COLON, skipText, UNSUPPORTED } from './json-bytes.ts'

/**
 * The keys of one kind of object, each with its field. Their order rarely changes, so the key that followed the previous
 * one last time is compared first, four bytes at a time.
 */
export interface KeyTable {
  readonly fieldOf: (name: string) => Field
  /** By key index: its field, its name, the length of its bytes `"key":`, and these bytes as int32 (the last may overlap). */
  readonly fields: Field[]
  readonly names: string[]
  readonly lengths: number[]
  readonly quads: Int32Array[]
  /** At index n + 1, the key that last followed key n; at index 0, the key that was last the first of an object. */
  readonly next: number[]
  /** By key index: the number of the object in which the key was last seen, to detect duplicate keys. */
  readonly seenIn: number[]
  /** The number of the current object; callers increment it for each object. */
  object: number
}

const MAX_KEYS = 500
/** The length of `"k":`. Shorter keys cannot be compared as an int32. */
const SHORTEST_KEY = 4

/** A table without keys. */
export function emptyKeys(fieldOf: (name: string) => Field): KeyTable {
  return { fieldOf, fields: [], names: [], lengths: [], quads: [], next: [0], seenIn: [], object: 0 }
}

/**
 * Returns the index of the key at offset `start`, adding it if it is new; `previous` is the key before it, -1 at the
 * beginning of an object. Duplicate keys in an object and keys beyond the limit of the table are UNSUPPORTED.
 */
export function internKey(
  keys: KeyTable,
  bytes: Buffer,
  view: DataView,
  start: number,
  previous: number,
): number {
  let key = keys.next[previous + 1] as number
  if (!isKeyAt(keys, key, view, start)) {
    key = findKey(keys, bytes, view, start)
    if (key === UNSUPPORTED) return UNSUPPORTED
    keys.next[previous + 1] = key
  }
  if (keys.seenIn[key] === keys.object) return UNSUPPORTED
  keys.seenIn[key] = keys.object
  return key
}

function isKeyAt({ quads, lengths }: KeyTable, key: number, view: DataView, start: number): boolean {
  if (key >= quads.length) return false
  const expected = quads[key] as Int32Array
  const end = start + (lengths[key] as number)
  if (end > view.byteLength) return false
  const last = expected.length - 1
  for (let index = 0, at = start; index < last; index++, at += 4) {
    if (view.getInt32(at, true) !== expected[index]) return false
  }
  return view.getInt32(end - 4, true) === expected[last]
}

function findKey(keys: KeyTable, bytes: Buffer, view: DataView, start: number): number {
  for (let key = 0; key < keys.quads.length; key++) if (isKeyAt(keys, key, view, start)) return key
  const end = skipText(bytes, start)
  const length = end + 1 - start
  const isKey = end !== UNSUPPORTED && bytes[end] === COLON && length >= SHORTEST_KEY
  if (!isKey || keys.quads.length === MAX_KEYS) return UNSUPPORTED
  const name = bytes.toString('latin1', start + 1, end - 1)
  keys.names.push(name)
  keys.fields.push(keys.fieldOf(name))
  keys.lengths.push(length)
  keys.next.push(0)
  keys.seenIn.push(-1)
  const offsets = Array.from({ length: Math.floor((length - 1) / 4) }, (_, index) => index * 4)
  return (
    keys.quads.push(Int32Array.from([...offsets, length - 4], (at) => view.getInt32(start + at, true))) - 1
  )
}
