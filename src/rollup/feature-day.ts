import { type DayRows, eachRow, engagedBits, hasFeatureArray, knownBits } from './day-rows.ts'

/** The features of a day's rows. The arrays are parallel, one element per row; features are bitmasks in the order of FEATURES. */
export interface FeatureDay {
  readonly person: Int32Array
  /** Features that the person engaged with, and features that are known, engaged or not. */
  readonly engaged: Int32Array
  readonly known: Int32Array
  /** Whether the row carries `totals_by_feature`. */
  readonly hasFeatureArray: readonly boolean[]
  /** Unlisted features by person, and whether they engaged with each. */
  readonly unlisted: ReadonlyMap<number, ReadonlyMap<number, boolean>>
}

/** Extracts the features of a day's rows. */
export function toFeatureDay(rows: DayRows): FeatureDay {
  const pairs: [person: number, row: number][] = []
  eachRow(rows, (person, row) => pairs.push([person, row]))
  return {
    person: Int32Array.from(pairs, ([person]) => person),
    engaged: Int32Array.from(pairs, ([, row]) => engagedBits(rows, row)),
    known: Int32Array.from(pairs, ([, row]) => knownBits(rows, row)),
    hasFeatureArray: pairs.map(([, row]) => hasFeatureArray(rows, row)),
    unlisted: new Map(
      pairs.flatMap(([person, row]) =>
        rows.unlistedFeatures.has(row)
          ? [[person, rows.unlistedFeatures.get(row) ?? new Map()] as const]
          : [],
      ),
    ),
  }
}
