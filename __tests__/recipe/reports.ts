import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { COUNTERS, KNOWN_ARRAYS, isObject, isWhole } from './numbers.ts'
import type { Json } from './numbers.ts'

/** One person's activity on one day, as GitHub wrote it. */
export interface Row {
  day: string
  userId: string
  login: string
  entityId: string
  fields: Json
}

/** One person in one team on one day. */
export interface Membership {
  day: string
  userId: string
  login: string
  entityId: string
  teamId: string
  slug: string
}

/** What the reports say about some days; `reportedDays` are the days with a users report. */
export interface Reports {
  days: string[]
  reportedDays: Set<string>
  rows: Row[]
  memberships: Membership[]
}

const FILE = /^(users|user-teams)-(\d{4}-\d{2}-\d{2}).*\.(ndjson|json)(\.gz)?$/

const FLAGS = [
  'used_chat',
  'used_agent',
  'used_cli',
  'used_copilot_app',
  'used_copilot_coding_agent',
  'used_copilot_cloud_agent',
  'used_copilot_code_review_active',
  'used_copilot_code_review_passive',
  'used_vscode_agent',
]

/** Reads all report files of a directory; lines that cannot be used are left out. */
export function readReports(directory: string, scope: 'organization' | 'enterprise'): Reports {
  const rows: Row[] = []
  const memberships: Membership[] = []
  const reportedDays = new Set<string>()
  for (const name of readdirSync(directory).sort()) {
    const [, report, day] = FILE.exec(name) ?? []
    if (report === undefined || day === undefined) continue
    const values = readValues(join(directory, name))
    if (report === 'users') {
      reportedDays.add(day)
      rows.push(...values.filter((value) => isUsableRow(value, day)).map((value) => rowOf(value, day, scope)))
    } else {
      memberships.push(
        ...values
          .filter((value) => isUsableMembership(value, day))
          .map((value) => membershipOf(value, day, scope)),
      )
    }
  }
  const days = [...new Set([...reportedDays, ...memberships.map((membership) => membership.day)])].sort()
  return { days, reportedDays, rows: withoutDuplicates(rows), memberships }
}

/** The same reports, only these days. */
export function onlyDays(reports: Reports, days: string[]): Reports {
  const wanted = new Set(days)
  return {
    days,
    reportedDays: new Set([...reports.reportedDays].filter((day) => wanted.has(day))),
    rows: reports.rows.filter((row) => wanted.has(row.day)),
    memberships: reports.memberships.filter((membership) => wanted.has(membership.day)),
  }
}

/** The first and the last day of the window, which lines of the window end with. */
export function sinceUntil({ window: { days } }: { window: Reports }): { since: string; until: string } {
  return { since: days.at(0) ?? '', until: days.at(-1) ?? '' }
}

/** `count` days in order, the last one is `until`. */
export function daysUntil(until: string, count: number): string[] {
  const days: string[] = []
  for (let back = count - 1; back >= 0; back--) {
    const date = new Date(`${until}T00:00:00Z`)
    date.setUTCDate(date.getUTCDate() - back)
    days.push(date.toISOString().slice(0, 10))
  }
  return days
}

/** Monday to Friday. */
export function isWeekday(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday >= 1 && weekday <= 5
}

/** The rows of people that were in the team on the day of the row. */
export function joinedRows(reports: Reports, teamId: string): Row[] {
  return rowsOfMemberships(
    reports,
    reports.memberships.filter((membership) => membership.teamId === teamId),
  )
}

/** The rows that meet one of these memberships: same person, same day, same entity. */
export function rowsOfMemberships(reports: Reports, memberships: Membership[]): Row[] {
  const byPersonAndDay = Map.groupBy(memberships, (membership) => `${membership.day} ${membership.userId}`)
  return reports.rows.filter((row) =>
    (byPersonAndDay.get(`${row.day} ${row.userId}`) ?? []).some(
      (membership) =>
        membership.entityId === '' || row.entityId === '' || membership.entityId === row.entityId,
    ),
  )
}

/** All teams that are listed on one of the days, by number. */
export function teamIds(reports: Reports): string[] {
  return [...new Set(reports.memberships.map((membership) => membership.teamId))].sort(byNumber)
}

