import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Fault, IncompleteReport } from '../fault.ts'

/**
 * Decompresses bytes that start like gzip, repeatedly if needed, and returns others unchanged, whatever the file name or a
 * header says. Each chunk is valid until the next.
 * @throws IncompleteReport if compressed bytes are truncated or damaged
 */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]()
  let head: Uint8Array = new Uint8Array()
  while (head.length < 2) {
    const next = await iterator.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  const whole = (async function* () {
    try {
      if (head.length > 0) yield head
      yield* { [Symbol.asyncIterator]: () => iterator }
    } finally {
      await iterator.return?.()
    }
  })()
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* whole
    return
  }
  yield* gunzip(decompressed(whole))
}

/** Copies chunks: decompression reads ahead, but a chunk is only valid until the next. */
async function* copies(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) yield Uint8Array.from(chunk)
}

async function* decompressed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzipped = createGunzip({ chunkSize: 1 << 18 })
  const input = Readable.from(copies(bytes))
  input.on('error', (error) => gunzipped.destroy(error))
  input.pipe(gunzipped)
  try {
    yield* gunzipped
  } catch (error) {
    if (error instanceof IncompleteReport || error instanceof Fault) throw error
    throw new IncompleteReport('its compressed bytes are cut off or damaged', { cause: error })
  } finally {
    input.destroy()
  }
}
