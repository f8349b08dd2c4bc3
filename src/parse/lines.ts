import { IncompleteReport } from '../fault.ts'
import { createSplitter, type JsonText, LONGEST_LINE_BYTES, tooLong } from './json-values.ts'

/** A line: bytes `start` to `end` of `bytes`, the physical line `number` of its file, from 1. */
export interface LineView {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly number: number
}

/**
 * The lines of a file, block by block: it is itself the line that it is at, in a buffer that the next block overwrites.
 * Of a line that it has left nothing may be used any more.
 */
export interface LineCursor extends LineView {
  /** Moves to the next line of the block that is not blank; false: there is none. */
  next(): boolean
  /** How many lines of the file it was at, this one included. */
  readonly count: number
  /** Bytes of the block. */
  readonly size: number
}

/** Buffers that files are read in, one after the other. */
export interface BlockPool {
  take(): Buffer
  giveBack(block: Buffer): void
}

const BLOCK_BYTES = 1 << 19
/** Chunks that arrive are of this size, or smaller. */
const ROOM_FOR_A_CHUNK = 1 << 18
/** More than are in use at once. */
const MOST_IDLE = 16
const NEWLINE = 0x0a
const BYTE_ORDER_MARK = '\xef\xbb\xbf'

/** A pool that is empty. */
export function createBlockPool(): BlockPool {
  const idle: Buffer[] = []
  return {
    take: () => idle.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES),
    giveBack(block) {
      if (block.length === BLOCK_BYTES && idle.length < MOST_IDLE) idle.push(block)
    },
  }
}

/**
 * The lines of a report as they arrive, one block of complete lines at a time; each is to be read to its end before the
 * next. A report is NDJSON; a JSON array, or an object spread over lines, is read value by value in its place. Blank
 * lines are skipped.
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
    pool.giveBack(block)
  }
}

/** Reads a file block by block: of what a block holds, everything up to `cut`. */
interface BlockReader {
  cut(block: Buffer, held: number): number
  read(block: Buffer, end: number): LineCursor
  /** What is left once all blocks were read. */
  rest(): LineCursor
  /** @throws IncompleteReport when the file ends in the middle of a value */
  mustBeComplete(): void
}

function grown(block: Buffer, held: number, needed: number): Buffer {
  if (needed > LONGEST_LINE_BYTES) {
    throw tooLong('a line')
  }
  const larger = Buffer.allocUnsafe(Math.max(block.length * 2, needed))
  block.copy(larger, 0, 0, held)
  return larger
}

function readerOf(block: Buffer, held: number): BlockReader {
  return isSpread(block.toString('latin1', 0, Math.min(256, held))) ? spreadReader() : lineReader()
}

/** An array, or an object that does not fit its first line. */
function isSpread(head: string): boolean {
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
  /** The last line of the file where no line break ends it. */
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

/** An object that was begun and never closed. A last line of some other nonsense is a bad line, not a cut. */
function isCutOff(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false
  const splitter = createSplitter()
  splitter.split(line)
  splitter.rest()
  return !splitter.isComplete
}

function spreadReader(): BlockReader {
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

/** Values in place of lines, whatever their line breaks. */
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
