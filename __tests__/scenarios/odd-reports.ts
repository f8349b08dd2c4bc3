import { randomOf } from '../../simulator/random.ts'
import { ndjson } from './scenario.ts'

type Random = () => number
type Fields = Record<string, unknown>

const counters = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
]
const flags = [
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
const features = [
  'code_completion',
  'Code_Completion ',
  'chat_inline',
  'chat_panel_ask_mode',
  'chat_panel_agent_mode',
  'chat_panel_plan_mode',
  'chat_panel_custom_mode',
  'chat_panel_unknown_mode',
  'chat_panel_new_mode',
  'agent_edit',
  'copilot_cli',
  'copilot_app',
  'others',
  'Unknown',
  'mind_reading',
  'Mind_Reading',
  'code_review',
  'mobile_chat',
  '=formula()',
  '',
]
const languages = [
  'typescript',
  'ts',
  'TSX',
  'python',
  'py',
  'c#',
  'others',
  'unknown',
  'Unknown',
  '',
  'hcl',
  '-dash',
  'a,b "c"',
]
const models = [
  'claude-4.6-sonnet',
  'claude-sonnet-4.6',
  'Claude-Opus-4.6-1m',
  'gpt-5.4',
  'auto',
  'unknown',
  'others',
]
const ides = ['vscode', 'VSCode', '1.133.0:', 'intellij', 'others', '']

/**
 * Report files of a few people and teams in which everything odd happens that a row may do: fields that are missing or
 * null, zeros, spellings, new features and arrays, people twice, other entities, ids as text, renames, days without a report.
 */
export function oddReports(seed: number, days: readonly string[], entityId: string): Record<string, string> {
  const files: Record<string, string> = {}
  days.forEach((day, at) => {
    const random = randomOf(seed, at)
    if (random() < 0.9) files[`users-${day}.ndjson`] = ndjson(oddRows(random, at, entityId), day)
    if (random() < 0.85) files[`user-teams-${day}.ndjson`] = ndjson(oddMemberships(random, at, entityId), day)
  })
  return files
}

function oddRows(random: Random, at: number, entityId: string): Fields[] {
  const rows: Fields[] = []
  for (let person = 0; person < 14; person += 1) {
    if (random() < 0.35) continue
    const row = oddRow(random, person, at, entityId)
    rows.push(row)
    if (random() < 0.05) rows.push(row)
    if (random() < 0.08) {
      delete row['totals_by_3rd_party_agent']
      const larger = { ...row, ...oddRow(random, person, at, entityId), loc_added_sum: 1000 }
      if (random() < 0.5) rows.push(larger)
      else rows.unshift(larger)
    }
  }
  return rows
}

function oddRow(random: Random, person: number, at: number, entityId: string): Fields {
  const row: Fields = { ...personOf(random, person, at), ...entityOf(random, entityId) }
  if (random() < 0.15) return row
  for (const flag of flags) put(row, random, flag, random() < 0.3)
  putCounters(row, random)
  put(row, random, 'ai_credits_used', Math.round(random() * 1e8) / 1e6)
  put(
    row,
    random,
    'ai_adoption_phase',
    random() < 0.8 ? { phase_number: Math.floor(random() * 4) } : 'Phase 1',
  )
  put(row, random, 'totals_by_feature', entries(random, { feature: features }))
  put(row, random, 'totals_by_ide', entries(random, { ide: ides }))
  put(row, random, 'totals_by_language_feature', entries(random, { language: languages, feature: features }))
  put(row, random, 'totals_by_language_model', entries(random, { language: languages, model: models }))
  put(row, random, 'totals_by_model_feature', entries(random, { model: models, feature: features }))
  putObjects(row, random, at)
  return row
}

function putObjects(row: Fields, random: Random, at: number): void {
  const usage = () => ({ session_count: few(random), request_count: few(random), prompt_count: few(random) })
  const tokens = () => ({
    output_tokens_sum: few(random) * 1e9,
    prompt_tokens_sum: few(random),
    avg_tokens_per_request: 1.5,
  })
  const version = { cli_version: '1.0', sampled_at: null }
  if (random() < 0.3)
    put(row, random, 'totals_by_cli', { ...usage(), token_usage: tokens(), last_known_cli_version: version })
  if (random() < 0.3) put(row, random, 'totals_by_copilot_app', usage())
  if (random() < 0.3)
    put(row, random, 'totals_by_vscode_agent', {
      session_count: few(random),
      total_user_messages: few(random),
    })
  if (random() < 0.3) {
    const agent = {
      agent_id: String(Math.floor(random() * 3)),
      agent_name: at < 10 ? 'Claude' : 'Claude (new)',
    }
    put(
      row,
      random,
      'totals_by_3rd_party_agent',
      random() < 0.2 ? [] : [{ ...agent, user_initiated_interaction_count: few(random) }],
    )
  }
  if (random() < 0.3)
    put(row, random, 'totals_by_skill', [{ skill: 'create-pr', interaction_count: few(random) }])
  if (random() < 0.2)
    put(row, random, 'totals_by_mcp', [{ mcp: 'Other', user_initiated_interaction_count: few(random) }])
  if (random() < 0.2)
    put(row, random, 'totals_by_room', [
      { room: 'lab', session_count: few(random), loc_added_sum: few(random) },
    ])
  if (random() < 0.2) put(row, random, 'distinct_skill_use_count', few(random))
}

function oddMemberships(random: Random, at: number, entityId: string): Fields[] {
  const lines: Fields[] = []
  for (let person = 0; person < 16; person += 1) {
    for (let team = 0; team < 4; team += 1) {
      if (random() < 0.65) continue
      const slug = team === 0 && at > 5 ? 'renamed-team' : `team-${team}`
      const line = {
        ...personOf(random, person, at),
        ...entityOf(random, entityId),
        team_id: [9, 42, 100, 1000][team],
        slug,
      }
      lines.push(line)
      if (random() < 0.1) lines.push(line)
    }
  }
  return lines
}

function personOf(random: Random, person: number, at: number): Fields {
  const id = 990 + person * 7
  const login = person === 3 && at > 6 ? 'renamed-person' : person === 5 ? '@at-sign' : `person-${person}`
  return { user_id: random() < 0.1 ? String(id) : id, user_login: login }
}

function entityOf(random: Random, entityId: string): Fields {
  return random() < 0.2 ? {} : { organization_id: entityId }
}

function entries(random: Random, names: Readonly<Record<string, readonly string[]>>): Fields[] {
  return Array.from({ length: Math.floor(random() * 5) }, () => {
    const entry: Fields = {}
    for (const [key, values] of Object.entries(names)) {
      if (random() < 0.97) entry[key] = values[Math.floor(random() * values.length)]
    }
    putCounters(entry, random)
    return entry
  })
}

function putCounters(row: Fields, random: Random): void {
  for (const counter of counters) put(row, random, counter, random() < 0.4 ? 0 : few(random))
}

/** Sometimes a field is not there, sometimes it is null. */
function put(row: Fields, random: Random, name: string, value: unknown): void {
  const chance = random()
  if (chance >= 0.15) row[name] = value
  else if (chance < 0.05) row[name] = null
}

function few(random: Random): number {
  return Math.floor(random() * 9)
}
