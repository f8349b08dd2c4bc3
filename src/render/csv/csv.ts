import { isPlain, toCsvCell } from '../../csv-cell.ts'

const CHARACTERS_PER_CHUNK = 8192
const TEXTS_REMEMBERED = 50_000

/**
 * Lines as CSV (RFC 4180, `\n`), chunk by chunk, header first. Unknown (`null`) is empty; a cell that a spreadsheet
 * could take for a formula is defused. `header`: how columns are called, if not by the names of the fields.
 */
export function* toCsv(
  columns: readonly string[],
  lines: Iterable<object>,
  header: readonly string[] = columns,
): Generator<string> {
  const toCell = cellWriter()
  const cells = header.map(toCell)
  let lengths = 0
  let ready = [cells.join(',')]
  for (const line of lines) {
    for (let index = 0; index < columns.length; index++) {
      cells[index] = toCell((line as Record<string, unknown>)[columns[index] as string])
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

/** A writer of cells that caches texts with quotes or marks, since they repeat from line to line. */
function cellWriter(): (value: unknown) => string {
  const cells = new Map<string, string>()
  return (value) => {
    if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value)
    if (isPlain(value)) return value
    let cell = cells.get(value)
    if (cell !== undefined) return cell
    if (cells.size >= TEXTS_REMEMBERED) cells.clear()
    cells.set(value, (cell = toCsvCell(value)))
    return cell
  }
}
