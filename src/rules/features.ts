import type { Day } from '../day.ts'
import { type Counter, COUNTERS, type Flag } from '../parse/report-format.ts'

/** What shows in a row that its user engaged with a feature. Any one of `flags`, `entries` and `objects` is enough. */
export interface Evidence {
  /** Flags that are `true`. */
  readonly flags?: readonly Flag[]
  /** Entries of `totals_by_feature` with one of these values (a final `*` matches any suffix) and one of `counters` above 0. */
  readonly entries?: { readonly features: readonly string[]; readonly counters: readonly Counter[] }
  /** A field of the row, an object or an array of objects, with one of the named counters above 0. */
  readonly objects?: { readonly name: string; readonly counters: readonly string[] }
  /** From `since` on, `null` in one of the flags means no. Without this, `null` means unknown. */
  readonly nullMeansNo?: boolean
  /** GitHub omits the field for users without such use, so that from `since` on a missing field means 0. */
  readonly omittedWhenUnused?: boolean
}

export interface Feature {
  /** The key in GitHub's feature engagement preview, or one of ours in the same style. */
  readonly key: string
  readonly label: string
  /** What it is, as a clause for readers who do not know it. */
  readonly meaning: string
  /** First day on which rows can show the feature. Default: the first day of the reports. */
  readonly since?: Day
  /** What began on that day, as a clause. Default: that the feature is reported. */
  readonly began?: string
  /** Missing if `users-1-day` does not report the feature: it is unknown then, never 0. */
  readonly evidence?: Evidence
  /** The column of `teams.csv` that counts the users with one of the flags set, regardless of the other evidence. */
  readonly countedAs?: UserColumn
  /** A mode of panel chat: shown, but not counted in a person's breadth (the number of features used). */
  readonly isMode?: boolean
}

/** Columns that count users by a flag of their rows. */
export const USER_COLUMNS = [
  'chat_users',
  'agent_users',
  'cli_users',
  'copilot_app_users',
  'cloud_agent_users',
  'code_review_users',
  'code_review_passive_users',
] as const
export type UserColumn = (typeof USER_COLUMNS)[number]

const INTERACTIONS = ['user_initiated_interaction_count'] as const
const ANY_COUNTER: readonly Counter[] = COUNTERS
const day = (text: string) => text as Day
const chat = (...features: string[]): Evidence => ({ entries: { features, counters: INTERACTIONS } })

/** The nine columns of GitHub's user-level feature engagement preview, in its order. */
export const PREVIEW_FEATURES: readonly Feature[] = [
  {
    key: 'cli',
    label: 'Copilot CLI',
    meaning: 'Copilot in the terminal, which answers, plans and runs commands',
    since: day('2026-04-02'),
    began: 'Copilot CLI is reported per person',
    countedAs: 'cli_users',
    evidence: {
      flags: ['used_cli'],
      entries: { features: ['copilot_cli'], counters: ANY_COUNTER },
      objects: { name: 'totals_by_cli', counters: ['prompt_count', 'request_count'] },
    },
  },
  {
    key: 'code_completion',
    label: 'Code completion',
    meaning: 'suggestions while typing; engaged: accepted, wholly or in part',
    evidence: { entries: { features: ['code_completion'], counters: ['code_acceptance_activity_count'] } },
  },
  {
    key: 'code_review',
    label: 'Code review',
    meaning: 'a review of a change, asked for, or a suggestion of one applied',
    since: day('2026-04-06'),
    began: 'code review is reported per person',
    countedAs: 'code_review_users',
    evidence: { flags: ['used_copilot_code_review_active'], nullMeansNo: true },
  },
  { key: 'dotcom_chat', label: 'Chat on GitHub.com', meaning: 'chat on the pages of GitHub.com' },
  {
    key: 'inline_chat',
    label: 'Inline chat',
    meaning: 'chat in the code itself, about the lines around it',
    evidence: chat('chat_inline'),
  },
  {
    key: 'knowledge_base_chat',
    label: 'Knowledge base chat',
    meaning: 'chat about an organization’s documentation',
  },
  { key: 'mobile_chat', label: 'Mobile chat', meaning: 'chat in GitHub’s app for phones' },
  {
    key: 'panel_chat',
    label: 'Panel chat',
    meaning: 'chat beside the code, in any of its modes',
    evidence: chat('chat_panel_*'),
  },
  {
    key: 'pull_request_summary',
    label: 'Pull request summary',
    meaning: 'a summary that Copilot writes of a pull request',
  },
]

