import type { Coverage } from '../rollup/reading.ts'
import type { Protected } from '../privacy/withheld.ts'

/**
 * Where a number went since the window before. `steady` is a difference that chance alone would explain; `incomparable` is one
 * of windows that do not compare; a number that is withheld or unknown in either window went nowhere that can be told.
 */
export type Change = 'up' | 'down' | 'steady' | 'incomparable' | 'withheld' | 'unknown'

/** Why the window and the one before do not compare. */
export type Incomparable =
  | 'no-previous-window'
  | 'no-previous-reports'
  | 'days-differ'
  | 'counts-other-people'

/** The names of a line's fields that hold a number. */
export type NumberOf<Line> = {
  [Name in keyof Line]: Line[Name] extends number | null ? Name : never
}[keyof Line] &
  string

/** The windows may differ by this share of their days before a change says nothing. */
const MOST_DAYS_APART = 0.1
/** Counts of people scatter by some two standard deviations by themselves, large ones by this share of them. */
const DEVIATIONS = 2
const NOISE_OF_LARGE = 0.02

/** Where a count of people went; `steady` is noise: less than twice the square root of the larger count, or less than 2 % of it. */
export function direction(now: number | null, before: number | null): 'up' | 'down' | 'steady' | 'unknown' {
  if (now === null || before === null) return 'unknown'
  if (now === before) return 'steady'
  const larger = Math.max(now, before)
  const noise = Math.max(DEVIATIONS * Math.sqrt(larger), NOISE_OF_LARGE * larger)
  if (Math.abs(now - before) < noise) return 'steady'
  return now > before ? 'up' : 'down'
}

/** Where a count of a line went. */
export function countChange<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  isComparable: boolean,
): Change {
  if (isWithheld(line, now) || isWithheld(line, before)) return 'withheld'
  return judged(direction(numberOf(line, now), numberOf(line, before)), isComparable)
}

/** Where a share of people went: noise as if both windows had as many people to take it of as this one, `base`. */
export function shareChange<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  base: number | null,
  isComparable: boolean,
): Change {
  if (isWithheld(line, now) || isWithheld(line, before)) return 'withheld'
  const peopleOf = (share: number | null) => (share === null || base === null ? null : share * base)
  return judged(direction(peopleOf(numberOf(line, now)), peopleOf(numberOf(line, before))), isComparable)
}

/** Why the windows of an entity do not compare; `null` where they do. `previousSince` is null where no previous window was read. */
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

/** Whether a field is withheld, which is not the same as unknown. */
export function isWithheld<Line extends Protected>({ withheld }: Line, name: NumberOf<Line>): boolean {
  return Object.hasOwn(withheld, name)
}

function judged(where: ReturnType<typeof direction>, isComparable: boolean): Change {
  return isComparable || where === 'unknown' ? where : 'incomparable'
}

function numberOf<Line extends Protected>(line: Line, name: NumberOf<Line>): number | null {
  return line[name] as number | null
}
