import { addDays, type Day, daysEnding, isWeekday, weekOf } from '../../src/day.ts'
import type { FeatureLine, FeatureStatus } from '../../src/metrics/feature-lines.ts'
import { FEATURES } from '../../src/metrics/features.ts'
import type { CounterSums } from '../../src/metrics/reading.ts'
import type { DayLine } from '../../src/metrics/day-lines.ts'
import type { TeamLine } from '../../src/metrics/activity-lines.ts'
import type { TeamSegments } from '../../src/metrics/people-report.ts'
import { type EntityNumbers, type ReportNumbers, withInsights } from '../../src/metrics/insights.ts'
import type { EntityLine, EntityReport, Report } from '../../src/metrics/report.ts'
import type { WeekLine } from '../../src/metrics/team-tables.ts'
import { withheldUsage, withhold } from '../../src/metrics/withheld.ts'
import { sampleBreakdowns, sampleCounters, samplePeople } from './sample-details.ts'

export interface SampleOptions {
  readonly entity?: string
  readonly teams?: number
  readonly days?: number
  readonly until?: string
  /** Members of a team are this many and up to twice as many. */
  readonly size?: number
  readonly seed?: number
}

const NAMES =
  'platform-core payments-api mobile-ios mobile-android data-science frontend-guild search-relevance billing identity sre-emea qa-automation design-systems ml-infra developer-experience security-response growth catalog checkout logistics internal-tools'.split(
    ' ',
  )

/** A report of one made-up organization, the same for the same options. */
export function sampleReport(options: SampleOptions = {}, overrides: Partial<ReportNumbers> = {}): Report {
  const until = (options.until ?? '2026-11-18') as Day
  const count = options.days ?? 28
  const since = addDays(until, 1 - count)
  return withInsights({
    schema_version: 1,
    since,
    until,
    previous_since: addDays(since, -count),
    previous_until: addDays(since, -1),
    thresholds: { championConsistency: 0.6, championFeatures: 4, laggingConsistency: 0.2, gapShare: 0.1 },
    people: { shown: 'named', withheld_in_public: false },
    minimum_group_size: null,
    entities: [sampleEntity(options)],
    ...overrides,
  })
}

/** The only entity of a report. */
export function entityOf({ entities }: Report): EntityReport {
  const [entity, ...others] = entities
  if (entity === undefined || others.length > 0) throw new RangeError('the report is of one entity')
  return entity
}

