import type { Identify } from '../privacy/identities.ts'
import type { EntitySeats } from '../privacy/shown-seats.ts'
import type { ShownGroups } from '../privacy/shown-groups.ts'
import type { ShownTotals, ShownWeek } from '../privacy/shown-totals.ts'
import type { Protected } from '../privacy/withheld.ts'
import {
  breakdownOf,
  eachTeam,
  featureColumns,
  personFeatureDays,
  teamName,
  type ValueChoice,
} from '../rollup/reading.ts'
import type { Thresholds } from '../inputs.ts'
import { usageOfTeam } from './activity.ts'
import { breakdownLines } from './breakdowns.ts'
import { teamDayLines } from './days.ts'
import { featureLines, judgedTeamFeatures } from './features.ts'
import { groupFeatureLines } from './groups.ts'
import { peopleWithLines } from './people.ts'
import type { EntityReport } from './report.ts'
import { seatLines } from './seats.ts'
import { ENGAGED_COLUMNS, weekLines } from './weeks.ts'

/** A cell of the interactive report: a number or a text; `null`: unknown; `[]`: withheld. The files have neither of these. */
export type Cell = number | string | null | readonly []

/** A row; a person's row ends with one number per feature, and has the indexes of their teams. */
export type Row = readonly (Cell | readonly number[])[]

/** A table of one entity that `totals.json` does not have, for the interactive report. */
export interface HtmlTable {
  readonly name: HtmlTableName
  readonly columns: readonly string[]
  readonly rows: Iterable<Row>
}

export type HtmlTableName =
  | 'weeks'
  | 'team_days'
  | 'team_features'
  | 'team_values'
  | 'group_features'
  | 'people'
  | 'seats'

/** An entity as it may be shown. */
export interface HtmlPart {
  readonly shown: ShownTotals
  readonly weeks: readonly ShownWeek[]
  readonly groups: readonly ShownGroups[]
  readonly seats: EntitySeats | undefined
}

/** Values that are shown by team; the others are in `team-breakdowns.csv`. */
const VALUES: ValueChoice = { dimensions: new Set(['ide', 'language', 'model']), most: 8 }

/**
 * The tables of an entity, row by row. `team` is an index of the entity's `teams`, `day` of its `days`. People and seats are
 * only listed if `identify` is given.
 */
export function htmlTables(
  part: HtmlPart,
  report: EntityReport,
  thresholds: Thresholds,
  identify: Identify | undefined,
): HtmlTable[] {
  const { shown, groups, seats } = part
  const teams = new Map(report.teams.map(({ team_id }, index) => [team_id, index]))
  const tables: HtmlTable[] = [
    weekTable(part),
    teamDayTable(shown, report, teams),
    teamFeatureTable(shown, thresholds, teams),
    teamValueTable(shown, teams),
  ]
  if (groups.length > 0) tables.push(groupFeatureTable(groups))
  if (identify === undefined) return tables
  tables.push(peopleTable(shown, thresholds, identify, teams))
  if (seats !== undefined && !('refused' in seats)) tables.push(seatTable(part, seats, identify))
  return tables
}

/** Numbers of a line as cells. */
function cellsOf<Name extends string>(
  line: Protected & Readonly<Record<Name, number | null>>,
  names: readonly Name[],
): Cell[] {
  return names.map((name) => {
    return Object.hasOwn(line.withheld, name) ? [] : line[name]
  })
}

function weekTable({ weeks }: HtmlPart): HtmlTable {
  const numbers = ['members', 'active_users', 'engaged_users', 'adoption_rate', 'ai_credits_used'] as const
  const lines = weekLines(weeks)
  const rows = weeks.map(({ shown }, index): Row => {
    const line = lines[index]
    const uses = new Map(featureLines(shown, 0, false).map((use) => [`engaged_${use.feature}`, use]))
    const engaged = ENGAGED_COLUMNS.flatMap((column) => {
      const use = uses.get(column)
      // The lines of weeks.csv do not tell withheld from unknown.
      return use === undefined ? [null] : cellsOf(use, ['engaged_users'])
    })
    return [
      line?.since ?? null,
      line?.until ?? null,
      ...numbers.map((name) => line?.[name] ?? null),
      ...engaged,
    ]
  })
  return { name: 'weeks', columns: ['since', 'until', ...numbers, ...ENGAGED_COLUMNS], rows }
}

