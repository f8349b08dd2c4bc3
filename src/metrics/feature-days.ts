import type { DayRows } from './day-rows.ts'
import { FEATURES } from './features.ts'
import { SUM } from './totals.ts'

/** A day's rows as bits: of each person which features they engaged with and which the row shows. */
export interface FeatureDay {
  readonly person: Int32Array
  readonly engaged: Int32Array
  readonly known: Int32Array
  /** Features that are in no registry, by person. */
  readonly own: ReadonlyMap<number, ReadonlyMap<number, boolean>>
}

/** Reduces a day's rows to bits. */
export function toFeatureDay(rows: DayRows): FeatureDay {
  const pairs = [...rows.rowOf]
  const known = pairs.map(([, row]) => {
    let bits = 0
    for (let index = 0; index < FEATURES.length; index++) {
      if (!Number.isNaN(rows.sums.values[row * SUM.rowEnd + SUM.features + index])) bits |= 1 << index
    }
    return bits
  })
  return {
    person: Int32Array.from(pairs, ([person]) => person),
    engaged: Int32Array.from(pairs, ([, row]) => rows.bits[row * 3 + 1] ?? 0),
    known: Int32Array.from(known),
    own: new Map(
      pairs.flatMap(([person, row]) =>
        rows.ownFeatures.has(row) ? [[person, rows.ownFeatures.get(row) ?? new Map()] as const] : [],
      ),
    ),
  }
}
