import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Fault, IncompleteReport } from '../../src/fault.ts'
import { directorySource } from '../../src/fetch/directory.ts'
import { findReportFiles } from '../../src/fetch/report-files.ts'
import type { ReportName } from '../../src/fetch/source.ts'
import type { Entity } from '../../src/inputs.ts'
import { readTries } from '../../src/read-days.ts'
import { rejectionOf, textOf } from '../fixtures/bytes.ts'
import { dayOf } from '../fixtures/rows.ts'

const sourceOf = (entities: readonly Entity[], ending = new AbortController().signal) =>
  directorySource(findReportFiles(folder, entities), ending)
const OCTO: Entity = { scope: 'organization', slug: 'octo' }
const ACME: Entity = { scope: 'organization', slug: 'acme' }
const DAY = '2026-10-14'
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'directory-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('the files of a report', () => {
  test.each(['ndjson', 'json', 'jsonl', 'ndjson.gz', 'json.gz', 'gz'])(
    'may end in .%s',
    async (extension) => {
      put(`users-${DAY}.${extension}`, extension.endsWith('gz') ? gzipSync('{"a":1}') : '{"a":1}')
      expect(await read('users')).toEqual([[`users-${DAY}.${extension}`, '{"a":1}']])
    },
  )

  test('are compressed when their bytes are, whatever their name', async () => {
    put(`users-${DAY}.ndjson`, gzipSync('compressed'))
    put(`user-teams-${DAY}.ndjson.gz`, 'not compressed')
    expect(await read('users')).toEqual([[`users-${DAY}.ndjson`, 'compressed']])
    expect(await read('user-teams')).toEqual([[`user-teams-${DAY}.ndjson.gz`, 'not compressed']])
  })

  test.each(['ndjson', 'ndjson.gz'])(
    'may be larger than what is read at once (.%s): not a byte is lost or mixed up',
    async (extension) => {
      const line = (index: number) => createHash('sha512').update(String(index)).digest('base64')
      const text = Array.from({ length: 30_000 }, (_, index) => `${line(index)}\n`).join('')
      put(`users-${DAY}.${extension}`, extension.endsWith('gz') ? gzipSync(text, { level: 1 }) : text)
      const [[, found = ''] = []] = await read('users')
      expect(createHash('sha256').update(found).digest('hex')).toBe(
        createHash('sha256').update(text).digest('hex'),
      )
    },
  )

  test('are all parts of the day, in the order of their names', async () => {
    put(`users-${DAY}-part-00002.ndjson`, 'two')
    put(`users-${DAY}-part-00001.ndjson`, 'one')
    put(`users-${DAY}_c000.json`, 'three')
    expect((await read('users')).map(([, text]) => text)).toEqual(['one', 'two', 'three'])
  })

  test('are not those of the other report, of another day, or of something else', async () => {
    put(`user-teams-${DAY}.ndjson`, 'teams')
    put(`users-2026-10-13.ndjson`, 'another day')
    put(`users-${DAY}1.ndjson`, 'no day')
    put(`my-users-${DAY}.ndjson`, 'something else')
    put(`users-${DAY}.csv`, 'something else')
    put(`users-28-day-${DAY}.ndjson`, 'something else')
    expect(await read('users')).toEqual([])
    expect(await read('user-teams')).toEqual([[`user-teams-${DAY}.ndjson`, 'teams']])
  })

  test('may be none: there is no such report, and nothing is read', async () => {
    const source = sourceOf([OCTO])
    const result = await readTries(source, OCTO, 'users', dayOf(DAY), () =>
      Promise.reject(new Error('nothing is to be read')),
    )
    expect(result).toBeUndefined()
  })

  test('may be empty, and then there is a report', async () => {
    put(`users-${DAY}.ndjson`, '')
    const source = sourceOf([OCTO])
    expect(await readTries(source, OCTO, 'users', dayOf(DAY), async () => 'read')).toBe('read')
  })
})

