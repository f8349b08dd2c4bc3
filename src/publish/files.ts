import { rmSync } from 'node:fs'
import { type FileHandle, mkdtemp, open } from 'node:fs/promises'
import { join } from 'node:path'
import { toSystemFault, type Target } from './system-faults.ts'

/** Creates a new, empty directory in `parent` and returns its path. @throws Fault if the system refuses it */
export async function createDirectory(parent: string): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'copilot-team-metrics-'))
  } catch (error) {
    throw toSystemFault(error, filesTarget(parent))
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
 * Writes chunks to a file and returns its path. A chunk is written while the next one is made, so it must stay as it is until
 * the next but one is requested.
 * @throws Fault if the system refuses it
 */
export async function writeChunks(
  directory: string,
  name: string,
  chunks: Iterable<Buffer>,
): Promise<string> {
  const path = join(directory, name)
  const refused = (error: unknown): never => {
    throw toSystemFault(error, filesTarget(directory))
  }
  const file = await open(path, 'w').catch(refused)
  let writing: Promise<void> = Promise.resolve()
  try {
    for (const chunk of chunks) {
      await writing
      writing = writeWhole(file, chunk).catch(refused)
      // It is awaited before the next chunk is written, and at the end.
      writing.catch(() => {})
    }
    await writing
  } finally {
    await file.close()
  }
  return path
}

/** Writes a text in UTF-8, as `writeChunks` does. */
export async function writeText(directory: string, name: string, text: string): Promise<string> {
  return writeChunks(directory, name, encoded(text))
}

const CHARACTERS_AT_ONCE = 262_144

/** A text in UTF-8, part by part: it can be large, and encoded at once it would be twice in memory. */
function* encoded(text: string): Generator<Buffer, void> {
  for (let start = 0; start < text.length;) {
    let end = Math.min(start + CHARACTERS_AT_ONCE, text.length)
    // Do not split a surrogate pair.
    if (end < text.length && text.codePointAt(end - 1) !== text.charCodeAt(end - 1)) end--
    yield Buffer.from(text.slice(start, end))
    start = end
  }
}

async function writeWhole(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    written += (await file.write(chunk, written)).bytesWritten
  }
}

/** What a refusal of the system to write into a directory says. */
export function filesTarget(path: string): Target {
  return { what: 'The files', path, variable: 'RUNNER_TEMP', kind: 'directory' }
}
