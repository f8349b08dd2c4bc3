import type { Day } from '../day.ts'
import type { Counter } from '../parse/rows.ts'
import type { DayStatus, Fold, KeptDay } from './fold.ts'
import { ratio } from './ratios.ts'
import {
  COUNTED_FLAGS,
  countOf,
  countPeople,
  known,
  PERSON,
  reportedSum,
  SUM,
  type Totals,
} from './totals.ts'

/** The seven counters of a line; `null` is unknown. */
export type CounterSums = { readonly [Name in Counter]: number | null }

/** What some people did over a window: the part that teams and entities share. */
export interface ActivityLine extends CounterSums {
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly idle_users: number | null
  readonly adoption_rate: number | null
  readonly active_user_days: number | null
  readonly completion_acceptance_rate: number | null
  readonly ai_credits_used: number | null
  readonly chat_users: number | null
  readonly agent_users: number | null
  readonly cli_users: number | null
  readonly copilot_app_users: number | null
  readonly cloud_agent_users: number | null
  readonly code_review_users: number | null
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

/** One line of `days.csv`. */
export interface DayLine extends CounterSums {
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
export interface TeamDayLine extends CounterSums {
  readonly entity: string
  readonly day: Day
  readonly team_id: string
  readonly slug: string
  readonly members: number | null
  readonly active_users: number | null
  readonly engaged_users: number | null
  readonly ai_credits_used: number | null
}

/** The lines of a fold's teams, in the order of their ids. */
export function teamLines(fold: Fold, entityId: string): TeamLine[] {
  const daysListed = new Map<number, number>()
  for (const { team } of fold.windows.days.flatMap((day) => fold.days.get(day)?.teams ?? [])) {
    daysListed.set(team, (daysListed.get(team) ?? 0) + 1)
  }
  return teamsInOrder(fold).map(({ team, id, slug, totals }) => ({
    scope: fold.entity.scope,
    entity: fold.entity.slug,
    entity_id: entityId,
    team_id: id,
    slug,
    since: fold.windows.since,
    until: fold.windows.until,
    days_listed: daysListed.get(team) ?? 0,
    ...teamActivity(totals, fold.previous.teams.get(team), fold.quiet),
  }))
}

/** What the people of an entity did, from its rows alone; `members` are the people of all its teams. */
export function entityActivity({ window, previous, quiet }: Fold): ActivityLine {
  const { entity } = window
  const isKnown = window.daysReported > 0
  const members = window.teams.size === 0 ? null : countPeople(entity, PERSON.member)
  const both = countBoth(entity)
  return {
    members,
    idle_users: members === null ? null : members - both,
    adoption_rate: ratio(both, members),
    ...usageOf(entity, isKnown, quiet),
    ...previousUsage(previous.daysReported > 0 ? previous.entity : undefined),
  }
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
  const { ids, labelOf } = fold.names.teams
  for (const day of fold.windows.days) {
    const teams = (fold.days.get(day)?.teams ?? []).map((kept) => ({ ...kept, id: ids.textOf(kept.team) }))
    for (const { team, id, members, sums, isFolded } of teams.toSorted((left, right) =>
      compareIds(left.id, right.id),
    )) {
      const people = isFolded ? { active_users: null, engaged_users: null } : {}
      const usage = { ...dailyUsage(sums, fold.quiet), ...people }
      yield { entity: fold.entity.slug, day, team_id: id, slug: labelOf(team), members, ...usage }
    }
  }
}

/** The teams of a window, in the order of their ids. */
export function teamsInOrder({
  window,
  names,
}: Fold): { team: number; id: string; slug: string; totals: Totals }[] {
  return [...window.teams]
    .map(([team, totals]) => ({
      team,
      id: names.teams.ids.textOf(team),
      slug: names.teams.labelOf(team),
      totals,
    }))
    .toSorted((left, right) => compareIds(left.id, right.id))
}

/** Ids as the numbers they are, however long; none at all comes last. */
export function compareIds(left: string, right: string): number {
  if (left === '' || right === '') return Number(left === '') - Number(right === '')
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0)
}

/** Members with a row, on whatever day of the window. */
export function countBoth({ people }: Totals): number {
  const both = (1 << PERSON.member) | (1 << PERSON.active)
  let count = 0
  for (const bits of people.words[0] ?? []) if ((bits & both) === both) count++
  return count
}

function teamActivity(totals: Totals, previous: Totals | undefined, quiet: 0 | null): ActivityLine {
  const isKnown = countOf(totals.sums, SUM.daysJoined) > 0
  const members = countPeople(totals, PERSON.member)
  const active = isKnown ? countPeople(totals, PERSON.active) : null
  return {
    members,
    idle_users: active === null ? null : members - active,
    adoption_rate: ratio(active, members),
    ...usageOf(totals, isKnown, quiet),
    ...previousUsage(
      previous !== undefined && countOf(previous.sums, SUM.daysJoined) > 0 ? previous : undefined,
    ),
  }
}

type Usage = Omit<
  ActivityLine,
  'members' | 'idle_users' | 'adoption_rate' | 'previous_active_users' | 'previous_engaged_users'
>

function usageOf(totals: Totals, isKnown: boolean, quiet: 0 | null): Usage {
  const people = (bit: number) => (isKnown ? countPeople(totals, bit) : null)
  const flagged = (flag: (typeof COUNTED_FLAGS)[number]) => {
    const index = COUNTED_FLAGS.indexOf(flag)
    return isKnown && reportedSum(totals.sums, SUM.flags + index, quiet) !== null
      ? people(PERSON.flags + index)
      : null
  }
  return {
    active_users: people(PERSON.active),
    engaged_users: people(PERSON.engaged),
    active_user_days: isKnown ? countOf(totals.sums, SUM.activeDays) : null,
    ...counterSums(isKnown ? totals.sums : undefined, quiet),
    completion_acceptance_rate: isKnown
      ? ratio(known(totals.sums[SUM.completionAcceptances]), known(totals.sums[SUM.completionGenerations]))
      : null,
    ai_credits_used: isKnown ? credits(totals.sums, quiet) : null,
    chat_users: flagged('chat'),
    agent_users: flagged('agent'),
    cli_users: flagged('cli'),
    copilot_app_users: flagged('copilot_app'),
    cloud_agent_users: flagged('cloud_agent'),
    code_review_users: flagged('code_review'),
  }
}

function previousUsage(previous: Totals | undefined) {
  return {
    previous_active_users: previous === undefined ? null : countPeople(previous, PERSON.active),
    previous_engaged_users: previous === undefined ? null : countPeople(previous, PERSON.engaged),
  }
}

function dayLine({ entity: { slug: entity }, quiet }: Fold, kept: KeptDay): DayLine {
  const { day, status, memberships, usersInNoTeam, sums } = kept
  const { active_users, ...rest } = dailyUsage(sums, quiet)
  return {
    entity,
    day,
    status,
    rows: active_users,
    memberships,
    active_users,
    users_in_no_team: usersInNoTeam,
    ...rest,
  }
}

function dailyUsage(sums: number[] | undefined, quiet: 0 | null) {
  return {
    active_users: sums === undefined ? null : countOf(sums, SUM.activeDays),
    engaged_users: sums === undefined ? null : countOf(sums, SUM.engagedDays),
    ...counterSums(sums, quiet),
    ai_credits_used: sums === undefined ? null : credits(sums, quiet),
  }
}

/** The seven counters: `quiet` where nobody was active, unknown where people were and no row carries them. */
export function counterSums(sums: number[] | undefined, quiet: 0 | null): CounterSums {
  return toCounterSums((index) =>
    sums === undefined ? null : reportedSum(sums, SUM.counters + index, quiet),
  )
}

/** The seven counters by name, each read by its place. */
export function toCounterSums(sumAt: (index: number) => number | null): CounterSums {
  return {
    user_initiated_interaction_count: sumAt(0),
    code_generation_activity_count: sumAt(1),
    code_acceptance_activity_count: sumAt(2),
    loc_suggested_to_add_sum: sumAt(3),
    loc_suggested_to_delete_sum: sumAt(4),
    loc_added_sum: sumAt(5),
    loc_deleted_sum: sumAt(6),
  }
}

/** AI credits from millionths. */
export function credits(sums: number[], quiet: 0 | null): number | null {
  const millionths = reportedSum(sums, SUM.credits, quiet)
  return millionths === null ? null : millionths / 1e6
}
