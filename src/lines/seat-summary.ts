import { compareTexts } from '../compare.ts'
import { type Day, daysFrom, toDay } from '../day.ts'
import type { Identify } from '../privacy/identities.ts'
import { type EntitySeats, type ShownSeats, seatsOfTeams } from '../privacy/shown-seats.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import { type Protected, withhold } from '../privacy/withheld.ts'
import { withheldSeats, withheldSeatsOfGroup } from '../privacy/withheld-seats.ts'
import { eachTeam } from '../rollup/reading.ts'
import { isIdleState, isStaleList, newestActivity, type SeatState } from '../rules/seats.ts'
import type { ActivityLine, TeamLine } from './activity.ts'
import { ratio } from './ratios.ts'
import { seatLine } from './seats.ts'

/** People listed per page. */
const PEOPLE_LISTED = 50
const TEAMS_LISTED = 10

/** The licences of an entity when the action ran. `null` is unknown or withheld; all is unknown if the list was refused. */
export interface SeatsReport extends SeatNumbers {
  /** Why GitHub did not give the list, as a sentence; `null` if it did. */
  readonly refused: string | null
  /** The day of the newest activity of all seats: how new the list is. */
  readonly as_of: Day | null
  /** Whole days from the newest activity to the run. */
  readonly as_of_age: number | null
  /** Whether the list seems to have stopped being brought up to date. */
  readonly is_stale: boolean
  /** One per line of `teams`. */
  readonly teams: readonly TeamSeats[]
  /** Teams with the most idle seats, as far as their number is shown. */
  readonly teams_with_idle_seats: readonly string[]
  /** The seats that are idle for longest; empty if persons are not shown by name. */
  readonly idle_people: readonly IdlePerson[]
}

interface SeatNumbers extends Protected {
  readonly seats: number | null
  readonly active_seats: number | null
  /** Idle or long idle. */
  readonly idle_seats: number | null
  readonly long_idle_seats: number | null
  readonly new_seats: number | null
  readonly pending_cancellation_seats: number | null
  /** Seats of people with a row in the window. */
  readonly seats_active_in_window: number | null
  /** `seats_active_in_window` ÷ `seats`. */
  readonly adoption_per_seat: number | null
  /** How many more GitHub counts than its list has. */
  readonly missing_seats: number | null
  /** What the idle seats cost a month, in the currency of the price; `null` also without a price. */
  readonly idle_cost: number | null
}

export interface TeamSeats extends Protected {
  readonly team_id: string
  readonly slug: string
  /** Members with a seat. */
  readonly seats: number | null
  readonly idle_seats: number | null
}

export interface IdlePerson {
  readonly user_login: string
  readonly teams: string
  readonly state: SeatState
  readonly last_activity_day: Day | null
  readonly days_since_activity: number | null
  readonly granted_by: string
}

