import type { CounterLine } from '../../src/lines/breakdowns.ts'
import type { BreakdownSummary } from '../../src/lines/breakdown-summaries.ts'
import type { PersonSummary } from '../../src/lines/people-summary.ts'
import type { EntityNumbers } from '../../src/lines/insights.ts'
import { UNKNOWN_COUNTERS } from '../fixtures/counters.ts'

/** Segments and lists of people for so many active and idle people. */
export function samplePeople(
  entity: string,
  active: number,
  idle: number,
): Pick<EntityNumbers, 'segments' | 'champions' | 'people_to_help'> {
  const champion = Math.round(active * 0.18)
  const lagging = Math.round(active * 0.14)
  const unengaged = Math.round(active * 0.07)
  const logins = [
    'dana-okafor',
    'li-wen',
    'm-ferreira',
    'sofia-lund',
    'raj-patel',
    'noor-haddad',
    'k-tanaka',
    'e-novak',
  ]
  const person = (login: string, index: number, isChampion: boolean): PersonSummary => ({
    user_login: `${login}_${entity.slice(0, 4)}`,
    teams: index % 3 === 0 ? 'platform-core;frontend-guild' : 'payments-api',
    segment: isChampion ? 'champion' : index % 4 === 0 ? 'unengaged' : 'lagging',
    consistency: isChampion ? 0.95 - index * 0.04 : index % 4 === 0 ? 0 : 0.05 + index * 0.01,
    engaged_days: isChampion ? 19 - index : index % 4 === 0 ? 0 : 2,
    features_used: isChampion ? 8 - (index % 4) : index % 4 === 0 ? 0 : 1,
    not_tried: isChampion ? ['Cloud agent'] : ['Agent mode', 'Code review', 'Panel chat'],
  })
  return {
    segments: {
      champion,
      regular: active - champion - lagging - unengaged,
      lagging,
      unengaged,
      idle,
      withheld: {},
    },
    champions: logins.slice(0, champion).map((login, index) => person(login, index, true)),
    people_to_help: logins
      .toReversed()
      .slice(0, lagging)
      .map((login, index) => person(login, index, false)),
  }
}

/** Languages, editors, models and one of the newer dimensions. */
export function sampleBreakdowns(entity: string, active: number): BreakdownSummary[] {
  const values: Record<string, string[]> = {
    language: ['typescript', 'python', 'java', 'go', 'c#', 'c++', 'others', 'unknown'],
    ide: ['vscode', 'intellij', 'visualstudio', 'unknown'],
    model: ['claude-sonnet-4.6', 'gpt-5.6-sol', 'gpt-5.4', 'auto', 'others', 'unknown'],
    mcp: ['github-mcp-server', 'other'],
  }
  return Object.entries(values).map(([dimension, names]) => ({
    dimension,
    values: names.length,
    lines: names.map((value, index) => {
      const people = Math.max(1, Math.round(active / (index + 1.4)))
      const isCounted = dimension !== 'mcp'
      return {
        entity,
        dimension,
        value,
        second_value: '',
        active_users: people,
        active_user_days: people * 9,
        ...UNKNOWN_COUNTERS,
        user_initiated_interaction_count: null,
        code_generation_activity_count: isCounted ? people * 140 : null,
        code_acceptance_activity_count: isCounted ? people * 31 : null,
        loc_suggested_to_add_sum: isCounted ? people * 800 : null,
        loc_suggested_to_delete_sum: isCounted ? people * 40 : null,
        loc_added_sum: isCounted ? people * 1210 : null,
        loc_deleted_sum: isCounted ? people * 180 : null,
        raw_values: '',
        withheld: {},
      }
    }),
  }))
}

/** Counters of the CLI and the app. */
export function sampleCounters(entity: string): CounterLine[] {
  const sums = [
    ['totals_by_cli', 'prompt_count', 3050],
    ['totals_by_cli', 'request_count', 155_553],
    ['totals_by_cli', 'session_count', 16_357],
    ['totals_by_cli', 'token_usage.prompt_tokens_sum', 18_123_456_789],
    ['totals_by_copilot_app', 'prompt_count', 2180],
  ] as const
  return sums.map(([dimension, counter, sum]) => ({
    entity,
    team_id: '',
    slug: '',
    dimension,
    value: '',
    counter,
    sum,
  }))
}
