import type { Identify } from '../privacy/identities.ts'
import { compareIds } from '../compare.ts'
import {
  eachDay,
  engagementOn,
  type FeatureColumn,
  featureColumns,
  type FeatureDay,
  peopleOfFeatureDay,
  personName,
} from '../rollup/reading.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** The columns of `people-feature-days.csv` after `day`, `login` and `user_id`: the preview's nine, then all other features. */
export function featureDayColumns(all: readonly ShownTotals[]): string[] {
  return [...new Set(all.flatMap((shown) => featureColumns(shown).map(columnOf)))]
}

/** One line per row of the window, by day and `user_id`: 1 engaged, 0 not engaged, empty if unknown. */
export function* featureDayLines(
  shown: ShownTotals,
  identify: Identify,
): Generator<Record<string, string | number>> {
  const columns = featureColumns(shown)
  for (const { day, featureDay } of eachDay(shown)) {
    if (featureDay === undefined) continue
    const people = peopleOfFeatureDay(featureDay).map((person, index) => {
      const { user_id, user_login } = personName(shown, person)
      return { index, ...identify(user_id, user_login) }
    })
    for (const { index, user_id, user_login } of people.toSorted((left, right) =>
      compareIds(left.user_id, right.user_id),
    )) {
      yield { day, login: user_login, user_id, ...cellsOf(featureDay, index, columns) }
    }
  }
}

function cellsOf(
  day: FeatureDay,
  index: number,
  columns: readonly FeatureColumn[],
): Record<string, string | number> {
  return Object.fromEntries(
    columns.map((column) => [columnOf(column), engagementOn(day, index, column) ?? ''] as const),
  )
}

function columnOf({ key }: FeatureColumn): string {
  return `${key}_engagement`
}
