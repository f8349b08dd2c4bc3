import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeChunks, writeText } from '../../src/publish/files.ts'

const directory = mkdtempSync(join(tmpdir(), 'files-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('chunks of any size are written one behind the other', async () => {
  const chunks = ['a', '', 'é'.repeat(100_000), '🙂', 'x'.repeat(300_000), 'end\n']
  const path = await writeChunks(
    directory,
    'text.csv',
    chunks.map((chunk) => Buffer.from(chunk)),
  )
  expect(readFileSync(path, 'utf8') === chunks.join('')).toBe(true)
})

test('a chunk is not written over by the next but one', async () => {
  const memory = [Buffer.alloc(1 << 20), Buffer.alloc(1 << 20)] as const
  const chunks = (function* () {
    for (let index = 0; index < 40; index++) yield memory[(index % 2) as 0 | 1].fill(index)
  })()
  const bytes = readFileSync(await writeChunks(directory, 'bytes', chunks))
  expect(bytes.length).toBe(40 << 20)
  expect(
    Array.from({ length: 40 }, (_, index) => bytes.subarray(index << 20, (index + 1) << 20)).every(
      (part, index) => part.equals(Buffer.alloc(1 << 20, index)),
    ),
  ).toBe(true)
})

test('a character of two halves is whole wherever a long text is cut', async () => {
  for (const offset of [0, 1]) {
    const text = `${'x'.repeat(offset)}${'🙂'.repeat(140_000)}`
    expect(readFileSync(await writeText(directory, 'text.csv', text), 'utf8') === text).toBe(true)
  }
})

test('a file that was there is written anew', async () => {
  await writeText(directory, 'again.csv', 'a long text')
  expect(readFileSync(await writeText(directory, 'again.csv', 'short'), 'utf8')).toBe('short')
})

test('what goes wrong while lines are made is not hidden', async () => {
  const chunks = (function* () {
    yield Buffer.from('a')
    throw new Error('no more')
  })()
  await expect(writeChunks(directory, 'broken.csv', chunks)).rejects.toThrow('no more')
})
