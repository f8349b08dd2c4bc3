import type { Day } from '../day.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { formatDifference, UNKNOWN } from './numbers.ts'
import { breaksWithin } from './series-breaks.ts'

/** What a change says: `steady` is a difference that chance alone would explain. */
export type Direction = 'up' | 'down' | 'steady' | 'unknown'

/** The windows may differ by this share of their days before a change says nothing. */
const MOST_DAYS_APART = 0.1

/**
 * Where a count of people went. Noise, and so `steady`, is what is below twice the square root of the larger count, or
 * below 2 % of it: counts of people scatter about that much by themselves.
 */
export function direction(now: number | null, before: number | null): Direction {
  if (now === null || before === null) return 'unknown'
  if (now === before) return 'steady'
  const larger = Math.max(now, before)
  if (Math.abs(now - before) < Math.max(2 * Math.sqrt(larger), 0.02 * larger)) return 'steady'
  return now > before ? 'up' : 'down'
}

/** `▲ +30` where it is more than noise, `+3` where it is not, `n/a` where it is unknown. */
export function formatChange(now: number | null, before: number | null, isComparable = true): string {
  if (now === null || before === null) return UNKNOWN
  return `${isComparable ? mark(direction(now, before)) : ''}${formatDifference(now - before)}`
}

/** The change of a share of `base` people, in percentage points. */
export function formatShareChange(
  now: number | null,
  before: number | null,
  base: number | null,
  isComparable: boolean,
): string {
  if (now === null || before === null || base === null) return UNKNOWN
  const points = Math.round(now * 100) - Math.round(before * 100)
  return `${isComparable ? mark(direction(now * base, before * base)) : ''}${formatDifference(points, ' pp')}`
}

/** Why the two windows of an entity cannot be held against each other; undefined where they can. */
export function obstacle(report: Report, { coverage }: EntityReport): string | undefined {
  const { days, days_reported, previous_days_reported } = coverage
  if (report.previous_since === null) return 'no previous window was asked for'
  if (previous_days_reported === 0) return 'the window before has no reports'
  if (Math.abs(days_reported - previous_days_reported) > MOST_DAYS_APART * days) {
    return `the window before has ${previous_days_reported} of ${days} days, this one ${days_reported}`
  }
  const [counting] = peopleBreaks(report.previous_since, report.until)
  return counting === undefined ? undefined : `GitHub changed in between whom it counts (${counting.what})`
}

/** Features that GitHub began to report within the two windows: their numbers do not compare. */
export function newFeatures({ since, previous_since, until }: Report): Set<string | undefined> {
  return new Set(breaksWithin(previous_since ?? since, until).map(({ feature }) => feature))
}

function peopleBreaks(since: Day, until: Day) {
  return breaksWithin(since, until).filter(({ countsPeople }) => countsPeople)
}

function mark(where: Direction): string {
  return where === 'up' ? '▲ ' : where === 'down' ? '▼ ' : ''
}
