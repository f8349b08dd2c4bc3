import { Fault, IncompleteReport } from '../fault.ts'
import { jsonValues, type TextReader } from './json-values.ts'

/** What reads a line: `number` is its physical line in the file, from 1. */
export type ReadLine = (text: string, number: number) => void

const BLOCK_BYTES = 1 << 17
const LONGEST_LINE_BYTES = 64 << 20
const NEWLINE = 0x0a

/**
 * Hands every line of a report to `readLine` as it arrives, one block of whole lines at a time. A report is NDJSON;
 * a JSON array, or an object spread over lines, is taken value by value in its place. Blank lines are skipped.
 * Answers the number of bytes.
 * @throws IncompleteReport when the file ends in the middle of a value
 */
export async function readLines(bytes: AsyncIterable<Uint8Array>, readLine: ReadLine): Promise<number> {
  const decoder = new TextDecoder()
  let reader: TextReader | undefined
  let spread = false
  let total = 0
  const read = (block: Buffer) => {
    if (reader === undefined) {
      if (block.length === 0) return
      spread = isSpread(block)
      reader = spread ? jsonValues(readLine) : lineReader(readLine)
    }
    reader.read(spread ? decoder.decode(block, { stream: true }) : block.toString('utf8'))
  }
  let block: Buffer = idleBlocks.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES)
  let held = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (held + chunk.length > block.length) block = grown(block, held, held + chunk.length)
    block.set(chunk, held)
    held += chunk.length
    if (held < BLOCK_BYTES) continue
    const cut =
      spread || (reader === undefined && isSpread(block)) ? held : block.lastIndexOf(NEWLINE, held - 1) + 1
    if (cut === 0) continue
    read(block.subarray(0, cut))
    block.copyWithin(0, cut, held)
    held -= cut
  }
  read(block.subarray(0, held))
  reader?.end()
  if (block.length === BLOCK_BYTES) idleBlocks.push(block)
  return total
}

/** Blocks of files that were read, for the next ones. */
const idleBlocks: Buffer[] = []

function grown(block: Buffer, held: number, needed: number): Buffer {
  if (needed > LONGEST_LINE_BYTES) {
    throw new Fault(
      `a line of more than ${LONGEST_LINE_BYTES >> 20} MB is no row of a report; check where the file comes from`,
    )
  }
  const larger = Buffer.allocUnsafe(Math.max(block.length * 2, needed))
  block.copy(larger, 0, 0, held)
  return larger
}

/** An array, or an object that does not fit its first line. */
function isSpread(block: Buffer): boolean {
  return /^(\xef\xbb\xbf)?\s*(\[|\{[ \t\r]*\n)/.test(block.toString('latin1', 0, 256))
}

function lineReader(readLine: ReadLine): TextReader {
  let number = 0
  let last = ''
  return {
    read(text) {
      let start = number === 0 && text.startsWith('\uFEFF') ? 1 : 0
      while (start < text.length) {
        const newline = text.indexOf('\n', start)
        const end = newline === -1 ? text.length : newline
        const line = text.slice(start, end)
        number++
        if (newline === -1) last = line
        if (!isBlank(line)) readLine(line, number)
        start = end + 1
      }
    },
    end() {
      if (isCutOff(last)) throw new IncompleteReport(`it ends in the middle of line ${number}`)
    },
  }
}

function isBlank(line: string): boolean {
  return line.charCodeAt(0) !== 0x7b && line.trim() === ''
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
