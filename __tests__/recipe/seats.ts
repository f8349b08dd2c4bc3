import { isObject } from './numbers.ts'
import type { Json } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { byCodeUnit, byNumber, sinceUntil, slugOf } from './reports.ts'
import { membersOf } from './teams.ts'

/** GitHub's list of seats, and when and how it is judged. */
export interface SeatOptions {
  records: readonly unknown[]
  now: string
  idleDays: number
  newSeatDays: number
}

/** All records of a person, and what they have in common. */
interface Person {
  userId: string
  records: Json[]
}

/** seats.csv: one line per person with a seat. */
export function seatsCsv(question: Question): Line[] {
  return peopleOf(question).map((person) => seatLine(question, person))
}

/** The columns that teams.csv ends with; none where seats are not asked for. */
export function seatColumns(question: Question, teamId: string): Line {
  if (question.seats === null) return {}
  return seatsAmong(question, membersOf(question.window, teamId))
}

/** How many of some people have a seat, and an idle one. */
export function seatsAmong(question: Question, userIds: ReadonlySet<string>): Line {
  const seated = peopleOf(question).filter(({ userId }) => userIds.has(userId))
  const idle = seated.filter((person) => ['idle', 'long-idle'].includes(stateOf(question, person)))
  return { seats: String(seated.length), idle_seats: String(idle.length) }
}

/** Everybody with a seat, by user id, with the login of the list. */
export function loginsOfSeats(question: Question): [string, string][] {
  return peopleOf(question).map(({ userId, records }) => {
    const assignee = newestRecord(records)['assignee'] as Json
    return [userId, String(assignee['login'])]
  })
}

function peopleOf({ seats }: Question): Person[] {
  const records = (seats?.records ?? []).filter(isObject)
  const ids = new Set(records.map(idOf).filter((id) => id !== ''))
  return [...ids]
    .map((userId) => ({ userId, records: records.filter((record) => idOf(record) === userId) }))
    .sort((a, b) => byNumber(a.userId, b.userId))
}

function seatLine(question: Question, person: Person): Line {
  const { userId, records } = person
  const newest = newestRecord(records)
  const assignee = newest['assignee'] as Json
  const last = latest(records, 'last_activity_at')
  return {
    entity: question.entity,
    user_id: userId,
    user_login: String(assignee['login']),
    state: stateOf(question, person),
    teams: teamsOf(question, userId).join(';'),
    created_at: timeText(earliest(records, 'created_at')),
    last_activity_at: timeText(last),
    days_since_activity: last === null ? '' : String(Math.max(0, Math.floor(daysAgo(question, last)))),
    last_activity_editor: String(newest['last_activity_editor'] ?? ''),
    last_authenticated_at: timeText(latest(records, 'last_authenticated_at')),
    pending_cancellation_date: endOf(records),
    plan_type: planOf(records),
    granted_by: grantersOf(records).join(';'),
    active_in_window: String(hasRow(question, userId)),
    ...sinceUntil(question),
  }
}

/** The first of the states that applies, in the order of the contract. */
function stateOf(question: Question, { userId, records }: Person): string {
  const { idleDays = 0, newSeatDays = 0 } = question.seats ?? {}
  const created = earliest(records, 'created_at')
  const last = latest(records, 'last_activity_at')
  if (endOf(records) !== '') return 'pending-cancellation'
  if (created !== null && daysAgo(question, created) < newSeatDays) return 'new'
  if (hasRow(question, userId)) return 'active'
  if (last !== null && daysAgo(question, last) <= idleDays) return 'active'
  if (last !== null && daysAgo(question, last) >= 90) return 'long-idle'
  if (last === null && created !== null && daysAgo(question, created) > 90) return 'long-idle'
  return 'idle'
}

function hasRow({ window }: Question, userId: string): boolean {
  return window.rows.some((row) => row.userId === userId)
}

function teamsOf({ window }: Question, userId: string): string[] {
  const mine = window.memberships.filter((membership) => membership.userId === userId)
  const teams = new Set(mine.map(({ teamId }) => teamId))
  return [...teams].map((teamId) => slugOf(window, teamId)).sort(byCodeUnit)
}

function newestRecord(records: Json[]): Json {
  const last = latest(records, 'last_activity_at')
  const newest = records.filter((record) => timeOf(record, 'last_activity_at') === last)
  newest.sort((a, b) =>
    byCodeUnit(String(a['last_activity_editor'] ?? ''), String(b['last_activity_editor'] ?? '')),
  )
  return newest[0] ?? {}
}

/** The last of the days on which the records end; empty where one of them does not. */
function endOf(records: Json[]): string {
  const days = records.map((record) => record['pending_cancellation_date'])
  return days.every((day) => typeof day === 'string') ? (days.sort().at(-1) ?? '') : ''
}

function planOf(records: Json[]): string {
  const plans = records.map((record) => String(record['plan_type']))
  return ['enterprise', 'business'].find((plan) => plans.includes(plan)) ?? plans.sort()[0] ?? ''
}

function grantersOf(records: Json[]): string[] {
  const teams = records.map((record) => record['assigning_team'])
  const slugs = new Set(teams.filter(isObject).map((team) => String(team['slug'])))
  const isDirect = teams.some((team) => !isObject(team))
  return [...(isDirect ? ['direct'] : []), ...[...slugs].sort(byCodeUnit)]
}

function idOf(record: Json): string {
  const assignee = record['assignee']
  return isObject(assignee) ? String(assignee['id']) : ''
}

function timeOf(record: Json, name: string): number | null {
  const text = record[name]
  return typeof text === 'string' ? Date.parse(text) : null
}

function earliest(records: Json[], name: string): number | null {
  const times = records.map((record) => timeOf(record, name)).filter((time) => time !== null)
  return times.length === 0 ? null : Math.min(...times)
}

function latest(records: Json[], name: string): number | null {
  const times = records.map((record) => timeOf(record, name)).filter((time) => time !== null)
  return times.length === 0 ? null : Math.max(...times)
}

function daysAgo({ seats }: Question, time: number): number {
  return (Date.parse(seats?.now ?? '') - time) / (24 * 60 * 60 * 1000)
}

function timeText(time: number | null): string {
  return time === null ? '' : new Date(time).toISOString().replace(/\.\d+Z$/, 'Z')
}
