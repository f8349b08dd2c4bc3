import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault, IncompleteReport } from '../../src/fault.ts'
import { gunzip } from '../../src/fetch/gunzip.ts'
import { chunksOf, rejectionOf, textOf } from '../fixtures/bytes.ts'

const TEXT = `${'{"user_login":"alice"}\n'.repeat(500)}`
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gunzip-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe.each([1, 7, 100_000])('in chunks of %i bytes', (size) => {
  test('bytes that are not compressed pass as they are', async () => {
    expect(await textOf(gunzip(chunksOf(Buffer.from(TEXT), size)))).toBe(TEXT)
  })

  test('compressed bytes are decompressed', async () => {
    expect(await textOf(gunzip(chunksOf(gzipSync(TEXT), size)))).toBe(TEXT)
  })

  test('bytes that were compressed twice are decompressed twice', async () => {
    expect(await textOf(gunzip(chunksOf(gzipSync(gzipSync(TEXT)), size)))).toBe(TEXT)
  })

  test('compressed files that were put together are one', async () => {
    expect(await textOf(gunzip(chunksOf(Buffer.concat([gzipSync(TEXT), gzipSync('end')]), size)))).toBe(
      `${TEXT}end`,
    )
  })
})

test.each(['', '{', '\u001f', '{}'])('%j is too short to be compressed', async (text) => {
  expect(await textOf(gunzip(chunksOf(Buffer.from(text), 1)))).toBe(text)
})

test('empty chunks are no end', async () => {
  const bytes = (async function* () {
    yield Buffer.alloc(0)
    yield gzipSync(TEXT)
  })()
  expect(await textOf(gunzip(bytes))).toBe(TEXT)
})

describe('compressed bytes that are not whole', () => {
  const whole = gzipSync(TEXT)

  test.each([3, 20, whole.length - 9, whole.length - 1])(
    'cut off after %i bytes are incomplete',
    async (length) => {
      const error = await rejectionOf(textOf(gunzip(chunksOf(whole.subarray(0, length)))))
      expect(error).toBeInstanceOf(IncompleteReport)
    },
  )

  test('damaged in the middle are incomplete', async () => {
    const damaged = Buffer.from(whole)
    damaged.fill(0xff, 20, 30)
    expect(await rejectionOf(textOf(gunzip(chunksOf(damaged))))).toBeInstanceOf(IncompleteReport)
  })

  test('because their source says so are incomplete in its words', async () => {
    const bytes = (async function* () {
      yield whole.subarray(0, 20)
      throw new IncompleteReport('the link expired')
    })()
    expect(await rejectionOf(textOf(gunzip(bytes)))).toMatchObject({
      name: 'IncompleteReport',
      message: 'the link expired',
    })
  })

  test('because their source cannot be read at all say that, and not that they are damaged', async () => {
    const bytes = (async function* () {
      yield whole.subarray(0, 20)
      throw new Fault('the file cannot be read')
    })()
    expect(await rejectionOf(textOf(gunzip(bytes)))).toMatchObject({
      name: 'Fault',
      message: 'the file cannot be read',
    })
  })
})

test.each([
  ['plain', Buffer.from(TEXT)],
  ['compressed', gzipSync(TEXT)],
])('a reader that stops early closes the source of %s bytes', async (name, bytes) => {
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([bytes, bytes, bytes]))
  const source = createReadStream(path, { highWaterMark: 64 })
  for await (const chunk of gunzip(source as AsyncIterable<Uint8Array>)) {
    expect(chunk.length).toBeGreaterThan(0)
    break
  }
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(source.destroyed).toBe(true)
})
