import type { EntityReport } from '../../src/lines/report.ts'
import { isComplete } from '../../src/render/charts/mermaid.ts'
import { formatDay } from '../../src/day.ts'
import { isWithheld, type NumberOf, type Protected } from '../../src/privacy/withheld.ts'
import type { Point } from '../parts/chart.tsx'

/** Indexes of the complete weeks of an entity with a report, oldest first. */
export function completeWeeks({ weeks }: EntityReport): number[] {
  return weeks.flatMap((week, index) => (isComplete(week) ? [index] : []))
}

/** What stands below the points of a chart of weeks: their Mondays. */
export function weekPoints(entity: EntityReport): string[] {
  return completeWeeks(entity).flatMap((index) => {
    const week = entity.weeks[index]?.week
    return week === undefined ? [] : formatDay(week)
  })
}

/** Adoption of everybody in each of these weeks. */
export function weekRates(entity: EntityReport): Point[] {
  return completeWeeks(entity).map((index) => {
    const week = entity.weeks[index]
    return week === undefined ? null : pointOf(week, 'adoption_rate')
  })
}

/** A number of a line as a point of a chart. */
export function pointOf<Line extends Protected>(line: Line, name: NumberOf<Line>): Point {
  return isWithheld(line, name) ? 'withheld' : (line[name] as number | null)
}
