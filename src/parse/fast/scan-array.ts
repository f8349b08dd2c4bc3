import type { Field } from '../field-list.ts'
import { addEntry, PRESENT, type RowFields } from '../fields.ts'
import { COUNTERS } from '../report-format.ts'
import {
  CLOSE,
  CLOSE_ARRAY,
  COMMA,
  OPEN,
  OPEN_ARRAY,
  skipInteger,
  skipText,
  skipValue,
  UNSUPPORTED,
  ZERO,
} from './json-bytes.ts'
import { internKey, type KeyTable } from './key-table.ts'
import { isNull } from './scan-values.ts'
import type { ScannerState } from './state.ts'

/** Reads the entries of one of KNOWN_ARRAYS into `row`. Returns the offset behind the array, or UNSUPPORTED. */
export function scanArray(
  state: ScannerState,
  bytes: Buffer,
  start: number,
  row: RowFields,
  array: number,
): number {
  if (isNull(bytes, start)) return start + 4
  if (bytes[start] !== OPEN_ARRAY) return UNSUPPORTED
  row.arrays |= 1 << array
  let at = start + 1
  if (bytes[at] === CLOSE_ARRAY) return at + 1
  for (;;) {
    at = scanEntry(state, bytes, at, row, array)
    if (at === UNSUPPORTED) return UNSUPPORTED
    const byte = bytes[at++]
    if (byte === CLOSE_ARRAY) return at
    if (byte !== COMMA) return UNSUPPORTED
  }
}

function scanEntry(state: ScannerState, bytes: Buffer, start: number, row: RowFields, array: number): number {
  if (bytes[start] !== OPEN) return UNSUPPORTED
  const entry = addEntry(row, array)
  const { view } = state
  const { keysOf, countersOf } = row
  const keys = state.entryKeys[array] as KeyTable
  const counters = entry * COUNTERS.length
  keys.object++
  let bits = 0
  let isNew = false
  let at = start + 1
  if (bytes[at] === CLOSE) return at + 1
  for (let key = -1; ;) {
    key = internKey(keys, bytes, view, at, key)
    if (key === UNSUPPORTED) return UNSUPPORTED
    at += keys.lengths[key] as number
    const { kind, slot } = keys.fields[key] as Field
    if (kind === 'counter') {
      // Most counters are one digit.
      const digit = (bytes[at] as number) - ZERO
      const next = bytes[at + 1] as number
      if (digit >= 0 && digit <= 9 && (next === COMMA || next === CLOSE)) {
        bits |= 1 << slot
        if (digit !== 0) {
          bits |= 1 << (PRESENT + slot)
          countersOf[counters + slot] = digit
        }
        at++
      } else if (isNull(bytes, at)) at += 4
      else {
        at = skipInteger(bytes, at, state)
        if (at === UNSUPPORTED) return UNSUPPORTED
        // More than one digit, none of them a leading 0: above 0.
        bits |= (1 << slot) | (1 << (PRESENT + slot))
        countersOf[counters + slot] = state.lastNumber
      }
    } else if (kind === 'name') {
      const from = at + 1
      at = skipText(bytes, at)
      if (at === UNSUPPORTED) return UNSUPPORTED
      if (slot !== -1) {
        keysOf[entry * 4 + slot] = from
        keysOf[entry * 4 + slot + 1] = at - 1
      }
    } else {
      at = skipValue(bytes, at, state)
      if (at === UNSUPPORTED) return UNSUPPORTED
      isNew ||= kind === 'new'
    }
    const byte = bytes[at++]
    if (byte === CLOSE) break
    if (byte !== COMMA) return UNSUPPORTED
  }
  row.bitsOf[entry] = bits
  if (isNew) row.newEntries.push([entry, JSON.parse(bytes.toString('latin1', start, at))])
  return at
}
