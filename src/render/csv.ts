import { stringify } from 'csv-stringify/sync'

const CHARACTERS_PER_CHUNK = 1 << 13
const TEXTS_REMEMBERED = 50_000

/** What needs neither quotes nor anything else, by any rule. */
const PLAIN = /^[A-Za-z0-9_][A-Za-z0-9_ ./:-]*$/

/**
 * Lines as CSV (RFC 4180, `\n`), chunk by chunk, header first. Unknown (`null`) is empty; a cell that a spreadsheet
 * could take for a formula is defused with a leading `'`. Numbers and plain texts need no quotes, and other texts repeat
 * from line to line, so the library is asked once for each of them.
 */
export function* toCsv(columns: readonly string[], lines: Iterable<object>): Generator<string> {
  const texts = new Map<string, string>()
  const cell = (value: unknown): string => {
    if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value)
    if (PLAIN.test(value)) return value
    const known = texts.get(value)
    if (known !== undefined) return known
    if (texts.size >= TEXTS_REMEMBERED) texts.clear()
    const text = quoted(value)
    texts.set(value, text)
    return text
  }
  const cells = columns.map(cell)
  let lengths = 0
  let ready = [cells.join(',')]
  for (const line of lines) {
    for (let index = 0; index < columns.length; index++) {
      cells[index] = cell((line as Record<string, unknown>)[columns[index] as string])
    }
    const text = cells.join(',')
    ready.push(text)
    lengths += text.length
    if (lengths < CHARACTERS_PER_CHUNK) continue
    yield `${ready.join('\n')}\n`
    ready = []
    lengths = 0
  }
  if (ready.length > 0) yield `${ready.join('\n')}\n`
}

function quoted(text: string): string {
  return stringify([[text]], {
    escape_formulas: true,
    quoted_match: /\r/,
    record_delimiter: '\n',
    eof: false,
  })
}
