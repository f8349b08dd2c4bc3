import { addDays, type Day, daysEnding } from '../../src/day.ts'
import type { TeamLine } from '../../src/lines/activity.ts'
import { type EntityNumbers, type ReportNumbers, withInsights } from '../../src/lines/insights.ts'
import type { EntityLine, EntityReport, Report } from '../../src/lines/report.ts'
import { withheldUsage, withhold } from '../../src/privacy/withheld.ts'
import { sampleBreakdowns, sampleCounters, samplePeople } from './sample-details.ts'
import {
  sampleDay,
  sampleFeatures,
  sampleSegments,
  sampleTeam,
  sampleTotals,
  sampleWeeks,
  randomFrom,
} from './sample-lines.ts'

export interface SampleOptions {
  readonly entity?: string
  readonly teams?: number
  readonly days?: number
  readonly until?: string
  /** Members of a team are this many and up to twice as many. */
  readonly size?: number
  readonly seed?: number
}

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
    thresholds: {
      championConsistency: 0.6,
      championFeatures: 6,
      laggingConsistency: 0.2,
      gapShare: 0.1,
      adoptionTarget: null,
    },
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
      ...weeklyNumbers(
        weeks.map((_, index) => 0.65 + 0.04 * index + 0.1 * random()),
        team,
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
    ...samplePeople(entity, active, members - both),
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
      adoption_rates: line.adoption_rates.map(() => null),
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

/** A team's active people and adoption in weeks in which so much of its active people was active. */
function weeklyNumbers(parts: readonly number[], { active_users, members }: TeamLine) {
  const active = parts.map((part) => Math.min(members ?? 0, Math.round((active_users ?? 0) * part)))
  return {
    active_users: active,
    adoption_rates: active.map((count) => (members === null || members === 0 ? null : count / members)),
  }
}
