import type { Person } from './people.ts'
import { around, pick, wholeBetween, type Random } from './random.ts'
import { dayNumberOf } from './day-numbers.ts'
import { DID, SINCE } from './workday.ts'

/** GitHub's seven counters in their order: interactions, generations, acceptances, suggested +/-, added, deleted. */
export type Counters = [number, number, number, number, number, number, number]

/** One thing somebody did: the finest grain from which all arrays of a row are summed up. Empty: not applicable. */
export interface Cell {
  feature: string
  ide: string
  language: string
  model: string
  counters: Counters
}

// Means: prompts of a part of the day, outputs beside one a prompt, share accepted, lines per output or acceptance.
interface Recipe {
  did: number
  feature: string
  place: 'ide' | 'cli' | 'app'
  prompts: number
  outputs: number
  accepted: number
  suggested: number
  kept: number
  written: number
  removed: number
  parts: number
}

const PANEL = {
  place: 'ide',
  accepted: 0.15,
  suggested: 11,
  kept: 6,
  written: 0,
  removed: 0,
  parts: 1,
} as const
const TOOL = {
  outputs: 5,
  accepted: 0.97,
  suggested: 17,
  kept: 16,
  written: 0,
  removed: 1.5,
  parts: 1,
} as const

const RECIPES: readonly Recipe[] = [
  {
    did: DID.completion,
    feature: 'code_completion',
    place: 'ide',
    prompts: 0,
    outputs: 30,
    accepted: 0.3,
    suggested: 2.2,
    kept: 2,
    written: 0,
    removed: 0,
    parts: 2,
  },
  { ...PANEL, did: DID.inline, feature: 'chat_inline', prompts: 2, outputs: 1, accepted: 0.5 },
  { ...PANEL, did: DID.ask, feature: 'chat_panel_ask_mode', prompts: 3, outputs: 2 },
  { ...PANEL, did: DID.edit, feature: 'chat_panel_edit_mode', prompts: 2, outputs: 1 },
  { ...PANEL, did: DID.agent, feature: 'chat_panel_agent_mode', prompts: 5, outputs: 3, accepted: 0.05 },
  {
    ...PANEL,
    did: DID.plan,
    feature: 'chat_panel_plan_mode',
    prompts: 1,
    outputs: 1,
    accepted: 0,
    suggested: 0,
  },
  { ...PANEL, did: DID.custom, feature: 'chat_panel_custom_mode', prompts: 2, outputs: 1, accepted: 0 },
  {
    did: DID.agentEdit,
    feature: 'agent_edit',
    place: 'ide',
    prompts: 0,
    outputs: 16,
    accepted: 0,
    suggested: 0,
    kept: 0,
    written: 13,
    removed: 3,
    parts: 2,
  },
  { ...TOOL, did: DID.cli, feature: 'copilot_cli', place: 'cli', prompts: 5 },
  { ...TOOL, did: DID.app, feature: 'copilot_app', place: 'app', prompts: 3 },
  { ...PANEL, did: DID.voice, feature: 'voice_mode', prompts: 2, outputs: 1 },
]

const ERAS: readonly { until: number; models: readonly string[] }[] = [
  {
    until: dayNumberOf('2026-03-15'),
    models: ['gpt-5', 'claude-sonnet-4.5', 'gpt-4.1', 'claude-haiku-4.5', 'gemini-2.5-pro', 'gpt-5-mini'],
  },
  {
    until: dayNumberOf('2026-08-01'),
    models: [
      'claude-sonnet-4.6',
      'gpt-5.4',
      'claude-haiku-4.5',
      'claude-opus-4.6-1m',
      'gpt-5-mini',
      'gemini-3-pro',
    ],
  },
  {
    until: 2 ** 30,
    models: [
      'claude-sonnet-5',
      'gpt-5.5',
      'claude-sonnet-4.6',
      'gpt-5.6-sol',
      'claude-opus-4.8',
      'gpt-5.4',
      'gpt-5.6-luna',
    ],
  },
]

const LANGUAGE_ALIASES: Record<string, readonly string[]> = {
  typescript: ['ts', 'typescriptreact', 'TypeScript'],
  javascript: ['js', 'jsx'],
  python: ['py'],
  terraform: ['hcl'],
  csharp: ['c#'],
  powershell: ['pwsh'],
  shell: ['bash', 'sh'],
  markdown: ['plaintext', 'text', 'instructions', 'prompt'],
  yaml: ['yml', 'github-actions-workflow'],
}

