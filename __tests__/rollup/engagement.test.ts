import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/day.ts'
import { carriesFeatureArray, emptyRules, engagementOf, reportableOn } from '../../src/rollup/engagement.ts'
import { FEATURES, PREVIEW_FEATURES } from '../../src/rules/features.ts'
import { emptyRowFields, NOT_CARRIED } from '../../src/parse/fields.ts'
import { createLineReader } from '../../src/parse/line-reader.ts'
import { byFeature, dayOf, type Line, lineView, row, WEDNESDAY } from '../fixtures/rows.ts'

type State = 'engaged' | 'not engaged' | 'unknown'
type Case = readonly [feature: string, state: State, line: Line]

const ASKED = { user_initiated_interaction_count: 1 }
const SHOWN = { code_generation_activity_count: 3 }
const NOTHING = { user_initiated_interaction_count: 0, code_generation_activity_count: 0, loc_added_sum: 0 }
const EMPTY: Line = { totals_by_feature: [] }
const rules = emptyRules()

describe('on a day after every since-date', () => {
  const cases: readonly Case[] = [
    ['cli', 'engaged', { used_cli: true }],
    ['cli', 'engaged', { totals_by_cli: { prompt_count: 1, request_count: 0 } }],
    ['cli', 'engaged', { totals_by_cli: { prompt_count: 0, request_count: 1 } }],
    ['cli', 'engaged', byFeature({ copilot_cli: { loc_deleted_sum: 1 } })],
    ['cli', 'engaged', { used_cli: false, ...byFeature({ copilot_cli: ASKED }) }],
    ['cli', 'not engaged', { used_cli: false }],
    ['cli', 'not engaged', { totals_by_cli: { session_count: 5, prompt_count: 0, request_count: 0 } }],
    ['cli', 'not engaged', byFeature({ copilot_cli: NOTHING })],
    ['cli', 'not engaged', EMPTY],
    ['cli', 'unknown', {}],
    ['cli', 'unknown', { used_cli: null, totals_by_cli: null, totals_by_feature: null }],

    [
      'code_completion',
      'engaged',
      byFeature({ code_completion: { ...SHOWN, code_acceptance_activity_count: 1 } }),
    ],
    ['code_completion', 'not engaged', byFeature({ code_completion: { ...SHOWN, loc_added_sum: 4 } })],
    ['code_completion', 'not engaged', EMPTY],
    ['code_completion', 'unknown', {}],
    ['code_completion', 'unknown', { code_acceptance_activity_count: 9 }],

    ['code_review', 'engaged', { used_copilot_code_review_active: true }],
    [
      'code_review',
      'engaged',
      { used_copilot_code_review_active: true, used_copilot_code_review_passive: true },
    ],
    ['code_review', 'not engaged', { used_copilot_code_review_active: false }],
    ['code_review', 'not engaged', { used_copilot_code_review_active: null }],
    [
      'code_review',
      'not engaged',
      { used_copilot_code_review_active: null, used_copilot_code_review_passive: true },
    ],
    ['code_review', 'unknown', { used_copilot_code_review_passive: true }],
    ['code_review', 'unknown', EMPTY],

    ['dotcom_chat', 'unknown', { used_chat: true, ...EMPTY }],
    ['knowledge_base_chat', 'unknown', { used_chat: true, ...EMPTY }],
    ['mobile_chat', 'unknown', { used_chat: true, ...EMPTY }],
    ['pull_request_summary', 'unknown', { used_chat: true, ...EMPTY }],

    ['inline_chat', 'engaged', byFeature({ chat_inline: ASKED })],
    ['inline_chat', 'not engaged', byFeature({ chat_inline: SHOWN })],
    ['inline_chat', 'not engaged', byFeature({ chat_panel_ask_mode: ASKED })],
    ['inline_chat', 'unknown', { used_chat: true }],

    ['panel_chat', 'engaged', byFeature({ chat_panel_ask_mode: ASKED })],
    ['panel_chat', 'engaged', byFeature({ chat_panel_agent_mode: ASKED })],
    ['panel_chat', 'engaged', byFeature({ chat_panel_unknown_mode: ASKED })],
    ['panel_chat', 'engaged', byFeature({ chat_panel_tomorrow_mode: ASKED })],
    ['panel_chat', 'engaged', byFeature({ chat_panel_ask_mode: NOTHING, chat_panel_edit_mode: ASKED })],
    ['panel_chat', 'not engaged', byFeature({ chat_panel_ask_mode: SHOWN })],
    ['panel_chat', 'not engaged', byFeature({ chat_inline: ASKED })],
    ['panel_chat', 'not engaged', { used_chat: true, ...EMPTY }],
    ['panel_chat', 'unknown', { used_chat: true }],

    ['ask_mode', 'engaged', byFeature({ chat_panel_ask_mode: ASKED })],
    ['ask_mode', 'not engaged', byFeature({ chat_panel_ask_mode: SHOWN })],
    ['ask_mode', 'not engaged', byFeature({ chat_panel_unknown_mode: ASKED })],
    ['ask_mode', 'unknown', {}],
    ['edit_mode', 'engaged', byFeature({ chat_panel_edit_mode: ASKED })],
    ['edit_mode', 'not engaged', byFeature({ agent_edit: { ...SHOWN, ...ASKED } })],
    ['edit_mode', 'unknown', {}],
    ['plan_mode', 'engaged', byFeature({ chat_panel_plan_mode: ASKED })],
    ['plan_mode', 'not engaged', byFeature({ chat_panel_plan_mode: SHOWN })],
    ['plan_mode', 'unknown', {}],
    ['custom_mode', 'engaged', byFeature({ chat_panel_custom_mode: ASKED })],
    ['custom_mode', 'not engaged', EMPTY],
    ['custom_mode', 'unknown', {}],

    ['agent_mode', 'engaged', { used_agent: true }],
    ['agent_mode', 'engaged', byFeature({ chat_panel_agent_mode: ASKED })],
    ['agent_mode', 'engaged', { used_agent: false, ...byFeature({ chat_panel_agent_mode: ASKED }) }],
    ['agent_mode', 'not engaged', { used_agent: false }],
    ['agent_mode', 'not engaged', byFeature({ chat_panel_agent_mode: SHOWN })],
    ['agent_mode', 'not engaged', byFeature({ agent_edit: SHOWN })],
    ['agent_mode', 'unknown', {}],

    ['agent_edit', 'engaged', byFeature({ agent_edit: SHOWN })],
    ['agent_edit', 'engaged', byFeature({ agent_edit: { loc_added_sum: 1 } })],
    ['agent_edit', 'engaged', byFeature({ agent_edit: { loc_deleted_sum: 1 } })],
    ['agent_edit', 'not engaged', byFeature({ agent_edit: { loc_suggested_to_add_sum: 9, ...ASKED } })],
    ['agent_edit', 'not engaged', { used_agent: true, ...EMPTY }],
    ['agent_edit', 'unknown', { used_agent: true }],

    ['cloud_agent', 'engaged', { used_copilot_cloud_agent: true }],
    ['cloud_agent', 'engaged', { used_copilot_coding_agent: true }],
    ['cloud_agent', 'engaged', { used_copilot_coding_agent: true, used_copilot_cloud_agent: false }],
    ['cloud_agent', 'not engaged', { used_copilot_cloud_agent: false }],
    ['cloud_agent', 'not engaged', { used_copilot_coding_agent: false }],
    ['cloud_agent', 'unknown', EMPTY],
    ['cloud_agent', 'unknown', { used_copilot_cloud_agent: null }],

    ['copilot_app', 'engaged', { used_copilot_app: true }],
    ['copilot_app', 'engaged', { totals_by_copilot_app: { prompt_count: 1 } }],
    ['copilot_app', 'engaged', { totals_by_copilot_app: { request_count: 1 } }],
    ['copilot_app', 'engaged', byFeature({ copilot_app: { loc_suggested_to_add_sum: 1 } })],
    ['copilot_app', 'not engaged', { used_copilot_app: false }],
    ['copilot_app', 'not engaged', { totals_by_copilot_app: { session_count: 2, prompt_count: 0 } }],
    ['copilot_app', 'not engaged', EMPTY],
    ['copilot_app', 'unknown', { totals_by_copilot_app: null }],

    ['third_party_agent', 'engaged', { totals_by_3rd_party_agent: [{ agent_id: '1', ...ASKED }] }],
    ['third_party_agent', 'engaged', { totals_by_3rd_party_agent: [{ agent_id: '1', ...NOTHING }, ASKED] }],
    ['third_party_agent', 'not engaged', { totals_by_3rd_party_agent: [{ agent_id: '1', ...NOTHING }] }],
    ['third_party_agent', 'not engaged', { totals_by_3rd_party_agent: [] }],
    ['third_party_agent', 'not engaged', {}],

    ['vscode_agents', 'engaged', { used_vscode_agent: true }],
    ['vscode_agents', 'engaged', { totals_by_vscode_agent: { session_count: 1, total_user_messages: 0 } }],
    ['vscode_agents', 'engaged', { totals_by_vscode_agent: { session_count: 0, total_user_messages: 1 } }],
    ['vscode_agents', 'engaged', { totals_by_vscode_agent: [{ session_count: 0 }, { session_count: 1 }] }],
    ['vscode_agents', 'not engaged', { totals_by_vscode_agent: { session_count: 0.5 } }],
    ['vscode_agents', 'not engaged', { totals_by_vscode_agent: { session_count: 2 ** 53 } }],
    ['vscode_agents', 'not engaged', { used_vscode_agent: false }],
    [
      'vscode_agents',
      'not engaged',
      { totals_by_vscode_agent: { session_count: 0, total_user_messages: 0 } },
    ],
    ['vscode_agents', 'not engaged', {}],
  ]

  test.each(cases)('%s is %s with %j', (feature, state, line) => {
    expect(stateOf(feature, line)).toBe(state)
  })

  test('every feature of the registry has its cases', () => {
    expect(
      FEATURES.map(({ key }) => key).filter((key) => !cases.some(([feature]) => feature === key)),
    ).toEqual([])
  })
})

