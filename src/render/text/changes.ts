import type { Change, Incomparable } from '../../lines/changes.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { formatDifference, UNKNOWN } from './numbers.ts'

/** `▲ +30` where it is more than noise, `+3` where it is not or cannot be told, `n/a` where a number is unknown. */
export function formatChange(now: number | null, before: number | null, change: Change): string {
  return now === null || before === null ? UNKNOWN : `${mark(change)}${formatDifference(now - before)}`
}

/** The change of a share, in percentage points; a share of nobody knows of whom is unknown. */
export function formatShareChange(
  now: number | null,
  before: number | null,
  base: number | null,
  change: Change,
): string {
  if (now === null || before === null || base === null) return UNKNOWN
  const points = Math.round(now * 100) - Math.round(before * 100)
  return `${mark(change)}${formatDifference(points, ' pp')}`
}

/** Why the windows of an entity do not compare, as a clause. */
export function incomparableClause(
  reason: Incomparable,
  { insights }: Report,
  { coverage }: EntityReport,
): string {
  const { days, days_reported, previous_days_reported } = coverage
  switch (reason) {
    case 'no-previous-window':
      return 'no days before were asked for'
    case 'no-previous-reports':
      return 'the days before have no reports'
    case 'days-differ':
      return `${days_reported} of the last ${days} days have a report, and ${previous_days_reported} of the ${days} before`
    case 'counts-other-people': {
      const counting = insights.series_breaks.find(({ counts_more_people }) => counts_more_people)
      return `GitHub changed in between whom it counts (${counting?.what ?? UNKNOWN})`
    }
  }
}

function mark(change: Change): string {
  return change === 'up' ? '▲ ' : change === 'down' ? '▼ ' : ''
}
