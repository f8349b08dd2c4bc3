import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeText } from '../../src/publish/files.ts'

const directory = mkdtempSync(join(tmpdir(), 'files-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('chunks of any size are written one behind the other', () => {
  const chunks = ['a', '', 'é'.repeat(100_000), '🙂', 'x'.repeat(300_000), 'end\n']
  const path = writeText(directory, 'text.csv', chunks)
  expect(readFileSync(path, 'utf8') === chunks.join('')).toBe(true)
})

test('a character of two halves is whole wherever a long text is cut', () => {
  for (const offset of [0, 1]) {
    const text = `${'x'.repeat(offset)}${'🙂'.repeat(70_000)}`
    expect(readFileSync(writeText(directory, 'text.csv', [text]), 'utf8') === text).toBe(true)
  }
})

test('a file that was there is written anew', () => {
  writeText(directory, 'again.csv', ['a long text'])
  expect(readFileSync(writeText(directory, 'again.csv', ['short']), 'utf8')).toBe('short')
})

test('what goes wrong while lines are made is not hidden', () => {
  const chunks = (function* () {
    yield 'a'
    throw new Error('no more')
  })()
  expect(() => writeText(directory, 'broken.csv', chunks)).toThrow('no more')
})
