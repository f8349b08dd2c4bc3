import type { Day } from '../day.ts'
import { createDictionary } from '../dictionary.ts'
import {
  CARRIED_AS_NULL,
  emptyEntry,
  type MembershipFields,
  PRESENT,
  resetFields,
  type RowFields,
  TEXT,
} from './fields.ts'
import {
  CLOSE,
  CLOSE_ARRAY,
  COMMA,
  isAt,
  keyAt,
  type Keys,
  MISFIT,
  OPEN,
  OPEN_ARRAY,
  QUOTE,
  readDecimal,
  readWhole,
  scanned,
  skipText,
  skipValue,
  skipWord,
  ZERO,
} from './json-bytes.ts'
import {
  ARRAY,
  COUNTER,
  CREDITS,
  DAY,
  entryKeys,
  firstNames,
  FLAG,
  ID,
  LOGIN,
  membershipKeys,
  NAME,
  NEW,
  PHASE,
  rowKeys,
  secondNames,
  SLUG,
  UNUSED,
} from './meanings.ts'
import { COUNTERS, MOST_NEW_TOTALS } from './report-format.ts'

/*
 * The fields of a line straight from its bytes, without JSON.parse: only of a line whose every byte is as expected. Of any
 * other the answer is false, and the fields are to be read by JSON.parse, which decides what is right. The two are held
 * against each other by a test.
 */

/** The bytes that were read last, seen four at a time. */
const block: { bytes: Uint8Array; view: DataView } = {
  bytes: new Uint8Array(),
  view: new DataView(new ArrayBuffer(0)),
}

/** Reads the fields of a row of the report of `day`; false: it takes JSON.parse to tell. */
export function scanRow(bytes: Buffer, start: number, end: number, day: Day, fields: RowFields): boolean {
  resetFields(fields)
  return scanLine(bytes, start, end, day, fields, rowKeys, fields) && hasText(fields, TEXT.userLogin)
}

/** Reads the fields of a membership in the report of `day`; false: it takes JSON.parse to tell. */
export function scanMembership(
  bytes: Buffer,
  start: number,
  end: number,
  day: Day,
  fields: MembershipFields,
): boolean {
  fields.texts.fill(0)
  const { teamId } = TEXT
  if (!scanLine(bytes, start, end, day, fields, membershipKeys, undefined) || !hasText(fields, teamId))
    return false
  if (!hasText(fields, TEXT.slug)) fields.texts.copyWithin(TEXT.slug, teamId, teamId + 2)
  return true
}

function hasText({ texts }: MembershipFields, text: number): boolean {
  return (texts[text + 1] as number) > (texts[text] as number)
}

