import { compareIds, compareTexts } from '../compare.ts'
import { daysFrom, formatMoment } from '../day.ts'
import type { Identify, Identity } from '../privacy/identities.ts'
import type { JudgedSeat, ShownSeats } from '../privacy/shown-seats.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import { teamName } from '../rollup/reading.ts'
import type { SeatState } from '../rules/seats.ts'

/** What `granted_by` says of a seat that was given without a team. */
const DIRECT = 'direct'

/** One line of `seats.csv`. */
export interface SeatLine extends Identity {
  readonly entity: string
  readonly state: SeatState
  /** Slugs of the shown teams that list the person in the window, separated by `;`. */
  readonly teams: string
  readonly created_at: string | null
  readonly last_activity_at: string | null
  /** Whole days before the run, rounded down. */
  readonly days_since_activity: number | null
  readonly last_activity_editor: string
  readonly last_authenticated_at: string | null
  readonly pending_cancellation_date: string | null
  readonly plan_type: string
  /** Slugs of the teams that grant the seat, `direct` before them if it was also given without one; separated by `;`. */
  readonly granted_by: string
  readonly active_in_window: boolean
}

/** One line per person with a seat, by `user_id` as `identify` shows it. */
export function* seatLines(shown: ShownTotals, seats: ShownSeats, identify: Identify): Generator<SeatLine> {
  const identified = seats.seats.map((seat) => ({ seat, identity: identify(seat.userId, seat.login) }))
  const inOrder = identified.toSorted((left, right) =>
    compareIds(left.identity.user_id, right.identity.user_id),
  )
  for (const { seat, identity } of inOrder) yield seatLine(shown, seats.now, seat, identity)
}

/** A seat as a line. */
export function seatLine(shown: ShownTotals, now: number, seat: JudgedSeat, identity: Identity): SeatLine {
  const { lastActivityAt, grantedBy, isDirect } = seat
  const slugs = seat.teams.map((team) => teamName(shown, team).slug)
  return {
    entity: shown.entity.slug,
    ...identity,
    state: seat.state,
    teams: slugs.toSorted(compareTexts).join(';'),
    created_at: momentText(seat.createdAt),
    last_activity_at: momentText(lastActivityAt),
    days_since_activity:
      lastActivityAt === null ? null : Math.max(0, Math.floor(daysFrom(lastActivityAt, now))),
    last_activity_editor: seat.lastActivityEditor,
    last_authenticated_at: momentText(seat.lastAuthenticatedAt),
    pending_cancellation_date: seat.pendingCancellation,
    plan_type: seat.plan,
    granted_by: [...(isDirect ? [DIRECT] : []), ...grantedBy].join(';'),
    active_in_window: seat.isActive,
  }
}

function momentText(moment: number | null): string | null {
  return moment === null ? null : formatMoment(moment)
}