describe('several entities', () => {
  test('have a sub-directory each, and never read each other’s files', async () => {
    put(`octo/users-${DAY}.ndjson`, 'octo')
    put(`acme/users-${DAY}.ndjson`, 'acme')
    put(`users-${DAY}.ndjson`, 'nobody')
    expect(await read('users', OCTO, [OCTO, ACME])).toEqual([[`users-${DAY}.ndjson`, 'octo']])
    expect(await read('users', ACME, [OCTO, ACME])).toEqual([[`users-${DAY}.ndjson`, 'acme']])
  })

  test('cannot share the directory: a sub-directory that is missing is a fault', () => {
    put(`octo/users-${DAY}.ndjson`, 'octo')
    expect(() => sourceOf([OCTO, ACME])).toThrow(/reports-directory: .*"acme"/)
    expect(() => sourceOf([OCTO, ACME])).toThrow(Fault)
  })

  test('cannot have files in place of them', () => {
    put('octo', 'a file')
    put(`acme/users-${DAY}.ndjson`, 'acme')
    expect(() => sourceOf([OCTO, ACME])).toThrow(
      /"octo" in it is a file; several entities need a sub-directory each/,
    )
  })

  test('are not told apart where one alone is asked for and two sub-directories have the same report', () => {
    put(`acme/users-${DAY}.ndjson`, 'acme')
    put(`beta/users-${DAY}.ndjson`, 'beta')
    expect(() => sourceOf([OCTO])).toThrow(
      /holds a users report of 2026-10-14 in two places \("acme\/" and "beta\/"\)/,
    )
  })

  test('one alone may have a sub-directory too', async () => {
    put(`octo/users-${DAY}.ndjson`, 'octo')
    expect(await read('users')).toEqual([[`users-${DAY}.ndjson`, 'octo']])
  })
})

describe('the newest day', () => {
  const newest = (entities: readonly Entity[], latest = '2026-11-21') =>
    sourceOf(entities).newestDay(entities, dayOf(latest))

  test('is the last one with a users report, not later than asked for', async () => {
    put('users-2026-10-12.ndjson', '')
    put('users-2026-10-14.ndjson', '')
    put('user-teams-2026-10-15.ndjson', '')
    expect(await newest([OCTO])).toBe('2026-10-14')
    expect(await newest([OCTO], '2026-10-13')).toBe('2026-10-12')
    expect(await newest([OCTO], '2026-10-12')).toBe('2026-10-12')
  })

  test('is one on which every entity has its users report', async () => {
    put('octo/users-2026-10-13.ndjson', '')
    put('octo/users-2026-10-14.ndjson', '')
    put('acme/users-2026-10-13.ndjson', '')
    put('acme/user-teams-2026-10-14.ndjson', '')
    expect(await newest([OCTO, ACME])).toBe('2026-10-13')
  })

  test('is said what is there in place of it', () => {
    expect(sourceOf([OCTO]).describeFiles?.(OCTO)).toMatch(/holds no file named .* \(no file at all\)/)
    put('copilot-2026-10-14.ndjson', '')
    put('user-2026-10-14.ndjson', '')
    expect(sourceOf([OCTO]).describeFiles?.(OCTO)).toMatch(
      /holds no file named users-YYYY-MM-DD\*\.ndjson \(2 other files, the first is copilot-2026-10-14\.ndjson\): name them such as users-2026-10-08\.ndjson/,
    )
    put(`users-${DAY}.ndjson`, '')
    expect(sourceOf([OCTO]).describeFiles?.(OCTO)).toMatch(
      /holds users reports from 2026-10-14 to 2026-10-14/,
    )
  })

  test('is unknown where there is none', async () => {
    put('user-teams-2026-10-14.ndjson', '')
    expect(await newest([OCTO])).toBeUndefined()
  })

  test('is a day that there is: a name with any other is not that of a report', async () => {
    put('users-2026-02-28.ndjson', '')
    put('users-2026-02-31.ndjson', '')
    expect(await newest([OCTO])).toBe('2026-02-28')
  })
})

describe('what goes wrong', () => {
  test('in a file that is cut off is a fault that names the report, not the directory', async () => {
    put(`users-${DAY}.ndjson.gz`, gzipSync('x'.repeat(10_000)).subarray(0, 30))
    const error = await rejectionOf(read('users'))
    expect(error).toBeInstanceOf(Fault)
    expect(error.message).toMatch(
      /the users report of octo for 2026-10-14 in reports-directory is not whole: .*download it again/,
    )
    expect(error.message).not.toContain(folder)
    expect(error.cause).toBeInstanceOf(IncompleteReport)
  })

  test('in a file that cannot be read is a fault that names the file', async () => {
    mkdirSync(join(folder, `users-${DAY}.ndjson`))
    const error = await rejectionOf(read('users'))
    expect(error).toBeInstanceOf(Fault)
    expect(error.message).toContain(`users-${DAY}.ndjson in reports-directory cannot be read: it is a folder`)
  })

  test('once the run has ended is that nothing more is read', async () => {
    put(`users-${DAY}.ndjson`, 'x'.repeat(2_000_000))
    const end = new AbortController()
    let chunks = 0
    const reading = readTries(sourceOf([OCTO], end.signal), OCTO, 'users', dayOf(DAY), async ([file]) => {
      for await (const chunk of file?.bytes() ?? []) if (chunk.length > 0 && ++chunks === 2) end.abort()
    })
    expect(await rejectionOf(reading)).toBe(end.signal.reason)
    expect(chunks).toBe(2)
  })

  test('while lines are taken goes through as it is', async () => {
    put(`users-${DAY}.ndjson`, '{}')
    const fault = new Fault('too many bad lines')
    const source = sourceOf([OCTO])
    expect(await rejectionOf(readTries(source, OCTO, 'users', dayOf(DAY), () => Promise.reject(fault)))).toBe(
      fault,
    )
  })
})

