import type { EntityReport } from '../../src/lines/report.ts'
import { isComplete } from '../../src/render/charts/mermaid.ts'
import { formatDay } from '../../src/day.ts'

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
