import type { Day } from '../day.ts'
import { IS_MEMBERSHIP, Rejection } from './rejection.ts'
import { carriesActivity, identify, type JsonObject, parseObject } from './validate.ts'

/**
 * One user's line in a report of GitHub's user-level feature engagement preview: for each feature, whether the user engaged
 * with it that day. Every listed user was active.
 */
export interface EngagementRow {
  readonly day: Day
  readonly user_id: string
  readonly user_login: string
  readonly organization_id: string
  readonly enterprise_id: string
  /** By the feature's key. Features whose column is missing or null are unknown and have no entry. */
  readonly features: ReadonlyMap<string, boolean>
}

/** Former keys of features in the preview, with their current key; `null` if dropped without a successor. */
const FORMER_KEYS = new Map<string, string | null>([
  ['code_completions', 'code_completion'],
  ['pull_request', 'pull_request_summary'],
  ['diff_chat', 'pull_request_summary'],
  ['ios_chat', 'mobile_chat'],
  ['android_chat', 'mobile_chat'],
  ['docs_chat', 'knowledge_base_chat'],
  ['custom_model', null],
])

const SUFFIX = '_engagement'

/** Parses a line of the engagement report of `day`. */
export function parseEngagementRow(line: string, day: Day): EngagementRow | Rejection {
  const object = parseObject(line)
  if (object instanceof Rejection) return object
  object['user_login'] ??= object['login']
  const reason = identify(object, day)
  if (reason !== undefined) return new Rejection(reason)
  if (typeof object['user_login'] !== 'string' || object['user_login'] === '')
    return new Rejection('has no login')
  if (object['team_id'] !== undefined && !carriesActivity(object)) return new Rejection(IS_MEMBERSHIP, true)
  const features = parseFeatures(object)
  return typeof features === 'string'
    ? new Rejection(features)
    : ({ ...object, features } as unknown as EngagementRow)
}

/** The features of a line, or why it is rejected. If two columns map to one feature, it is engaged if either is. */
function parseFeatures(object: JsonObject): Map<string, boolean> | string {
  const features = new Map<string, boolean>()
  for (const [column, value] of Object.entries(object)) {
    if (!column.endsWith(SUFFIX) || value === null) continue
    const former = column.slice(0, -SUFFIX.length)
    const current = FORMER_KEYS.get(former)
    if (current === null) continue
    const key = current ?? former
    if (value !== 0 && value !== 1 && typeof value !== 'boolean') return `${column} is neither 0 nor 1`
    features.set(key, features.get(key) === true || Boolean(value))
  }
  return features
}
