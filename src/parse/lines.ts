import { IncompleteReport } from '../fault.ts'
import { createSplitter, type JsonText, MAX_LINE_BYTES, tooLong } from './json-values.ts'

/** A line: bytes `start` to `end` (exclusive) of `bytes`; `number` is its physical line in the file, from 1. */
export interface LineView {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly number: number
}

/**
 * A cursor over the lines of a block, which is itself a view of the current line. The view is valid until `next` is called;
 * the next block overwrites the buffer.
 */
export interface LineCursor extends LineView {
  /** Moves to the next line of the block that is not blank. Returns false at the end of the block. */
  next(): boolean
  /** Lines of the file visited so far, the current one included. */
  readonly count: number
  /** Size of the block in bytes. */
  readonly size: number
}

/** A pool of buffers for reading files. */
export interface BlockPool {
  take(): Buffer
  release(block: Buffer): void
}

const BLOCK_BYTES = 1 << 19
/** Expected maximum size of a chunk; larger ones are supported. */
const ROOM_FOR_A_CHUNK = 1 << 18
/** More than the number of buffers in use at once. */
const MAX_IDLE = 16
const NEWLINE = 0x0a
const BYTE_ORDER_MARK = '\xef\xbb\xbf'

/** An empty pool, which allocates buffers as needed. */
export function createBlockPool(): BlockPool {
  const idle: Buffer[] = []
  return {
    take: () => idle.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES),
    release(block) {
      if (block.length === BLOCK_BYTES && idle.length < MAX_IDLE) idle.push(block)
    },
  }
}

/**
 * Yields the lines of a report in blocks of complete lines. The caller must read each block to its end before the next.
 * A report is NDJSON; a JSON array, or objects that span several lines, are accepted too, and each value counts as a line.
 * Blank lines are skipped.
 * @throws Fault when a line or a value is above the size limit
 * @throws IncompleteReport when the file ends in the middle of a value
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  pool = createBlockPool(),
): AsyncGenerator<LineCursor, void> {
  let reader: BlockReader | undefined
  let block = pool.take()
  let held = 0
  try {
    for await (const chunk of bytes) {
      if (held + chunk.length > block.length) block = grown(block, held, held + chunk.length)
      block.set(chunk, held)
      held += chunk.length
      if (held < BLOCK_BYTES - ROOM_FOR_A_CHUNK) continue
      reader ??= readerOf(block, held)
      const cut = reader.cut(block, held)
      if (cut === 0) continue
      yield reader.read(block, cut)
      block.copyWithin(0, cut, held)
      held -= cut
    }
    if (held > 0) reader ??= readerOf(block, held)
    if (reader === undefined) return
    yield reader.read(block, held)
    yield reader.rest()
    reader.mustBeComplete()
  } finally {
    pool.release(block)
  }
}

/** Reads the lines of a file block by block. */
interface BlockReader {
  /** Returns the offset behind the last complete line of a block that holds `held` bytes; 0 if there is none. */
  cut(block: Buffer, held: number): number
  /** Returns the lines of a block up to `end`. */
  read(block: Buffer, end: number): LineCursor
  /** What remains after all blocks. */
  rest(): LineCursor
  /** @throws IncompleteReport when the file ends in the middle of a value */
  mustBeComplete(): void
}

function grown(block: Buffer, held: number, needed: number): Buffer {
  if (needed > MAX_LINE_BYTES) {
    throw tooLong('a line')
  }
  const larger = Buffer.allocUnsafe(Math.max(block.length * 2, needed))
  block.copy(larger, 0, 0, held)
  return larger
}

function readerOf(block: Buffer, held: number): BlockReader {
  return isMultiLine(block.toString('latin1', 0, Math.min(256, held))) ? multiLineReader() : lineReader()
}

/** Whether a file begins with an array, or with an object that does not end on its first line. */
function isMultiLine(head: string): boolean {
  return /^(\xef\xbb\xbf)?\s*(\[|\{[ \t\r]*\n)/.test(head)
}

function lineReader(): BlockReader {
  const lines = new LinesOfBlock()
  const open = (block: Buffer, end: number) => {
    const isFirst = lines.number === 0
    const hasMark = isFirst && block.toString('latin1', 0, Math.min(3, end)) === BYTE_ORDER_MARK
    lines.open(block, hasMark ? 3 : 0, end)
    return lines
  }
  return {
    cut: (block, held) => block.lastIndexOf(NEWLINE, held - 1) + 1,
    read: open,
    rest: () => open(Buffer.alloc(0), 0),
    mustBeComplete() {
      if (isCutOff(lines.unended)) throw new IncompleteReport(`it ends in the middle of line ${lines.number}`)
    },
  }
}

/** Lines that end at line breaks. */
class LinesOfBlock implements LineCursor {
  bytes: Buffer = Buffer.alloc(0)
  start = 0
  end = 0
  number = 0
  count = 0
  size = 0
  /** The last line of the file if it does not end with a line break. */
  unended = ''
  #next = 0

  open(block: Buffer, start: number, end: number): void {
    this.bytes = block
    this.#next = start
    this.size = end
  }

  next(): boolean {
    const { bytes, size } = this
    while (this.#next < size) {
      const start = this.#next
      const newline = bytes.indexOf(NEWLINE, start)
      const hasEnd = newline !== -1 && newline < size
      const end = hasEnd ? newline : size
      this.#next = end + 1
      this.number++
      if (!hasEnd) this.unended = bytes.toString('utf8', start, end)
      if (isBlank(bytes, start, end)) continue
      this.start = start
      this.end = end
      this.count++
      return true
    }
    return false
  }
}

function isBlank(block: Buffer, start: number, end: number): boolean {
  return block[start] !== 0x7b && block.toString('utf8', start, end).trim() === ''
}

/** Whether a line is an object that is never closed. Any other unreadable last line is a bad line, not an incomplete file. */
function isCutOff(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false
  const splitter = createSplitter()
  splitter.split(line)
  splitter.rest()
  return !splitter.isComplete
}

function multiLineReader(): BlockReader {
  const decoder = new TextDecoder()
  const splitter = createSplitter()
  const lines = new LinesOfTexts()
  const open = (texts: readonly JsonText[], size: number) => {
    lines.open(texts, size)
    return lines
  }
  return {
    cut: (_, held) => held,
    read: (block, end) => open(splitter.split(decoder.decode(block.subarray(0, end), { stream: true })), end),
    rest: () => open(splitter.rest(), 0),
    mustBeComplete() {
      if (!splitter.isComplete) throw new IncompleteReport('it ends in the middle of a JSON value')
    },
  }
}

/** Values as lines, regardless of their line breaks. */
class LinesOfTexts implements LineCursor {
  bytes: Buffer = Buffer.alloc(0)
  readonly start = 0
  end = 0
  number = 0
  count = 0
  size = 0
  #texts: readonly JsonText[] = []
  #next = 0

  open(texts: readonly JsonText[], size: number): void {
    this.#texts = texts
    this.#next = 0
    this.size = size
  }

  next(): boolean {
    const value = this.#texts[this.#next++]
    if (value === undefined) return false
    this.bytes = Buffer.from(value.text)
    this.end = this.bytes.length
    this.number = value.line
    this.count++
    return true
  }
}
