import { stringify } from 'csv-stringify/sync'

const LINES_PER_CHUNK = 2_000

/**
 * Lines as CSV (RFC 4180, `\n`), chunk by chunk, header first. Unknown (`null`) is empty; a cell that a spreadsheet
 * could take for a formula is defused with a leading `'`.
 */
export function* toCsv(columns: readonly string[], lines: Iterable<object>): Generator<string> {
  let chunk: unknown[][] = [[...columns]]
  for (const line of lines) {
    chunk.push(columns.map((column) => (line as Record<string, unknown>)[column]))
    if (chunk.length < LINES_PER_CHUNK) continue
    yield stringify(chunk, OPTIONS)
    chunk = []
  }
  if (chunk.length > 0) yield stringify(chunk, OPTIONS)
}

const OPTIONS = { escape_formulas: true, quoted_match: /\r/, record_delimiter: '\n' } as const
