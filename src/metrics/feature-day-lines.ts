import type { Day } from '../day.ts'
import type { Identify } from '../identities.ts'
import type { FeatureDay } from './feature-days.ts'
import { type FeatureColumn, featureColumns } from './feature-lines.ts'
import { COMPLETION } from './features.ts'
import type { Fold } from './fold.ts'
import { compareIds } from './ids.ts'

/** The columns of `people-feature-days.csv` behind `day`, `login` and `user_id`: the preview's nine, then every other feature. */
export function featureDayColumns(folds: readonly Fold[]): string[] {
  return [...new Set(folds.flatMap((fold) => featureColumns(fold).map(columnOf)))]
}

/** A line for each row of the window, by day and `user_id`: 0/1, empty where unknown. */
export function* featureDayLines(fold: Fold, identify: Identify): Generator<Record<string, string | number>> {
  const columns = featureColumns(fold)
  for (const day of fold.windows.days) {
    const kept = fold.days.get(day)?.featureDay
    if (kept === undefined) continue
    const people = [...kept.person].map((person, index) => {
      const { ids, labelOf } = fold.names.people
      return { person, index, ...identify(ids.textOf(person), labelOf(person)) }
    })
    for (const { person, index, user_id, user_login } of people.toSorted((left, right) =>
      compareIds(left.user_id, right.user_id),
    )) {
      yield lineOf(day, user_login, user_id, columns, kept, person, index)
    }
  }
}

function lineOf(
  day: Day,
  login: string,
  user_id: string,
  columns: readonly FeatureColumn[],
  kept: FeatureDay,
  person: number,
  index: number,
): Record<string, string | number> {
  const arraysShown = ((kept.known[index] ?? 0) >>> COMPLETION) & 1
  const cells = columns.map((column) => {
    const isKnown = column.isOwn
      ? column.isInArrays && arraysShown === 1
      : ((kept.known[index] ?? 0) >>> column.index) & 1
    const own = column.isOwn ? kept.own.get(person)?.get(column.index) : undefined
    const engaged = column.isOwn ? Number(own ?? false) : ((kept.engaged[index] ?? 0) >>> column.index) & 1
    return [columnOf(column), isKnown || own !== undefined ? engaged : ''] as const
  })
  return { day, login, user_id, ...Object.fromEntries(cells) }
}

function columnOf({ key }: FeatureColumn): string {
  return `${key}_engagement`
}
