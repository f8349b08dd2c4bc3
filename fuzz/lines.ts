import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { emptyMembershipFields, emptyRowFields } from '../src/parse/fields.ts'
import { setMembershipFields, setRowFields } from '../src/parse/parsed-fields.ts'
import { createScanner } from '../src/parse/fast/scanner.ts'
import { createLineReader } from '../src/parse/line-reader.ts'
import type { LineView } from '../src/parse/lines.ts'
import { Rejection } from '../src/parse/rejection.ts'
import { parseMembership, parseRow } from '../src/parse/validate.ts'
import { chance, pick, type Random } from './chance.ts'
import { DEEP } from './expectations.ts'
import { membershipWords, rowWords } from './field-words.ts'
import type { Finding, Kind, Outcome } from './kind.ts'
import { DAY, type LinePool, linePool } from './line-pool.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateStructure } from './mutate-structure.ts'
import { plainMembership, plainRow, type PlainReading } from './plain-reading.ts'
import { smallest } from './smallest.ts'

type Report = keyof LinePool
/** What one reading of a line gave: its fields as plain data, or that it is kept out and why. */
type Reading = { readonly fields: unknown } | { readonly reason: string }

/** How a line is read; a test puts a reader with a fault in its place. */
export interface LineReaders {
  readonly users: (line: Buffer) => Reading
  readonly 'user-teams': (line: Buffer) => Reading
}

const LINES_PER_CASE = 500
const row = emptyRowFields()
const membership = emptyMembershipFields()
const before = Buffer.from('{"day":"')
const behind = Buffer.from('\n{"user_id":1}')

const reader = createLineReader(createScanner())

/** The action's own way to read a line: by the scanner, or by JSON.parse where that cannot tell. */
export const READERS: LineReaders = {
  users: (line) => reader.readRow(viewOf(line), DAY as never, row) ?? { fields: rowWords(row) },
  'user-teams': (line) =>
    reader.readMembership(viewOf(line), DAY as never, membership) ?? { fields: membershipWords(membership) },
}

/** The line between others. */
function viewOf(line: Buffer): LineView {
  const [start, end] = [before.length, before.length + line.length]
  return { bytes: Buffer.concat([before, line, behind]), start, end, number: 1 }
}

/** JSON.parse alone. */
const PARSERS: LineReaders = {
  users: (line) => {
    const parsed = parseRow(line.toString('utf8'), DAY as never)
    if (parsed instanceof Rejection) return parsed
    setRowFields(row, parsed)
    return { fields: rowWords(row) }
  },
  'user-teams': (line) => {
    const parsed = parseMembership(line.toString('utf8'), DAY as never)
    if (parsed instanceof Rejection) return parsed
    setMembershipFields(membership, parsed)
    return { fields: membershipWords(membership) }
  },
}
const PLAIN: Readonly<Record<Report, (text: string, day: string) => PlainReading>> = {
  users: plainRow,
  'user-teams': plainMembership,
}

/** Lines one by one, in this process: the scanner against JSON.parse alone and against a plain reading. */
export function lineKind(readers: LineReaders = READERS): Kind {
  const pool = linePool()
  const known = new Set<string>()
  return {
    name: 'lines',
    share: 0.25,
    async try(random) {
      const findings: Finding[] = []
      for (let count = 0; count < LINES_PER_CASE; count += 1) {
        const report: Report = chance(random, 0.8) ? 'users' : 'user-teams'
        const line = mutatedLine(random, pool[report])
        const what = disagreement(report, line, readers)
        if (what === undefined || known.has(what)) continue
        known.add(what)
        findings.push(await findingOf(report, line, what, readers))
      }
      return { lines: LINES_PER_CASE, findings }
    },
    again: (folder) => tryAgain(folder, readers),
  }
}

function mutatedLine(random: Random, lines: readonly string[]): Buffer {
  const line = pick(random, lines)
  if (chance(random, 0.5)) return Buffer.from(mutateStructure(random, line))
  const base = chance(random, 0.2) ? mutateStructure(random, line) : line
  return mutateBytes(random, Buffer.from(base), Buffer.from(pick(random, lines)))
}

/** What is wrong with how the line is read; undefined where all three readings are one. */
function disagreement(report: Report, line: Buffer, readers: LineReaders = READERS): string | undefined {
  try {
    const read = readers[report](line)
    const parsed = PARSERS[report](line)
    // Far too deep to be compared; how it is added up is tried through the bundle.
    if (nestingOf(line) > DEEP) return undefined
    const words = wordsOf(read)
    if (words !== wordsOf(parsed)) return `the scanner and JSON.parse read a line of ${report} differently`
    const plain = PLAIN[report](line.toString('utf8'), DAY)
    if (plain === 'unsettled') return undefined
    if (plain === 'rejected') return 'fields' in read ? `a broken line of ${report} is used` : undefined
    if ('reason' in read) return `a good line of ${report} is kept out`
    return words === wordsOf(plain)
      ? undefined
      : `a line of ${report} has other fields than when it is read plainly`
  } catch (error) {
    return `reading a line of ${report} throws: ${error instanceof Error ? error.message : String(error)}`
  }
}

function wordsOf(reading: Reading): string {
  if ('reason' in reading) return `rejected: ${reading.reason}`
  // Half a character cannot be written: it is U+FFFD, as everywhere.
  return JSON.stringify(reading.fields).replaceAll(/\\ud[89a-f][0-9a-f]{2}/g, '\ufffd')
}

function nestingOf(line: Buffer): number {
  let [depth, deepest] = [0, 0]
  for (const byte of line) {
    if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (byte === 0x7d || byte === 0x5d) depth -= 1
  }
  return deepest
}

async function findingOf(report: Report, line: Buffer, what: string, readers: LineReaders): Promise<Finding> {
  const bytes = await smallest(
    [...line],
    (fewer) => disagreement(report, Buffer.from(fewer), readers) === what,
    1000,
  )
  const files = new Map<string, string | Uint8Array>([
    ['line.ndjson', Buffer.from(bytes)],
    ['whole-line.ndjson', line],
    ['case.json', JSON.stringify({ report })],
  ])
  return { what, details: [Buffer.from(bytes).toString('utf8').slice(0, 500)], files }
}

function tryAgain(folder: string, readers: LineReaders): Outcome {
  const { report } = JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')) as { report: Report }
  const line = readFileSync(join(folder, 'line.ndjson'))
  const what = disagreement(report, line, readers)
  return { lines: 1, findings: what === undefined ? [] : [{ what, details: [], files: new Map() }] }
}
