import { compareIds, compareTexts } from '../compare.ts'
import { type Day, parseMoment, toDay } from '../day.ts'
import { isObject, toId } from './validate.ts'

/** A Copilot licence of a person, as GitHub's list has it. Moments are milliseconds since the epoch; `null` is unknown or none. */
export interface Seat {
  readonly userId: string
  readonly login: string
  readonly createdAt: number | null
  readonly lastActivityAt: number | null
  readonly lastActivityEditor: string
  readonly lastAuthenticatedAt: number | null
  /** The day on which the seat ends. */
  readonly pendingCancellation: Day | null
  readonly plan: string
  /** Slugs of the teams that grant it, in order. */
  readonly grantedBy: readonly string[]
  /** Whether it was given without a team, possibly beside teams. */
  readonly isDirect: boolean
}

/** The seats of an entity by user id, and the number of records that name no person. */
export interface SeatList {
  readonly seats: readonly Seat[]
  readonly withoutAssignee: number
}

/** Plans from the largest on; any other one is smaller. */
const PLANS = ['enterprise', 'business']

/** Reads a record of `copilot/billing/seats` (https://docs.github.com/en/rest/copilot/copilot-user-management); undefined if it names no person. */
export function parseSeat(record: unknown): Seat | undefined {
  if (!isObject(record) || !isObject(record['assignee'])) return undefined
  const { id, login } = record['assignee']
  const userId = toId(id)
  if (userId === undefined) return undefined
  const pending = parseMoment(record['pending_cancellation_date'])
  return {
    userId,
    login: textOf(login),
    createdAt: parseMoment(record['created_at']) ?? null,
    lastActivityAt: parseMoment(record['last_activity_at']) ?? null,
    lastActivityEditor: textOf(record['last_activity_editor']),
    lastAuthenticatedAt: parseMoment(record['last_authenticated_at']) ?? null,
    pendingCancellation: pending === undefined ? null : toDay(pending),
    plan: textOf(record['plan_type']),
    ...granterOf(record['assigning_team']),
  }
}

/**
 * Several records of one person are one seat: newest activity, earliest creation, every granting team, the largest plan; its
 * cancellation is pending only if that of every record is. Independent of the order of the records.
 */
export function toSeatList(records: readonly (Seat | undefined)[]): SeatList {
  const named = records.filter((record) => record !== undefined)
  const people = Map.groupBy(named, ({ userId }) => userId)
  const seats = Array.from(people.values(), mergeSeats)
  return {
    seats: seats.toSorted((left, right) => compareIds(left.userId, right.userId)),
    withoutAssignee: records.length - named.length,
  }
}

/** The slug is that of a team of an organization, or of an enterprise (`ent:…`). */
function granterOf(team: unknown): Pick<Seat, 'grantedBy' | 'isDirect'> {
  if (!isObject(team)) return { grantedBy: [], isDirect: true }
  return { grantedBy: [textOf(team['slug']) || (toId(team['id']) ?? textOf(team['name']))], isDirect: false }
}

function mergeSeats(records: readonly Seat[]): Seat {
  const [newest = records[0], ...older] = records.toSorted(compareActivity)
  if (newest === undefined) throw new RangeError('a seat has one record at least')
  if (older.length === 0) return newest
  const pending = records.map(({ pendingCancellation }) => pendingCancellation)
  return {
    ...newest,
    login: [newest, ...older].find(({ login }) => login !== '')?.login ?? '',
    createdAt: extremeOf(Math.min, records, ({ createdAt }) => createdAt),
    lastAuthenticatedAt: extremeOf(Math.max, records, ({ lastAuthenticatedAt }) => lastAuthenticatedAt),
    pendingCancellation: pending.includes(null) ? null : (pending.toSorted().at(-1) ?? null),
    plan: records.map(({ plan }) => plan).toSorted(comparePlans)[0] ?? '',
    grantedBy: [...new Set(records.flatMap(({ grantedBy }) => grantedBy))].toSorted(compareTexts),
    isDirect: records.some(({ isDirect }) => isDirect),
  }
}

/** The newest activity first; ties by texts, so that the order of the records does not matter. */
function compareActivity(left: Seat, right: Seat): number {
  return (
    (right.lastActivityAt ?? -Infinity) - (left.lastActivityAt ?? -Infinity) ||
    compareTexts(left.lastActivityEditor, right.lastActivityEditor) ||
    compareTexts(left.login, right.login)
  )
}

function extremeOf(
  extreme: (...values: number[]) => number,
  records: readonly Seat[],
  momentOf: (seat: Seat) => number | null,
): number | null {
  const known = records.map(momentOf).filter((moment) => moment !== null)
  return known.length === 0 ? null : extreme(...known)
}

function comparePlans(left: string, right: string): number {
  const rank = (plan: string) => (PLANS.includes(plan) ? PLANS.indexOf(plan) : PLANS.length)
  return rank(left) - rank(right) || compareTexts(left, right)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
