import { usageOfEntity } from './activity.ts'
import { type BreakdownLine, breakdownLines, type Subject } from './breakdowns.ts'
import { type Breakdown, breakdownOf } from '../rollup/reading.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** How many values of a dimension the pages can show. */
const VALUES_LISTED = 12

/** A dimension of an entity as the pages show it. */
export interface BreakdownSummary {
  readonly dimension: string
  /** How many values there are in all. */
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

/** Lines of an entity's own breakdown. */
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

/** The first lines, and the buckets at the end however far down they are. */
function topOf(lines: readonly BreakdownLine[]): BreakdownLine[] {
  return lines.filter((line, index) => index < VALUES_LISTED || ['others', 'unknown'].includes(line.value))
}
