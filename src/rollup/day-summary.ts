import type { Day } from '../day.ts'
import { type DayRows, eachRow } from './day-rows.ts'
import type { FeatureDay } from './feature-day.ts'
import { countMemberships } from './memberships.ts'
import { wordAt } from '../columns/bit-sets.ts'
import type { ReadDay } from './roll-up.ts'
import { type Activity, known, PERSON, plus, SUM, type Totals, users } from './totals.ts'

export type DayStatus = 'reported' | 'teams-missing' | 'missing'

/** Summary of a day, kept after its rows are released. */
export interface DaySummary {
  readonly day: Day
  readonly status: DayStatus
  /** Whether there is a user-teams report, even an empty one. */
  readonly hasTeamsReport: boolean
  /** Unknown (`null`) without a usable user-teams report. */
  readonly memberships: number | null
  /** The activity of the entity; undefined on a missing day. */
  readonly activity: Activity | undefined
  readonly usersInNoTeam: number | null
  /** Millionths of AI credits used by these users; unknown (`NaN`) if none of their rows carries credits. */
  readonly creditsInNoTeam: number
  readonly teams: TeamDays
  /** The teams merged into others, with their sums if these may be shown. Their number of distinct members is unknown. */
  readonly others?: { readonly team: number; readonly activity: Activity | undefined }
  readonly repeated: number
  readonly conflicting: number
  /** Only for days in the window, and only on request. */
  readonly featureDay: FeatureDay | undefined
}

/** All teams of a day as `team-days.csv` shows them; the arrays are parallel. */
export interface TeamDays {
  /** The numbers of the teams. */
  readonly teams: Int32Array
  readonly members: Int32Array
  /** `SUM.flags` sums per team, the first of `Totals.sums`; undefined on a missing day. */
  readonly sums: Float64Array | undefined
  readonly hasCounters: boolean
}

/** A team on one day. */
export interface TeamDay {
  readonly team: number
  readonly members: number
  /** Undefined on a missing day. */
  readonly activity: Activity | undefined
}

/** The teams of a day, in the order of reading. */
export function teamsOfDay({ teams: { teams, members, sums, hasCounters } }: DaySummary): TeamDay[] {
  return Array.from(teams, (team, index) => ({
    team,
    members: members[index] as number,
    activity:
      sums === undefined
        ? undefined
        : { sums: sums.subarray(index * SUM.flags, (index + 1) * SUM.flags), hasCounters },
  }))
}

/** AI credits of users who were in no team on the day they used them; `null` if no row carries credits. */
export function creditsInNoTeam(days: readonly DaySummary[]): number | null {
  const millionths = known(days.map((day) => day.creditsInNoTeam).reduce(plus, Number.NaN))
  return millionths === null ? null : millionths / 1e6
}

/** Summarizes a day. `reached[person]` is 1 where some team's join matched that person. */
export function summarizeDay(
  day: Day,
  { rows, memberships }: ReadDay,
  entity: Totals,
  teams: TeamDays,
  reached: Uint8Array,
): Omit<DaySummary, 'featureDay'> {
  const teamsKnown = (memberships?.teams.size ?? 0) > 0
  const inNoTeam = rows === undefined || !teamsKnown ? undefined : rowsInNoTeam(rows, reached)
  return {
    day,
    status: rows === undefined ? 'missing' : teamsKnown ? 'reported' : 'teams-missing',
    hasTeamsReport: memberships !== undefined,
    memberships: teamsKnown && memberships !== undefined ? countMemberships(memberships) : null,
    activity:
      rows === undefined
        ? undefined
        : { sums: entity.sums.slice(0, SUM.flags), hasCounters: rows.hasCounters },
    usersInNoTeam: inNoTeam?.length ?? null,
    creditsInNoTeam: (inNoTeam ?? [])
      .map((row) => rows?.sums.values[row * SUM.flags + SUM.credits] ?? Number.NaN)
      .reduce(plus, Number.NaN),
    teams,
    repeated: rows?.repeated ?? 0,
    conflicting: rows?.conflicting ?? 0,
  }
}

/** Room for the days of `count` teams. */
export function emptyTeamDays(count: number, rows: DayRows | undefined): TeamDays {
  return {
    teams: new Int32Array(count),
    members: new Int32Array(count),
    sums: rows === undefined ? undefined : new Float64Array(count * SUM.flags),
    hasCounters: rows?.hasCounters ?? false,
  }
}

/** Adds a team's day at `index`. */
export function addTeamDay(
  { teams, members, sums }: TeamDays,
  index: number,
  team: number,
  totals: Totals,
): void {
  teams[index] = team
  members[index] = users(totals, 'member')
  sums?.set(totals.sums.slice(0, SUM.flags), index * SUM.flags)
}

/** Sets `reached[person]` to 1 for each active person. */
export function markActive({ people }: Totals, reached: Uint8Array): void {
  people.roster.people.forEach((person, slot) => {
    if ((wordAt(people, slot, 0) >>> PERSON.active) & 1) reached[person] = 1
  })
}

/** The rows of people who were matched by no team's join. */
function rowsInNoTeam(rows: DayRows, reached: Uint8Array): number[] {
  const found: number[] = []
  eachRow(rows, (person, row) => {
    if (reached[person] !== 1) found.push(row)
  })
  return found
}
