import { FEATURES } from '../rules/features.ts'
import type { FeatureDay } from './feature-day.ts'
import type { EntityTotals } from './entity-totals.ts'
import { featureDaysOfPerson, isIdlePerson } from './people.ts'
import { countAny, countBit, countIn } from '../columns/bit-sets.ts'
import { known, PERSON, SUM, type Totals, users } from './totals.ts'

/** A feature of an entity: listed in the registry, or unlisted. */
export interface FeatureColumn {
  readonly key: string
  readonly label: string
  /** What it is, as a clause; `null` for an unlisted feature. */
  readonly meaning: string | null
  /** A mode of panel chat, which is not counted in a person's breadth. */
  readonly isMode: boolean
  /** Index in FEATURES; for an unlisted feature, its number. */
  readonly index: number
  readonly isUnlisted: boolean
}

/** The features of an entity, in the order of every file: the registry, then unlisted features by key. */
export function featureColumns({ window, names }: EntityTotals): FeatureColumn[] {
  const { unlistedFeatureDays } = window.entity
  const unlisted = [...unlistedFeatureDays.keys()].map((index) => {
    const key = names.unlistedFeatures.textOf(index)
    return { key, label: key, meaning: null, index, isUnlisted: true, isMode: false }
  })
  return [
    ...FEATURES.map(({ key, label, meaning, isMode = false }, index) => ({
      key,
      label,
      meaning,
      index,
      isUnlisted: false,
      isMode,
    })),
    ...unlisted.toSorted((left, right) => (left.key < right.key ? -1 : 1)),
  ]
}

/** User-days of engagement; `null` if no row shows the feature. An unlisted one is known if a row carries the array. */
export function featureDays(totals: Totals, { isUnlisted, index }: FeatureColumn): number | null {
  if (!isUnlisted) return known(totals.sums[SUM.features + index])
  const hasArray = known(totals.sums[SUM.featureArrays]) !== null
  return totals.unlistedFeatureDays.get(index) ?? (hasArray ? 0 : null)
}

/** Distinct users who engaged with a feature. */
export function featureUsers({ people }: Totals, column: FeatureColumn): number {
  return countBit(people, bitOf(column))
}

/** Distinct users who engaged with at least one of some features. */
export function usersOfAny({ people }: Totals, columns: readonly FeatureColumn[]): number {
  return countAny(people, columns.map(bitOf))
}

/** Distinct users who were active on a day on which rows could show the feature. */
export function featureBase(totals: Totals, { isUnlisted, index }: FeatureColumn): number {
  return isUnlisted ? users(totals, 'active') : countIn(totals.people, PERSON.reportableFeatures, 1 << index)
}

function bitOf({ isUnlisted, index }: FeatureColumn): number {
  return (isUnlisted ? PERSON.unlistedFeatures : PERSON.engagedFeatures * 32) + index
}

/** Days on which a person engaged with a feature; `null` if none of their rows shows it (without rows: no row of the entity). */
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

/** The people with a row on a day; the index of each is that for `engagementOn`. */
export function peopleOfFeatureDay({ person }: FeatureDay): number[] {
  return [...person]
}

/** Whether the person at index `at` of a day engaged with a feature: 1, 0, or `null` if unknown. */
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