/** The newest slug of a team. */
export function slugOf(reports: Reports, teamId: string): string {
  const slugs = reports.memberships
    .filter((membership) => membership.teamId === teamId)
    .map((membership) => ({ day: membership.day, text: membership.slug }))
  return newest(slugs)
}

/**
 * The text of the newest day; of several on that day the greatest, whatever the order of the files. Half a character cannot be
 * written to a file: it is compared as the U+FFFD that stands there in its place.
 */
export function newest(texts: { day: string; text: string }[]): string {
  const written = texts.map(({ day, text }) => ({ day, text: text.toWellFormed() }))
  const sorted = written.toSorted((a, b) => byCodeUnit(a.day, b.day) || byCodeUnit(a.text, b.text))
  return sorted.at(-1)?.text ?? ''
}

/** Order of ids: as numbers. */
export function byNumber(a: string, b: string): number {
  return BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0
}

/** Order of text that is the same on every machine. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function readValues(path: string): unknown[] {
  const bytes = readFileSync(path)
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
  const text = plain.toString('utf8').replace(/^\uFEFF/, '')
  const whole = parsed(text)
  if (Array.isArray(whole)) return whole
  if (isObject(whole)) return [whole]
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parsed)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isUsableRow(value: unknown, day: string): value is Json {
  if (!isObject(value)) return false
  if (!isId(value['user_id']) || !isDay(value['day'], day)) return false
  if (typeof value['user_login'] !== 'string' || value['user_login'] === '') return false
  if (!COUNTERS.every((counter) => isMissing(value[counter]) || isWhole(value[counter]))) return false
  const credits = value['ai_credits_used']
  if (!isMissing(credits) && !(typeof credits === 'number' && credits >= 0 && credits < 1e9)) return false
  if (!FLAGS.every((flag) => isMissing(value[flag]) || typeof value[flag] === 'boolean')) return false
  return KNOWN_ARRAYS.every((name) => isMissing(value[name]) || isUsableArray(value[name]))
}

function isUsableArray(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  return value.every(
    (entry) =>
      isObject(entry) && COUNTERS.every((counter) => isMissing(entry[counter]) || isWhole(entry[counter])),
  )
}

function isUsableMembership(value: unknown, day: string): value is Json {
  return isObject(value) && isId(value['user_id']) && isId(value['team_id']) && isDay(value['day'], day)
}

function isId(value: unknown): value is number | string {
  return typeof value === 'string' ? /^\d+$/.test(value) : isWhole(value)
}

function isDay(value: unknown, day: string): boolean {
  return typeof value === 'string' && (value === day || value.startsWith(`${day}T`))
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null
}

function rowOf(fields: Json, day: string, scope: 'organization' | 'enterprise'): Row {
  return {
    day,
    userId: idText(fields['user_id']),
    login: String(fields['user_login']),
    entityId: entityIdOf(fields, scope),
    fields,
  }
}

function membershipOf(fields: Json, day: string, scope: 'organization' | 'enterprise'): Membership {
  const teamId = idText(fields['team_id'])
  const slug = fields['slug']
  const login = fields['user_login']
  return {
    day,
    userId: idText(fields['user_id']),
    login: typeof login === 'string' ? login : '',
    entityId: entityIdOf(fields, scope),
    teamId,
    slug: typeof slug === 'string' && slug !== '' ? slug : teamId,
  }
}

function idText(value: unknown): string {
  return BigInt(String(value)).toString()
}

function entityIdOf(fields: Json, scope: 'organization' | 'enterprise'): string {
  const id = fields[`${scope}_id`]
  return isId(id) ? idText(id) : ''
}

// The same person twice on a day: the larger activity is kept, of equal ones the greater text.
function withoutDuplicates(rows: Row[]): Row[] {
  const groups = Map.groupBy(rows, (row) => `${row.day} ${row.userId}`)
  return [...groups.values()].flatMap((group) => group.toSorted(byActivity).slice(-1))
}

function byActivity(a: Row, b: Row): number {
  return activityOf(a) - activityOf(b) || byCodeUnit(JSON.stringify(a.fields), JSON.stringify(b.fields))
}

function activityOf(row: Row): number {
  return COUNTERS.map((counter) => Number(row.fields[counter] ?? 0)).reduce((sum, value) => sum + value, 0)
}
