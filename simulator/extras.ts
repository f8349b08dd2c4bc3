import { dayTextOf } from './day-numbers.ts'
import type { Cell } from './cells.ts'
import { around, pick, wholeBetween, type Random } from './random.ts'
import { DID, SINCE } from './workday.ts'

interface Kind {
  key: string
  names: readonly string[]
}

const KINDS: readonly Kind[] = [
  {
    key: 'skill',
    names: ['other', 'create-pr', 'review-diff', 'write-tests', 'triage', 'summarize', 'other'],
  },
  { key: 'custom_agent', names: ['other'] },
  { key: 'mcp', names: ['github-mcp-server', 'playwright', 'other', 'context7'] },
  { key: 'slash_cmd', names: ['model', 'clear', 'custom', 'compact', 'usage', 'help', 'resume'] },
  { key: 'plugin', names: ['other', 'azure'] },
]

const AGENTS = [
  '{"agent_name":"Claude (Anthropic)","agent_id":"2246796"',
  '{"agent_name":"Codex (OpenAI)","agent_id":"2248422"',
] as const

/** The objects beside the arrays: CLI, Copilot app, third-party agents, VS Code Agents; each from its day on. */
export function toolsText(did: number, cells: Cell[], dayNumber: number, random: Random): string {
  let text = ''
  if ((did & DID.cli) !== 0) {
    const version = random() < 0.05 ? '"unknown","sampled_at":null' : cliVersion(dayNumber)
    text += `,"totals_by_cli":{${usageText(promptsOf(cells, 'copilot_cli', random), random)},"last_known_cli_version":{"cli_version":${version}}}`
  }
  if ((did & DID.app) !== 0)
    text += `,"totals_by_copilot_app":{${usageText(promptsOf(cells, 'copilot_app', random), random)}}`
  else if (dayNumber >= SINCE.app && random() < 0.1) text += ',"totals_by_copilot_app":null'
  if ((did & DID.thirdParty) !== 0) text += `,"totals_by_3rd_party_agent":[${agentsText(random)}]`
  if ((did & DID.vscodeAgents) !== 0) {
    const sessions = 1 + around(random, 1)
    text += `,"totals_by_vscode_agent":{"session_count":${sessions},"total_user_messages":${sessions + around(random, 4)}}`
  }
  return text
}

/** Skills, custom agents, MCP servers, slash commands and plugins of the CLI: five entries at most, null when not known. */
export function customisationsText(did: number, dayNumber: number, random: Random, dirty: boolean): string {
  if (dayNumber < SINCE.customisations) return ''
  const cli = (did & DID.cli) !== 0
  if (!cli && random() > 0.1) return ''
  const early = dirty && dayNumber < SINCE.customisations + 4
  return KINDS.map((kind) => (cli ? kindText(kind, random, early) : noKindText(kind))).join('')
}

function promptsOf(cells: Cell[], feature: string, random: Random): number {
  const prompts = cells.reduce((sum, cell) => sum + (cell.feature === feature ? cell.counters[0] : 0), 0)
  return prompts === 0 ? 1 + around(random, 3) : prompts
}

function usageText(prompts: number, random: Random): string {
  const requests = prompts * wholeBetween(random, 3, 14)
  const output = requests * wholeBetween(random, 400, 2400)
  const input = requests * wholeBetween(random, 9_000, 70_000)
  const average = random() < 0.05 ? 'null' : `${Math.round((100 * (output + input)) / requests) / 100}`
  return (
    `"session_count":${1 + around(random, prompts / 4)},"request_count":${requests},"prompt_count":${prompts}` +
    `,"token_usage":{"output_tokens_sum":${output},"prompt_tokens_sum":${input},"avg_tokens_per_request":${average}}`
  )
}

function cliVersion(dayNumber: number): string {
  const patch = Math.max(0, Math.floor((dayNumber - SINCE.cli) / 3))
  return `"1.0.${20 + patch}","sampled_at":"${dayTextOf(dayNumber)}T16:45:10.000Z"`
}

function agentsText(random: Random): string {
  const started = AGENTS.filter(() => random() < 0.55)
  const agents = started.length === 0 ? [pick(random, AGENTS)] : started
  return agents
    .map((agent) => `${agent},"user_initiated_interaction_count":${1 + around(random, 1.5)}}`)
    .join(',')
}

function kindText(kind: Kind, random: Random, early: boolean): string {
  const names = [...new Set(kind.names.filter(() => random() < 0.35))].slice(0, 5)
  const counter = early && kind.key === 'skill' ? 'user_initiated_interaction_count' : 'interaction_count'
  const entries = names.map((name) => `{"${kind.key}":"${name}","${counter}":${1 + around(random, 3)}}`)
  const distinct = names.length === 0 ? 0 : names.length + around(random, 0.5)
  return `,"distinct_${kind.key}_use_count":${distinct},"totals_by_${kind.key}":[${entries.join(',')}]`
}

function noKindText(kind: Kind): string {
  return `,"distinct_${kind.key}_use_count":null,"totals_by_${kind.key}":null`
}
