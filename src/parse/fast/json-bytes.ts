/*
 * Skips JSON in a buffer without creating values. Supports a subset: no white space, strings of printable ASCII without
 * escapes, numbers without exponent; anything else is left to `JSON.parse`. Every function takes the offset where a token
 * begins and returns the offset behind its end, or UNSUPPORTED. Callers must check that the returned offset does not exceed
 * the end of the line.
 */

export const UNSUPPORTED = -1

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
const MAX_DEPTH = 20

/** Receives the number that was skipped last. */
export interface NumberRead {
  /** An integer below 10^15, exact; or a fraction, as the double that JSON.parse returns. */
  lastNumber: number
}

const POWERS_OF_TEN: readonly number[] = Array.from({ length: 16 }, (_, power) => 10 ** power)

/** Skips a string. */
export function skipText(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== QUOTE) return UNSUPPORTED
  for (let at = start + 1; ; at++) {
    const byte = bytes[at] as number
    if (byte === QUOTE) return at + 1
    // Comparisons with undefined, behind the end of the buffer, are false.
    if (!(byte >= 0x20 && byte < 0x7f) || byte === BACKSLASH) return UNSUPPORTED
  }
}

/** Skips a non-negative integer and stores it in `read`. */
export function skipInteger(bytes: Uint8Array, start: number, read: NumberRead): number {
  let value = 0
  let at = start
  for (; ; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
  }
  const length = at - start
  if (length === 0 || length > 15 || (length > 1 && bytes[start] === ZERO)) return UNSUPPORTED
  read.lastNumber = value
  return at
}

/** Skips a non-negative number, with or without a fraction, and stores it in `read`. */
export function skipDecimal(bytes: Uint8Array, start: number, read: NumberRead): number {
  const point = skipInteger(bytes, start, read)
  if (point === UNSUPPORTED || bytes[point] !== POINT) return point
  let value = read.lastNumber
  let at = point + 1
  for (; ; at++) {
    const digit = (bytes[at] as number) - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    value = value * 10 + digit
  }
  const decimals = at - point - 1
  if (decimals === 0 || at - start > 16) return UNSUPPORTED
  read.lastNumber = value / (POWERS_OF_TEN[decimals] as number)
  return at
}

/** Skips `true`, `false` or `null`. */
export function skipLiteral(bytes: Uint8Array, start: number): number {
  for (const literal of LITERALS) if (isAt(bytes, start, literal)) return start + literal.length
  return UNSUPPORTED
}

const LITERALS: readonly string[] = ['null', 'false', 'true']

/** Whether the bytes from `start` on are those of an ASCII text. */
export function isAt(bytes: Uint8Array, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[start + index] !== text.charCodeAt(index)) return false
  }
  return true
}

/** Skips a value of any kind; `read` may be overwritten. */
export function skipValue(bytes: Uint8Array, start: number, read: NumberRead, depth = 0): number {
  const byte = bytes[start] as number
  if (byte === QUOTE) return skipText(bytes, start)
  if (byte === MINUS) return skipDecimal(bytes, start + 1, read)
  if (byte === OPEN || byte === OPEN_ARRAY)
    return depth > MAX_DEPTH ? UNSUPPORTED : skipItems(bytes, start, read, depth)
  return byte >= ZERO && byte <= ZERO + 9 ? skipDecimal(bytes, start, read) : skipLiteral(bytes, start)
}

function skipItems(bytes: Uint8Array, start: number, read: NumberRead, depth: number): number {
  const isObject = bytes[start] === OPEN
  const close = isObject ? CLOSE : CLOSE_ARRAY
  let at = start + 1
  if (bytes[at] === close) return at + 1
  for (;;) {
    if (isObject) {
      at = skipText(bytes, at)
      if (at === UNSUPPORTED || bytes[at] !== COLON) return UNSUPPORTED
      at++
    }
    at = skipValue(bytes, at, read, depth + 1)
    if (at === UNSUPPORTED) return UNSUPPORTED
    const byte = bytes[at++]
    if (byte === close) return at
    if (byte !== COMMA) return UNSUPPORTED
  }
}