/** One made-up organization, the same for the same options. */
export function sampleEntity(
  options: SampleOptions = {},
  overrides: Partial<EntityNumbers> = {},
): EntityNumbers {
  const { entity = 'octo-works', teams: teamCount = 12, days: dayCount = 28, size = 14, seed = 7 } = options
  const until = (options.until ?? '2026-11-18') as Day
  const days = daysEnding(until, dayCount)
  const random = randomFrom(seed)
  const teams = Array.from({ length: teamCount }, (_, index) => sampleTeam(entity, index, size, days, random))
  const sum = (of: (team: TeamLine) => number | null) =>
    teams.reduce((total, team) => total + (of(team) ?? 0), 0)
  const members = Math.round(sum((team) => team.members) * 0.88)
  const both = Math.round(
    members *
      (sum((team) => team.active_users) /
        Math.max(
          1,
          sum((team) => team.members),
        )),
  )
  const active = both + Math.round(both * 0.05)
  const totals = sampleTotals(members, both, active, teamCount)
  const weeks = sampleWeeks(days, active, random)
  const features = sampleFeatures(entity, active, random)
  const inSeveral = Math.round(both * 0.13)
  return {
    scope: 'organization',
    entity,
    entity_id: '771203',
    coverage: {
      days: dayCount,
      days_reported: dayCount,
      days_with_teams: dayCount,
      missing_days: [],
      days_with_teams_report: dayCount,
      missing_teams_days: [],
      sparse_days: [],
      previous_days_reported: dayCount,
      previous_days_with_teams: dayCount,
      previous_sparse_days: [],
      rejected_lines: 0,
      repeated_rows: 0,
      conflicting_rows: 0,
    },
    totals,
    reconciliation: {
      in_one_team: both - inSeveral,
      in_several_teams: inSeveral,
      in_no_team: active - both,
      teams_unknown: 0,
      withheld: {},
    },
    days: days.map((day) => sampleDay(entity, day, active, random)),
    teams,
    features,
    weeks,
    team_weeks: teams.map((team) => ({
      team_id: team.team_id,
      active_users: weeks.map((_, index) =>
        Math.round((team.active_users ?? 0) * (0.65 + 0.04 * index + 0.1 * random())),
      ),
      withheld: [],
    })),
    team_features: teams
      .toSorted((left, right) => (right.members ?? 0) - (left.members ?? 0))
      .slice(0, 40)
      .map(({ team_id, slug, active_users }) => ({
        team_id,
        slug,
        active_users,
        shares: features.map(({ share_of_active_users: share }) =>
          share === null
            ? null
            : Math.min(
                1,
                Math.round(share * (0.3 + 1.5 * random()) * (active_users ?? 0)) / (active_users || 1),
              ),
        ),
        withheld: [],
      })),
    segments: samplePeople(entity, active, members - both).segments,
    champions: samplePeople(entity, active, members - both).champions,
    people_to_help: samplePeople(entity, active, members - both).people_to_help,
    team_segments: teams.map(sampleSegments),
    breadth: [0.06, 0.1, 0.15, 0.19, 0.2, 0.15, 0.1, 0.05].map((share) => Math.round(share * active)),
    phases: {
      first: { '0': 12, '1': Math.round(active * 0.5), '2': Math.round(active * 0.3) },
      last: { '0': 8, '1': Math.round(active * 0.4), '2': Math.round(active * 0.4) },
      moved_up: Math.round(active * 0.12),
      moved_down: Math.round(active * 0.02),
      withheld: {},
    },
    breakdowns: sampleBreakdowns(entity, active),
    counters: sampleCounters(entity),
    ai_credits_in_no_team: 112.5,
    withheld: {},
    ...overrides,
  }
}

function sampleSegments({ team_id, slug, members, active_users, engaged_users }: TeamLine): TeamSegments {
  const [size, active, engaged] = [members ?? 0, active_users ?? 0, engaged_users ?? 0]
  const lagging = Math.round(engaged * 0.08)
  const champion = Math.round(engaged * 0.4)
  const others = { regular: engaged - champion - lagging, unengaged: active - engaged, idle: size - active }
  return { team_id, slug, champion, lagging, ...others, withheld: {} }
}

/** An entity as it is shown where counts of fewer than `least` people are withheld. */
export function protectedSample(entity: EntityNumbers, least: number): EntityNumbers {
  const protect = <Line extends TeamLine | EntityLine>(line: Line): Line => {
    const usage = { members: line.members, active: line.active_users, engaged: line.engaged_users }
    const activeMembers = (line.members ?? 0) - (line.idle_users ?? 0)
    const { active, idle, engaged } = withheldUsage({ ...usage, activeMembers }, least)
    const hiddenRate = idle === undefined ? undefined : null
    return withhold(line, {
      active_users: active,
      idle_users: idle,
      engaged_users: engaged,
      adoption_rate: hiddenRate,
    })
  }
  const teams = entity.teams.map(protect)
  const hidden = new Set(teams.flatMap((team) => (team.active_users === null ? [team.team_id] : [])))
  return {
    ...entity,
    totals: protect(entity.totals),
    teams,
    segments: withhold(entity.segments, {
      lagging: { least: 1, most: 12 },
      unengaged: { least: 1, most: 12 },
    }),
    team_segments: entity.team_segments.map((line) =>
      hidden.has(line.team_id) ? withhold(line, { lagging: null, unengaged: null, idle: null }) : line,
    ),
    team_weeks: entity.team_weeks.map((line) => ({
      ...line,
      active_users: line.active_users.map((count) => (hidden.has(line.team_id) ? null : count)),
      withheld: hidden.has(line.team_id) ? entity.weeks.map(({ week }) => week) : [],
    })),
    team_features: entity.team_features.map((line) => ({
      ...line,
      shares: line.shares.map((share) => (hidden.has(line.team_id) ? null : share)),
      withheld: hidden.has(line.team_id) ? entity.features.map(({ feature }) => feature) : [],
    })),
    breadth: [null, null, ...entity.breadth.slice(2)],
    withheld: { breadth: { least: 1, most: 14 } },
    reconciliation: withhold(entity.reconciliation, {
      in_no_team: { least: 1, most: 9 },
      in_several_teams: { least: 1, most: 9 },
    }),
  }
}

