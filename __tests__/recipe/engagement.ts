import { COUNTERS, isObject, isWhole, objectsOf } from './numbers.ts'
import type { Json } from './numbers.ts'
import { byCodeUnit } from './reports.ts'
import type { Row } from './reports.ts'

/** The nine features of GitHub's engagement preview, in its order. */
const PREVIEW_FEATURES = [
  'cli',
  'code_completion',
  'code_review',
  'dotcom_chat',
  'inline_chat',
  'knowledge_base_chat',
  'mobile_chat',
  'panel_chat',
  'pull_request_summary',
]

/** The features that came after the preview. */
const NEWER_FEATURES = [
  'ask_mode',
  'edit_mode',
  'plan_mode',
  'custom_mode',
  'agent_mode',
  'agent_edit',
  'cloud_agent',
  'copilot_app',
  'third_party_agent',
  'vscode_agents',
]

/** The features that have a name of their own, in the order of the CSVs. */
export const REGISTRY = [...PREVIEW_FEATURES, ...NEWER_FEATURES]

/** Modes of panel chat: shown, but they count neither for breadth nor for feature days. */
export const MODES = new Set(['ask_mode', 'edit_mode', 'plan_mode', 'custom_mode'])

/** The first day with data, for features that came later. */
export const SINCE = new Map([
  ['cli', '2026-04-02'],
  ['code_review', '2026-04-06'],
  ['plan_mode', '2026-03-02'],
  ['copilot_app', '2026-07-28'],
  ['third_party_agent', '2026-08-07'],
  ['vscode_agents', '2026-09-11'],
])

const FLAGS = new Map([
  ['cli', ['used_cli']],
  ['code_review', ['used_copilot_code_review_active']],
  ['agent_mode', ['used_agent']],
  ['cloud_agent', ['used_copilot_cloud_agent', 'used_copilot_coding_agent']],
  ['copilot_app', ['used_copilot_app']],
  ['vscode_agents', ['used_vscode_agent']],
])

const OBJECTS = new Map([
  ['cli', 'totals_by_cli'],
  ['copilot_app', 'totals_by_copilot_app'],
  ['third_party_agent', 'totals_by_3rd_party_agent'],
  ['vscode_agents', 'totals_by_vscode_agent'],
])

// Features that leave a trace in totals_by_feature: not being there means not used.
const IN_FEATURE_ARRAY = new Set([
  'cli',
  'code_completion',
  'inline_chat',
  'panel_chat',
  'ask_mode',
  'edit_mode',
  'plan_mode',
  'custom_mode',
  'agent_mode',
  'agent_edit',
  'copilot_app',
])

// Features whose fields GitHub leaves out when they do not apply.
const LEFT_OUT_WHEN_UNUSED = new Set(['third_party_agent', 'vscode_agents'])

const NAMES_IN_FEATURE_ARRAY = new Set([
  'code_completion',
  'chat_inline',
  'chat_panel_ask_mode',
  'chat_panel_edit_mode',
  'chat_panel_agent_mode',
  'chat_panel_plan_mode',
  'chat_panel_custom_mode',
  'chat_panel_unknown_mode',
  'agent_edit',
  'copilot_cli',
  'copilot_app',
])

/** All features in the order of the CSVs; after the named ones those that only the rows know, by name. */
export function featureKeys(rows: Row[]): string[] {
  const own = new Set(rows.flatMap(ownNames).filter((name) => !REGISTRY.includes(name)))
  return [...REGISTRY, ...[...own].sort(byCodeUnit)]
}

/** 1 engaged, 0 not engaged, null unknown. */
export function stateOf(row: Row, feature: string): 0 | 1 | null {
  if (isUsed(row, feature)) return 1
  const arrived = row.day >= (SINCE.get(feature) ?? '')
  const flags = new Set((FLAGS.get(feature) ?? []).map((flag) => row.fields[flag]))
  if (flags.has(false)) return 0
  if (feature === 'code_review' && flags.has(null) && arrived) return 0
  if (hasFeatureArray(row) && IN_FEATURE_ARRAY.has(feature) && arrived) return 0
  if (LEFT_OUT_WHEN_UNUSED.has(feature) && arrived) return 0
  if (isDelivered(row, feature)) return 0
  return !REGISTRY.includes(feature) && hasFeatureArray(row) ? 0 : null
}

/** Did something on purpose that day: one feature is known to be engaged. */
export function isEngaged(row: Row): boolean {
  return featureKeys([row]).some((feature) => stateOf(row, feature) === 1)
}

/** A feature's known flag of a user: whether any row carries it, and the users for whom it is true. */
export function flagUsersText(rows: Row[], flags: string[]): string {
  if (rows.length === 0) return '0'
  if (!rows.some((row) => flags.some((flag) => isCarried(row, flag)))) return ''
  const users = rows.filter((row) => flags.some((flag) => row.fields[flag] === true)).map((row) => row.userId)
  return String(new Set(users).size)
}

