import { closeSync, openSync, writeSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'

/** Makes an empty directory of its own below `parent`. */
export async function createDirectory(parent: string): Promise<string> {
  return mkdtemp(join(parent, 'copilot-team-metrics-'))
}

/**
 * Writes a text to a file as it is made, and answers the file's path. The same memory is used for all of it: streams
 * would make a buffer of every chunk, which are dropped later than they are made.
 */
export function writeText(directory: string, name: string, chunks: Iterable<string>): string {
  const path = join(directory, name)
  const file = openSync(path, 'w')
  try {
    for (const chunk of chunks) writeChunk(file, chunk)
  } finally {
    closeSync(file)
  }
  return path
}

const CHARACTERS_AT_ONCE = 1 << 16
const BYTES_PER_CHARACTER = 3
const bytes = Buffer.allocUnsafeSlow(CHARACTERS_AT_ONCE * BYTES_PER_CHARACTER)

function writeChunk(file: number, chunk: string): void {
  for (let start = 0; start < chunk.length;) {
    let end = Math.min(start + CHARACTERS_AT_ONCE, chunk.length)
    // A character of two halves stays whole.
    if (end < chunk.length && chunk.codePointAt(end - 1) !== chunk.charCodeAt(end - 1)) end--
    const length = bytes.write(chunk.slice(start, end))
    for (let written = 0; written < length;) written += writeSync(file, bytes, written, length - written)
    start = end
  }
}
