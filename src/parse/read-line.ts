import type { Day } from '../day.ts'
import { parseEngagementRow } from './engagement-rows.ts'
import { isMembership, type MembershipFields, type RowFields } from './fields.ts'
import { setEngagementFields, setMembershipFields, setRowFields } from './parsed-fields.ts'
import { IS_MEMBERSHIP, Rejection } from './rejection.ts'
import { parseMembership, parseRow } from './validate.ts'
import { scanMembership, scanRow } from './scanner.ts'

/** Reads a line of the report of `day` into `fields`, or answers why it is kept out. */
export type Read<Fields> = (
  bytes: Buffer,
  start: number,
  end: number,
  day: Day,
  fields: Fields,
) => Rejection | undefined

/** Rows by their bytes where those are as expected, and by JSON.parse where they are not. */
export const readRow: Read<RowFields> = (bytes, start, end, day, fields) => {
  const rejection = readAnyRow(bytes, start, end, day, fields)
  if (rejection !== undefined) return rejection
  return isMembership(fields) ? new Rejection(IS_MEMBERSHIP, true) : undefined
}

/** The same of memberships. */
export const readMembership: Read<MembershipFields> = reading(
  scanMembership,
  parseMembership,
  setMembershipFields,
)

/** The same of rows of the preview, which are few: by JSON.parse alone. */
export const readEngagementRow: Read<RowFields> = (bytes, start, end, day, fields) => {
  const row = parseEngagementRow(bytes.toString('utf8', start, end), day)
  if (row instanceof Rejection) return row
  setEngagementFields(fields, row)
  return undefined
}

const readAnyRow = reading(scanRow, parseRow, setRowFields)

function reading<Fields, Parsed>(
  scan: (bytes: Buffer, start: number, end: number, day: Day, fields: Fields) => boolean,
  parse: (line: string, day: Day) => Parsed | Rejection,
  set: (fields: Fields, parsed: Parsed) => void,
): Read<Fields> {
  return (bytes, start, end, day, fields) => {
    if (scan(bytes, start, end, day, fields)) return undefined
    const parsed = parse(bytes.toString('utf8', start, end), day)
    if (parsed instanceof Rejection) return parsed
    set(fields, parsed)
    return undefined
  }
}
