import { type Day, parseDay } from '../day.ts'

/** The counters that GitHub reports at the top of a row, in the order of every file. Sums of a day; additive. */
export const COUNTERS = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
] as const
export type Counter = (typeof COUNTERS)[number]

/** The flags of a row. `null` is delivered for the two of code review: no review signal. */
export const FLAGS = [
  'used_chat',
  'used_agent',
  'used_cli',
  'used_copilot_app',
  'used_copilot_cloud_agent',
  'used_copilot_coding_agent',
  'used_copilot_code_review_active',
  'used_copilot_code_review_passive',
  'used_vscode_agent',
] as const
export type Flag = (typeof FLAGS)[number]

/** The arrays that every row carries by GitHub's documentation, capped at ten entries and `others`. */
export const KNOWN_ARRAYS = [
  'totals_by_ide',
  'totals_by_feature',
  'totals_by_language_feature',
  'totals_by_language_model',
  'totals_by_model_feature',
] as const

/** The keys that name an entry of each of these arrays, in the same order. */
export const KEYS_OF_ARRAYS = [
  ['ide'],
  ['feature'],
  ['language', 'feature'],
  ['language', 'model'],
  ['model', 'feature'],
] as const satisfies readonly (readonly [first: string, second?: string])[]

/** Keys of an entry of these arrays that have a meaning, or are known to have none for us. */
export const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...COUNTERS,
  ...KEYS_OF_ARRAYS.flat(),
  'last_known_ide_version',
  'last_known_plugin_version',
])

/** Whether a field of a row is one of the `totals_by_*` that GitHub added later. */
export function isNewTotals(name: string): boolean {
  return name.startsWith('totals_by_') && !(KNOWN_ARRAYS as readonly string[]).includes(name)
}

/** Of the fields that GitHub adds to a row: far more than there will be, and few enough to be added up in time. */
export const MOST_NEW_TOTALS = 200

const ACTIVITY: ReadonlySet<string> = new Set([...COUNTERS, ...FLAGS, 'ai_credits_used', 'ai_adoption_phase'])

type Optional<Value> = Value | null | undefined
type Counters = { readonly [Name in Counter]?: Optional<number> }
/** One entry of a `totals_by_*` array: keys that name it, counters, and whatever GitHub adds. */
export type Totals = Counters & { readonly [key: string]: unknown }

/**
 * One user's activity on one day, as GitHub's `users-1-day` report has it. Only `day`, `user_id` and `user_login` are
 * sure to be there; what is there of the rest has the type that is written here.
 * @see https://docs.github.com/en/copilot/reference/copilot-usage-metrics/copilot-usage-metrics
 */
export type Row = Counters & { readonly [Name in Flag]?: Optional<boolean> } & {
  readonly day: Day
  readonly user_id: string
  readonly user_login: string
  readonly organization_id: string
  readonly enterprise_id: string
  readonly ai_credits_used?: Optional<number>
  readonly ai_adoption_phase?: unknown
} & { readonly [Name in (typeof KNOWN_ARRAYS)[number]]?: Optional<readonly Totals[]> } & {
  readonly [key: string]: unknown
}

/** One line of a `user-teams-1-day` report: a user was a member of a team on a day. */
export interface Membership {
  readonly day: Day
  readonly user_id: string
  readonly user_login: string
  readonly team_id: string
  readonly slug: string
  readonly organization_id: string
  readonly enterprise_id: string
}

/** Why a line is kept out. It never quotes the line. */
export class Rejection {
  readonly reason: string
  /** Whether it is a line of the other report, so that the whole file is the wrong one. */
  readonly isOfOtherReport: boolean
  constructor(reason: string, isOfOtherReport = false) {
    this.reason = reason
    this.isOfOtherReport = isOfOtherReport
  }
}

/** Reasons that are told apart. */
export const OTHER_DAY = 'day is not the day of the report'
export const IS_MEMBERSHIP = 'has a team_id and no activity'
export const IS_ACTIVITY = 'has activity and no team_id'

/** The row of a line of the report of `day`, strict on what is used, open to what is new. */
export function parseRow(line: string, day: Day): Row | Rejection {
  const object = parseObject(line)
  if (object instanceof Rejection) return object
  const reason =
    identify(object, day) ??
    checkLogin(object) ??
    checkNumbers(object) ??
    checkFlags(object) ??
    checkArrays(object) ??
    checkNewTotals(object)
  return reason === undefined ? (object as Row) : new Rejection(reason)
}

