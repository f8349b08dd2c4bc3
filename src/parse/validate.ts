import { type Day, parseDay } from '../day.ts'
import { ENTRY_FIELDS, type Field, type FieldKind, fieldOfRow, ROW_FIELDS } from './field-list.ts'
import { IS_ACTIVITY, OTHER_DAY, Rejection } from './rejection.ts'
import { isNewTotals, type Membership, MAX_NEW_TOTALS, type Row } from './report-format.ts'

/** Parses a row of the report of `day`. Checks every field that is used; accepts fields that are unknown. */
export function parseRow(line: string, day: Day): Row | Rejection {
  const object = parseObject(line)
  if (object instanceof Rejection) return object
  const reason =
    identify(object, day) ?? checkLogin(object) ?? checkFields(object, ROW_FIELDS) ?? checkNewTotals(object)
  return reason === undefined ? (object as Row) : new Rejection(reason)
}

/** Parses a membership of the report of `day`. */
export function parseMembership(line: string, day: Day): Membership | Rejection {
  const object = parseObject(line)
  if (object instanceof Rejection) return object
  const reason = identify(object, day)
  if (reason !== undefined) return new Rejection(reason)
  const teamId = toId(object['team_id'])
  if (teamId === undefined) {
    const isActivity = !isCarried(object['team_id']) && carriesActivity(object)
    return isActivity
      ? new Rejection(IS_ACTIVITY, true)
      : new Rejection(missingOr(object['team_id'], 'team_id', 'a whole number'))
  }
  object['team_id'] = teamId
  object['slug'] = typeof object['slug'] === 'string' && object['slug'] !== '' ? object['slug'] : teamId
  object['user_login'] = typeof object['user_login'] === 'string' ? object['user_login'] : ''
  return object as unknown as Membership
}

const ACTIVITY: ReadonlySet<FieldKind> = new Set(['counter', 'flag', 'credits', 'phase', 'array', 'new'])

/** Whether a line carries any activity: a counter, a flag, credits, a phase or an array. */
export function carriesActivity(object: JsonObject): boolean {
  return Object.keys(object).some((name) => isActivityField(name) && isCarried(object[name]))
}

function isActivityField(name: string): boolean {
  return ACTIVITY.has(fieldOfRow(name).kind) || name.endsWith('_engagement')
}

function isCarried(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** A JSON object that was not validated. */
export type JsonObject = Record<string, unknown>

/** Parses a line that must be a JSON object. */
export function parseObject(line: string): JsonObject | Rejection {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : new Rejection('is not a JSON object')
  } catch {
    return new Rejection('is not JSON')
  }
}

/** Normalises ids and day in place. Returns why the line is rejected, if it is. */
export function identify(object: JsonObject, day: Day): string | undefined {
  const userId = toId(object['user_id'])
  if (userId === undefined) return missingOr(object['user_id'], 'user_id', 'a whole number')
  const lineDay = object['day'] === day ? day : parseDay(object['day'])
  if (lineDay === undefined) return missingOr(object['day'], 'day', 'a day (YYYY-MM-DD)')
  if (lineDay !== day) return OTHER_DAY
  object['user_id'] = userId
  object['day'] = lineDay
  object['organization_id'] = toId(object['organization_id']) ?? ''
  object['enterprise_id'] = toId(object['enterprise_id']) ?? ''
  return undefined
}

/** An id as digits without leading zeros; undefined if it is not one. GitHub writes ids both as numbers and as strings. */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined
  return typeof value === 'string' && /^\d+$/.test(value) ? value.replace(/^0+(?=\d)/, '') : undefined
}

function checkLogin(object: JsonObject): string | undefined {
  const login = object['user_login']
  return typeof login === 'string' && login !== '' ? undefined : missingOr(login, 'user_login', 'a text')
}

/** Checks by kind of field: what is wrong with a value, if anything. Missing and `null` values are unknown and not checked. */
const FAULTS: Partial<Record<FieldKind, (value: unknown, slot: number) => string | undefined>> = {
  credits: (value) =>
    typeof value === 'number' && value >= 0 && value < 1e9 ? undefined : ' is not a number of credits',
  counter: (value) =>
    typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)
      ? undefined
      : ' is not a whole number',
  flag: (value) => (typeof value === 'boolean' ? undefined : ' is neither true nor false'),
  array: (value, slot) => (Array.isArray(value) ? faultOfEntries(value, slot) : ' is not an array'),
}

function checkFields(object: JsonObject, fields: readonly Field[]): string | undefined {
  for (const { key, kind, slot } of fields) {
    const value = object[key]
    if (!isCarried(value)) continue
    const fault = FAULTS[kind]?.(value, slot)
    if (fault !== undefined) return `${key}${fault}`
  }
  return undefined
}

function faultOfEntries(entries: readonly unknown[], array: number): string | undefined {
  for (const entry of entries) {
    if (!isObject(entry)) return ' holds something that is not an object'
    const fault = checkFields(entry, ENTRY_FIELDS[array] ?? [])
    if (fault !== undefined) return `: ${fault}`
  }
  return undefined
}

function checkNewTotals(object: JsonObject): string | undefined {
  let count = 0
  for (const name in object) if (isNewTotals(name)) count++
  return count > MAX_NEW_TOTALS ? `has more than ${MAX_NEW_TOTALS} totals_by_* fields` : undefined
}

/** Whether a value is a JSON object, not an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function missingOr(value: unknown, name: string, expected: string): string {
  return value === undefined || value === null ? `has no ${name}` : `${name} is not ${expected}`
}
