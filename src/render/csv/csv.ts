import { isPlain, toCsvCell } from '../../csv-cell.ts'

const BYTES_PER_CHUNK = 262_144
/** Texts whose cells are remembered, and the longest of them. */
const MOST_TEXTS = 20_000
const LONGEST_TEXT = 1000

/**
 * Lines as CSV (RFC 4180, `\n`) in UTF-8, chunk by chunk, header first. Unknown (`null`) is empty; a cell that a spreadsheet
 * could take for a formula is defused. A chunk is valid until the next but one is requested, so that it can be written while
 * the next one is made.
 */
export function* toCsv(
  columns: readonly string[],
  lines: Iterable<object>,
  { header = columns, common, memory = createCsvMemory() }: CsvOptions = {},
): Generator<Buffer, void> {
  const cells = columns.map((column) => common?.get(column))
  let [writer, other] = memory
  // Whatever a file left there that could not be written.
  for (const one of memory) one.take()
  writer.line(header, [])
  for (const line of lines) {
    writer.line(columns, cells, line as Readonly<Record<string, unknown>>)
    if (writer.length < BYTES_PER_CHUNK) continue
    yield writer.take()
    ;[writer, other] = [other, writer]
  }
  if (writer.length > 0) yield writer.take()
}

/** How lines become CSV. */
export interface CsvOptions {
  /** What columns are called, if not by the names of the fields. */
  readonly header?: readonly string[]
  /** Cells by column that are the same in all lines: of lines that do not have the field. */
  readonly common?: ReadonlyMap<string, string>
  /** For files that are made one after the other, so that they share it. */
  readonly memory?: CsvMemory
}

/** Two buffers for chunks, and the texts that were encoded. */
export type CsvMemory = readonly [Writer, Writer]

/** Memory in which nothing was written yet. */
export function createCsvMemory(): CsvMemory {
  const cells = new Map<string, Buffer>()
  return [createWriter(cells), createWriter(cells)]
}

/** Writes lines into memory that it owns. */
interface Writer {
  /**
   * Appends the values of `line` in the order of `columns`, or the names of the columns. `common`: by column, the text of
   * lines that do not have the field.
   */
  line(
    columns: readonly string[],
    common: readonly (string | undefined)[],
    line?: Readonly<Record<string, unknown>>,
  ): void
  readonly length: number
  /** Returns what was written, valid until the next line is. */
  take(): Buffer
}

/** `cells`: the bytes of texts, remembered. */
function createWriter(cells: Map<string, Buffer>): Writer {
  let bytes = Buffer.allocUnsafeSlow(BYTES_PER_CHUNK + 4096)
  let length = 0
  const reserve = (count: number) => {
    if (length + count <= bytes.length) return
    const larger = Buffer.allocUnsafeSlow((length + count) * 2)
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }
  const writeText = (text: string) => {
    reserve(text.length)
    const end = writePlain(bytes, length, text)
    if (end !== -1) {
      length = end
      return
    }
    const cell = encodedCell(cells, text)
    reserve(cell.length)
    length += cell.copy(bytes, length)
  }
  const writeCell = (value: unknown) => {
    if (typeof value === 'string') writeText(value)
    else if (typeof value === 'number' && value >= 0 && value <= LARGEST && Number.isInteger(value)) {
      reserve(MOST_DIGITS)
      length = writeDigits(bytes, length, value)
    } else if (value !== null && value !== undefined) {
      const text = String(value)
      reserve(text.length)
      length += bytes.write(text, length, 'latin1')
    }
  }
  return {
    line(columns, common, line) {
      for (let index = 0; index < columns.length; index++) {
        reserve(2)
        if (index > 0) bytes[length++] = COMMA
        const column = columns[index] as string
        const value = line === undefined ? column : line[column]
        writeCell(value === undefined ? common[index] : value)
      }
      reserve(1)
      bytes[length++] = NEWLINE
    },
    get length() {
      return length
    },
    take() {
      const taken = bytes.subarray(0, length)
      length = 0
      return taken
    },
  }
}

const COMMA = 0x2c
const NEWLINE = 0x0a
const ZERO = 0x30
/** The largest integer whose digits are computed, and their number. */
const LARGEST = 2_147_483_647
const MOST_DIGITS = 10

/** By character: whether a plain text may contain it, and whether it may begin with it. */
const PLAIN = Array.from({ length: 128 }, (_, code) => isPlain(`a${String.fromCharCode(code)}`))
const BEGINS_PLAIN = PLAIN.map((_, code) => isPlain(String.fromCharCode(code)))

/** Writes a plain text and returns the offset of its end; -1 if the text is not plain. */
function writePlain(bytes: Buffer, start: number, text: string): number {
  if (text === '') return start
  if (BEGINS_PLAIN[text.charCodeAt(0)] !== true) return -1
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (PLAIN[code] !== true) return -1
    bytes[start + index] = code
  }
  return start + text.length
}

/** Writes an integer from 0 to `LARGEST` and returns the offset of its end. */
function writeDigits(bytes: Buffer, start: number, value: number): number {
  let end = start + 1
  for (let power = 10; power <= value; power *= 10) end++
  let at = end
  let rest = value
  do {
    const tenth = Math.floor(rest / 10)
    bytes[--at] = ZERO + rest - tenth * 10
    rest = tenth
  } while (rest > 0)
  return end
}

/** The bytes of a text with quotes or marks; they are remembered, since texts repeat from line to line. */
function encodedCell(cells: Map<string, Buffer>, text: string): Buffer {
  const known = cells.get(text)
  if (known !== undefined) return known
  const cell = Buffer.from(toCsvCell(text))
  if (text.length > LONGEST_TEXT) return cell
  if (cells.size >= MOST_TEXTS) cells.clear()
  cells.set(text, cell)
  return cell
}
