import type { Day } from '../day.ts'
import { type MembershipFields, type RowFields, setMembershipFields, setRowFields } from './fields.ts'
import { parseMembership, parseRow, Rejection } from './rows.ts'
import { scanMembership, scanRow } from './scanner.ts'

/** Reads the row of a line of the report of `day` into `fields`, or answers why it is kept out. */
export function readRow(
  bytes: Buffer,
  start: number,
  end: number,
  day: Day,
  fields: RowFields,
): Rejection | undefined {
  if (scanRow(bytes, start, end, day, fields)) return undefined
  const row = parseRow(bytes.toString('utf8', start, end), day)
  if (row instanceof Rejection) return row
  setRowFields(fields, row)
  return undefined
}

/** Reads the membership of a line of the report of `day` into `fields`, or answers why it is kept out. */
export function readMembership(
  bytes: Buffer,
  start: number,
  end: number,
  day: Day,
  fields: MembershipFields,
): Rejection | undefined {
  if (scanMembership(bytes, start, end, day, fields)) return undefined
  const membership = parseMembership(bytes.toString('utf8', start, end), day)
  if (membership instanceof Rejection) return membership
  setMembershipFields(fields, membership)
  return undefined
}
