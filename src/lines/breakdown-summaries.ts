import { usageOfEntity } from './activity.ts'
import { type BreakdownLine, breakdownLines, type Subject } from './breakdowns.ts'
import { type Breakdown, breakdownOf } from '../rollup/reading.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** Values listed per dimension. */
const VALUES_LISTED = 12

/** A dimension of an entity as the pages show it. */
export interface BreakdownSummary {
  readonly dimension: string
  /** Number of values before the list is cut. */
  readonly values: number
  readonly lines: readonly BreakdownLine[]
}

/** The single dimensions of an entity with their most used values. */
export function breakdownSummaries(shown: ShownTotals): BreakdownSummary[] {
  const lines = entityBreakdown(shown, breakdownLines)
  return [...new Set(lines.map(({ dimension }) => dimension))].flatMap((dimension) => {
    const ofDimension = lines.filter((line) => line.dimension === dimension)
    return isPair(dimension) ? [] : [{ dimension, values: ofDimension.length, lines: topOf(ofDimension) }]
  })
}

/** The lines that `linesOf` makes of the breakdown of the entity itself. */
export function entityBreakdown<Line>(
  shown: ShownTotals,
  linesOf: (subject: Subject, breakdown: Breakdown, shown: ShownTotals) => Iterable<Line>,
): Line[] {
  const subject = { entity: shown.entity.slug, team_id: '', slug: '', usage: usageOfEntity(shown.window) }
  return [...linesOf(subject, breakdownOf(shown), shown)]
}

function isPair(dimension: string): boolean {
  return ['language_feature', 'language_model', 'model_feature'].includes(dimension)
}

/** The first lines, and always the buckets `others` and `unknown`. */
function topOf(lines: readonly BreakdownLine[]): BreakdownLine[] {
  return lines.filter((line, index) => index < VALUES_LISTED || ['others', 'unknown'].includes(line.value))
}
