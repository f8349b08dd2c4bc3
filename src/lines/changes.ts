import type { Coverage } from '../rollup/reading.ts'
import { isWithheld, type NumberOf, type Protected } from '../privacy/withheld.ts'

/**
 * Direction of a number since the previous window. `steady`: the difference is within noise. `incomparable`: the two windows
 * cannot be compared. `withheld` or `unknown`: the number is so in at least one of them.
 */
export type Change = 'up' | 'down' | 'steady' | 'incomparable' | 'withheld' | 'unknown'

/** Why the window cannot be compared with the previous one. */
export type Incomparable =
  | 'no-previous-window'
  | 'no-previous-reports'
  | 'days-differ'
  | 'counts-other-people'

/** Windows are comparable if their reported days differ by at most this share of the days. */
const MOST_DAYS_APART = 0.1
/** Noise of a count of users: two standard deviations (square root of the count), or 2 % of a large one. */
const DEVIATIONS = 2
const NOISE_OF_LARGE = 0.02

/** Direction of a count of users. `steady`: it changed by less than twice the square root of the larger count, or less than 2 % of it. */
export function direction(now: number | null, before: number | null): 'up' | 'down' | 'steady' | 'unknown' {
  if (now === null || before === null) return 'unknown'
  if (now === before) return 'steady'
  const larger = Math.max(now, before)
  const noise = Math.max(DEVIATIONS * Math.sqrt(larger), NOISE_OF_LARGE * larger)
  if (Math.abs(now - before) < noise) return 'steady'
  return now > before ? 'up' : 'down'
}

/** Direction of a count in a line; `now` and `before` are names of its fields. */
export function countChange<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  isComparable: boolean,
): Change {
  if (isWithheld(line, now) || isWithheld(line, before)) return 'withheld'
  return ifComparable(direction(numberOf(line, now), numberOf(line, before)), isComparable)
}

/** Direction of a share of users. For the noise both shares are taken as shares of `base` users. */
export function shareChange<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  base: number | null,
  isComparable: boolean,
): Change {
  if (isWithheld(line, now) || isWithheld(line, before)) return 'withheld'
  const peopleOf = (share: number | null) => (share === null || base === null ? null : share * base)
  return ifComparable(
    direction(peopleOf(numberOf(line, now)), peopleOf(numberOf(line, before))),
    isComparable,
  )
}

/** Why the windows of an entity cannot be compared; `null` if they can. `previousSince` is `null` if no previous window was read. */
export function incomparableReason(
  { days, days_reported, previous_days_reported }: Coverage,
  previousSince: string | null,
  countsOtherPeople: boolean,
): Incomparable | null {
  if (previousSince === null) return 'no-previous-window'
  if (previous_days_reported === 0) return 'no-previous-reports'
  if (Math.abs(days_reported - previous_days_reported) > MOST_DAYS_APART * days) return 'days-differ'
  return countsOtherPeople ? 'counts-other-people' : null
}

function ifComparable(where: ReturnType<typeof direction>, isComparable: boolean): Change {
  return isComparable || where === 'unknown' ? where : 'incomparable'
}

function numberOf<Line extends Protected>(line: Line, name: NumberOf<Line>): number | null {
  return line[name] as number | null
}
