import { isUtf8 } from 'node:buffer'
import { BrokenCsv, eachForeignRecord } from './csv-cell.ts'
import { cyclesOf } from './managers.ts'
import { enumerate } from './render/text/numbers.ts'
import { visible } from './render/text/markdown.ts'

/** Names of the column with the login, in any case; the first that is there counts. */
const LOGIN_COLUMNS = ['login', 'github_login', 'user_login', 'github', 'username'] as const
/** Faults that are told of one file; nobody reads more. */
const MOST_FAULTS = 20
const LONGEST_NAME = 60
/** Stands for bytes that are not UTF-8. */
const REPLACEMENT = '\u{fffd}'

/** A line of the file: a login in lower case without `@`, and one value per attribute, possibly empty. */
export interface ListedPerson {
  readonly login: string
  readonly values: readonly string[]
}

/** What a file says of people. */
export interface PeopleFile {
  /** By the index in `group-by`: the column as the file writes it; undefined: there is none. */
  readonly header: readonly (string | undefined)[]
  /** Each person once. */
  readonly people: readonly ListedPerson[]
  /** Number of lines with an empty login, which are left out. */
  readonly withoutLogin: number
  /** The names of its columns beside the login. */
  readonly columns: readonly string[]
}

/**
 * Parses a CSV file with a login column, with commas or semicolons. `tree` is the index of managers in `groupBy`, or -1.
 * `faults` gets a clause with line and column for each fault; undefined: there are none to be told of its columns.
 */
export function parsePeopleFile(
  bytes: Uint8Array,
  groupBy: readonly string[],
  tree: number,
  faults: string[],
): PeopleFile | undefined {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    faults.push('line 1, column 1: it is UTF-16, not UTF-8; save it as "CSV UTF-8"')
    return undefined
  }
  const { records, broken } = recordsOf(bytes)
  const [header, ...lines] = records
  const found: string[] = broken === undefined ? [] : [quoteFault(broken)]
  const columns = header === undefined ? undefined : columnsOf(header.cells, groupBy, found)
  if (header === undefined && broken === undefined)
    found.push('line 1: it is empty; the first line names its columns')
  if (!isUtf8(bytes)) for (const record of records) found.push(...encodingFaults(record, header?.cells ?? []))
  const people = columns === undefined ? undefined : peopleOf(lines, columns, tree, found)
  faults.push(...found.slice(0, MOST_FAULTS))
  if (found.length > MOST_FAULTS) faults.push(`and ${found.length - MOST_FAULTS} more`)
  return people
}

interface CsvRecord {
  readonly cells: readonly string[]
  /** Its first line, from 1. */
  readonly line: number
}

interface CsvRecords {
  readonly records: readonly CsvRecord[]
  readonly broken: BrokenCsv | undefined
}

/** The lines of a file that are not blank, up to a broken quote. The delimiter is the one under which there is a login, or more columns. */
function recordsOf(bytes: Uint8Array): CsvRecords {
  const text = new TextDecoder().decode(bytes)
  const [commas, semicolons] = [split(text, ','), split(text, ';')]
  const widthOf = ({ records: [header] }: CsvRecords) => {
    const hasLogin = header?.cells.some((cell) => isLoginColumn(cell)) === true
    return hasLogin ? Infinity : (header?.cells.length ?? 0)
  }
  const [left, right] = [widthOf(commas), widthOf(semicolons)]
  if (left === right)
    return (commas.records[0]?.cells.length ?? 0) >= (semicolons.records[0]?.cells.length ?? 0)
      ? commas
      : semicolons
  return left > right ? commas : semicolons
}

function split(text: string, delimiter: string): CsvRecords {
  const records: CsvRecord[] = []
  try {
    eachForeignRecord(text, delimiter, (cells, line) => {
      if (cells.some((cell) => cell.trim() !== ''))
        records.push({ cells: cells.map((cell) => cell.trim()), line })
    })
  } catch (error) {
    if (!(error instanceof BrokenCsv)) throw error
    return { records, broken: error }
  }
  return { records, broken: undefined }
}

function quoteFault({ line, column }: BrokenCsv): string {
  return `line ${line}, column ${column}: a quote (") is broken; a cell with a quote stands in quotes, and its own are doubled`
}

function encodingFaults({ cells, line }: CsvRecord, header: readonly string[]): string[] {
  return cells.flatMap((cell, at) =>
    cell.includes(REPLACEMENT)
      ? `line ${line}, ${columnText(at, header)}: it is not UTF-8; save the file as "CSV UTF-8"`
      : [],
  )
}

/** Where the columns are that are used. */
interface Columns {
  readonly header: readonly string[]
  readonly login: number
  /** By the index in `group-by`; undefined: not there. */
  readonly grouped: readonly (number | undefined)[]
}