describe('since-dates', () => {
  const since: readonly (readonly [feature: string, day: string, line: Line])[] = [
    ['cli', '2026-04-02', EMPTY],
    ['code_review', '2026-04-06', { used_copilot_code_review_active: null }],
    ['plan_mode', '2026-03-02', EMPTY],
    ['copilot_app', '2026-07-28', EMPTY],
    ['third_party_agent', '2026-08-07', {}],
    ['vscode_agents', '2026-09-11', {}],
  ]

  test.each(since)(
    '%s is not engaged from %s on where nothing shows it, and unknown the day before',
    (feature, day, line) => {
      expect(stateOf(feature, { day, ...line })).toBe('not engaged')
      expect(stateOf(feature, { day: addDays(dayOf(day), -1), ...line })).toBe('unknown')
    },
  )

  test('features without one are known from the first report on', () => {
    const known = FEATURES.filter(({ key }) => stateOf(key, { day: '2025-10-10', ...EMPTY }) !== 'unknown')
    expect(known.map(({ key }) => key)).toEqual([
      'code_completion',
      'inline_chat',
      'panel_chat',
      'ask_mode',
      'edit_mode',
      'custom_mode',
      'agent_mode',
      'agent_edit',
    ])
  })

  const EARLY = '2026-02-02'
  const delivered: readonly Case[] = [
    ['cli', 'engaged', { used_cli: true }],
    ['cli', 'not engaged', { used_cli: false }],
    ['cli', 'not engaged', { totals_by_cli: { prompt_count: 0 } }],
    ['cli', 'engaged', { totals_by_cli: [{ prompt_count: 1 }] }],
    ['cli', 'unknown', { totals_by_cli: 'x' }],
    ['cli', 'engaged', byFeature({ copilot_cli: ASKED })],
    ['cli', 'not engaged', byFeature({ copilot_cli: NOTHING })],
    ['code_review', 'engaged', { used_copilot_code_review_active: true }],
    ['code_review', 'not engaged', { used_copilot_code_review_active: false }],
    ['plan_mode', 'engaged', byFeature({ chat_panel_plan_mode: ASKED })],
    ['plan_mode', 'not engaged', byFeature({ chat_panel_plan_mode: NOTHING })],
    ['copilot_app', 'engaged', { totals_by_copilot_app: { prompt_count: 1 } }],
    ['copilot_app', 'not engaged', { totals_by_copilot_app: {} }],
    ['third_party_agent', 'engaged', { totals_by_3rd_party_agent: [ASKED] }],
    ['third_party_agent', 'not engaged', { totals_by_3rd_party_agent: [] }],
    ['vscode_agents', 'engaged', { totals_by_vscode_agent: { session_count: 1 } }],
    ['vscode_agents', 'not engaged', { used_vscode_agent: false }],
  ]

  test.each(delivered)('%s is %s before its since-date where GitHub delivered %j', (feature, state, line) => {
    expect(stateOf(feature, { day: EARLY, ...line })).toBe(state)
  })
})

