import { counterOf, type MembershipFields, type RowFields } from '../src/parse/fields.ts'
import { COUNTERS, KNOWN_ARRAYS } from '../src/parse/report-format.ts'

/** What was read of a row as plain data, to be held against another reading. */
export function rowWords(fields: RowFields): unknown {
  const news = new Map(fields.newEntries)
  const flags = [false, true, null]
  const entries = Array.from({ length: fields.entries }, (_, entry) => ({
    array: fields.arrayOf[entry] ?? -1,
    keys: textsOf(fields, fields.keysOf.subarray(entry * 4, entry * 4 + 4)),
    counters: COUNTERS.map((__, counter) => orNull(counterOf(fields, entry, counter))),
    news: news.get(entry),
  }))
  return {
    ids: textsOf(fields, fields.texts).slice(0, 4),
    counters: [...fields.counters].map(orNull),
    flags: [...fields.flags].map((flag) => (flag < 0 ? 'none' : flags[flag])),
    credits: orNull(fields.credits),
    phase: fields.phase,
    arrays: KNOWN_ARRAYS.map((_, array) => ((fields.arrays >>> array) & 1) === 1),
    entries: entries.toSorted((one, other) => one.array - other.array),
    newTotals: fields.newTotals,
  }
}

/** What was read of a membership. */
export function membershipWords(fields: MembershipFields): unknown {
  return textsOf(fields, fields.texts)
}

function textsOf({ bytes }: MembershipFields, places: Int32Array): string[] {
  return Array.from({ length: places.length / 2 }, (_, index) =>
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
      'utf8',
      places[index * 2],
      places[index * 2 + 1],
    ),
  )
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
