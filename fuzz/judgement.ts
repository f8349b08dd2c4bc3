import { gunzipSync } from 'node:zlib'

import { daysBetween, addDays } from '../simulator/calendar.ts'
import { type Asked, isDeep, mayEndTheRun, readingOf } from './batches.ts'
import { MOST_REJECTED } from './expectations.ts'
import type { PlainReading } from './plain-reading.ts'

/** What may come of report files, judged by reading them plainly. */
export interface Judgement {
  /** Why the run has to fail, or may. */
  readonly must: readonly string[]
  readonly may: readonly string[]
  /** How many lines cannot be used; undefined where that is not settled. */
  readonly rejected: number | undefined
  /** Files of users reports that hold no line. */
  readonly emptyUsers: readonly string[]
  /** Logins and slugs that a sentence must not quote. */
  readonly names: ReadonlySet<string>
}

interface Tally {
  lines: number
  rejected: number
  unsettled: number
}

const NAME = /^(users|user-teams)-(\d{4}-\d{2}-\d{2})/

/** Judges the files of a run. */
export function judged(asked: Asked, files: ReadonlyMap<string, Buffer>): Judgement {
  const tallies = new Map<string, Tally>()
  const may = new Set<string>()
  const names = new Set<string>()
  for (const [name, content] of files) {
    const [, report, day = ''] = NAME.exec(name) ?? []
    if (report !== 'users' && report !== 'user-teams') continue
    const tally = tallies.get(`${report} ${day}`) ?? { lines: 0, rejected: 0, unsettled: 0 }
    tallies.set(`${report} ${day}`, tally)
    for (const value of valuesOf(content)) {
      const reading = readingOf(report, Buffer.from(value), day)
      count(tally, reading)
      const reason = mayEndTheRun(report, Buffer.from(value), asked)
      if (reason !== undefined) may.add(reason)
      if (typeof reading !== 'object') continue
      if (isDeep(reading)) may.add('a line is very deep')
      for (const text of namesIn(reading.line)) names.add(text)
    }
  }
  return { ...ofTallies(asked, tallies, may), emptyUsers: emptyUsers(files, tallies), names }
}

function count(tally: Tally, reading: PlainReading): void {
  tally.lines += 1
  if (reading === 'rejected') tally.rejected += 1
  else if (reading === 'unsettled' || isDeep(reading)) tally.unsettled += 1
}

/** Short ones could stand in a sentence by chance. */
function namesIn({ user_login: login, slug }: Readonly<Record<string, unknown>>): string[] {
  return [login, slug].filter((text) => typeof text === 'string').filter((text) => text.length > 6)
}

function ofTallies(asked: Asked, tallies: ReadonlyMap<string, Tally>, may: Set<string>) {
  const must: string[] = []
  let [rejected, unsettled] = [0, 0]
  for (const [key, tally] of tallies) {
    rejected += tally.rejected
    unsettled += tally.unsettled
    const most = tally.lines * MOST_REJECTED
    if (tally.rejected > most) must.push(`${tally.rejected} of ${tally.lines} lines of ${key} cannot be used`)
    else if (tally.rejected + tally.unsettled > most) may.add(`lines of ${key} are not settled`)
  }
  const window = daysBetween(addDays(asked.until, 1 - asked.days), asked.until)
  const reported = window.filter((day) => tallies.has(`users ${day}`))
  const withRows = window.filter((day) => (tallies.get(`users ${day}`)?.lines ?? 0) > 0)
  if (reported.length === 0) must.push('there is no users report in the window')
  else if (withRows.length === 0) may.add('there is no row in the window')
  return { must, may: [...may], rejected: unsettled > 0 ? undefined : rejected }
}

function emptyUsers(files: ReadonlyMap<string, Buffer>, tallies: ReadonlyMap<string, Tally>): string[] {
  return [...files.keys()].filter((name) => {
    const [, report, day = ''] = NAME.exec(name) ?? []
    return report === 'users' && tallies.get(`users ${day}`)?.lines === 0
  })
}

/** The lines of a file, or the values of its array, as texts. */
function valuesOf(content: Buffer): string[] {
  const plain = content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content
  const text = plain.toString('utf8').replace(/^\ufeff/, '')
  if (!text.startsWith('[')) return text.split('\n').filter((line) => line.trim() !== '')
  try {
    const values: unknown = JSON.parse(text)
    if (Array.isArray(values)) return values.map((value) => JSON.stringify(value))
  } catch {
    // Lines one of which begins like an array.
  }
  return text.split('\n').filter((line) => line.trim() !== '')
}