/** The registry: every known feature, in the order of every file. Unlisted features (added by GitHub) follow, by key. */
export const FEATURES: readonly Feature[] = [
  ...PREVIEW_FEATURES,
  {
    key: 'ask_mode',
    label: 'Ask mode',
    meaning: 'questions and answers, without changes to files',
    isMode: true,
    evidence: chat('chat_panel_ask_mode'),
  },
  {
    key: 'edit_mode',
    label: 'Edit mode',
    meaning: 'changes to chosen files, shown before they are kept',
    isMode: true,
    evidence: chat('chat_panel_edit_mode'),
  },
  {
    key: 'plan_mode',
    label: 'Plan mode',
    meaning: 'a plan first, before any change',
    since: day('2026-03-02'),
    began: 'plan mode is reported',
    isMode: true,
    evidence: chat('chat_panel_plan_mode'),
  },
  {
    key: 'custom_mode',
    label: 'Custom mode',
    meaning: 'a mode that somebody set up for a purpose',
    isMode: true,
    evidence: chat('chat_panel_custom_mode'),
  },
  {
    key: 'agent_mode',
    label: 'Agent mode',
    meaning: 'Copilot works on a task in the editor by itself: it reads, changes and runs',
    countedAs: 'agent_users',
    evidence: { flags: ['used_agent'], ...chat('chat_panel_agent_mode') },
  },
  {
    key: 'agent_edit',
    label: 'Agent edits',
    meaning: 'code that agents put into files or take out of them',
    evidence: {
      entries: {
        features: ['agent_edit'],
        counters: ['code_generation_activity_count', 'loc_added_sum', 'loc_deleted_sum'],
      },
    },
  },
  {
    key: 'cloud_agent',
    label: 'Cloud agent',
    meaning: 'an agent that works on an issue on GitHub and opens a pull request',
    countedAs: 'cloud_agent_users',
    evidence: { flags: ['used_copilot_cloud_agent', 'used_copilot_coding_agent'] },
  },
  {
    key: 'copilot_app',
    label: 'Copilot app',
    meaning: 'the desktop app for working with several agents',
    since: day('2026-07-28'),
    began: 'the Copilot app is reported per person',
    countedAs: 'copilot_app_users',
    evidence: {
      flags: ['used_copilot_app'],
      entries: { features: ['copilot_app'], counters: ANY_COUNTER },
      objects: { name: 'totals_by_copilot_app', counters: ['prompt_count', 'request_count'] },
    },
  },
  {
    key: 'third_party_agent',
    label: 'Third-party agents',
    meaning: 'agents of other makers, run by way of Copilot',
    since: day('2026-08-07'),
    began: 'third-party agents are reported',
    evidence: {
      objects: { name: 'totals_by_3rd_party_agent', counters: INTERACTIONS },
      omittedWhenUnused: true,
    },
  },
  {
    key: 'vscode_agents',
    label: 'VS Code Agents',
    meaning: 'the Agents window of VS Code',
    since: day('2026-09-11'),
    began: 'VS Code Agents are reported',
    evidence: {
      flags: ['used_vscode_agent'],
      objects: { name: 'totals_by_vscode_agent', counters: ['session_count', 'total_user_messages'] },
      omittedWhenUnused: true,
    },
  },
]

/** A column that counts users by flags of their rows. */
export interface UserFlags {
  readonly column: UserColumn
  /** A user is counted if one of these is set. */
  readonly flags: readonly Flag[]
  /** From this day on `null` means no; before it, or without such a day, unknown. */
  readonly nullMeansNoSince?: Day | undefined
  /** If this flag is set the user is not counted. */
  readonly unless?: Flag
}

const CODE_REVIEW_SINCE = FEATURES.find(({ key }) => key === 'code_review')?.since

/** Columns that belong to no feature: any chat, and exposure to reviews that the user did not request. */
const OTHER_USER_FLAGS: readonly UserFlags[] = [
  { column: 'chat_users', flags: ['used_chat'] },
  {
    column: 'code_review_passive_users',
    flags: ['used_copilot_code_review_passive'],
    nullMeansNoSince: CODE_REVIEW_SINCE,
    unless: 'used_copilot_code_review_active',
  },
]

const FLAGS_OF_FEATURES: readonly UserFlags[] = FEATURES.flatMap(({ countedAs, evidence, since }) =>
  countedAs === undefined
    ? []
    : [
        {
          column: countedAs,
          flags: evidence?.flags ?? [],
          nullMeansNoSince: evidence?.nullMeansNo === true ? since : undefined,
        },
      ],
)

/** How each of USER_COLUMNS is counted, in the same order. */
export const USER_FLAGS: readonly UserFlags[] = USER_COLUMNS.flatMap((column) =>
  [...OTHER_USER_FLAGS, ...FLAGS_OF_FEATURES].filter((flags) => flags.column === column),
)

/** Values of `totals_by_feature[].feature` that belong to features of the registry. */
const LISTED_VALUES = new Set([
  ...FEATURES.flatMap((feature) => feature.evidence?.entries?.features ?? []),
  'chat_panel_unknown_mode',
])

/** The key of the unlisted feature for a value of `totals_by_feature[].feature`; undefined for buckets and listed features. */
export function unlistedFeatureKey(value: string): string | undefined {
  const key = value.trim().toLowerCase()
  return key === '' || key === 'others' || key.includes('unknown') || LISTED_VALUES.has(key) ? undefined : key
}
