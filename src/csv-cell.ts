import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** Signs that begin a formula, also the full-width ones, behind whatever a spreadsheet passes over; a control character; our own mark. */
const DANGEROUS = /^(?:[\p{Cc}']|[\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠])/u

/**
 * A text as a cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula: what could be one gets a leading `'`.
 * Some spreadsheets split cells at `;`, so each part between two of them is looked at, and such a cell is quoted.
 * The library's own `escape_formulas` looks at the first character only.
 */
export function toCsvCell(text: string): string {
  if (isPlain(text)) return text
  const harmless = text.split(';').map(defused).join(';')
  return stringify([[harmless]], { quoted_match: /[;\r]/, record_delimiter: '\n', eof: false })
}

/** Whether a text needs neither quotes nor a mark, by any rule. */
export function isPlain(text: string): boolean {
  return /^(?:[A-Za-z0-9_][A-Za-z0-9_ ./:-]*)?$/.test(text)
}

/** Cells as a line of CSV without its end; `null` is empty. */
export function toCsvLine(cells: readonly (string | number | null)[]): string {
  return cells.map((cell) => (typeof cell === 'string' ? toCsvCell(cell) : (cell ?? ''))).join(',')
}

/** CSV with quotes that do not close, or stand where none may. */
export class BrokenCsv extends Error {
  readonly line: number

  constructor({ message, lines }: CsvError & { readonly lines?: number }) {
    super(message)
    this.line = lines ?? 1
  }
}

/**
 * Calls `visit` with the cells of each record, as they were before `toCsvCell`, and with the number of its (last) line. Lines
 * may end as Windows has them, and a byte order mark is passed over.
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

/** The text of which `toCsvCell` made a cell, once the quotes are taken off. */
export function fromCsvCell(cell: string): string {
  return cell
    .split(';')
    .map((part) => (part.startsWith("'") ? part.slice(1) : part))
    .join(';')
}

function defused(part: string): string {
  return DANGEROUS.test(part) ? `'${part}` : part
}
