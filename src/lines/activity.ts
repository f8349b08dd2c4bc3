import type { Day } from '../day.ts'
import { USER_COLUMNS } from '../rules/features.ts'
import { ratio } from './ratios.ts'
import {
  activeDays,
  completions,
  type CounterSums,
  counters,
  credits,
  eachDay,
  eachTeam,
  flagUsers,
  isJoined,
  type Span,
  type Totals,
  type UserColumn,
  users,
} from '../rollup/reading.ts'
import {
  type Protected,
  type Usage,
  withheldCount,
  type WithheldUsage,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** Distinct users with each flag set, by column. Passive code review is shown for entities only. */
type ShownColumn = Exclude<UserColumn, 'code_review_passive_users'>
type FlagUsers = { readonly [Column in ShownColumn]: number | null }
export const SHOWN_COLUMNS = USER_COLUMNS.filter((column) => column !== 'code_review_passive_users')

/** Activity of a team or an entity over a window: the fields that both have. `null` is unknown or withheld. */
export interface ActivityLine extends CounterSums, FlagUsers, Protected {
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly idle_users: number | null
  readonly adoption_rate: number | null
  readonly active_user_days: number | null
  readonly completion_acceptance_rate: number | null
  readonly ai_credits_used: number | null
  readonly previous_active_users: number | null
  readonly previous_engaged_users: number | null
}

/** One line of `teams.csv`. */
export interface TeamLine extends ActivityLine {
  readonly scope: string
  readonly entity: string
  readonly entity_id: string
  readonly team_id: string
  readonly slug: string
  readonly since: Day
  readonly until: Day
  readonly days_listed: number
}

/** One line per shown team, by team id; `others`, if there is one, comes last. */
export function teamLines(shown: ShownTotals, entityId: string): TeamLine[] {
  const daysListed = countDaysListed(shown)
  return eachTeam(shown).map(({ team, id, slug, totals }) => ({
    scope: shown.entity.scope,
    entity: shown.entity.slug,
    entity_id: entityId,
    team_id: id,
    slug,
    since: shown.windows.since,
    until: shown.windows.until,
    days_listed: daysListed.get(team) ?? 0,
    ...teamActivity(totals, shown.previous.teams.get(team), shown.minimumGroupSize),
    // Unknown for `others`: a member of two merged teams would count twice on a day.
    ...(id === '' ? { active_user_days: null } : {}),
  }))
}

/** Activity of an entity, from its rows alone; `members` is the union of the members of all its teams. */
export function entityActivity({ window, previous, minimumGroupSize }: ShownTotals): ActivityLine {
  const { entity } = window
  const usage = usageOfEntity(window)
  const line = {
    members: usage.members,
    ...shareOfMembers(usage),
    ...activityOf(entity, window.daysReported > 0),
    ...previousUsage(previous.daysReported > 0 ? previous.entity : undefined),
  }
  return protectedActivity(line, usage, usageOfEntity(previous), minimumGroupSize)
}

/** Counts the users of an entity in a span. Activity is `null` without a users report, `members` is `null` if no team is listed. */
export function usageOfEntity({ entity, daysReported }: Span): Usage {
  const isKnown = daysReported > 0
  const members = users(entity, 'member')
  return {
    members: members === 0 ? null : members,
    activeMembers: isKnown && members > 0 ? users(entity, 'member', 'active') : null,
    active: isKnown ? users(entity, 'active') : null,
    engaged: isKnown ? users(entity, 'engaged') : null,
  }
}

/** Counts the users of a team in a span. Its active users are all members; they are `null` if no day could be joined. */
export function usageOfTeam(totals: Totals | undefined): Usage {
  const joined = totals !== undefined && isJoined(totals) ? totals : undefined
  const active = joined === undefined ? null : users(joined, 'active')
  return {
    members: totals === undefined ? null : users(totals, 'member'),
    activeMembers: active,
    active,
    engaged: joined === undefined ? null : users(joined, 'engaged'),
  }
}

function countDaysListed(shown: ShownTotals): Map<number, number> {
  const daysListed = new Map<number, number>()
  for (const { teams, others } of eachDay(shown)) {
    const listed = others === undefined ? teams.teams : [...teams.teams, others.team]
    for (const team of listed) daysListed.set(team, (daysListed.get(team) ?? 0) + 1)
  }
  return daysListed
}

/** Activity of a team or a group; `minimum`: counts of fewer users are withheld. */
export function teamActivity(totals: Totals, previous: Totals | undefined, minimum: number): ActivityLine {
  const usage = usageOfTeam(totals)
  const before = usageOfTeam(previous)
  const line = {
    members: usage.members,
    ...shareOfMembers(usage),
    ...activityOf(totals, usage.active !== null),
    ...previousUsage(before.active === null ? undefined : previous),
  }
  return protectedActivity(line, usage, before, minimum)
}

function shareOfMembers({ members, activeMembers }: Usage) {
  const isKnown = members !== null && activeMembers !== null
  return {
    idle_users: isKnown ? members - activeMembers : null,
    adoption_rate: ratio(activeMembers, members),
  }
}

/** Withholds the fields that would reveal counts below `minimum`. */
function protectedActivity(
  line: Omit<ActivityLine, 'withheld'>,
  usage: Usage,
  previous: Usage,
  minimum: number,
): ActivityLine {
  const now = withheldUsage(usage, minimum)
  const before = withheldUsage(previous, minimum)
  return withhold(line, {
    members: now.members,
    ...withheldActivity(now),
    ...Object.fromEntries(
      SHOWN_COLUMNS.map((name) => [name, withheldCount(line[name], usage.members, now, minimum)]),
    ),
    previous_active_users: before.active,
    previous_engaged_users: before.engaged,
  })
}

/** Bounds of the fields that follow from active, idle and engaged users. */
function withheldActivity({ active, idle, engaged }: WithheldUsage) {
  return {
    active_users: active,
    engaged_users: engaged,
    idle_users: idle,
    adoption_rate: idle === undefined ? undefined : null,
    active_user_days: active === undefined ? undefined : null,
  }
}

type Activity = Omit<
  ActivityLine,
  'members' | 'idle_users' | 'adoption_rate' | 'previous_active_users' | 'previous_engaged_users' | 'withheld'
>

function activityOf(totals: Totals, isKnown: boolean): Activity {
  const flagged = SHOWN_COLUMNS.map((column) => [column, isKnown ? flagUsers(totals, column) : null] as const)
  const { accepted, generated } = completions(totals)
  return {
    active_users: isKnown ? users(totals, 'active') : null,
    engaged_users: isKnown ? users(totals, 'engaged') : null,
    active_user_days: isKnown ? activeDays(totals) : null,
    ...counters(isKnown ? totals : undefined),
    completion_acceptance_rate: isKnown ? ratio(accepted, generated) : null,
    ai_credits_used: isKnown ? credits(totals) : null,
    ...(Object.fromEntries(flagged) as FlagUsers),
  }
}

function previousUsage(previous: Totals | undefined) {
  return {
    previous_active_users: previous === undefined ? null : users(previous, 'active'),
    previous_engaged_users: previous === undefined ? null : users(previous, 'engaged'),
  }
}
