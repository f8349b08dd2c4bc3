import type { SeatCount } from './shown-seats.ts'
import {
  type Bounds,
  boundsOfCells,
  few,
  isFew,
  isWithheld,
  pairBounds,
  type Protected,
  type Withheld,
  withheldIndexes,
} from './withheld.ts'

/** The states whose seats add up to all, as the fields that count them. */
const CELLS = ['active_seats', 'idle_seats', 'new_seats', 'pending_cancellation_seats'] as const

/** Counts of the seats of an entity. */
type SeatNumbers = Readonly<
  Record<
    (typeof CELLS)[number] | 'seats' | 'long_idle_seats' | 'seats_active_in_window' | 'missing_seats',
    number
  >
>

type ActiveUsers = Protected & { readonly active_users: number | null }

type Fields = Readonly<Record<string, Bounds | null | undefined>>

/**
 * The fields of a line of an entity's seats that would tell of a few people, and those that would give them back. `totals` are
 * the entity's.
 */
export function withheldSeats(line: SeatNumbers, totals: ActiveUsers, minimum: number): Fields {
  if (minimum === 0) return {}
  const areAllFew = isFew(line.seats, minimum)
  const cells = CELLS.map((name) => line[name])
  const indexes = withheldIndexes(cells, minimum, areAllFew ? { most: null } : {})
  const bounds = areAllFew ? few(minimum) : boundsOfCells(cells, indexes)
  const idle = indexes.has(CELLS.indexOf('idle_seats')) ? bounds : undefined
  const inWindow = areAllFew ? few(minimum) : withheldInWindow(line, totals, minimum)
  const { idle_seats: all, long_idle_seats: long } = line
  const isLongHidden = long > 0 && (idle !== undefined || pairBounds(long, all, minimum) !== undefined)
  return {
    seats: areAllFew ? few(minimum) : undefined,
    ...Object.fromEntries(CELLS.map((name, index) => [name, indexes.has(index) ? bounds : undefined])),
    long_idle_seats: isLongHidden ? null : undefined,
    idle_cost: idle === undefined ? undefined : null,
    seats_active_in_window: inWindow,
    adoption_per_seat: inWindow === undefined ? undefined : null,
    missing_seats: fewOrNone(line.missing_seats, minimum),
  }
}

/** Also withheld if it tells how few people are active without a seat, or only outside of GitHub's reports. */
function withheldInWindow(
  line: SeatNumbers,
  totals: ActiveUsers,
  minimum: number,
): Bounds | null | undefined {
  const { seats, idle_seats: idle, seats_active_in_window: inWindow } = line
  if (inWindow === 0) return undefined
  const pair = pairBounds(inWindow, seats, minimum)
  if (pair !== undefined) return pair.part
  const { active_users: active } = totals
  const tells =
    isWithheld(totals, 'active_users') ||
    (active !== null && isFew(active - inWindow, minimum)) ||
    isFew(seats - idle - inWindow, minimum)
  return tells ? null : undefined
}

/** What is shown of the members of a group. */
interface Members {
  readonly members: number | null
  readonly idle_users: number | null
  readonly withheld: Withheld
}

/**
 * Which of the seats and idle seats of a group are withheld; `line` counts the members of the group. Also used for groups that
 * are no teams.
 */
export function withheldSeatsOfGroup(
  { seats, idle }: SeatCount,
  line: Members | undefined,
  minimum: number,
): { readonly seats: Bounds | undefined; readonly idle_seats: Bounds | null | undefined } {
  if (minimum === 0) return { seats: undefined, idle_seats: undefined }
  const members = line?.members ?? null
  const ofSeats = members === null ? fewOrNone(seats, minimum) : pairBounds(seats, members, minimum)?.part
  if (idle === 0) return { seats: ofSeats, idle_seats: undefined }
  const isIdleHidden = line !== undefined && Object.hasOwn(line.withheld, 'idle_users')
  const others = (line?.idle_users ?? idle) - idle
  if (ofSeats !== undefined || isIdleHidden || isFew(others, minimum))
    return { seats: ofSeats, idle_seats: null }
  return { seats: ofSeats, idle_seats: pairBounds(idle, seats, minimum)?.part }
}

function fewOrNone(count: number, minimum: number): Bounds | undefined {
  return isFew(count, minimum) ? few(minimum) : undefined
}
