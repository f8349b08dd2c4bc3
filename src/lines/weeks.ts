import type { Day } from '../day.ts'
import { COUNTERS } from '../parse/report-format.ts'
import { FEATURES } from '../rules/features.ts'
import { featureLines, teamFeatureLines } from './features.ts'
import { type ActivityLine, entityActivity, teamLines } from './activity.ts'
import { type CounterSums, eachTeam } from '../rollup/reading.ts'
import type { ShownTotals, ShownWeek } from '../privacy/shown-totals.ts'

/** Totals of an entity, or of one of its teams, in one ISO week: counts and sums, no persons. `null` is unknown or withheld. */
export interface WeekTotals extends CounterSums {
  /** Its Monday. */
  readonly week: Day
  readonly scope: string
  readonly entity: string
  /** Empty for the entity. */
  readonly team_id: string
  readonly slug: string
  /** Days of the week with a users report, 1 to 7. */
  readonly days_reported: number
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly idle_users: number | null
  readonly ai_credits_used: number | null
  /** Engaged users by feature; `null` if not reported or withheld. */
  readonly features: FeatureCounts
  /** The same for unlisted features, only where known. */
  readonly other_features: FeatureCounts
}

/** One line of `weeks.csv`: with `engaged_` and its key, the engaged users of each feature of the registry. */
interface WeekLine extends CounterSums {
  readonly entity: string
  readonly since: Day
  readonly until: Day
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly adoption_rate: number | null
  readonly ai_credits_used: number | null
  readonly [engagedUsers: `engaged_${string}`]: number | null
}

/** One line of `team-weeks.csv`. */
interface TeamWeekLine extends WeekLine {
  readonly team_id: string
  readonly slug: string
}

/** Counts by the key of the feature, which may be any text of a report. */
export type FeatureCounts = ReadonlyMap<string, number | null>

/** Features of a week: those that every week has, known or not, and unlisted ones. */
type WeekFeatures = Pick<WeekTotals, 'features' | 'other_features'>

const ALWAYS = new Set(FEATURES.filter(({ evidence }) => evidence !== undefined).map(({ key }) => key))

/**
 * The totals of complete weeks, each with the entity first and then its teams. Small teams, which `showWeeks` merged into
 * others, have no line; features of a few users keep their lines and are withheld.
 */
export function weekTotals(weeks: readonly ShownWeek[]): WeekTotals[] {
  return weeks.flatMap(totalsOfWeek)
}

/** One line per complete week of an entity, oldest first. */
export function weekLines(weeks: readonly ShownWeek[]): WeekLine[] {
  return weeks.map(({ shown }) => weekLine(shown, entityActivity(shown), featureLines(shown, 0, false)))
}

/** One line per complete week and team listed in it, by week and team id; `others` last in its week. */
export function* teamWeekLines(weeks: readonly ShownWeek[]): Generator<TeamWeekLine> {
  for (const { shown } of weeks) {
    const teams = new Map(eachTeam(shown).map((team) => [team.id, team]))
    for (const line of teamLines(shown, '')) {
      const { team_id, slug } = line
      const team = teams.get(team_id)
      const uses = team === undefined ? [] : [...teamFeatureLines(shown, false, [team])]
      yield { team_id, slug, ...weekLine(shown, line, uses) }
    }
  }
}

/** The last columns of `weeks.csv` and `team-weeks.csv`. */
export const ENGAGED_COLUMNS = FEATURES.map(({ key }) => columnOf(key))

function columnOf(key: string) {
  return `engaged_${key}` as const
}

function weekLine(
  { entity, windows }: ShownTotals,
  activity: ActivityLine,
  uses: readonly FeatureCount[],
): WeekLine {
  const counts = new Map(uses.map(({ feature, engaged_users: count }) => [feature, count]))
  return {
    entity: entity.slug,
    since: windows.since,
    until: windows.until,
    adoption_rate: activity.adoption_rate,
    ...numbersOf(activity),
    ...Object.fromEntries(FEATURES.map(({ key }) => [columnOf(key), counts.get(key) ?? null] as const)),
  }
}

/** What lines of features have in common. */
interface FeatureCount {
  readonly feature: string
  readonly engaged_users: number | null
}

function totalsOfWeek({ week, daysReported, shown }: ShownWeek): WeekTotals[] {
  const features = featuresOfTeams(shown)
  const { scope, slug: entity } = shown.entity
  const common = { week, scope, entity, days_reported: daysReported }
  const whole = { team_id: '', slug: '', ...engagedBy(featureLines(shown, 0, false)) }
  const teams = teamLines(shown, '').filter(({ team_id }) => team_id !== '')
  return [
    { ...common, ...whole, ...numbersOf(entityActivity(shown)) },
    ...teams.map((line) => {
      const { team_id, slug } = line
      return { ...common, team_id, slug, ...(features.get(team_id) ?? engagedBy([])), ...numbersOf(line) }
    }),
  ]
}

function featuresOfTeams(shown: ShownTotals): Map<string, WeekFeatures> {
  const lines = Map.groupBy(teamFeatureLines(shown, false), ({ team_id }) => team_id)
  return new Map([...lines].map(([team, uses]) => [team, engagedBy(uses)]))
}

function engagedBy(uses: Iterable<FeatureCount>): WeekFeatures {
  const counts = [...uses].map(({ feature, engaged_users: count }) => [feature, count] as const)
  const others = counts.filter(([key, count]) => count !== null && !ALWAYS.has(key))
  return {
    features: new Map(counts.filter(([key]) => ALWAYS.has(key))),
    other_features: new Map(others),
  }
}

type Numbers = Omit<
  WeekTotals,
  'week' | 'scope' | 'entity' | 'team_id' | 'slug' | 'days_reported' | keyof WeekFeatures
>

function numbersOf(line: Numbers): Numbers {
  const counted = COUNTERS.map((name) => [name, line[name]] as const)
  return {
    members: line.members,
    active_users: line.active_users,
    engaged_users: line.engaged_users,
    idle_users: line.idle_users,
    ...(Object.fromEntries(counted) as CounterSums),
    ai_credits_used: line.ai_credits_used,
  }
}
