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
  /** Whether there is a user-teams report, be it one that lists nobody. */
  readonly hasTeamsReport: boolean
  /** Unknown (`null`) without a usable user-teams report. */
  readonly memberships: number | null
  /** What the entity's people did; none on a missing day. */
  readonly activity: Activity | undefined
  readonly usersInNoTeam: number | null
  /** Millionths of AI credits that these users used; unknown (`NaN`) where no row of theirs carries them. */
  readonly creditsInNoTeam: number
  readonly teams: TeamDays
  /** Of several teams that are shown as one: their sums, where they may be shown. How many people they are is unknown. */
  readonly others?: { readonly team: number; readonly activity: Activity | undefined }
  readonly repeated: number
  readonly conflicting: number
  /** Only in the window, and only where it is wanted. */
  readonly featureDay: FeatureDay | undefined
}

/** The days of teams as `team-days.csv` shows them, side by side. */
export interface TeamDays {
  /** Their numbers. */
  readonly teams: Int32Array
  readonly members: Int32Array
  /** `SUM.flags` sums a team, the first of `Totals.sums`; none on a missing day. */
  readonly sums: Float64Array | undefined
  readonly hasCounters: boolean
}

/** A team on one day. */
export interface TeamDay {
  readonly team: number
  readonly members: number
  /** None on a missing day. */
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

/** AI credits of the people of some days whom no listed team had when they used them; unknown where no row carries them. */
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

/** Notes who was active, by their numbers. */
export function markActive({ people }: Totals, reached: Uint8Array): void {
  people.roster.people.forEach((person, slot) => {
    if ((wordAt(people, slot, 0) >>> PERSON.active) & 1) reached[person] = 1
  })
}

/** Rows of people whom no team's join reached. */
function rowsInNoTeam(rows: DayRows, reached: Uint8Array): number[] {
  const found: number[] = []
  eachRow(rows, (person, row) => {
    if (reached[person] !== 1) found.push(row)
  })
  return found
}
