import { type DayRows, eachRow, engagedBits, hasFeatureArray, knownBits } from './day-rows.ts'

/** A day's rows as bits: of each person which features they engaged with and which the row shows. */
export interface FeatureDay {
  readonly person: Int32Array
  readonly engaged: Int32Array
  readonly known: Int32Array
  /** Whether the row delivers `totals_by_feature`. */
  readonly hasFeatureArray: readonly boolean[]
  /** Features that are in no registry, by person. */
  readonly unlisted: ReadonlyMap<number, ReadonlyMap<number, boolean>>
}

/** Reduces a day's rows to bits. */
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