/** The entries of totals_by_feature with this name, in any spelling. */
export function featureEntries(row: Row, name: string): Json[] {
  return objectsOf(row.fields['totals_by_feature']).filter((entry) => nameOf(entry) === name)
}

function isUsed(row: Row, feature: string): boolean {
  if (ownNames(row).includes(feature) && hasAnyCounter(row, feature)) return true
  const fields = row.fields
  switch (feature) {
    case 'cli':
      return (
        fields['used_cli'] === true ||
        showsAbove0(fields['totals_by_cli'], ['prompt_count', 'request_count']) ||
        hasAnyCounter(row, 'copilot_cli')
      )
    case 'code_completion':
      return has(row, 'code_completion', ['code_acceptance_activity_count'])
    case 'code_review':
      return fields['used_copilot_code_review_active'] === true
    case 'inline_chat':
      return hasInteractions(row, 'chat_inline')
    case 'panel_chat':
      return objectsOf(fields['totals_by_feature']).some(
        (entry) =>
          nameOf(entry).startsWith('chat_panel_') && isAbove0(entry, ['user_initiated_interaction_count']),
      )
    case 'ask_mode':
    case 'edit_mode':
    case 'plan_mode':
    case 'custom_mode':
      return hasInteractions(row, `chat_panel_${feature}`)
    case 'agent_mode':
      return fields['used_agent'] === true || hasInteractions(row, 'chat_panel_agent_mode')
    case 'agent_edit':
      return has(row, 'agent_edit', ['code_generation_activity_count', 'loc_added_sum', 'loc_deleted_sum'])
    case 'cloud_agent':
      return fields['used_copilot_cloud_agent'] === true || fields['used_copilot_coding_agent'] === true
    case 'copilot_app':
      return (
        fields['used_copilot_app'] === true ||
        showsAbove0(fields['totals_by_copilot_app'], ['prompt_count', 'request_count']) ||
        hasAnyCounter(row, 'copilot_app')
      )
    case 'third_party_agent':
      return showsAbove0(fields['totals_by_3rd_party_agent'], ['user_initiated_interaction_count'])
    case 'vscode_agents':
      return (
        fields['used_vscode_agent'] === true ||
        showsAbove0(fields['totals_by_vscode_agent'], ['session_count', 'total_user_messages'])
      )
    default:
      return false
  }
}

// Whether the row has an object of the feature or an entry, also one of zeros: then it knows the feature on any day.
function isDelivered(row: Row, feature: string): boolean {
  const field = OBJECTS.get(feature)
  const object = field === undefined ? undefined : row.fields[field]
  if (typeof object === 'object' && object !== null) return true
  const names = objectsOf(row.fields['totals_by_feature']).map(nameOf)
  return names.some((name) => isEntryOf(name, feature)) || ownNames(row).includes(feature)
}

function isEntryOf(name: string, feature: string): boolean {
  switch (feature) {
    case 'cli':
      return name === 'copilot_cli'
    case 'inline_chat':
      return name === 'chat_inline'
    case 'panel_chat':
      return name.startsWith('chat_panel_')
    case 'code_completion':
    case 'agent_edit':
    case 'copilot_app':
      return name === feature
    default:
      return name === `chat_panel_${feature}`
  }
}

function hasInteractions(row: Row, name: string): boolean {
  return has(row, name, ['user_initiated_interaction_count'])
}

function hasAnyCounter(row: Row, name: string): boolean {
  return has(row, name, COUNTERS)
}

function has(row: Row, name: string, counters: string[]): boolean {
  return featureEntries(row, name).some((entry) => isAbove0(entry, counters))
}

// One object or several: GitHub has both, and a use that one of them tells of is a use.
function showsAbove0(value: unknown, counters: string[]): boolean {
  return [value, ...objectsOf(value)].some((one) => isAbove0(one, counters))
}

function isAbove0(value: unknown, counters: string[]): boolean {
  return isObject(value) && counters.some((counter) => isWhole(value[counter]) && value[counter] > 0)
}

function hasFeatureArray(row: Row): boolean {
  return Array.isArray(row.fields['totals_by_feature'])
}

function ownNames(row: Row): string[] {
  return objectsOf(row.fields['totals_by_feature'])
    .map(nameOf)
    .filter(
      (name) =>
        name !== '' && name !== 'others' && !name.includes('unknown') && !NAMES_IN_FEATURE_ARRAY.has(name),
    )
}

function nameOf(entry: Json): string {
  const name = entry['feature']
  return typeof name === 'string' ? name.trim().toLowerCase() : ''
}

function isCarried(row: Row, flag: string): boolean {
  const value = row.fields[flag]
  if (value === null) return flag === 'used_copilot_code_review_active' && row.day >= '2026-04-06'
  return typeof value === 'boolean'
}
