import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { rowsIn, rowsOf } from './document.ts'
import { TABLE, trialsOf } from './table.ts'
import { tryOut } from './trial.ts'

describe('What is broken comes out as docs/reliability.md says', () => {
  test.each(trialsOf().filter(({ isFast }) => isFast))('$name', async (trial) => {
    expect((await tryOut(trial)).problems).toEqual([])
  })
})

test('docs/reliability.md has the rows of the table (npx node scripts/reliability.ts)', () => {
  expect(rowsIn(readFileSync('docs/reliability.md', 'utf8'))).toEqual(rowsOf(TABLE))
})

test('No row stands there twice', () => {
  expect(new Set(rowsOf(TABLE)).size).toBe(TABLE.length)
})
