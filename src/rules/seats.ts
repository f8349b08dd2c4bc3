import { daysFrom } from '../day.ts'
import type { Seat } from '../parse/seats.ts'

/** The states of a seat. The first that applies, from the left, is the seat's. */
export type SeatState = 'pending-cancellation' | 'new' | 'active' | 'long-idle' | 'idle'

/** After how many days without activity a seat is idle, and how long it is new. */
export interface SeatLimits {
  readonly idleDays: number
  readonly newSeatDays: number
}

/** GitHub forgets an activity after so many days: an empty `last_activity_at` means that long ago, or never. */
const LONG_IDLE_DAYS = 90
/** A list whose newest activity is older has stopped: GitHub brings it up to date within a day. */
const STALE_DAYS = 3

/** The state of a seat at the moment `now`. `isActive`: the person has a row in the window. */
export function seatState(seat: Seat, isActive: boolean, now: number, limits: SeatLimits): SeatState {
  const age = seat.createdAt === null ? undefined : daysFrom(seat.createdAt, now)
  const silence = seat.lastActivityAt === null ? undefined : daysFrom(seat.lastActivityAt, now)
  if (seat.pendingCancellation !== null) return 'pending-cancellation'
  if (age !== undefined && age < limits.newSeatDays) return 'new'
  if (isActive || (silence !== undefined && silence <= limits.idleDays)) return 'active'
  if (silence === undefined) return age !== undefined && age > LONG_IDLE_DAYS ? 'long-idle' : 'idle'
  return silence >= LONG_IDLE_DAYS ? 'long-idle' : 'idle'
}

/** Whether a seat counts as idle, for however long. */
export function isIdleState(state: SeatState): boolean {
  return state === 'idle' || state === 'long-idle'
}

/** The newest activity in a list of seats, which tells how new the list is; `null` if there is no activity at all. */
export function newestActivity(seats: readonly Pick<Seat, 'lastActivityAt'>[]): number | null {
  return seats.reduce<number | null>(
    (newest, { lastActivityAt: activity }) =>
      activity === null || (newest !== null && newest > activity) ? newest : activity,
    null,
  )
}

/** Whether a list of seats whose newest activity is `newest` seems to have stopped being brought up to date. */
export function isStaleList(newest: number | null, now: number): newest is number {
  return newest !== null && daysFrom(newest, now) > STALE_DAYS
}
