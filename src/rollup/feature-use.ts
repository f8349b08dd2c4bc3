import { FEATURES } from '../rules/features.ts'
import type { FeatureDay } from './feature-day.ts'
import type { EntityTotals } from './entity-totals.ts'
import { featureDaysOfPerson, isIdlePerson } from './people.ts'
import { countAny, countBit, countIn } from '../columns/bit-sets.ts'
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
}

/** The features of an entity, in the order of every file: the registry, then what GitHub added, by key. */
export function featureColumns({ window, names }: EntityTotals): FeatureColumn[] {
  const { unlistedFeatureDays } = window.entity
  const unlisted = [...unlistedFeatureDays.keys()].map((index) => {
    const key = names.unlistedFeatures.textOf(index)
    return { key, label: key, index, isUnlisted: true, isMode: false }
  })
  return [
    ...FEATURES.map(({ key, label, isMode = false }, index) => ({
      key,
      label,
      index,
      isUnlisted: false,
      isMode,
    })),
    ...unlisted.toSorted((left, right) => (left.key < right.key ? -1 : 1)),
  ]
}

/** Engaged days of people; unknown where no row shows the feature. An unlisted one is known wherever its array was delivered. */
export function featureDays(totals: Totals, { isUnlisted, index }: FeatureColumn): number | null {
  if (!isUnlisted) return known(totals.sums[SUM.features + index])
  const hasArray = known(totals.sums[SUM.featureArrays]) !== null
  return totals.unlistedFeatureDays.get(index) ?? (hasArray ? 0 : null)
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
  return isUnlisted ? users(totals, 'active') : countIn(totals.people, PERSON.reportableFeatures, 1 << index)
}

function bitOf({ isUnlisted, index }: FeatureColumn): number {
  return (isUnlisted ? PERSON.unlistedFeatures : PERSON.engagedFeatures * 32) + index
}

/** Days on which a person engaged with a feature; unknown where no row of theirs shows it, or, without a row, none of the entity's. */
export function personFeatureDays(
  entityTotals: EntityTotals,
  person: number,
  column: FeatureColumn,
): number | null {
  const { people, window } = entityTotals
  const { isUnlisted, index } = column
  const isIdle = isIdlePerson(people, person)
  if (isUnlisted) {
    const isZero = isIdle || people.hasFeatureArray[person] === true
    return people.unlistedFeatureDays.get(index)?.get(person) ?? (isZero ? 0 : null)
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
  const { isUnlisted, index } = column
  const reported = day.known[at] ?? 0
  if (!isUnlisted)
    return ((reported >>> index) & 1) === 0 ? null : toBit(((day.engaged[at] ?? 0) >>> index) & 1)
  const engaged = day.unlisted.get(day.person[at] ?? -1)?.get(index)
  if (engaged === undefined) return day.hasFeatureArray[at] === true ? 0 : null
  return toBit(Number(engaged))
}

function toBit(value: number): 0 | 1 {
  return value === 0 ? 0 : 1
}
