import { usageOfEntity, usageOfTeam } from './activity.ts'
import { ratio } from './ratios.ts'
import {
  activeDays,
  eachTeam,
  featureBase,
  type FeatureColumn,
  featureColumns,
  featureDays,
  featureUsers,
  isJoined,
  type Span,
  type Totals,
  users,
  usersOfAny,
} from '../rollup/reading.ts'
import { groupsToMerge } from '../privacy/small-groups.ts'
import {
  isWithheld,
  type Protected,
  type Usage,
  withheldCount,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

export type FeatureStatus = 'used' | 'gap' | 'unused' | 'not-reported'

/** Engagement with a feature over a window; all fields are `null` if no row could have shown the feature. */
interface FeatureUse extends Protected {
  readonly feature: string
  readonly engaged_users: number | null
  readonly engaged_user_days: number | null
  /** Share (0 to 1) of the active users for whom the feature could have been reported. */
  readonly share_of_active_users: number | null
  readonly previous_engaged_users: number | null
}

/** One line of `features.csv`. */
export interface FeatureLine extends FeatureUse {
  readonly entity: string
  readonly label: string
  readonly status: FeatureStatus
  /** A mode of panel chat; modes are not counted in a person's breadth. */
  readonly is_mode: boolean
  /** What it is, as a clause; `null` where this version does not know it. */
  readonly meaning: string | null
}

/** Use of a feature in a team. */
export interface TeamFeatureLine extends FeatureUse {
  readonly entity: string
  readonly team_id: string
  readonly slug: string
}

/** One line of `team-features.csv` as the file has it. */
interface JudgedTeamFeature extends TeamFeatureLine {
  readonly status: FeatureStatus | null
  readonly label: string
}

const OTHER_FEATURES = 'Other features'

/**
 * One line per feature of an entity. A feature used by less than `gapShare` of the active users is a gap. Features of fewer
 * users than the minimum are merged into others or, if `merges` is false, keep their lines and are withheld.
 */
export function featureLines(shown: ShownTotals, gapShare: number, merges = true): FeatureLine[] {
  const { window, previous, minimumGroupSize } = shown
  const columns = featureColumns(shown)
  const all = columns.map((column) => {
    const used = entityUse(column, window, previous)
    const status = statusOf(used.engaged_users, featureBase(window.entity, column), gapShare)
    const { label, meaning, isMode: is_mode } = column
    return { entity: shown.entity.slug, label, meaning, status, is_mode, ...used }
  })
  const { kept, others } = mergeSmallFeatures(all, columns, window.entity, merges ? minimumGroupSize : 0)
  const protect = protection(usageOfEntity(window), usageOfEntity(previous), minimumGroupSize)
  if (others === undefined) return kept.map(protect)
  const status = statusOf(others.engaged_users, users(window.entity, 'active'), gapShare)
  const merged = {
    entity: shown.entity.slug,
    label: OTHER_FEATURES,
    meaning: null,
    status,
    is_mode: false,
    ...others,
  }
  return [...kept, merged].map(protect)
}

/** One line per team and feature, by team id; `merges` as in `featureLines`. */
export function* teamFeatureLines(
  shown: ShownTotals,
  merges = true,
  teams = eachTeam(shown),
): Generator<TeamFeatureLine> {
  const columns = featureColumns(shown)
  const least = merges ? shown.minimumGroupSize : 0
  for (const { team, totals, id, slug } of teams) {
    const before = shown.previous.teams.get(team)
    const uses = columns.map((column) => teamUse(column, totals, before, shown))
    const { kept, others } = mergeSmallFeatures(uses, columns, totals, least)
    const protect = protection(usageOfTeam(totals), usageOfTeam(before), shown.minimumGroupSize)
    for (const used of others === undefined ? kept : [...kept, others]) {
      const line = { entity: shown.entity.slug, team_id: id, slug, ...used }
      // Unknown for `others`: a member of two merged teams would count twice on a day.
      yield protect(id === '' ? { ...line, engaged_user_days: null } : line)
    }
  }
}

/** The same lines with a label, and with the status that a feature has in the team; `null` where its share is withheld. */
export function* judgedTeamFeatures(shown: ShownTotals, gapShare: number): Generator<JudgedTeamFeature> {
  const columns = new Map(featureColumns(shown).map((column) => [column.key, column]))
  for (const team of eachTeam(shown)) {
    for (const line of teamFeatureLines(shown, true, [team])) {
      const column = columns.get(line.feature)
      const base = column === undefined ? users(team.totals, 'active') : featureBase(team.totals, column)
      const isHidden = isWithheld(line, 'engaged_users') || isWithheld(line, 'share_of_active_users')
      const status = isHidden ? null : statusOf(line.engaged_users, base, gapShare)
      yield { ...line, status, label: column?.label ?? OTHER_FEATURES }
    }
  }
}

/** Returns a function that withholds the counts of a line that reveal a few active, idle or engaged users. */
function protection(usage: Usage, previous: Usage, minimum: number) {
  const now = withheldUsage(usage, minimum)
  const before = withheldUsage(previous, minimum)
  return <Line extends UnprotectedUse>(line: Line): Line & Protected => {
    const engaged = withheldCount(line.engaged_users, usage.members, now, minimum)
    // With a shown count its share would reveal the number of active users.
    const isShareShown = engaged === undefined && (now.active === undefined || line.engaged_users === 0)
    return withhold(line, {
      engaged_users: engaged,
      engaged_user_days: engaged === undefined ? undefined : null,
      share_of_active_users: isShareShown ? undefined : null,
      previous_engaged_users: withheldCount(line.previous_engaged_users, previous.members, before, minimum),
    })
  }
}

/** A feature's use before anything is withheld. */
type UnprotectedUse = Omit<FeatureUse, 'withheld'>

/** Merges features of too few users into one line of distinct users; their user days are not summed. */
function mergeSmallFeatures<Use extends UnprotectedUse>(
  uses: readonly Use[],
  columns: readonly FeatureColumn[],
  totals: Totals,
  minimum: number,
): { kept: Use[]; others: UnprotectedUse | undefined } {
  const groups =
    minimum === 0 ? [] : uses.map(({ engaged_users }, number) => ({ number, size: engaged_users ?? 0 }))
  const engaged = (numbers: readonly number[]) =>
    usersOfAny(
      totals,
      numbers.flatMap((number) => columns[number] ?? []),
    )
  const { merged: small, isLargeEnough } = groupsToMerge(groups, minimum, engaged)
  const kept = uses.filter((_, number) => !small.has(number))
  if (small.size === 0 || !isLargeEnough) return { kept, others: undefined }
  const people = engaged([...small])
  const others = {
    feature: 'others',
    engaged_users: people,
    engaged_user_days: null,
    share_of_active_users: ratio(people, users(totals, 'active')),
    previous_engaged_users: null,
  }
  return { kept, others }
}

function entityUse(column: FeatureColumn, window: Span, previous: Span): UnprotectedUse {
  return {
    ...use(column, window.entity, featureDays(window.entity, column)),
    previous_engaged_users: engagedIn(column, previous.entity, featureDays(previous.entity, column)),
  }
}

/** For a team without active users, the entity's rows decide whether the feature was reported at all. */
function teamUse(
  column: FeatureColumn,
  totals: Totals,
  previous: Totals | undefined,
  shown: ShownTotals,
): UnprotectedUse {
  const { window, previous: before } = shown
  return {
    ...use(column, totals, daysOfTeam(column, totals, window)),
    previous_engaged_users:
      previous === undefined ? null : engagedIn(column, previous, daysOfTeam(column, previous, before)),
  }
}

/** A team's or entity's use of a feature; `days` is `null` if the feature is not reported. */
function use(
  column: FeatureColumn,
  totals: Totals,
  days: number | null,
): Omit<UnprotectedUse, 'previous_engaged_users'> {
  const engaged = engagedIn(column, totals, days)
  return {
    feature: column.key,
    engaged_users: engaged,
    engaged_user_days: days,
    share_of_active_users: ratio(engaged, featureBase(totals, column)),
  }
}

function daysOfTeam(column: FeatureColumn, totals: Totals, span: Span): number | null {
  if (!isJoined(totals)) return null
  const isQuiet = activeDays(totals) === 0
  return featureDays(totals, column) ?? (isQuiet && featureDays(span.entity, column) !== null ? 0 : null)
}

function engagedIn(column: FeatureColumn, totals: Totals, days: number | null): number | null {
  return days === null ? null : featureUsers(totals, column)
}

function statusOf(engaged: number | null, base: number, gapShare: number): FeatureStatus {
  if (engaged === null) return 'not-reported'
  if (engaged === 0) return 'unused'
  return engaged / base < gapShare ? 'gap' : 'used'
}
