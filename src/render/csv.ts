import { stringify } from 'csv-stringify/sync'

const LINES_PER_CHUNK = 2_000

/**
 * Lines as CSV (RFC 4180, `\n`), chunk by chunk, header first. Unknown (`null`) is empty; a cell that a spreadsheet
 * could take for a formula is defused with a leading `'`.
 */
export function* toCsv(columns: readonly string[], lines: Iterable<object>): Generator<string> {
  let header = true
  let chunk: object[] = []
  const flush = () => {
    const text = stringify(chunk, {
      columns: [...columns],
      header,
      escape_formulas: true,
      quoted_match: /\r/,
      record_delimiter: '\n',
    })
    header = false
    chunk = []
    return text
  }
  for (const line of lines) {
    chunk.push(line)
    if (chunk.length === LINES_PER_CHUNK) yield flush()
  }
  if (header || chunk.length > 0) yield flush()
}
