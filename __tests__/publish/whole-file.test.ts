import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { appendAllOrNothing } from '../../src/publish/whole-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'whole-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const targetOf = (path: string) =>
  ({ what: 'The job summary', path, variable: 'GITHUB_STEP_SUMMARY', kind: 'file' }) as const

test('Half of a page is cut off again, and what was there before stays', async () => {
  const path = join(folder, 'half')
  writeFileSync(path, 'before\n')
  const append = () => {
    appendFileSync(path, 'half of a pa')
    appendFileSync('/dev/full', 'ge\n')
  }
  await expect(appendAllOrNothing(targetOf(path), append)).rejects.toThrow(
    /^The job summary could not be written to .*half \(GITHUB_STEP_SUMMARY\), because the disk is full \(ENOSPC\)/,
  )
  expect(readFileSync(path, 'utf8')).toBe('before\n')
})

test('A whole page is appended', async () => {
  const path = join(folder, 'whole')
  writeFileSync(path, 'before\n')
  await appendAllOrNothing(targetOf(path), () => appendFileSync(path, 'page\n'))
  expect(readFileSync(path, 'utf8')).toBe('before\npage\n')
})

test('An error that is not the system’s stays what it is', async () => {
  const path = join(folder, 'other')
  writeFileSync(path, '')
  const append = () => {
    throw new Error('no more')
  }
  await expect(appendAllOrNothing(targetOf(path), append)).rejects.toThrow(/^no more$/)
})
