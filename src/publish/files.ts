import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { toSystemFault, type Target } from './system-faults.ts'

/** Makes an empty directory of its own below `parent`. @throws Fault where the system refuses it */
export async function createDirectory(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'copilot-team-metrics-'))
  } catch (error) {
    throw toSystemFault(error, filesIn(parent))
  }
}

/** Removes a directory of which not everything could be written, as far as that is possible. */
export function removeDirectory(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true })
  } catch {
    // It was refused to be written; that is told.
  }
}

/**
 * Writes a text to a file as it is made, and returns the file's path. One buffer is used for all of it: streams
 * would make a buffer of every chunk, which are dropped later than they are made.
 * @throws Fault where the system refuses it
 */
export function writeText(directory: string, name: string, chunks: Iterable<string>): string {
  const path = join(directory, name)
  const orFault = <Result>(task: () => Result): Result => {
    try {
      return task()
    } catch (error) {
      throw toSystemFault(error, filesIn(directory))
    }
  }
  const file = orFault(() => openSync(path, 'w'))
  try {
    for (const chunk of chunks) orFault(() => writeChunk(file, chunk))
  } finally {
    closeSync(file)
  }
  return path
}

function filesIn(path: string): Target {
  return { what: 'The files', path, variable: 'RUNNER_TEMP', kind: 'directory' }
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
