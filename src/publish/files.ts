import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { toSystemFault, type Target } from './system-faults.ts'

/** Creates a new, empty directory in `parent` and returns its path. @throws Fault if the system refuses it */
export async function createDirectory(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'copilot-team-metrics-'))
  } catch (error) {
    throw toSystemFault(error, filesIn(parent))
  }
}

/** Removes an incomplete directory; errors are ignored. */
export function removeDirectory(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true })
  } catch {
    // The error of writing is reported instead.
  }
}

/**
 * Writes chunks of text to a file in UTF-8 and returns its path. All files share one buffer: streams would allocate a buffer
 * per chunk, and these are collected late.
 * @throws Fault if the system refuses it
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
    // Do not split a surrogate pair.
    if (end < chunk.length && chunk.codePointAt(end - 1) !== chunk.charCodeAt(end - 1)) end--
    const length = bytes.write(chunk.slice(start, end))
    for (let written = 0; written < length;) written += writeSync(file, bytes, written, length - written)
    start = end
  }
}