function teamDayTable(
  shown: ShownTotals,
  { days }: EntityReport,
  teams: ReadonlyMap<string, number>,
): HtmlTable {
  const indexes = new Map(days.map(({ day }, index) => [day, index]))
  const numbers = ['members', 'active_users', 'engaged_users'] as const
  const rows = map(teamDayLines(shown), (line) => [
    teams.get(line.team_id) ?? -1,
    indexes.get(line.day) ?? -1,
    ...cellsOf(line, numbers),
  ])
  return { name: 'team_days', columns: ['team', 'day', ...numbers], rows }
}

const FEATURE_NUMBERS = [
  'engaged_users',
  'engaged_user_days',
  'share_of_active_users',
  'previous_engaged_users',
] as const

function teamFeatureTable(
  shown: ShownTotals,
  { gapShare }: Thresholds,
  teams: ReadonlyMap<string, number>,
): HtmlTable {
  const rows = map(judgedTeamFeatures(shown, gapShare), (line) => [
    teams.get(line.team_id) ?? -1,
    line.feature,
    line.status,
    ...cellsOf(line, FEATURE_NUMBERS),
  ])
  return { name: 'team_features', columns: ['team', 'feature', 'status', ...FEATURE_NUMBERS], rows }
}

const VALUE_NUMBERS = [
  'active_users',
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_added_sum',
] as const

function teamValueTable(shown: ShownTotals, teams: ReadonlyMap<string, number>): HtmlTable {
  const columns = ['team', 'dimension', 'value', ...VALUE_NUMBERS]
  return { name: 'team_values', columns, rows: teamValueRows(shown, teams) }
}

/** The most used values of each team, and always the buckets `others` and `unknown`. */
function* teamValueRows(shown: ShownTotals, teams: ReadonlyMap<string, number>): Generator<Row> {
  for (const { team, id, slug, totals } of eachTeam(shown)) {
    const subject = { entity: shown.entity.slug, team_id: id, slug, usage: usageOfTeam(totals) }
    for (const line of breakdownLines(subject, breakdownOf(shown, team), shown, VALUES))
      yield [teams.get(id) ?? -1, line.dimension, line.value, ...cellsOf(line, VALUE_NUMBERS)]
  }
}

function groupFeatureTable(groups: readonly ShownGroups[]): HtmlTable {
  const lines = groups.flatMap(groupFeatureLines)
  return {
    name: 'group_features',
    columns: ['attribute', 'value', 'feature', ...FEATURE_NUMBERS],
    rows: lines.map((line) => [line.attribute, line.value, line.feature, ...cellsOf(line, FEATURE_NUMBERS)]),
  }
}

function peopleTable(
  shown: ShownTotals,
  thresholds: Thresholds,
  identify: Identify,
  teams: ReadonlyMap<string, number>,
): HtmlTable {
  const features = featureColumns(shown)
  const columns = [
    'person',
    'teams',
    'segment',
    'active_days',
    'engaged_days',
    'consistency',
    'features_used',
    'last_active_day',
    'user_initiated_interaction_count',
    'loc_added_sum',
    ...features.map(({ key }) => `feature:${key}`),
  ]
  const rows = map(peopleWithLines(shown, thresholds, identify), ([person, line, teamsOfPerson]): Row => [
    line.user_login === '' ? line.user_id : line.user_login,
    teamsOfPerson.map((team) => teams.get(teamName(shown, team).team_id) ?? -1).filter((team) => team >= 0),
    line.segment,
    line.active_days,
    line.engaged_days,
    line.consistency,
    line.features_used,
    line.last_active_day,
    line.user_initiated_interaction_count,
    line.loc_added_sum,
    ...features.map((column) => personFeatureDays(shown, person, column)),
  ])
  return { name: 'people', columns, rows }
}

function seatTable(
  { shown }: HtmlPart,
  seats: Exclude<EntitySeats, { readonly refused: string }>,
  identify: Identify,
): HtmlTable {
  const columns = ['person', 'state', 'teams', 'created', 'days_since_activity', 'granted_by', 'plan_type']
  const rows = map(seatLines(shown, seats, identify), (line): Row => [
    line.user_login === '' ? line.user_id : line.user_login,
    line.state,
    line.teams,
    line.created_at?.slice(0, 10) ?? null,
    line.days_since_activity,
    line.granted_by,
    line.plan_type,
  ])
  return { name: 'seats', columns, rows }
}

function* map<Value, Result>(values: Iterable<Value>, of: (value: Value) => Result): Generator<Result> {
  for (const value of values) yield of(value)
}
