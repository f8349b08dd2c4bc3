import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Fault, IncompleteReport } from '../fault.ts'

/**
 * The bytes as they are, or decompressed when they begin like gzip, whatever a name or a header says of them.
 * @throws IncompleteReport when compressed bytes are cut off or damaged
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

/** What is yielded may be overwritten once the next is asked for, and decompression runs ahead. */
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
