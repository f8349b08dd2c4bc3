import type { Day } from '../day.ts'
import { type CounterSums, counterSums, credits } from './counter-sums.ts'
import type { Fold } from './fold.ts'
import type { DayStatus, KeptDay } from './kept-days.ts'
import { compareIds } from './ids.ts'
import { countOf, SUM, type Sums } from './totals.ts'
import {
  type Bounds,
  NOTHING_WITHHELD,
  pairBounds,
  type Protected,
  withheldUsage,
  withhold,
} from './withheld.ts'

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
export interface TeamDayLine extends CounterSums, Protected {
  readonly entity: string
  readonly day: Day
  readonly team_id: string
  readonly slug: string
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly ai_credits_used: number | null
}

/** The lines of a fold's days, oldest first. */
export function dayLines(fold: Fold): DayLine[] {
  return fold.windows.days.flatMap((day) => {
    const kept = fold.days.get(day)
    return kept === undefined ? [] : [dayLine(fold, kept)]
  })
}

/** A line for each team that is listed on a day, by day and id. */
export function* teamDayLines(fold: Fold): Generator<TeamDayLine> {
  const entity = fold.entity.slug
  const { ids, labelOf } = fold.names.teams
  for (const kept of fold.windows.days.flatMap((day) => fold.days.get(day) ?? [])) {
    const { day, teams, others } = kept
    const places = Array.from(teams.teams, (team, place) => ({ place, team, id: ids.textOf(team) }))
    for (const { place, team, id } of places.toSorted((left, right) => compareIds(left.id, right.id))) {
      const members = teams.members[place] ?? null
      const sums = teams.sums?.subarray(place * SUM.flags, (place + 1) * SUM.flags)
      const line = { entity, day, team_id: id, slug: labelOf(team), members, ...dailyUsage(sums, fold.quiet) }
      const usage = { members, activeMembers: line.active_users, active: line.active_users }
      const {
        members: size,
        active,
        engaged,
      } = withheldUsage({ ...usage, engaged: line.engaged_users }, fold.minimumGroupSize)
      yield withhold(line, { members: size, active_users: active, engaged_users: engaged })
    }
    if (others === undefined) continue
    const usage = { ...dailyUsage(others.sums, fold.quiet), active_users: null, engaged_users: null }
    yield {
      entity,
      day,
      team_id: ids.textOf(others.team),
      slug: labelOf(others.team),
      members: null,
      ...usage,
      withheld: NOTHING_WITHHELD,
    }
  }
}

/** Members of a day are not counted: memberships are as many where nobody is in two teams. */
function dayLine({ entity: { slug: entity }, quiet, minimumGroupSize }: Fold, kept: KeptDay): DayLine {
  const { day, status, memberships, usersInNoTeam, sums } = kept
  const { active_users, ...rest } = dailyUsage(sums, quiet)
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
  const isTold = active === undefined && idle === undefined
  return withhold(line, {
    memberships: members,
    rows: active,
    active_users: active,
    engaged_users: engaged,
    users_in_no_team: isTold ? partBounds(usersInNoTeam, active_users, minimumGroupSize) : null,
  })
}

function partBounds(part: number | null, whole: number | null, minimum: number): Bounds | undefined {
  return part === null || whole === null ? undefined : pairBounds(part, whole, minimum)?.part
}

function dailyUsage(sums: Sums | undefined, quiet: 0 | null) {
  return {
    active_users: sums === undefined ? null : countOf(sums, SUM.activeDays),
    engaged_users: sums === undefined ? null : countOf(sums, SUM.engagedDays),
    ...counterSums(sums, quiet),
    ai_credits_used: sums === undefined ? null : credits(sums, quiet),
  }
}