/** Name and text of every file of a day's report. */
async function read(
  report: ReportName,
  entity = OCTO,
  entities: readonly Entity[] = [entity],
): Promise<[string, string][]> {
  const texts = await readTries(sourceOf(entities), entity, report, dayOf(DAY), (files) =>
    Promise.all(
      files.map(async (file): Promise<[string, string]> => [file.name, await textOf(file.bytes())]),
    ),
  )
  return texts ?? []
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), content)
}

test('a read that fails while nobody waits for it is told all the same', async () => {
  put(`users-${DAY}.ndjson`, 'x'.repeat(2_000_000))
  await using handle = await open(join(folder, `users-${DAY}.ndjson`))
  const reads = Object.getPrototypeOf(handle) as { read(block: Buffer): Promise<{ bytesRead: number }> }
  const { read: really } = reads
  let count = 0
  // No spy: it would take care of a rejection that nobody else takes care of.
  reads.read = async function failing(block) {
    if (++count > 1) throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' })
    return really.call(this, block)
  }
  try {
    const slowly = readTries(sourceOf([OCTO]), OCTO, 'users', dayOf(DAY), async ([file]) => {
      for await (const chunk of file?.bytes() ?? []) await pause(chunk.length > 0 ? 20 : 0)
    })
    await expect(slowly).rejects.toThrow(/cannot be read \(EIO\)/)
  } finally {
    reads.read = really
  }
})

describe('a file whose lines are not of the day in its name', () => {
  const line = (day: string) => `{"user_id":1,"day":"${day}","totals_by_new":[{"day":"2020-01-01"}]}\n`
  const kinds = () => {
    const [found] = findReportFiles(folder, [OCTO])
    return {
      reports: found?.reports.map(({ name }) => name),
      ofDays: found?.ofDays.map(({ name }) => name),
      others: found?.others,
    }
  }

  test('is one of several days, also gzipped, and where its name has none', () => {
    put(`users-${DAY}.ndjson`, line(DAY).repeat(9) + line('2026-10-13').repeat(2))
    put('user-teams-2026-10-13.ndjson.gz', gzipSync(line(DAY)))
    put('Organization-Users-28-Day-latest.ndjson', line(DAY))
    put('users.json', '{}')
    expect(kinds()).toEqual({
      reports: [],
      ofDays: [
        'Organization-Users-28-Day-latest.ndjson',
        'user-teams-2026-10-13.ndjson.gz',
        `users-${DAY}.ndjson`,
      ],
      others: ['users.json'],
    })
  })

  test('is one of its name where its lines have no day of the calendar: they are rejected there', () => {
    put(`users-${DAY}.ndjson`, line('2026-18-11').repeat(5))
    expect(kinds()).toEqual({ reports: [`users-${DAY}.ndjson`], ofDays: [], others: [] })
  })

  test('a symbolic link that leads nowhere is passed over', () => {
    put(`users-${DAY}.ndjson`, line(DAY))
    symlinkSync('loop', join(folder, 'loop'))
    expect(kinds()).toEqual({ reports: [`users-${DAY}.ndjson`], ofDays: [], others: ['loop'] })
  })

  test('is one of its day where they are a few among many, or one', () => {
    put(`users-${DAY}.ndjson`, line(DAY).repeat(40) + line('2026-10-13').repeat(2))
    put(`user-teams-${DAY}.ndjson`, line(DAY) + line('2026-10-13'))
    expect(kinds()).toEqual({
      reports: [`user-teams-${DAY}.ndjson`, `users-${DAY}.ndjson`],
      ofDays: [],
      others: [],
    })
  })
})