describe('values of totals_by_feature', () => {
  test('are compared without regard to case and space around them', () => {
    expect(stateOf('inline_chat', byFeature({ ' Chat_Inline ': ASKED }))).toBe('engaged')
    expect(ownOf(byFeature({ ' Chat_Inline ': ASKED }))).toEqual({})
  })

  test('may be missing or of another kind, which shows nothing', () => {
    const line = { totals_by_feature: [ASKED, { feature: 7, ...ASKED }, { feature: null, ...ASKED }] }
    expect(engagedKeys(line)).toEqual([])
    expect(ownOf(line)).toEqual({})
  })

  test('that appear twice engage by either', () => {
    const entry = { feature: 'chat_inline' }
    const line = {
      totals_by_feature: [
        { ...entry, ...ASKED },
        { ...entry, ...NOTHING },
      ],
    }
    expect(stateOf('inline_chat', line)).toBe('engaged')
  })
})

describe('features that GitHub adds', () => {
  test('show up by their unlisted name, engaged with any counter above 0', () => {
    expect(ownOf(byFeature({ time_travel: { loc_deleted_sum: 1 } }))).toEqual({ time_travel: true })
    expect(ownOf(byFeature({ time_travel: NOTHING }))).toEqual({ time_travel: false })
  })

  test('have one name whatever its case, and engage by any of its entries', () => {
    const line = {
      totals_by_feature: [
        { feature: 'Time_Travel', ...ASKED },
        { feature: 'time_travel ', ...NOTHING },
      ],
    }
    expect(ownOf(line)).toEqual({ time_travel: true })
  })

  test('do not include buckets', () => {
    expect(ownOf(byFeature({ others: ASKED, unknown: ASKED, Unknown_Mode: ASKED, '': ASKED }))).toEqual({})
  })

  test('do not include what the registry accounts for', () => {
    const names = [
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
    ]
    expect(ownOf(byFeature(Object.fromEntries(names.map((name) => [name, ASKED]))))).toEqual({})
  })

  test('as a new mode of panel chat count there too', () => {
    const line = byFeature({ chat_panel_tomorrow_mode: ASKED })
    expect(engagedKeys(line)).toEqual(['panel_chat'])
    expect(ownOf(line)).toEqual({ chat_panel_tomorrow_mode: true })
  })

  test('under the key of a feature of the registry are that feature, not a second one of the same name', () => {
    const line = byFeature({ dotcom_chat: ASKED })
    expect(engagedKeys(line)).toEqual(['dotcom_chat'])
    expect(ownOf(line)).toEqual({})
  })
})

