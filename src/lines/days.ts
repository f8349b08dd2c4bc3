import type { Day } from '../day.ts'
import {
  type Activity,
  activeDays,
  type CounterSums,
  counters,
  credits,
  type DayStatus,
  eachDay,
  engagedDays,
  type DaySummary,
  teamName,
  teamsOfDay,
} from '../rollup/reading.ts'
import {
  type Bounds,
  NOTHING_WITHHELD,
  pairBounds,
  type Protected,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** One line of `days.csv`. */
export interface DayLine extends CounterSums, Protected {
  readonly entity: string
  readonly day: Day
  readonly status: DayStatus
  readonly rows: number | null
  readonly memberships: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly users_in_no_team: number | null
  readonly ai_credits_used: number | null
}

/** One line of `team-days.csv`. */
interface TeamDayLine extends CounterSums, Protected {
  readonly entity: string
  readonly day: Day
  readonly team_id: string
  readonly slug: string
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly ai_credits_used: number | null
}

/** One line per day of the window, oldest first. */
export function dayLines(shown: ShownTotals): DayLine[] {
  return eachDay(shown).map((day) => dayLine(shown, day))
}

/** One line per day and team listed on it, by day and team id; `others` last in its day. */
export function* teamDayLines(shown: ShownTotals): Generator<TeamDayLine> {
  const entity = shown.entity.slug
  for (const summary of eachDay(shown)) {
    const { day, others } = summary
    for (const { team_id, slug, members, activity } of teamsOfDay(shown, summary)) {
      const line = { entity, day, team_id, slug, members, ...dailyUsage(activity) }
      const usage = { members, activeMembers: line.active_users, active: line.active_users }
      const {
        members: size,
        active,
        engaged,
      } = withheldUsage({ ...usage, engaged: line.engaged_users }, shown.minimumGroupSize)
      yield withhold(line, { members: size, active_users: active, engaged_users: engaged })
    }
    if (others === undefined) continue
    const usage = { ...dailyUsage(others.activity), active_users: null, engaged_users: null }
    const name = teamName(shown, others.team)
    yield { entity, day, ...name, members: null, ...usage, withheld: NOTHING_WITHHELD }
  }
}

/** Distinct members per day are not counted; memberships, which are as many if nobody is in two teams, are used instead. */
function dayLine({ entity: { slug: entity }, minimumGroupSize }: ShownTotals, summary: DaySummary): DayLine {
  const { day, status, memberships, usersInNoTeam, activity } = summary
  const { active_users, ...rest } = dailyUsage(activity)
  const line = {
    entity,
    day,
    status,
    rows: active_users,
    memberships,
    active_users,
    users_in_no_team: usersInNoTeam,
    ...rest,
  }
  const inTeams = active_users === null || usersInNoTeam === null ? null : active_users - usersInNoTeam
  const usage = { members: memberships, activeMembers: inTeams, active: active_users }
  const { members, active, engaged, idle } = withheldUsage(
    { ...usage, engaged: line.engaged_users },
    minimumGroupSize,
    false,
  )
  const isUsageShown = active === undefined && idle === undefined
  return withhold(line, {
    memberships: members,
    rows: active,
    active_users: active,
    engaged_users: engaged,
    users_in_no_team: isUsageShown ? partBounds(usersInNoTeam, active_users, minimumGroupSize) : null,
  })
}

function partBounds(part: number | null, shown: number | null, minimum: number): Bounds | undefined {
  return part === null || shown === null ? undefined : pairBounds(part, shown, minimum)?.part
}

function dailyUsage(activity: Activity | undefined) {
  return {
    active_users: activity === undefined ? null : activeDays(activity),
    engaged_users: activity === undefined ? null : engagedDays(activity),
    ...counters(activity),
    ai_credits_used: activity === undefined ? null : credits(activity),
  }
}