function columnsOf(header: readonly string[], groupBy: readonly string[], faults: string[]): Columns {
  const login = LOGIN_COLUMNS.map((name) => indexOf(header, name)).find((at) => at !== -1)
  if (login === undefined)
    faults.push(
      `line 1: there is no column with the login; name one of its columns ${LOGIN_COLUMNS.slice(0, -1).join(', ')} or ${LOGIN_COLUMNS.at(-1)}`,
    )
  const grouped = groupBy.map((name) => {
    const at = indexOf(header, name)
    return at === -1 || at === login ? undefined : at
  })
  for (const at of new Set([login, ...grouped])) {
    const again =
      at === undefined
        ? -1
        : header.findIndex((name, other) => other > at && isSameName(name, header[at] ?? ''))
    if (again !== -1)
      faults.push(
        `line 1, ${columnText(again, header)}: column ${(at ?? 0) + 1} has the same name; leave one of the two`,
      )
  }
  return { header, login: login ?? -1, grouped }
}

function peopleOf(
  records: readonly CsvRecord[],
  columns: Columns,
  tree: number,
  faults: string[],
): PeopleFile {
  const { header, login, grouped } = columns
  const known = new Map<string, CsvRecord>()
  const people: ListedPerson[] = []
  let withoutLogin = 0
  for (const record of records) {
    const { cells } = record
    const name = loginText(cells[login] ?? '')
    const before = known.get(name)
    if (cells.slice(header.length).some((cell) => cell !== '')) faults.push(widthFault(record, header))
    else if (name === '') withoutLogin++
    else if (before !== undefined) faults.push(...differenceFaults(before, record, columns, grouped[tree]))
    else {
      known.set(name, record)
      const values = grouped.map((at) => cells[at ?? -1] ?? '')
      people.push({
        login: name,
        values: tree === -1 ? values : values.with(tree, withoutAt(values[tree] ?? '')),
      })
    }
  }
  const at = grouped[tree]
  const lineOf = (person: ListedPerson) => known.get(person.login)?.line ?? 0
  const cycles = at === undefined ? [] : cyclesOf(people, tree, loginText)
  faults.push(...cycles.map((cycle) => cycleFault(cycle.map(lineOf), at ?? 0, header)))
  return {
    header: grouped.map((column) => (column === undefined ? undefined : header[column])),
    people,
    withoutLogin: login === -1 ? 0 : withoutLogin,
    columns: header.filter((column, index) => index !== login && column !== ''),
  }
}

function widthFault({ line }: CsvRecord, header: readonly string[]): string {
  return `line ${line}, column ${header.length + 1}: there are more cells than columns; a cell with a comma or a semicolon stands in quotes`
}

function differenceFaults(
  before: CsvRecord,
  again: CsvRecord,
  { header, login }: Columns,
  manager?: number,
): string[] {
  const textAt = ({ cells }: CsvRecord, at: number) =>
    at === manager ? loginText(cells[at] ?? '') : (cells[at] ?? '')
  const differs = header.findIndex((_, at) => at !== login && textAt(before, at) !== textAt(again, at))
  return differs === -1
    ? []
    : [
        `line ${again.line}, ${columnText(differs, header)}: the login of line ${before.line} again, with another value; leave one of the two lines`,
      ]
}

function cycleFault(lines: readonly number[], at: number, header: readonly string[]): string {
  const [first = 0] = lines
  if (lines.length === 1)
    return `line ${first}, ${columnText(at, header)}: somebody is their own manager; leave the cell empty at the top`
  const sorted = lines.toSorted((left, right) => left - right).map(String)
  return `lines ${enumerate(sorted)}, ${columnText(at, header)}: these people are managers of each other in a circle; leave the cell empty at the top`
}

function columnText(at: number, header: readonly string[]): string {
  const name = header[at] ?? ''
  return `column ${at + 1}${name === '' ? '' : ` (${nameText(name)})`}`
}

/** A name of a column on one line, for a sentence. */
export function nameText(name: string): string {
  const text = visible(name)
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME)}…` : text
}

/** A login as logins are compared. */
export function loginText(text: string): string {
  return withoutAt(text).toLowerCase()
}

function withoutAt(text: string): string {
  return text.replace(/^[@\s]+/, '').trim()
}

function isLoginColumn(name: string): boolean {
  return LOGIN_COLUMNS.some((one) => isSameName(name.trim(), one))
}

function indexOf(header: readonly string[], name: string): number {
  return header.findIndex((column) => isSameName(column, name))
}

/** Whether two names of columns are the same in any case. */
export function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}