test('exposure is no engagement: a review that was assigned, a completion that was shown, credits, sessions', () => {
  const line = {
    used_chat: true,
    used_copilot_code_review_passive: true,
    used_copilot_code_review_active: null,
    ai_credits_used: 12.5,
    code_generation_activity_count: 3,
    totals_by_cli: { session_count: 2, prompt_count: 0, request_count: 0 },
    ...byFeature({ code_completion: SHOWN }),
  }
  expect(engagedKeys(line)).toEqual([])
})

test('the features of GitHub’s preview come first, in its order', () => {
  const preview = [
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
  expect(PREVIEW_FEATURES.map(({ key }) => key)).toEqual(preview)
  expect(FEATURES.slice(0, 9)).toEqual(PREVIEW_FEATURES)
})

test('the four modes of panel chat are shown and not counted', () => {
  expect(FEATURES.filter(({ isMode }) => isMode).map(({ key }) => key)).toEqual([
    'ask_mode',
    'edit_mode',
    'plan_mode',
    'custom_mode',
  ])
})

function stateOf(feature: string, line: Line): State {
  const bit = 1 << FEATURES.findIndex(({ key }) => key === feature)
  const { engaged, known } = engagementOf(row(line), reportableOn(dayOfLine(line)), rules)
  if ((engaged & bit) !== 0) return 'engaged'
  return (known & bit) === 0 ? 'unknown' : 'not engaged'
}

function engagedKeys(line: Line): string[] {
  return FEATURES.map(({ key }) => key).filter((key) => stateOf(key, line) === 'engaged')
}

function ownOf(line: Line): Record<string, boolean> {
  const { unlisted } = engagementOf(row(line), reportableOn(dayOfLine(line)), rules)
  return Object.fromEntries(unlisted ?? [])
}

function dayOfLine({ day = WEDNESDAY }: Line) {
  return dayOf(day)
}

describe('A row of the preview', () => {
  const { readEngagementRow } = createLineReader()
  const told = (line: Line) => {
    const fields = emptyRowFields()
    const text = JSON.stringify({ day: WEDNESDAY, login: 'alice', user_id: 1001, ...line })
    expect(readEngagementRow(lineView(text), dayOf(WEDNESDAY), fields)).toBeUndefined()
    return fields
  }
  const maskOf = (...keys: string[]) =>
    FEATURES.reduce((mask, { key }, index) => (keys.includes(key) ? mask | (1 << index) : mask), 0)

  test('shows the features that its columns tell of, whatever the day, and no others', () => {
    const line = { cli_engagement: 1, code_completion_engagement: 0, mobile_chat_engagement: null }
    expect(engagementOf(told(line), 0, rules)).toEqual({
      generations: Number.NaN,
      acceptances: Number.NaN,
      engaged: maskOf('cli'),
      known: maskOf('cli', 'code_completion'),
      unlisted: new Map(),
    })
    expect(engagementOf(told(line), reportableOn(dayOf(WEDNESDAY)), rules)).toEqual(
      engagementOf(told(line), 0, rules),
    )
  })

  test('names features that are in no registry', () => {
    const { known, unlisted } = engagementOf(
      told({ time_travel_engagement: true, beam_engagement: 0 }),
      0,
      rules,
    )
    expect([known, unlisted]).toEqual([
      0,
      new Map([
        ['time_travel', true],
        ['beam', false],
      ]),
    ])
  })

  test('delivers no arrays, even where it knows code completion', () => {
    expect(carriesFeatureArray(told({ code_completion_engagement: 1 }))).toBe(false)
    expect(carriesFeatureArray(row(EMPTY))).toBe(true)
    expect(carriesFeatureArray(row({ used_chat: true }))).toBe(false)
  })

  test('carries nothing else, be the line before it a full row', () => {
    const fields = row({
      loc_added_sum: 3,
      used_cli: true,
      ai_credits_used: 2,
      totals_by_ide: [{ ide: 'vim' }],
    })
    const text = JSON.stringify({ day: WEDNESDAY, login: 'bob', user_id: 7, loc_added_sum: 9 })
    expect(readEngagementRow(lineView(text), dayOf(WEDNESDAY), fields)).toBeUndefined()
    expect([...fields.counters].every(Number.isNaN)).toBe(true)
    expect(fields).toMatchObject({ credits: Number.NaN, arrays: 0, entries: 0, features: new Map() })
    expect([...fields.flags].every((flag) => flag === NOT_CARRIED)).toBe(true)
  })
})