function scanLine(
  bytes: Buffer,
  start: number,
  end: number,
  day: Day,
  fields: MembershipFields,
  keys: Keys,
  row: RowFields | undefined,
): boolean {
  fields.bytes = bytes
  if (block.bytes !== bytes) {
    block.bytes = bytes
    block.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  if (bytes[start] !== OPEN) return false
  keys.object++
  let hasDay = false
  let at = start + 1
  for (let key = -1; ;) {
    key = keyAt(keys, bytes, block.view, at, key)
    if (key === MISFIT) return false
    at += keys.lengths[key] as number
    const meaning = keys.meanings[key] as number
    if (meaning === DAY) {
      hasDay = bytes[at] === QUOTE && isAt(bytes, at + 1, day) && bytes[at + 11] === QUOTE
      if (!hasDay) return false
      at += 12
    } else at = scanField(bytes, at, meaning, fields, row, keys.names[key] as string)
    if (at === MISFIT) return false
    const byte = bytes[at++]
    if (byte === CLOSE) break
    if (byte !== COMMA) return false
  }
  return hasDay && at <= end && isSpace(bytes, at, end) && hasText(fields, TEXT.userId)
}

/** Nothing, or the `\r` of a line break. */
function isSpace(bytes: Buffer, start: number, end: number): boolean {
  return start === end || (start + 1 === end && bytes[start] === 0x0d)
}

function scanField(
  bytes: Buffer,
  start: number,
  meaning: number,
  fields: MembershipFields,
  row: RowFields | undefined,
  name: string,
): number {
  if (meaning === UNUSED) return skipValue(bytes, start)
  if (meaning < SLUG && meaning >= ID) return scanId(bytes, start, fields, meaning - ID)
  if (meaning === LOGIN) return scanText(bytes, start, fields, TEXT.userLogin)
  if (meaning === SLUG) return scanText(bytes, start, fields, TEXT.slug)
  if (row === undefined) return MISFIT
  if (meaning >= ARRAY) return scanArray(bytes, start, row, meaning - ARRAY)
  if (meaning >= FLAG) return scanFlag(bytes, start, row, meaning - FLAG)
  if (meaning === NEW) return scanNewTotals(bytes, start, row, name)
  if (meaning === PHASE) return scanPhase(bytes, start, row)
  if (isNull(bytes, start)) return start + 4
  const end = meaning === CREDITS ? readDecimal(bytes, start) : readWhole(bytes, start)
  if (end === MISFIT) return MISFIT
  if (meaning === CREDITS) row.credits = scanned.number
  else row.counters[meaning - COUNTER] = scanned.number
  return meaning === CREDITS && scanned.number >= 1e9 ? MISFIT : end
}

function isNull(bytes: Buffer, start: number): boolean {
  return bytes[start] === 0x6e && isAt(bytes, start, 'null')
}

/** A number, or digits in quotes; `null` is none. */
function scanId(bytes: Buffer, start: number, { texts }: MembershipFields, text: number): number {
  if (isNull(bytes, start)) return start + 4
  const first = bytes[start] === QUOTE ? start + 1 : start
  const end = readWhole(bytes, first)
  if (end === MISFIT) return MISFIT
  texts[text] = first
  texts[text + 1] = end
  if (first === start) return end
  return bytes[end] === QUOTE ? end + 1 : MISFIT
}

function scanText(bytes: Buffer, start: number, { texts }: MembershipFields, text: number): number {
  const end = skipText(bytes, start)
  texts[text] = start + 1
  texts[text + 1] = end - 1
  return end
}

function scanFlag(bytes: Buffer, start: number, row: RowFields, flag: number): number {
  const end = skipWord(bytes, start)
  const letter = bytes[start]
  row.flags[flag] = letter === 0x74 ? 1 : letter === 0x66 ? 0 : CARRIED_AS_NULL
  return end
}

/** Phases as JSON has them: the same few come again and again. */
const phaseTexts = createDictionary()
const phases: unknown[] = []
const MOST_PHASES = 1000

function scanPhase(bytes: Buffer, start: number, row: RowFields): number {
  const end = skipValue(bytes, start)
  if (end === MISFIT) return MISFIT
  if (phases.length === MOST_PHASES) {
    row.phase = JSON.parse(bytes.toString('latin1', start, end))
    return end
  }
  const phase = phaseTexts.idOfBytes(bytes, start, end)
  if (phase === phases.length) phases.push(JSON.parse(phaseTexts.textOf(phase)))
  row.phase = phases[phase]
  return end
}

function scanNewTotals(bytes: Buffer, start: number, row: RowFields, name: string): number {
  const end = row.newTotals.length === MOST_NEW_TOTALS ? MISFIT : skipValue(bytes, start)
  if (end !== MISFIT) row.newTotals.push([name, JSON.parse(bytes.toString('latin1', start, end))])
  return end
}

function scanArray(bytes: Buffer, start: number, row: RowFields, array: number): number {
  if (isNull(bytes, start)) return start + 4
  if (bytes[start] !== OPEN_ARRAY) return MISFIT
  row.arrays |= 1 << array
  let at = start + 1
  if (bytes[at] === CLOSE_ARRAY) return at + 1
  for (;;) {
    at = scanEntry(bytes, at, row, array)
    if (at === MISFIT) return MISFIT
    const byte = bytes[at++]
    if (byte === CLOSE_ARRAY) return at
    if (byte !== COMMA) return MISFIT
  }
}

function scanEntry(bytes: Buffer, start: number, row: RowFields, array: number): number {
  if (bytes[start] !== OPEN) return MISFIT
  const entry = emptyEntry(row, array)
  const { view } = block
  const { keysOf, countersOf } = row
  const keys = entryKeys[array] as Keys
  const counters = entry * COUNTERS.length
  keys.object++
  let bits = 0
  let isNew = false
  let at = start + 1
  if (bytes[at] === CLOSE) return at + 1
  for (let key = -1; ;) {
    key = keyAt(keys, bytes, view, at, key)
    if (key === MISFIT) return MISFIT
    at += keys.lengths[key] as number
    const meaning = keys.meanings[key] as number
    if (meaning >= COUNTER) {
      // Most counters are one digit.
      const digit = (bytes[at] as number) - ZERO
      const next = bytes[at + 1] as number
      if (digit >= 0 && digit <= 9 && (next === COMMA || next === CLOSE)) {
        bits |= 1 << (meaning - COUNTER)
        if (digit !== 0) {
          bits |= 1 << (PRESENT + meaning - COUNTER)
          countersOf[counters + meaning - COUNTER] = digit
        }
        at++
      } else if (isNull(bytes, at)) at += 4
      else {
        at = readWhole(bytes, at)
        if (at === MISFIT) return MISFIT
        // More than one digit, none of them a leading 0: above 0.
        bits |= (1 << (meaning - COUNTER)) | (1 << (PRESENT + meaning - COUNTER))
        countersOf[counters + meaning - COUNTER] = scanned.number
      }
    } else if (meaning >= NAME) {
      const from = at + 1
      at = skipText(bytes, at)
      if (at === MISFIT) return MISFIT
      const named = meaning - NAME
      if (named === firstNames[array]) {
        keysOf[entry * 4] = from
        keysOf[entry * 4 + 1] = at - 1
      } else if (named === secondNames[array]) {
        keysOf[entry * 4 + 2] = from
        keysOf[entry * 4 + 3] = at - 1
      }
    } else {
      at = skipValue(bytes, at)
      if (at === MISFIT) return MISFIT
      isNew ||= meaning === NEW
    }
    const byte = bytes[at++]
    if (byte === CLOSE) break
    if (byte !== COMMA) return MISFIT
  }
  row.bitsOf[entry] = bits
  if (isNew) row.newEntries.push([entry, JSON.parse(bytes.toString('latin1', start, at))])
  return at
}
