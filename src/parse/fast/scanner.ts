import type { Day } from '../../day.ts'
import type { Field } from '../field-list.ts'
import { type MembershipFields, resetFields, type RowFields, TEXT } from '../fields.ts'
import type { FastReader } from '../line-reader.ts'
import type { LineView } from '../lines.ts'
import { CLOSE, COMMA, isAt, OPEN, QUOTE, skipInteger, skipValue, UNSUPPORTED } from './json-bytes.ts'
import { internKey, type KeyTable } from './key-table.ts'
import { scanArray } from './scan-array.ts'
import { isNull, scanCredits, scanFlag, scanId, scanNewTotals, scanPhase, scanText } from './scan-values.ts'
import { emptyState, type ScannerState } from './state.ts'

/**
 * Reads fields from the bytes of a line, without JSON.parse. Returns false for any line that is not entirely in the supported
 * subset of JSON; JSON.parse must read it then. A test compares the results of both.
 */
export function createScanner(): FastReader {
  const state = emptyState()
  return {
    readRow: (line, day, fields) => scanRow(state, line, day, fields),
    readMembership: (line, day, fields) => scanMembership(state, line, day, fields),
  }
}

function scanRow(state: ScannerState, line: LineView, day: Day, fields: RowFields): boolean {
  resetFields(fields)
  return scanLine(state, line, day, fields, state.rowKeys, fields) && hasText(fields, TEXT.userLogin)
}

function scanMembership(state: ScannerState, line: LineView, day: Day, fields: MembershipFields): boolean {
  fields.texts.fill(0)
  const { teamId, slug } = TEXT
  if (!scanLine(state, line, day, fields, state.membershipKeys, undefined)) return false
  if (!hasText(fields, teamId)) return false
  if (!hasText(fields, slug)) fields.texts.copyWithin(slug, teamId, teamId + 2)
  return true
}

function hasText({ texts }: MembershipFields, text: number): boolean {
  return (texts[text + 1] as number) > (texts[text] as number)
}

function scanLine(
  state: ScannerState,
  line: LineView,
  day: Day,
  fields: MembershipFields,
  keys: KeyTable,
  row: RowFields | undefined,
): boolean {
  const { bytes, start, end } = line
  fields.bytes = bytes
  if (state.bytes !== bytes) {
    state.bytes = bytes
    state.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  if (bytes[start] !== OPEN) return false
  keys.object++
  let hasDay = false
  let at = start + 1
  for (let key = -1; ;) {
    key = internKey(keys, bytes, state.view, at, key)
    if (key === UNSUPPORTED) return false
    at += keys.lengths[key] as number
    const field = keys.fields[key] as Field
    if (field.kind === 'day') {
      hasDay = bytes[at] === QUOTE && isAt(bytes, at + 1, day) && bytes[at + 11] === QUOTE
      if (!hasDay) return false
      at += 12
    } else at = scanField(state, bytes, at, field, fields, row, keys.names[key] as string)
    if (at === UNSUPPORTED) return false
    const byte = bytes[at++]
    if (byte === CLOSE) break
    if (byte !== COMMA) return false
  }
  return hasDay && at <= end && isSpace(bytes, at, end) && hasText(fields, TEXT.userId)
}

/** Whether nothing remains, or only the `\r` of a line break. */
function isSpace(bytes: Buffer, start: number, end: number): boolean {
  return start === end || (start + 1 === end && bytes[start] === 0x0d)
}

function scanField(
  state: ScannerState,
  bytes: Buffer,
  start: number,
  { kind, slot }: Field,
  fields: MembershipFields,
  row: RowFields | undefined,
  name: string,
): number {
  if (kind === 'unused') return skipValue(bytes, start, state)
  if (kind === 'id') return scanId(state, bytes, start, fields, slot)
  if (kind === 'text') return scanText(bytes, start, fields, slot)
  if (row === undefined) return UNSUPPORTED
  if (kind === 'array') return scanArray(state, bytes, start, row, slot)
  if (kind === 'flag') return scanFlag(bytes, start, row, slot)
  if (kind === 'new') return scanNewTotals(state, bytes, start, row, name)
  if (kind === 'phase') return scanPhase(state, bytes, start, row)
  if (isNull(bytes, start)) return start + 4
  if (kind === 'credits') return scanCredits(state, bytes, start, row)
  const end = skipInteger(bytes, start, state)
  if (end !== UNSUPPORTED) row.counters[slot] = state.lastNumber
  return end
}
