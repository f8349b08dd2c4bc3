import type { Day } from '../day.ts'
import { type DayRows, eachStandingRow } from './day-rows.ts'
import type { FeatureDay } from './feature-days.ts'
import { countMemberships } from './memberships.ts'
import { wordAt } from './person-sets.ts'
import type { ReadDay } from './roll-up.ts'
import { countPeople, PERSON, plus, SUM, type Totals } from './totals.ts'

export type DayStatus = 'reported' | 'teams-missing' | 'missing'

/** What is kept of a day once its rows are dropped. */
export interface KeptDay {
  readonly day: Day
  readonly status: DayStatus
  /** Whether there is a user-teams report, be it one that lists nobody. */
  readonly hasTeamsReport: boolean
  /** Unknown (`null`) without a usable user-teams report. */
  readonly memberships: number | null
  /** Sums of the entity's rows, the first of `Totals.sums`; none on a missing day. */
  readonly sums: number[] | undefined
  readonly usersInNoTeam: number | null
  /** Millionths of AI credits that these users used; unknown (`NaN`) where no row of theirs carries them. */
  readonly creditsInNoTeam: number
  readonly teams: KeptTeams
  /** Of several teams that are shown as one: their sums, where they may be shown. How many people they are is unknown. */
  readonly others?: { readonly team: number; readonly sums: Float64Array | undefined }
  readonly repeated: number
  readonly conflicting: number
  /** Only in the window, and only where it is wanted. */
  readonly featureDay: FeatureDay | undefined
}

/** The days of teams as `team-days.csv` shows them, side by side. */
export interface KeptTeams {
  /** Their numbers. */
  readonly teams: Int32Array
  readonly members: Int32Array
  /** `SUM.flags` sums a team, the first of `Totals.sums`; none on a missing day. */
  readonly sums: Float64Array | undefined
}

/** What is kept of a day; `reached` are the people whom some team's join reached. */
export function keep(
  day: Day,
  { rows, memberships }: ReadDay,
  entity: Totals,
  teams: KeptTeams,
  reached: Uint8Array,
): Omit<KeptDay, 'featureDay'> {
  const teamsKnown = (memberships?.teams.size ?? 0) > 0
  const inNoTeam = rows === undefined || !teamsKnown ? undefined : rowsInNoTeam(rows, reached)
  return {
    day,
    status: rows === undefined ? 'missing' : teamsKnown ? 'reported' : 'teams-missing',
    hasTeamsReport: memberships !== undefined,
    memberships: teamsKnown && memberships !== undefined ? countMemberships(memberships) : null,
    sums: rows === undefined ? undefined : entity.sums.slice(0, SUM.flags),
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
export function emptyKeptTeams(count: number, hasRows: boolean): KeptTeams {
  return {
    teams: new Int32Array(count),
    members: new Int32Array(count),
    sums: hasRows ? new Float64Array(count * SUM.flags) : undefined,
  }
}

/** Keeps a team's day. */
export function keepTeam(
  { teams, members, sums }: KeptTeams,
  place: number,
  team: number,
  totals: Totals,
): void {
  teams[place] = team
  members[place] = countPeople(totals, PERSON.member)
  sums?.set(totals.sums.slice(0, SUM.flags), place * SUM.flags)
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
  eachStandingRow(rows, (person, row) => {
    if (reached[person] !== 1) found.push(row)
  })
  return found
}
