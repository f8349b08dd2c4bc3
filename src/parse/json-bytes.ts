/*
 * JSON as bytes, read without making anything of it. Only the plainest JSON fits: no white space, texts of printable
 * ASCII without escapes, numbers without exponent. Whatever does not fit is for `JSON.parse`. Every function takes the
 * place where something begins and answers the place behind its end, or MISFIT; places behind the end of a line are
 * found out by whoever knows that end.
 */

export const MISFIT = -1

export const QUOTE = 0x22
export const COMMA = 0x2c
export const COLON = 0x3a
export const OPEN = 0x7b
export const CLOSE = 0x7d
export const OPEN_ARRAY = 0x5b
export const CLOSE_ARRAY = 0x5d
export const ZERO = 0x30

const BACKSLASH = 0x5c
const MINUS = 0x2d
const POINT = 0x2e
const MOST_DEPTH = 20
const MOST_KEYS = 500
const SHORTEST_LITERAL = 4

/** A number below 10^15 without a sign: exact, and of a fraction the nearest to what is written, as JSON.parse has it. */
export const scanned = { number: 0 }
const POWERS_OF_TEN = Array.from({ length: 16 }, (_, power) => 10 ** power)

/** Skips a text. */
export function skipText(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== QUOTE) return MISFIT
  for (let at = start + 1; ; at++) {
    const byte = bytes[at] as number
    if (byte === QUOTE) return at + 1
    // Also false where there are no bytes left.
    if (!(byte >= 0x20 && byte < 0x7f) || byte === BACKSLASH) return MISFIT
  }
}

/** Skips digits and leaves their number in `scanned`. */
export function readWhole(bytes: Uint8Array, start: number): number {
  let value = 0
  let at = start
  for (; ; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
  }
  const length = at - start
  if (length === 0 || length > 15 || (length > 1 && bytes[start] === ZERO)) return MISFIT
  scanned.number = value
  return at
}

/** Skips digits, and a fraction if there is one, and leaves their number in `scanned`. */
export function readDecimal(bytes: Uint8Array, start: number): number {
  const point = readWhole(bytes, start)
  if (point === MISFIT || bytes[point] !== POINT) return point
  let value = scanned.number
  let at = point + 1
  for (; ; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
  }
  const decimals = at - point - 1
  if (decimals === 0 || at - start > 16) return MISFIT
  scanned.number = value / (POWERS_OF_TEN[decimals] as number)
  return at
}

/** Skips `true`, `false` or `null`. */
export function skipWord(bytes: Uint8Array, start: number): number {
  for (const word of WORDS) if (isAt(bytes, start, word)) return start + word.length
  return MISFIT
}

/** Whether an ASCII text stands somewhere. */
export function isAt(bytes: Uint8Array, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[start + index] !== text.charCodeAt(index)) return false
  }
  return true
}

const WORDS = ['null', 'false', 'true']

/** Skips a value of any kind. */
export function skipValue(bytes: Uint8Array, start: number, depth = 0): number {
  const byte = bytes[start] as number
  if (byte === QUOTE) return skipText(bytes, start)
  if (byte === MINUS) return readDecimal(bytes, start + 1)
  if (byte === OPEN || byte === OPEN_ARRAY)
    return depth > MOST_DEPTH ? MISFIT : skipItems(bytes, start, depth)
  return byte >= ZERO && byte <= ZERO + 9 ? readDecimal(bytes, start) : skipWord(bytes, start)
}

function skipItems(bytes: Uint8Array, start: number, depth: number): number {
  const isObject = bytes[start] === OPEN
  const close = isObject ? CLOSE : CLOSE_ARRAY
  let at = start + 1
  if (bytes[at] === close) return at + 1
  for (;;) {
    if (isObject) {
      at = skipText(bytes, at)
      if (at === MISFIT || bytes[at] !== COLON) return MISFIT
      at++
    }
    at = skipValue(bytes, at, depth + 1)
    if (at === MISFIT) return MISFIT
    const byte = bytes[at++]
    if (byte === close) return at
    if (byte !== COMMA) return MISFIT
  }
}

/**
 * The keys of one kind of object. They come in the same order again and again, so that the key that followed another
 * one last time is tried first, four bytes at a time.
 */
export interface Keys {
  /** The meaning of each key by its number, as `meaningOf` had it. */
  readonly meanings: number[]
  /** Of each key the length of its `"key":`. */
  readonly lengths: number[]
  readonly names: string[]
  readonly words: Int32Array[]
  readonly meaningOf: (name: string) => number
  /** Of each key the one that followed it last time; at 0 the first one, so that key n is at n + 1. */
  readonly next: number[]
  /** In which object, by number, each key was last met. */
  readonly metIn: number[]
  object: number
}

/** No keys met yet. */
export function emptyKeys(meaningOf: (name: string) => number): Keys {
  return { meanings: [], lengths: [], names: [], words: [], meaningOf, next: [0], metIn: [], object: 0 }
}

/**
 * The number of the key that stands at `start`, where `previous` (-1 at the beginning of an object) is the one before.
 * A key that an object has twice is a misfit.
 */
export function keyAt(keys: Keys, bytes: Buffer, view: DataView, start: number, previous: number): number {
  let key = keys.next[previous + 1] as number
  if (!isKeyAt(keys, key, view, start)) {
    key = findKey(keys, bytes, view, start)
    if (key === MISFIT) return MISFIT
    keys.next[previous + 1] = key
  }
  if (keys.metIn[key] === keys.object) return MISFIT
  keys.metIn[key] = keys.object
  return key
}

function isKeyAt({ words, lengths }: Keys, key: number, view: DataView, start: number): boolean {
  if (key >= words.length) return false
  const wanted = words[key] as Int32Array
  const behind = start + (lengths[key] as number)
  if (behind > view.byteLength) return false
  const last = wanted.length - 1
  for (let index = 0, at = start; index < last; index++, at += 4) {
    if (view.getInt32(at, true) !== wanted[index]) return false
  }
  return view.getInt32(behind - 4, true) === wanted[last]
}

function findKey(keys: Keys, bytes: Buffer, view: DataView, start: number): number {
  for (let key = 0; key < keys.words.length; key++) if (isKeyAt(keys, key, view, start)) return key
  const end = skipText(bytes, start)
  const length = end + 1 - start
  const isLiteral = end !== MISFIT && bytes[end] === COLON && length >= SHORTEST_LITERAL
  if (!isLiteral || keys.words.length === MOST_KEYS) return MISFIT
  const name = bytes.toString('latin1', start + 1, end - 1)
  keys.names.push(name)
  keys.meanings.push(keys.meaningOf(name))
  keys.lengths.push(length)
  keys.next.push(0)
  keys.metIn.push(-1)
  const offsets = Array.from({ length: Math.floor((length - 1) / 4) }, (_, index) => index * 4)
  return (
    keys.words.push(Int32Array.from([...offsets, length - 4], (at) => view.getInt32(start + at, true))) - 1
  )
}
