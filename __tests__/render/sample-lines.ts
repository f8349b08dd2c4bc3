import { addDays, type Day, daysEnding, isWeekday, weekOf } from '../../src/day.ts'
import type { TeamLine } from '../../src/lines/activity.ts'
import type { CounterSums } from '../../src/rollup/reading.ts'
import type { DayLine } from '../../src/lines/days.ts'
import type { FeatureLine, FeatureStatus } from '../../src/lines/features.ts'
import { FEATURES } from '../../src/rules/features.ts'
import type { TeamSegments } from '../../src/lines/people-summary.ts'
import type { EntityLine } from '../../src/lines/report.ts'
import type { WeekLine } from '../../src/lines/team-tables.ts'
import { UNKNOWN_COUNTERS } from '../fixtures/counters.ts'

const NAMES =
  'platform-core payments-api mobile-ios mobile-android data-science frontend-guild search-relevance billing identity sre-emea qa-automation design-systems ml-infra developer-experience security-response growth catalog checkout logistics internal-tools'.split(
    ' ',
  )

/** A team of so many members and up to twice as many. */
export function sampleTeam(
  entity: string,
  index: number,
  size: number,
  days: readonly Day[],
  random: () => number,
): TeamLine {
  const name = NAMES[index % NAMES.length] ?? 'team'
  const round = Math.floor(index / NAMES.length)
  const members = size + Math.floor(random() * size)
  const active = Math.round(members * Math.min(1, 0.45 + random() * 0.6))
  const engaged = Math.round(active * (0.8 + random() * 0.2))
  return {
    scope: 'organization',
    entity,
    entity_id: '771203',
    team_id: String(5301 + index),
    slug: round === 0 ? name : `${name}-${round + 1}`,
    since: days[0] ?? ('2026-10-22' as Day),
    until: days.at(-1) ?? ('2026-11-18' as Day),
    days_listed: index === 7 ? Math.max(1, days.length - 5) : days.length,
    members,
    active_users: active,
    engaged_users: engaged,
    idle_users: members - active,
    adoption_rate: rate(active, members),
    active_user_days: active * 12,
    ...counterSums(active * 40),
    completion_acceptance_rate: 0.284,
    ai_credits_used: active * 8.25,
    chat_users: Math.round(active * 0.7),
    agent_users: Math.round(active * 0.5),
    cli_users: Math.round(active * 0.2),
    copilot_app_users: Math.round(active * 0.06),
    cloud_agent_users: Math.round(active * 0.09),
    code_review_users: Math.round(active * 0.3),
    previous_active_users: Math.max(0, active - Math.round((random() - 0.3) * 8)),
    previous_engaged_users: Math.max(0, engaged - Math.round((random() - 0.3) * 8)),
    withheld: {},
  }
}

/** The totals of so many people. */
export function sampleTotals(members: number, both: number, active: number, teams: number): EntityLine {
  const engaged = Math.round(active * 0.93)
  return {
    teams,
    members,
    active_users: active,
    engaged_users: engaged,
    idle_users: members - both,
    adoption_rate: rate(both, members),
    active_user_days: active * 13,
    ...counterSums(active * 42),
    completion_acceptance_rate: 0.284,
    ai_credits_used: active * 8.4,
    previous_ai_credits_used: active * 7.1,
    chat_users: Math.round(active * 0.7),
    agent_users: Math.round(active * 0.5),
    cli_users: Math.round(active * 0.2),
    copilot_app_users: Math.round(active * 0.06),
    cloud_agent_users: Math.round(active * 0.09),
    code_review_users: Math.round(active * 0.3),
    previous_active_users: Math.round(active * 0.81),
    previous_engaged_users: Math.round(engaged * 0.79),
    previous_members: Math.round(members * 0.99),
    code_review_passive_users: Math.round(active * 0.12),
    previous_adoption_rate: rate(Math.round(both * 0.82), Math.round(members * 0.99)),
    withheld: {},
  }
}