/** An entity of which GitHub reports next to nothing. */
export function unknownEntity(): EntityNumbers {
  const sample = sampleEntity({ teams: 3 })
  const blank = <Line extends object>(line: Line, kept: readonly string[]): Line =>
    Object.fromEntries(
      Object.entries(line).map(([name, value]) => [
        name,
        typeof value === 'number' && !kept.includes(name) ? null : value,
      ]),
    ) as Line
  return {
    ...sample,
    totals: blank(sample.totals, []),
    days: sample.days.map((line) => blank(line, [])),
    teams: sample.teams.map((line) => blank(line, ['days_listed', 'members'])),
    features: sample.features.map((line) => ({ ...blank(line, []), status: 'not-reported' })),
    weeks: sample.weeks.map((line) => blank(line, ['days', 'days_reported'])),
    team_weeks: sample.team_weeks.map((line) => ({
      ...line,
      active_users: line.active_users.map(() => null),
    })),
    team_features: sample.team_features.map((line) => ({
      ...blank(line, []),
      shares: line.shares.map(() => null),
    })),
    reconciliation: { in_one_team: 0, in_several_teams: 0, in_no_team: 0, teams_unknown: 0, withheld: {} },
    segments: { champion: 0, regular: 0, lagging: 0, unengaged: 0, idle: 0, withheld: {} },
    team_segments: [],
    champions: [],
    people_to_help: [],
    breadth: [],
    phases: { first: {}, last: {}, moved_up: 0, moved_down: 0, withheld: {} },
    breakdowns: [],
    counters: [],
  }
}

function sampleTeam(
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

function sampleTotals(members: number, both: number, active: number, teams: number): EntityLine {
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

function sampleDay(entity: string, day: Day, active: number, random: () => number): DayLine {
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

function sampleWeeks(days: readonly Day[], active: number, random: () => number): WeekLine[] {
  const [since = '2026-10-22' as Day] = days
  const all = [...daysEnding(addDays(since, -1), days.length), ...days]
  return [...new Set(all.map(weekOf))].map((week, index) => {
    const count = all.filter((day) => weekOf(day) === week).length
    const people = Math.round(active * (count === 7 ? 0.72 + 0.025 * index + 0.02 * random() : 0.5))
    return {
      week,
      days: count,
      days_reported: count,
      members: active + 20,
      active_users: people,
      engaged_users: Math.round(people * 0.9),
      withheld: {},
    }
  })
}

function sampleFeatures(entity: string, active: number, random: () => number): FeatureLine[] {
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
  return FEATURES.map(({ key, label, isMode }) => {
    const share = shares[key]
    const engaged = share === undefined ? null : Math.round(share * active)
    const status: FeatureStatus =
      share === undefined ? 'not-reported' : share === 0 ? 'unused' : share < 0.1 ? 'gap' : 'used'
    return {
      entity,
      feature: key,
      label,
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

function counterSums(base: number): CounterSums {
  return {
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
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