const MODEL_ALIASES: Record<string, string> = {
  'claude-sonnet-4.6': 'claude-4.6-sonnet',
  'claude-haiku-4.5': 'claude-4.5-haiku',
}

/** What the person did that day, in cells; the same stream gives the same cells. */
export function cellsOf(
  person: Person,
  did: number,
  dayNumber: number,
  random: Random,
  dirty: boolean,
): Cell[] {
  const cells: Cell[] = []
  for (const recipe of RECIPES) {
    if ((did & recipe.did) === 0 || (recipe.place === 'cli' && dayNumber < SINCE.cliInTotals)) continue
    const unsure = person.oldClient && recipe.did === DID.ask && random() < 0.6
    const feature = unsure ? 'chat_panel_unknown_mode' : recipe.feature
    const parts = wholeBetween(random, 1, recipe.parts + (person.parts >> 1))
    const shownOnly = recipe.did === DID.completion && random() < 0.3
    for (let part = 0; part < parts; part += 1) {
      cells.push({
        feature,
        ide: ideOf(person, recipe, random),
        language: languageOf(person, recipe, part, random, dirty),
        model: recipe.did === DID.completion ? '' : modelOf(person, recipe, dayNumber, random, dirty),
        counters: countersOf(recipe, person.intensity / (1 + part), shownOnly, random),
      })
    }
  }
  return cells
}

function ideOf(person: Person, recipe: Recipe, random: Random): string {
  if (recipe.place !== 'ide') return ''
  if (person.brokenIde && recipe.did === DID.agentEdit) return '1.133.0:'
  return random() < 0.85 ? person.ide : person.secondIde
}

function languageOf(person: Person, recipe: Recipe, part: number, random: Random, dirty: boolean): string {
  const draw = random()
  if (recipe.place !== 'ide' && draw < 0.7) return 'unknown'
  if (dirty && draw < 0.02) return draw < 0.006 ? 'Unknown' : 'unknown'
  const main = part === 0 && random() < 0.75 ? person.languages[0] : undefined
  const language = main ?? pick(random, person.languages)
  const aliases = LANGUAGE_ALIASES[language]
  return dirty && aliases !== undefined && random() < 0.12 ? pick(random, aliases) : language
}

function modelOf(person: Person, recipe: Recipe, dayNumber: number, random: Random, dirty: boolean): string {
  const draw = random()
  if (draw < 0.12) return 'auto'
  if (recipe.place === 'app' && draw < 0.5) return 'unknown'
  if (dirty && draw > 0.975) return draw > 0.995 ? 'Unknown' : draw > 0.985 ? 'unknown' : 'gpt-4o-mini'
  const models = ERAS.find((era) => dayNumber < era.until)?.models ?? ['auto']
  const turn = random() < 0.7 ? 0 : wholeBetween(random, 1, 3)
  const model =
    models[(Math.floor(((person.taste % 997) / 997) ** 1.8 * models.length) + turn) % models.length] ?? 'auto'
  return dirty && random() < 0.1 ? (MODEL_ALIASES[model] ?? model) : model
}

function countersOf(recipe: Recipe, intensity: number, shownOnly: boolean, random: Random): Counters {
  const interactions = recipe.prompts === 0 ? 0 : 1 + around(random, (recipe.prompts - 1) * intensity)
  const generations = Math.max(1, interactions) + around(random, recipe.outputs * intensity)
  const share = shownOnly ? 0 : Math.min(1, recipe.accepted * (0.7 + 0.6 * random()))
  const accepted = Math.floor(generations * share)
  const suggested = Math.round(generations * recipe.suggested * (0.5 + random()))
  const removed = Math.round(generations * recipe.removed * (0.5 + random()))
  const written = Math.round(generations * recipe.written * (0.5 + random()))
  const added = Math.min(suggested, Math.round(accepted * recipe.kept)) + written
  return [
    interactions,
    generations,
    accepted,
    suggested,
    recipe.place === 'ide' ? 0 : removed,
    added,
    removed,
  ]
}
