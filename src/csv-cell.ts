import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { toHarmlessText } from './harmless-text.ts'

/**
 * Formats a text as a CSV cell (RFC 4180) that no spreadsheet evaluates as a formula: possible formulas get a leading `'`.
 * Some spreadsheets split cells at `;`, so each part is checked, and such a cell is quoted. The library's option
 * `escape_formulas` checks the first character only.
 */
export function toCsvCell(text: string): string {
  if (isPlain(text)) return text
  return stringify([[toHarmlessText(text)]], { quoted_match: /[;\r]/, record_delimiter: '\n', eof: false })
}

/** Whether a text certainly needs neither quotes nor a prefix. */
export function isPlain(text: string): boolean {
  return /^(?:[A-Za-z0-9_][A-Za-z0-9_ ./:-]*)?$/.test(text)
}

/** Formats cells as one CSV line without line end; `null` is an empty cell. */
export function toCsvLine(cells: readonly (string | number | null)[]): string {
  return cells.map((cell) => (typeof cell === 'string' ? toCsvCell(cell) : (cell ?? ''))).join(',')
}

/** CSV with unclosed or misplaced quotes. `line` and `column` are 1-based. */
export class BrokenCsv extends Error {
  readonly line: number
  readonly column: number

  constructor({ message, lines, column }: BrokenAt, line = lines ?? 1) {
    super(message)
    this.line = line
    this.column = (column ?? 0) + 1
  }
}

type BrokenAt = CsvError & { readonly lines?: number; readonly column?: number }

/**
 * Calls `visit` with the cells of each record, as they were before `toCsvCell`, and with the 1-based number of its (last)
 * line. Accepts LF and CRLF, and skips a byte order mark.
 * @throws BrokenCsv
 */
export function eachCsvRecord(text: string, visit: (cells: string[], line: number) => void): void {
  try {
    parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        visit(cells.map(fromCsvCell), lines)
        return null
      },
    })
  } catch (error) {
    throw error instanceof CsvError ? new BrokenCsv(error) : error
  }
}

/**
 * The same for CSV that somebody else wrote: cells are as they are there, but for line ends, which may be LF, CRLF or CR and
 * are LF in a cell; the number is that of the record's first line.
 * @throws BrokenCsv
 */
export function eachForeignRecord(
  text: string,
  delimiter: string,
  visit: (cells: readonly string[], line: number) => void,
): void {
  let last = 0
  try {
    // csv-parse counts a CRLF inside of quotes as two lines.
    parse(text.replaceAll(/\r\n?/g, '\n'), {
      bom: true,
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        visit(cells, last + 1)
        last = lines
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    // The end of the text is where a quote is missed, not where it was opened.
    throw new BrokenCsv(error, error.code === 'CSV_QUOTE_NOT_CLOSED' ? last + 1 : undefined)
  }
}

/** Inverse of `toCsvCell` for a cell whose quotes have been removed. */
export function fromCsvCell(cell: string): string {
  return cell
    .split(';')
    .map((part) => (part.startsWith("'") ? part.slice(1) : part))
    .join(';')
}
