import type { DayRows } from './day-rows.ts'
import { join } from './join.ts'
import type { Memberships } from './memberships.ts'
import { enter } from './person-sets.ts'
import { addSums, emptyTotals, PERSON, plus, SUM, type Totals } from './totals.ts'

/** A day's totals: the entity's from its rows alone, and each team's from its members and their rows. */
export interface DayTotals {
  readonly entity: Totals
  readonly teams: ReadonlyMap<number, Totals>
}

/** A day as it was read: its rows, where there is a users report, and its memberships, where there is a user-teams report. */
export interface ReadDay {
  readonly rows: DayRows | undefined
  readonly memberships: Memberships | undefined
}

/** Joins a day's memberships with its rows and adds up what each team, and the entity, did. */
export function rollUp({ rows, memberships }: ReadDay): DayTotals {
  return {
    entity: entityTotals(rows, memberships),
    teams: new Map(
      [...(memberships?.teams ?? [])].map(([team, members]) => [team, teamTotals(members, rows)]),
    ),
  }
}

/** The totals of one row. */
export function totalsOfRow(rows: DayRows, row: number): Totals {
  const totals = emptyTotals()
  addRowTo(totals, rows, row)
  return totals
}

function entityTotals(rows: DayRows | undefined, memberships: Memberships | undefined): Totals {
  const totals = emptyTotals()
  for (const members of memberships?.teams.values() ?? []) {
    for (const person of members.keys()) enter(totals.people, person, 0, 1 << PERSON.member)
  }
  const teamsKnown = (memberships?.teams.size ?? 0) > 0 ? 1 << PERSON.teamsKnown : 0
  for (const [person, row] of rows?.rowOf ?? []) {
    addRowTo(totals, rows as DayRows, row)
    enter(totals.people, person, 0, teamsKnown)
  }
  return totals
}

function teamTotals(members: ReadonlyMap<number, number>, rows: DayRows | undefined): Totals {
  const totals = emptyTotals()
  if (rows !== undefined) totals.sums[SUM.daysJoined] = 1
  for (const person of members.keys()) enter(totals.people, person, 0, 1 << PERSON.member)
  if (rows === undefined) return totals
  for (const [, row] of join(members, rows)) if (row !== -1) addRowTo(totals, rows, row)
  return totals
}

function addRowTo(totals: Totals, rows: DayRows, row: number): void {
  const person = rows.person[row] as number
  addSums(totals.sums, rows.sums.values, row * SUM.rowEnd, SUM.rowEnd)
  for (let word = 0; word < 3; word++) enter(totals.people, person, word, rows.bits[row * 3 + word] ?? 0)
  for (const [feature, engaged] of rows.ownFeatures.get(row) ?? []) {
    const bit = PERSON.ownFeatures + feature
    totals.ownFeatureDays.set(
      feature,
      plus(totals.ownFeatureDays.get(feature) ?? Number.NaN, Number(engaged)),
    )
    if (engaged) enter(totals.people, person, bit >>> 5, 1 << (bit & 31))
  }
}
