import { COUNTERS, isObject, isWhole, KNOWN_ARRAYS } from '../__tests__/recipe/numbers.ts'
import { namesDay } from './expectations.ts'

// A line of a report read plainly, by the words of the contract, and with nothing of the action's own code.

type Json = Readonly<Record<string, unknown>>

/** Why a line cannot be used, what it says, or that it is not settled which. */
export type PlainReading = 'rejected' | 'unsettled' | { readonly fields: unknown; readonly line: Json }

const FLAGS = [
  'used_chat',
  'used_agent',
  'used_cli',
  'used_copilot_app',
  'used_copilot_cloud_agent',
  'used_copilot_coding_agent',
  'used_copilot_code_review_active',
  'used_copilot_code_review_passive',
  'used_vscode_agent',
]
const KEYS_OF_ARRAYS = [
  ['ide'],
  ['feature'],
  ['language', 'feature'],
  ['language', 'model'],
  ['model', 'feature'],
]
const KNOWN_KEYS = new Set([
  ...COUNTERS,
  ...KEYS_OF_ARRAYS.flat(),
  'last_known_ide_version',
  'last_known_plugin_version',
])

/** A line of a users report. */
export function plainRow(text: string, day: string): PlainReading {
  const line = objectOf(text)
  const identity = line === undefined ? 'rejected' : identityOf(line, day)
  if (line === undefined || typeof identity === 'string') return identity as PlainReading
  if (!isText(line['user_login']) || !hasCredits(line) || !hasCounters(line)) return 'rejected'
  if (!FLAGS.every((flag) => isMissing(line[flag]) || typeof line[flag] === 'boolean')) return 'rejected'
  if (!KNOWN_ARRAYS.every((name) => isMissing(line[name]) || isUsableArray(line[name]))) return 'rejected'
  const fields = {
    ids: [identity.userId, line['user_login'], identity.organizationId, identity.enterpriseId],
    counters: COUNTERS.map((name) => line[name] ?? null),
    flags: FLAGS.map((name) => (line[name] === undefined ? 'none' : line[name])),
    credits: line['ai_credits_used'] ?? null,
    phase: line['ai_adoption_phase'],
    arrays: KNOWN_ARRAYS.map((name) => !isMissing(line[name])),
    entries: KNOWN_ARRAYS.flatMap((name, array) =>
      ((line[name] ?? []) as Json[]).map((entry) => entryFields(entry, array)),
    ),
    newTotals: Object.entries(line).filter(
      ([name]) => name.startsWith('totals_by_') && !KNOWN_ARRAYS.includes(name),
    ),
  }
  return { fields, line }
}

/** A line of a user-teams report. */
export function plainMembership(text: string, day: string): PlainReading {
  const line = objectOf(text)
  const identity = line === undefined ? 'rejected' : identityOf(line, day)
  if (line === undefined || typeof identity === 'string') return identity as PlainReading
  const teamId = idOf(line['team_id'])
  if (teamId === '') return 'rejected'
  const login = typeof line['user_login'] === 'string' ? line['user_login'] : ''
  const slug = isText(line['slug']) ? line['slug'] : teamId
  return {
    fields: [identity.userId, login, identity.organizationId, identity.enterpriseId, teamId, slug],
    line,
  }
}

/** How deep a value is nested. */
export function depthOf(value: unknown): number {
  let depth = 0
  for (let level = [value]; level.length > 0; depth += 1) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return depth
}

function objectOf(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

interface Identity {
  readonly userId: string
  readonly organizationId: string
  readonly enterpriseId: string
}

function identityOf(line: Json, day: string): Identity | 'rejected' | 'unsettled' {
  const userId = idOf(line['user_id'])
  const names = namesDay(line['day'], day)
  if (userId === '' || names === false) return 'rejected'
  if (names === undefined) return 'unsettled'
  return { userId, organizationId: idOf(line['organization_id']), enterpriseId: idOf(line['enterprise_id']) }
}

/** A whole number as digits without leading zeros; empty where it is none. */
function idOf(value: unknown): string {
  const isId = typeof value === 'string' ? /^\d+$/.test(value) : isWhole(value)
  return isId ? BigInt(value as string | number).toString() : ''
}

function entryFields(entry: Json, array: number): unknown {
  const keys = (KEYS_OF_ARRAYS[array] ?? []).map((key) => (typeof entry[key] === 'string' ? entry[key] : ''))
  // There may be counters in an object that stands where a name should be.
  const isNew = Object.keys(entry).some(
    (key) => !KNOWN_KEYS.has(key) || (isObject(entry[key]) && !key.startsWith('last_known_')),
  )
  return {
    array,
    keys: [keys[0] ?? '', keys[1] ?? ''],
    counters: COUNTERS.map((name) => entry[name] ?? null),
    news: isNew ? entry : undefined,
  }
}

function isUsableArray(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && hasCounters(entry))
}

function hasCounters(object: Json): boolean {
  return COUNTERS.every((name) => isMissing(object[name]) || isWhole(object[name]))
}

function hasCredits({ ai_credits_used: credits }: Json): boolean {
  return isMissing(credits) || (typeof credits === 'number' && credits >= 0 && credits < 1e9)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null
}