/** The membership of a line of the report of `day`. */
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

/** Whether a line tells of anything that somebody did: a counter, a flag, credits, a phase or an array. */
export function carriesActivity(object: JsonObject): boolean {
  return Object.keys(object).some((name) => tellsOfActivity(name) && isCarried(object[name]))
}

function tellsOfActivity(name: string): boolean {
  return name.startsWith('totals_by_') || ACTIVITY.has(name) || name.endsWith('_engagement')
}

function isCarried(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** A JSON object of which nothing is known yet. */
export type JsonObject = Record<string, unknown>

/** The object of a line. */
export function parseObject(line: string): JsonObject | Rejection {
  try {
    const value: unknown = JSON.parse(line)
    return isObject(value) ? value : new Rejection('is not a JSON object')
  } catch {
    return new Rejection('is not JSON')
  }
}

/** Brings ids and day into their one form, in place; answers why that cannot be. */
export function identify(object: JsonObject, day: Day): string | undefined {
  const userId = toId(object['user_id'])
  if (userId === undefined) return missingOr(object['user_id'], 'user_id', 'a whole number')
  const ownDay = object['day'] === day ? day : parseDay(object['day'])
  if (ownDay === undefined) return missingOr(object['day'], 'day', 'a day (YYYY-MM-DD)')
  if (ownDay !== day) return OTHER_DAY
  object['user_id'] = userId
  object['day'] = ownDay
  object['organization_id'] = toId(object['organization_id']) ?? ''
  object['enterprise_id'] = toId(object['enterprise_id']) ?? ''
  return undefined
}

/** GitHub writes ids as numbers in one place and as text in another. */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'number') return textsOfIds.get(value) ?? toText(value)
  return typeof value === 'string' && /^\d+$/.test(value) ? value.replace(/^0+(?=\d)/, '') : undefined
}

/** The same ids come again day after day; their texts are made once. */
const textsOfIds = new Map<number, string>()

function toText(id: number): string | undefined {
  if (!Number.isSafeInteger(id) || id < 0) return undefined
  const text = String(id)
  textsOfIds.set(id, text)
  return text
}

function checkLogin(object: JsonObject): string | undefined {
  const login = object['user_login']
  return typeof login === 'string' && login !== '' ? undefined : missingOr(login, 'user_login', 'a text')
}

function checkNumbers(object: JsonObject): string | undefined {
  const credits = object['ai_credits_used']
  if (
    credits !== undefined &&
    credits !== null &&
    !(typeof credits === 'number' && credits >= 0 && credits < 1e9)
  ) {
    return 'ai_credits_used is not a number of credits'
  }
  return checkCounters(object)
}

function checkCounters(object: JsonObject): string | undefined {
  for (const name of COUNTERS) {
    const value = object[name]
    if (value === undefined || value === null) continue
    if (typeof value !== 'number' || value < 0 || !Number.isSafeInteger(value))
      return `${name} is not a whole number`
  }
  return undefined
}

function checkFlags(object: JsonObject): string | undefined {
  for (const name of FLAGS) {
    const value = object[name]
    if (value !== undefined && value !== null && typeof value !== 'boolean')
      return `${name} is neither true nor false`
  }
  return undefined
}

function checkArrays(object: JsonObject): string | undefined {
  for (const name of KNOWN_ARRAYS) {
    const array = object[name]
    if (array === undefined || array === null) continue
    if (!Array.isArray(array)) return `${name} is not an array`
    for (const entry of array as unknown[]) {
      if (!isObject(entry)) return `${name} holds something that is not an object`
      const reason = checkCounters(entry)
      if (reason !== undefined) return `${name}: ${reason}`
    }
  }
  return undefined
}

function checkNewTotals(object: JsonObject): string | undefined {
  let count = 0
  for (const name in object) if (isNewTotals(name)) count++
  return count > MOST_NEW_TOTALS ? `has more than ${MOST_NEW_TOTALS} totals_by_* fields` : undefined
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function missingOr(value: unknown, name: string, expected: string): string {
  return value === undefined || value === null ? `has no ${name}` : `${name} is not ${expected}`
}
