import type { Day } from '../day.ts'
import { parseEngagementRow } from './engagement-rows.ts'
import { isMembership, type MembershipFields, type RowFields } from './fields.ts'
import type { LineView } from './lines.ts'
import { setEngagementFields, setMembershipFields, setRowFields } from './parsed-fields.ts'
import { IS_MEMBERSHIP, Rejection } from './rejection.ts'
import { parseMembership, parseRow } from './validate.ts'

/** Reads a line of the report of `day` into `fields`, or returns why it is rejected. */
export type ReadLine<Fields> = (line: LineView, day: Day, fields: Fields) => Rejection | undefined

/** How the lines of each kind of report are read. */
export interface LineReader {
  readonly readRow: ReadLine<RowFields>
  readonly readMembership: ReadLine<MembershipFields>
  /** Rows of the feature engagement preview. */
  readonly readEngagementRow: ReadLine<RowFields>
}

/** A reader of the most common form of lines. Returns false for any other line, which must be read by JSON.parse. */
export interface FastReader {
  readRow(line: LineView, day: Day, fields: RowFields): boolean
  readMembership(line: LineView, day: Day, fields: MembershipFields): boolean
}

/** Reads lines by JSON.parse. `fast`, if given, is tried first; its results are the same. */
export function createLineReader(fast?: FastReader): LineReader {
  return {
    readRow: (line, day, fields) =>
      (fast?.readRow(line, day, fields) ?? false)
        ? membershipOrNone(fields)
        : (readParsedRow(line, day, fields) ?? membershipOrNone(fields)),
    readMembership: (line, day, fields) =>
      (fast?.readMembership(line, day, fields) ?? false)
        ? undefined
        : readParsedMembership(line, day, fields),
    readEngagementRow,
  }
}

function membershipOrNone(fields: RowFields): Rejection | undefined {
  return isMembership(fields) ? new Rejection(IS_MEMBERSHIP, true) : undefined
}

const readParsedRow = parsing(parseRow, setRowFields)
const readParsedMembership = parsing(parseMembership, setMembershipFields)
const readEngagementRow = parsing(parseEngagementRow, setEngagementFields)

function parsing<Fields, Parsed>(
  parse: (line: string, day: Day) => Parsed | Rejection,
  set: (fields: Fields, parsed: Parsed) => void,
): ReadLine<Fields> {
  return ({ bytes, start, end }, day, fields) => {
    const parsed = parse(bytes.toString('utf8', start, end), day)
    if (parsed instanceof Rejection) return parsed
    set(fields, parsed)
    return undefined
  }
}
