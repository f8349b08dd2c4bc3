import { CARRIED_AS_NULL, type MembershipFields, type RowFields } from '../fields.ts'
import { MAX_NEW_TOTALS } from '../report-format.ts'
import {
  CLOSE_ARRAY,
  isAt,
  OPEN_ARRAY,
  QUOTE,
  skipDecimal,
  skipInteger,
  skipLiteral,
  skipText,
  skipValue,
  UNSUPPORTED,
} from './json-bytes.ts'
import type { ScannerState } from './state.ts'

// One function per kind of value: stores it in the fields and returns the offset behind it, or UNSUPPORTED.

const MAX_PHASES = 1000

/** Whether the value is `null`. */
export function isNull(bytes: Buffer, start: number): boolean {
  return bytes[start] === 0x6e && isAt(bytes, start, 'null')
}

/** A whole number, or its digits as a string; `null` counts as missing. */
export function scanId(
  state: ScannerState,
  bytes: Buffer,
  start: number,
  { texts }: MembershipFields,
  text: number,
): number {
  if (isNull(bytes, start)) return start + 4
  const first = bytes[start] === QUOTE ? start + 1 : start
  const end = skipInteger(bytes, first, state)
  if (end === UNSUPPORTED) return UNSUPPORTED
  texts[text] = first
  texts[text + 1] = end
  if (first === start) return end
  return bytes[end] === QUOTE ? end + 1 : UNSUPPORTED
}

/** A string. */
export function scanText(bytes: Buffer, start: number, { texts }: MembershipFields, text: number): number {
  const end = skipText(bytes, start)
  texts[text] = start + 1
  texts[text + 1] = end - 1
  return end
}

/** `true`, `false` or `null`. */
export function scanFlag(bytes: Buffer, start: number, row: RowFields, flag: number): number {
  const end = skipLiteral(bytes, start)
  const letter = bytes[start]
  row.flags[flag] = letter === 0x74 ? 1 : letter === 0x66 ? 0 : CARRIED_AS_NULL
  return end
}

/** A number of AI credits. */
export function scanCredits(state: ScannerState, bytes: Buffer, start: number, row: RowFields): number {
  const end = skipDecimal(bytes, start, state)
  if (end === UNSUPPORTED || state.lastNumber >= 1e9) return UNSUPPORTED
  row.credits = state.lastNumber
  return end
}

/** The parsed value of a phase. */
export function scanPhase(state: ScannerState, bytes: Buffer, start: number, row: RowFields): number {
  const { phaseTexts, phases } = state
  const end = skipValue(bytes, start, state)
  if (end === UNSUPPORTED) return UNSUPPORTED
  if (phases.length === MAX_PHASES) {
    row.phase = JSON.parse(bytes.toString('latin1', start, end))
    return end
  }
  const phase = phaseTexts.idOfBytes(bytes, start, end)
  if (phase === phases.length) phases.push(JSON.parse(phaseTexts.textOf(phase)))
  row.phase = phases[phase]
  return end
}

/** The parsed value of a `totals_by_*` field that GitHub added later. */
export function scanNewTotals(
  state: ScannerState,
  bytes: Buffer,
  start: number,
  row: RowFields,
  name: string,
): number {
  if (row.newTotals.length === MAX_NEW_TOTALS) return UNSUPPORTED
  if (bytes[start] === OPEN_ARRAY && bytes[start + 1] === CLOSE_ARRAY) {
    row.newTotals.push([name, NO_ENTRIES])
    return start + 2
  }
  const end = skipValue(bytes, start, state)
  if (end !== UNSUPPORTED) row.newTotals.push([name, JSON.parse(bytes.toString('latin1', start, end))])
  return end
}

/** What most rows have of a newer array. */
const NO_ENTRIES: readonly unknown[] = Object.freeze([])