/** What a seat costs a month. */
export interface SeatPrice {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/** Summarizes the seats of an entity; `teams` and `totals` are its lines. Lists people only if `identify` is given. */
export function seatsReport(
  shown: ShownTotals,
  entitySeats: EntitySeats,
  { teams, totals }: { readonly teams: readonly TeamLine[]; readonly totals: ActivityLine },
  price: SeatPrice | undefined,
  identify: Identify | undefined,
): SeatsReport {
  if ('refused' in entitySeats) return { ...NOTHING_KNOWN, refused: entitySeats.refused }
  const newest = newestActivity(entitySeats.seats)
  const ofTeams = teamSeats(shown, entitySeats, teams)
  return {
    refused: null,
    as_of: newest === null ? null : toDay(newest),
    as_of_age: newest === null ? null : Math.max(0, Math.floor(daysFrom(newest, entitySeats.now))),
    is_stale: isStaleList(newest, entitySeats.now),
    ...seatNumbers(entitySeats, totals, price, shown.minimumGroupSize),
    teams: ofTeams,
    teams_with_idle_seats: mostIdle(ofTeams),
    idle_people: identify === undefined ? [] : idlePeople(shown, entitySeats, identify),
  }
}

/** The lines of teams with their seats, if there are any, for `teams.csv`. */
export function teamsWithSeats({
  teams,
  seats,
}: {
  readonly teams: readonly TeamLine[]
  readonly seats?: SeatsReport
}): readonly (TeamLine & { readonly seats?: number | null; readonly idle_seats?: number | null })[] {
  if (seats === undefined) return teams
  const byId = new Map(seats.teams.map((line) => [line.team_id, line]))
  return teams.map((team) => {
    const line = byId.get(team.team_id)
    return { ...team, seats: line?.seats ?? null, idle_seats: line?.idle_seats ?? null }
  })
}

const NOTHING_KNOWN: SeatsReport = {
  refused: null,
  as_of: null,
  as_of_age: null,
  is_stale: false,
  missing_seats: null,
  seats: null,
  active_seats: null,
  idle_seats: null,
  long_idle_seats: null,
  new_seats: null,
  pending_cancellation_seats: null,
  seats_active_in_window: null,
  adoption_per_seat: null,
  idle_cost: null,
  withheld: {},
  teams: [],
  teams_with_idle_seats: [],
  idle_people: [],
}

function seatNumbers(
  { seats, missing }: ShownSeats,
  totals: ActivityLine,
  price: SeatPrice | undefined,
  minimum: number,
): SeatNumbers {
  const count = (...states: SeatState[]) => seats.filter(({ state }) => states.includes(state)).length
  const idle = count('idle', 'long-idle')
  const inWindow = seats.filter(({ isActive }) => isActive).length
  const line = {
    seats: seats.length,
    active_seats: count('active'),
    idle_seats: idle,
    long_idle_seats: count('long-idle'),
    new_seats: count('new'),
    pending_cancellation_seats: count('pending-cancellation'),
    seats_active_in_window: inWindow,
    adoption_per_seat: ratio(inWindow, seats.length),
    missing_seats: missing,
    idle_cost: price === undefined ? null : idle * price.amount,
  }
  return withhold(line, withheldSeats(line, totals, minimum))
}

/** One line per team of `lines`, in the same order. */
function teamSeats(shown: ShownTotals, seats: ShownSeats, lines: readonly TeamLine[]): TeamSeats[] {
  const counts = seatsOfTeams(seats)
  const byId = new Map(lines.map((line) => [line.team_id, line]))
  return eachTeam(shown).map(({ team, id, slug }) => {
    const count = counts.get(team) ?? { seats: 0, idle: 0 }
    const line = { team_id: id, slug, seats: count.seats, idle_seats: count.idle }
    return withhold(line, withheldSeatsOfGroup(count, byId.get(id), shown.minimumGroupSize))
  })
}

/** Ids of the teams with the most idle seats; without `others` and without those of which the number is withheld. */
function mostIdle(teams: readonly TeamSeats[]): string[] {
  return teams
    .filter(({ team_id, idle_seats }) => team_id !== '' && (idle_seats ?? 0) > 0)
    .toSorted(
      (left, right) =>
        (right.idle_seats ?? 0) - (left.idle_seats ?? 0) ||
        (left.seats ?? 0) - (right.seats ?? 0) ||
        compareTexts(left.slug, right.slug),
    )
    .slice(0, TEAMS_LISTED)
    .map(({ team_id }) => team_id)
}

/** The longest silence first; no known activity before any other. */
function idlePeople(shown: ShownTotals, { seats, now }: ShownSeats, identify: Identify): IdlePerson[] {
  return seats
    .filter(({ state }) => isIdleState(state))
    .toSorted(
      (left, right) =>
        Number(right.state === 'long-idle') - Number(left.state === 'long-idle') ||
        (left.lastActivityAt ?? 0) - (right.lastActivityAt ?? 0) ||
        (left.createdAt ?? 0) - (right.createdAt ?? 0) ||
        compareTexts(left.login, right.login),
    )
    .slice(0, PEOPLE_LISTED)
    .map((seat) => {
      const line = seatLine(shown, now, seat, identify(seat.userId, seat.login))
      const { user_login, teams, state, days_since_activity, granted_by } = line
      const last_activity_day = seat.lastActivityAt === null ? null : toDay(seat.lastActivityAt)
      return { user_login, teams, state, last_activity_day, days_since_activity, granted_by }
    })
}
