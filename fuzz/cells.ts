import { FORMULA, PLAIN_NUMBER } from './expectations.ts'
import { type Fault, merged } from './kind.ts'

interface Cell {
  readonly text: string
  readonly isQuoted: boolean
}

/** What is dangerous about a CSV file in a spreadsheet. */
export function cellFaults(name: string, csv: string): Fault[] {
  const faults: Fault[] = []
  const add = (what: string, start: string) => faults.push({ what, details: [`${name}: ${start}`] })
  for (const cell of cellsOf(csv)) {
    if (PLAIN_NUMBER.test(cell.text)) continue
    const [first = '', ...parts] = cell.text.split(';')
    if (FORMULA.test(first)) add('a cell could be a formula', startOf(first))
    if (parts.length === 0) continue
    if (!cell.isQuoted) add('a cell holds a semicolon and is not quoted', ';')
    const part = parts.find((one) => FORMULA.test(one))
    if (part !== undefined) add('a part of a cell, behind a semicolon, could be a formula', startOf(part))
  }
  return merged(faults)
}

/** A text without what defuses it, at its beginning and behind semicolons, to be compared. */
export function undefused(text: string): string {
  return text.replaceAll(/(^|;)'(?=[\p{Cc}\p{Z}\p{Cf}]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/gu, '$1')
}

/** The first character by its name, and the sign. */
function startOf(text: string): string {
  const sign = /[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u.exec(text)?.[0] ?? ''
  const code = (text.codePointAt(0) ?? 0).toString(16).padStart(4, '0')
  return text.startsWith(sign) ? sign : `U+${code} … ${sign}`
}

/** The cells of a file by RFC 4180, and whether they are quoted. */
function* cellsOf(csv: string): Generator<Cell> {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/y
  while (cell.lastIndex < csv.length) {
    const found = cell.exec(csv)
    if (found === null) {
      yield { text: '=the quotes of the file do not close', isQuoted: false }
      return
    }
    const [, quoted, plain = ''] = found
    yield quoted === undefined
      ? { text: plain, isQuoted: false }
      : { text: quoted.replaceAll('""', '"'), isQuoted: true }
  }
}
