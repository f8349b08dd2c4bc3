import { createWriteStream } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** How much may be made before the disk has taken it. */
const BYTES_AHEAD = 1 << 19

/** Makes an empty directory of its own below `parent`. */
export async function createDirectory(parent: string): Promise<string> {
  return mkdtemp(join(parent, 'copilot-team-metrics-'))
}

/** Writes a text to a file as it is made, and answers the file's path. */
export async function writeText(directory: string, name: string, chunks: Iterable<string>): Promise<string> {
  const path = join(directory, name)
  await pipeline(Readable.from(chunks), createWriteStream(path, { highWaterMark: BYTES_AHEAD }))
  return path
}
