import type { Field } from '../field-list.ts'
import { COLON, skipText, UNSUPPORTED } from './json-bytes.ts'

/**
 * The keys of one kind of object, each with its field. They come in the same order again and again, so that the key that
 * followed another one last time is tried first, four bytes at a time.
 */
export interface KeyTable {
  readonly fieldOf: (name: string) => Field
  /** By the index of each key: its field, its name, the length of its `"key":`, and these bytes, four in a number. */
  readonly fields: Field[]
  readonly names: string[]
  readonly lengths: number[]
  readonly quads: Int32Array[]
  /** Of each key the one that followed it last time; at 0 the first one, so that key n is at n + 1. */
  readonly next: number[]
  /** In which object, by number, each key was last met. */
  readonly metIn: number[]
  object: number
}

const MOST_KEYS = 500
/** `"":` and one letter: what is shorter has no four bytes. */
const SHORTEST_KEY = 4

/** No keys met yet. */
export function emptyKeys(fieldOf: (name: string) => Field): KeyTable {
  return { fieldOf, fields: [], names: [], lengths: [], quads: [], next: [0], metIn: [], object: 0 }
}

/**
 * Returns the index of the key at `start`, where `previous` (-1 at the beginning of an object) is the one before, and
 * adds a key that is new. A key that an object has twice is UNSUPPORTED, and so is any beyond the first 500.
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
  if (keys.metIn[key] === keys.object) return UNSUPPORTED
  keys.metIn[key] = keys.object
  return key
}

function isKeyAt({ quads, lengths }: KeyTable, key: number, view: DataView, start: number): boolean {
  if (key >= quads.length) return false
  const wanted = quads[key] as Int32Array
  const behind = start + (lengths[key] as number)
  if (behind > view.byteLength) return false
  const last = wanted.length - 1
  for (let index = 0, at = start; index < last; index++, at += 4) {
    if (view.getInt32(at, true) !== wanted[index]) return false
  }
  return view.getInt32(behind - 4, true) === wanted[last]
}

function findKey(keys: KeyTable, bytes: Buffer, view: DataView, start: number): number {
  for (let key = 0; key < keys.quads.length; key++) if (isKeyAt(keys, key, view, start)) return key
  const end = skipText(bytes, start)
  const length = end + 1 - start
  const isKey = end !== UNSUPPORTED && bytes[end] === COLON && length >= SHORTEST_KEY
  if (!isKey || keys.quads.length === MOST_KEYS) return UNSUPPORTED
  const name = bytes.toString('latin1', start + 1, end - 1)
  keys.names.push(name)
  keys.fields.push(keys.fieldOf(name))
  keys.lengths.push(length)
  keys.next.push(0)
  keys.metIn.push(-1)
  const offsets = Array.from({ length: Math.floor((length - 1) / 4) }, (_, index) => index * 4)
  return (
    keys.quads.push(Int32Array.from([...offsets, length - 4], (at) => view.getInt32(start + at, true))) - 1
  )
}
