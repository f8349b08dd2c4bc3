import { COMPLETION, FEATURES } from './features.ts'
import type { FeatureDay } from './feature-days.ts'
import type { EntityTotals } from './fold.ts'
import { featureDaysOfPerson, isIdlePerson } from './people.ts'
import { countAny, countBit, countIn } from './person-sets.ts'
import { known, PERSON, SUM, type Totals, users } from './totals.ts'

/** A feature of an entity: one of the registry, or one that GitHub added. */
export interface FeatureColumn {
  readonly key: string
  readonly label: string
  /** A mode of panel chat, which is not counted in a person's breadth. */
  readonly isMode: boolean
  /** In the registry, or among the features that are in none. */
  readonly index: number
  readonly isUnlisted: boolean
  /** An unlisted feature of `totals_by_feature`: known wherever that array was delivered. */
  readonly isInArrays: boolean
}

/** The features of an entity, in the order of every file: the registry, then what GitHub added, by key. */
export function featureColumns({ window, names }: EntityTotals): FeatureColumn[] {
  const { ownFeatureDays, hasCounters } = window.entity
  const unlisted = [...ownFeatureDays.keys()].map((index) => {
    const key = names.ownFeatures.textOf(index)
    return { key, label: key, index, isUnlisted: true, isMode: false, isInArrays: hasCounters }
  })
  return [
    ...FEATURES.map(({ key, label, isMode = false }, index) => ({
      key,
      label,
      index,
      isUnlisted: false,
      isMode,
      isInArrays: false,
    })),
    ...unlisted.toSorted((left, right) => (left.key < right.key ? -1 : 1)),
  ]
}

/** Engaged days of people; unknown where no row shows the feature. */
export function featureDays(totals: Totals, { isUnlisted, isInArrays, index }: FeatureColumn): number | null {
  if (!isUnlisted) return known(totals.sums[SUM.features + index])
  const arraysShown = isInArrays && known(totals.sums[SUM.features + COMPLETION]) !== null
  return totals.ownFeatureDays.get(index) ?? (arraysShown ? 0 : null)
}

/** How many people engaged with a feature. */
export function featureUsers({ people }: Totals, column: FeatureColumn): number {
  return countBit(people, bitOf(column))
}

/** How many people engaged with at least one of some features. */
export function usersOfAny({ people }: Totals, columns: readonly FeatureColumn[]): number {
  return countAny(people, columns.map(bitOf))
}

/** Active users that rows could show the feature for. */
export function featureBase(totals: Totals, { isUnlisted, index }: FeatureColumn): number {
  return isUnlisted ? users(totals, 'active') : countIn(totals.people, PERSON.shownWord, 1 << index)
}

function bitOf({ isUnlisted, index }: FeatureColumn): number {
  return (isUnlisted ? PERSON.ownFeatures : PERSON.engagedWord * 32) + index
}

/** Days on which a person engaged with a feature; unknown where no row of theirs shows it, or, without a row, none of the entity's. */
export function personFeatureDays(
  entityTotals: EntityTotals,
  person: number,
  column: FeatureColumn,
): number | null {
  const { people, window } = entityTotals
  const { isUnlisted, index, isInArrays } = column
  const isIdle = isIdlePerson(people, person)
  if (isUnlisted) {
    const arraysShown = isInArrays && featureDaysOfPerson(people, person, COMPLETION) !== null
    return people.ownFeatureDays.get(index)?.get(person) ?? (isIdle || arraysShown ? 0 : null)
  }
  if (isIdle) return featureDays(window.entity, column) === null ? null : 0
  return featureDaysOfPerson(people, person, index)
}

/** The people who have a row on a day, each by their index in it. */
export function peopleOfFeatureDay({ person }: FeatureDay): number[] {
  return [...person]
}

/** Whether the person at `index` of a day engaged with a feature: 1, 0, or unknown (`null`). */
export function engagementOn(day: FeatureDay, at: number, column: FeatureColumn): 0 | 1 | null {
  const { isUnlisted, index, isInArrays } = column
  const reported = day.known[at] ?? 0
  if (!isUnlisted)
    return ((reported >>> index) & 1) === 0 ? null : toBit(((day.engaged[at] ?? 0) >>> index) & 1)
  const engaged = day.own.get(day.person[at] ?? -1)?.get(index)
  const arraysShown = isInArrays && ((reported >>> COMPLETION) & 1) === 1
  return engaged === undefined ? (arraysShown ? 0 : null) : toBit(Number(engaged))
}

function toBit(value: number): 0 | 1 {
  return value === 0 ? 0 : 1
}
