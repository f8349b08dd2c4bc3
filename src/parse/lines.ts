import { IncompleteReport } from '../fault.ts'
import { jsonValues, LONGEST_LINE_BYTES, tooLong } from './json-values.ts'

/** The line that is read: bytes `start` to `end` of `bytes`, the physical line `number` of its file, from 1. */
export interface LineView {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  readonly number: number
}

/**
 * What reads a line: bytes `start` to `end` of `bytes`, which are good until it answers. `number` is its physical line
 * in the file, from 1.
 */
export type ReadLine = (bytes: Buffer, start: number, end: number, number: number) => void

const BLOCK_BYTES = 1 << 19
/** Chunks that arrive are of this size, or smaller. */
const ROOM_FOR_A_CHUNK = 1 << 18
const NEWLINE = 0x0a
const BYTE_ORDER_MARK = '\xef\xbb\xbf'

/**
 * Hands every line of a report to `readLine` as it arrives, one block of whole lines at a time. A report is NDJSON;
 * a JSON array, or an object spread over lines, is taken value by value in its place. Blank lines are skipped.
 * Answers the number of bytes.
 * @throws IncompleteReport when the file ends in the middle of a value
 */
export async function readLines(bytes: AsyncIterable<Uint8Array>, readLine: ReadLine): Promise<number> {
  let reader: BlockReader | undefined
  let total = 0
  let block: Buffer = idleBlocks.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES)
  let held = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (held + chunk.length > block.length) block = grown(block, held, held + chunk.length)
    block.set(chunk, held)
    held += chunk.length
    if (held < BLOCK_BYTES - ROOM_FOR_A_CHUNK) continue
    reader ??= readerOf(block.subarray(0, held), readLine)
    const cut = reader.cut(block, held)
    if (cut === 0) continue
    reader.read(block, cut)
    block.copyWithin(0, cut, held)
    held -= cut
  }
  if (reader === undefined && held > 0) reader = readerOf(block.subarray(0, held), readLine)
  reader?.read(block, held)
  reader?.end()
  if (block.length === BLOCK_BYTES) idleBlocks.push(block)
  return total
}

/** Reads a file block by block: of what a block holds, all up to `cut`. */
interface BlockReader {
  cut(block: Buffer, held: number): number
  read(block: Buffer, end: number): void
  end(): void
}

/** Blocks of files that were read, for the next ones. */
const idleBlocks: Buffer[] = []

function grown(block: Buffer, held: number, needed: number): Buffer {
  if (needed > LONGEST_LINE_BYTES) {
    throw tooLong('a line')
  }
  const larger = Buffer.allocUnsafe(Math.max(block.length * 2, needed))
  block.copy(larger, 0, 0, held)
  return larger
}

function readerOf(block: Buffer, readLine: ReadLine): BlockReader {
  return isSpread(block) ? spreadReader(readLine) : lineReader(readLine)
}

/** An array, or an object that does not fit its first line. */
function isSpread(block: Buffer): boolean {
  return /^(\xef\xbb\xbf)?\s*(\[|\{[ \t\r]*\n)/.test(block.toString('latin1', 0, 256))
}

function spreadReader(readLine: ReadLine): BlockReader {
  const decoder = new TextDecoder()
  const values = jsonValues((text, number) => {
    const bytes = Buffer.from(text)
    readLine(bytes, 0, bytes.length, number)
  })
  return {
    cut: (_, held) => held,
    read: (block, end) => values.read(decoder.decode(block.subarray(0, end), { stream: true })),
    end: () => values.end(),
  }
}

function lineReader(readLine: ReadLine): BlockReader {
  let number = 0
  let last = ''
  return {
    cut: (block, held) => block.lastIndexOf(NEWLINE, held - 1) + 1,
    read(block, end) {
      let start = number === 0 && block.toString('latin1', 0, Math.min(3, end)) === BYTE_ORDER_MARK ? 3 : 0
      while (start < end) {
        const newline = block.indexOf(NEWLINE, start)
        const isWhole = newline !== -1 && newline < end
        const lineEnd = isWhole ? newline : end
        number++
        if (!isWhole) last = block.toString('utf8', start, end)
        if (!isBlank(block, start, lineEnd)) readLine(block, start, lineEnd, number)
        start = lineEnd + 1
      }
    },
    end() {
      if (isCutOff(last)) throw new IncompleteReport(`it ends in the middle of line ${number}`)
    },
  }
}

function isBlank(block: Buffer, start: number, end: number): boolean {
  return block[start] !== 0x7b && block.toString('utf8', start, end).trim() === ''
}

/** An object that was begun and never closed. A last line of some other nonsense is a bad line, not a cut. */
function isCutOff(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false
  const values = jsonValues(() => {})
  try {
    values.read(line)
    values.end()
    return false
  } catch (error) {
    return error instanceof IncompleteReport
  }
}
