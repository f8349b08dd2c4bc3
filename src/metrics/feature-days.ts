import { type DayRows, eachRow as eachStandingRow, ROW, intOf as wordOf } from './day-rows.ts'
import { PERSON } from './totals.ts'

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
  const pairs: [person: number, row: number][] = []
  eachStandingRow(rows, (person, row) => pairs.push([person, row]))
  return {
    person: Int32Array.from(pairs, ([person]) => person),
    engaged: Int32Array.from(pairs, ([, row]) => wordOf(rows, row, ROW.bits + PERSON.engagedWord)),
    known: Int32Array.from(pairs, ([, row]) => wordOf(rows, row, ROW.features)),
    own: new Map(
      pairs.flatMap(([person, row]) =>
        rows.ownFeatures.has(row) ? [[person, rows.ownFeatures.get(row) ?? new Map()] as const] : [],
      ),
    ),
  }
}
