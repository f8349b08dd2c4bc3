import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { dayNumberOf, dayTextOf } from './day-numbers.ts'
import {
  hasUsersReport,
  hasUserTeamsReport,
  makeCompany,
  usersLines,
  userTeamsLines,
  type Company,
  type CompanyOptions,
} from './company.ts'

/** What was written; `bytes` is the size on disk. */
export interface Written {
  files: number
  bytes: number
  rows: number
  memberships: number
}

/** How reports are laid out: in how many files each, and whether they are gzipped. */
export interface Layout {
  parts?: number
  gzip?: boolean
}

const CHUNK = 1 << 20

/** Writes the reports of the days `since` to `until` into a directory, as if downloaded; days without a report are left out. */
export async function writeReports(
  company: Company,
  directory: string,
  since: string,
  until: string,
  options: Layout = {},
): Promise<Written> {
  await mkdir(directory, { recursive: true })
  const written = { files: 0, bytes: 0, rows: 0, memberships: 0 }
  for (let dayNumber = dayNumberOf(since); dayNumber <= dayNumberOf(until); dayNumber += 1) {
    const day = dayTextOf(dayNumber)
    if (hasUsersReport(company, day)) {
      const paths = pathsOf(directory, `users-${day}`, options)
      written.rows += await writeLines(usersLines(company, day), paths)
      await account(written, paths)
    }
    if (hasUserTeamsReport(company, day)) {
      const paths = pathsOf(directory, `user-teams-${day}`, options)
      written.memberships += await writeLines(userTeamsLines(company, day), paths)
      await account(written, paths)
    }
  }
  return written
}

function pathsOf(directory: string, name: string, options: Layout): string[] {
  const parts = options.parts ?? 1
  const ending = options.gzip === true ? '.ndjson.gz' : '.ndjson'
  return Array.from({ length: parts }, (_, part) =>
    join(directory, `${name}${parts > 1 ? `.part-${part}` : ''}${ending}`),
  )
}

// Lines go round robin into the parts, a megabyte at a time, and wait while the disk is behind.
async function writeLines(lines: Iterable<string>, paths: string[]): Promise<number> {
  const parts = paths.map((path) => ({ ...openPart(path), text: '' }))
  let count = 0
  for (const line of lines) {
    const part = parts[count % parts.length]
    if (part === undefined) break
    part.text += `${line}\n`
    count += 1
    if (part.text.length < CHUNK) continue
    if (!part.target.write(part.text)) await once(part.target, 'drain')
    part.text = ''
  }
  for (const part of parts) part.target.end(part.text)
  await Promise.all(parts.map((part) => part.done))
  return count
}

function openPart(path: string): { target: Writable; done: Promise<void> } {
  const file = createWriteStream(path, { highWaterMark: CHUNK })
  if (!path.endsWith('.gz')) return { target: file, done: finished(file) }
  const target = createGzip({ level: 6 })
  return { target, done: pipeline(target, file) }
}

async function account(written: Written, paths: string[]): Promise<void> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size))
  written.files += paths.length
  written.bytes += sizes.reduce((sum, size) => sum + size, 0)
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      directory: text,
      seats: text,
      teams: text,
      since: text,
      until: text,
      seed: text,
      scope: text,
      slug: text,
      parts: text,
      gzip: { type: 'boolean' },
    },
  })
  const company = makeCompany(companyOptionsOf(values))
  const { directory = 'reports', since = company.firstDay, until = company.newestDay } = values
  const layout = { parts: wholeOf('parts', values.parts ?? '1'), gzip: values.gzip === true }
  const started = performance.now()
  const written = await writeReports(company, directory, since, until, layout)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(
    `${written.files} files, ${(written.bytes / 1e6).toFixed(1)} MB, ${written.rows} rows, ` +
      `${written.memberships} memberships in ${seconds} s: ${directory}`,
  )
}

function companyOptionsOf(values: Record<string, string | boolean | undefined>): CompanyOptions {
  const options: CompanyOptions = { scope: values['scope'] === 'enterprise' ? 'enterprise' : 'organization' }
  if (values['seed'] !== undefined) options.seed = wholeOf('seed', values['seed'])
  if (values['seats'] !== undefined) options.seats = wholeOf('seats', values['seats'])
  if (values['teams'] !== undefined) options.teams = wholeOf('teams', values['teams'])
  if (typeof values['slug'] === 'string') options.slug = values['slug']
  const { newestDay } = makeCompany({ seats: 1, teams: 1 })
  const until = values['until']
  if (typeof until === 'string' && until > newestDay) options.newestDay = until
  return options
}

function wholeOf(name: string, text: string | boolean): number {
  const whole = Number(text)
  if (Number.isSafeInteger(whole) && whole >= 1) return whole
  throw new Error(`--${name} must be a whole number from 1, not: ${text}`)
}

if (import.meta.main) await main()
