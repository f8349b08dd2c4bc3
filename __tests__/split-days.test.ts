import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { EntityFiles } from '../src/fetch/report-files.ts'
import { splitDays } from '../src/split-days.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'split-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function filesOf(texts: readonly string[]): EntityFiles {
  const ofDays = texts.map((text, index) => {
    const name = `users-${index}.ndjson`
    writeFileSync(join(folder, name), text)
    return { path: join(folder, name), name, kind: 'users' as const }
  })
  const entity = { scope: 'organization', slug: 'octo' } as const
  return { entity, home: folder, isNamedAfterEntity: false, reports: [], ofDays, others: [] }
}

const line = (day: string) => `{"user_id":1,"user_login":"a","day":"${day}","used_cli":true}\n`

test('Many files of several days are split into one directory, which one listener removes', async () => {
  const before = process.listenerCount('exit')
  const months = Array.from({ length: 12 }, () => line('2026-10-13') + line('2026-10-14'))
  const { files, split } = await splitDays(filesOf(months), folder)
  expect(process.listenerCount('exit') - before).toBe(1)
  expect(new Set(files.reports.map(({ path }) => path)).size).toBe(24)
  expect(split.map(({ days }) => days)).toEqual(months.map(() => ['2026-10-13', '2026-10-14']))
})

test('A file without any day of the calendar is a fault, since none of its lines would be seen again', async () => {
  await expect(splitDays(filesOf([line('2026-18-11').repeat(3)]), folder)).rejects.toThrow(
    'users-0.ndjson in reports-directory: it has no line with a day; get the report again',
  )
})