/** A day on which most of the active people were active, or few on weekends. */
export function sampleDay(entity: string, day: Day, active: number, random: () => number): DayLine {
  const share = isWeekday(day) ? 0.55 + 0.12 * random() : 0.06 + 0.03 * random()
  const people = Math.round(active * share)
  return {
    entity,
    day,
    status: 'reported',
    rows: people,
    memberships: Math.round(active * 1.3),
    active_users: people,
    engaged_users: Math.round(people * (0.82 + 0.06 * random())),
    users_in_no_team: Math.round(people * 0.05),
    ...counterSums(people * 5),
    ai_credits_used: people * 0.8,
    withheld: {},
  }
}

/** The weeks of the days and of as many before. */
export function sampleWeeks(days: readonly Day[], active: number, random: () => number): WeekLine[] {
  const [since = '2026-10-22' as Day] = days
  const all = [...daysEnding(addDays(since, -1), days.length), ...days]
  return [...new Set(all.map(weekOf))].map((week, index) => {
    const count = all.filter((day) => weekOf(day) === week).length
    const people = Math.min(
      active,
      Math.round(active * (count === 7 ? 0.72 + 0.025 * index + 0.02 * random() : 0.5)),
    )
    return {
      week,
      days: count,
      days_reported: count,
      members: active + 20,
      active_users: people,
      engaged_users: Math.round(people * 0.9),
      adoption_rate: people / (active + 20),
      withheld: {},
    }
  })
}

/** All features, some of them gaps, unused or not reported. */
export function sampleFeatures(entity: string, active: number, random: () => number): FeatureLine[] {
  const shares: Record<string, number> = {
    cli: 0.21,
    code_completion: 0.78,
    code_review: 0.33,
    inline_chat: 0.18,
    panel_chat: 0.71,
    ask_mode: 0.52,
    edit_mode: 0.11,
    plan_mode: 0.07,
    custom_mode: 0.02,
    agent_mode: 0.58,
    agent_edit: 0.61,
    cloud_agent: 0.08,
    copilot_app: 0.05,
    third_party_agent: 0.012,
    vscode_agents: 0,
  }
  return FEATURES.map(({ key, label, meaning, isMode }) => {
    const share = shares[key]
    const engaged = share === undefined ? null : Math.round(share * active)
    const status: FeatureStatus =
      share === undefined ? 'not-reported' : share === 0 ? 'unused' : share < 0.1 ? 'gap' : 'used'
    return {
      entity,
      feature: key,
      label,
      meaning,
      status,
      is_mode: isMode ?? false,
      engaged_users: engaged,
      engaged_user_days: engaged === null ? null : engaged * 6,
      share_of_active_users: share ?? null,
      previous_engaged_users: engaged === null ? null : Math.round(engaged * (0.7 + 0.4 * random())),
      withheld: {},
    }
  })
}

/** The people of a team by segment. */
export function sampleSegments({
  team_id,
  slug,
  members,
  active_users,
  engaged_users,
}: TeamLine): TeamSegments {
  const [size, active, engaged] = [members ?? 0, active_users ?? 0, engaged_users ?? 0]
  const lagging = Math.round(engaged * 0.08)
  const champion = Math.round(engaged * 0.4)
  const others = { regular: engaged - champion - lagging, unengaged: active - engaged, idle: size - active }
  return { team_id, slug, champion, lagging, ...others, withheld: {} }
}

function counterSums(base: number): CounterSums {
  return {
    ...UNKNOWN_COUNTERS,
    user_initiated_interaction_count: base,
    code_generation_activity_count: base * 6,
    code_acceptance_activity_count: base * 2,
    loc_suggested_to_add_sum: base * 20,
    loc_suggested_to_delete_sum: base * 3,
    loc_added_sum: base * 31,
    loc_deleted_sum: base * 9,
  }
}

function rate(part: number, base: number): number | null {
  return base === 0 ? null : Math.round((part * 1e6) / base) / 1e6
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
