import type { Day } from '../day.ts'

/** The counters at the top level of a row, in the order of every file. Sums of a day; additive. */
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

/** The flags of a row. The two of code review may be `null`: no review signal. */
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

/** The arrays that, according to GitHub's documentation, every row carries: at most ten entries and `others`. */
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

/** Keys of an entry of these arrays that are used, or deliberately ignored. */
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

/** Sanity limit on the `totals_by_*` fields that GitHub added to a row. */
export const MAX_NEW_TOTALS = 200

type Optional<Value> = Value | null | undefined
type Counters = { readonly [Name in Counter]?: Optional<number> }
/** An entry of a `totals_by_*` array: keys that name it, counters, and any keys that GitHub added. */
export type BreakdownEntry = Counters & { readonly [key: string]: unknown }

/**
 * One user's activity on one day: a line of GitHub's `users-1-day` report, validated. `day`, `user_id` and `user_login` are
 * always set; the other fields may be missing, and have these types if they are not.
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
} & { readonly [Name in (typeof KNOWN_ARRAYS)[number]]?: Optional<readonly BreakdownEntry[]> } & {
  readonly [key: string]: unknown
}

/** A line of a `user-teams-1-day` report, validated: a user was a member of a team on a day. */
export interface Membership {
  readonly day: Day
  readonly user_id: string
  readonly user_login: string
  readonly team_id: string
  readonly slug: string
  readonly organization_id: string
  readonly enterprise_id: string
}
