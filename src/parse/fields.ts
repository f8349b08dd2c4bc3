import { COUNTERS, FLAGS } from './report-format.ts'

/** Offsets in `texts`: where each text of a line begins in its bytes, and in the next slot where it ends. */
export const TEXT = {
  userId: 0,
  userLogin: 2,
  organizationId: 4,
  enterpriseId: 6,
  teamId: 8,
  slug: 10,
} as const

/**
 * What is used of a membership: a view of the line that was read into it last, whose bytes it refers to (see
 * `LineCursor`). Whoever reads the lines owns it, and reads one line after the other into it.
 */
export interface MembershipFields {
  bytes: Uint8Array
  /** Offsets in `bytes`, by `TEXT`. Ids are in canonical form; what is not carried is empty. */
  readonly texts: Int32Array
}

/** A flag that a row does not carry, and one that it carries as `null`; 0 and 1 are the others. */
export const NOT_CARRIED = -1
export const CARRIED_AS_NULL = 2

/** What is used of a row, as numbers and as offsets in bytes, to avoid allocating an object per line. */
export interface RowFields extends MembershipFields {
  /** In the order of COUNTERS; `NaN` where the row carries none. */
  readonly counters: Float64Array
  readonly flags: Int8Array
  credits: number
  /** `ai_adoption_phase` as JSON has it. */
  phase: unknown
  /** A bit for each of KNOWN_ARRAYS that the row carries. */
  arrays: number
  /**
   * How many entries these arrays have in all. Of each entry:
   *
   * | array        | per entry | holds                                                                           |
   * | ------------ | --------- | ------------------------------------------------------------------------------- |
   * | `arrayOf`    | 1         | its array, in the order of KNOWN_ARRAYS                                         |
   * | `keysOf`     | 4         | offsets of the two texts that name it: begin and end of the first, of the second |
   * | `bitsOf`     | 1         | a bit for each counter that is carried, from `PRESENT` on one for each above 0  |
   * | `countersOf` | 7         | the counters above 0; the others are not written                                |
   */
  entries: number
  arrayOf: Uint8Array
  keysOf: Int32Array
  bitsOf: Int32Array
  countersOf: Float64Array
  /** Entries that have keys nobody knows yet, by number, as JSON has them. */
  readonly newEntries: [entry: number, value: Readonly<Record<string, unknown>>][]
  /** Other `totals_by_*` fields, as JSON has them. */
  readonly newTotals: [name: string, value: unknown][]
  /** By key whether the user engaged with a feature, in rows of the preview, which say it outright; undefined in all others. */
  features: ReadonlyMap<string, boolean> | undefined
}

const COUNTER_COUNT = COUNTERS.length
/** In `RowFields.bitsOf`: the first bit of the counters above 0. */
export const PRESENT = COUNTERS.length

export function emptyMembershipFields(): MembershipFields {
  return { bytes: new Uint8Array(), texts: new Int32Array(12) }
}

/** Memory for the fields of one row after the other. */
export function emptyRowFields(): RowFields {
  return {
    bytes: new Uint8Array(),
    texts: new Int32Array(12),
    counters: new Float64Array(COUNTER_COUNT),
    flags: new Int8Array(FLAGS.length),
    credits: Number.NaN,
    phase: undefined,
    arrays: 0,
    entries: 0,
    arrayOf: new Uint8Array(64),
    keysOf: new Int32Array(64 * 4),
    bitsOf: new Int32Array(64),
    countersOf: new Float64Array(64 * COUNTER_COUNT),
    newEntries: [],
    newTotals: [],
    features: undefined,
  }
}

/** Forgets the row before. */
export function resetFields(fields: RowFields): void {
  fields.texts.fill(0)
  fields.counters.fill(Number.NaN)
  fields.flags.fill(NOT_CARRIED)
  fields.credits = Number.NaN
  fields.phase = undefined
  fields.arrays = 0
  fields.entries = 0
  fields.newEntries.length = 0
  fields.newTotals.length = 0
  fields.features = undefined
}

/** Whether a row that carries a `team_id` carries no activity: it is a membership then. */
export function isMembership(fields: RowFields): boolean {
  const { texts, counters, flags, credits, phase, arrays, newTotals } = fields
  if ((texts[TEXT.teamId + 1] as number) === (texts[TEXT.teamId] as number)) return false
  const hasCounters = counters.some((counter) => !Number.isNaN(counter)) || !Number.isNaN(credits)
  const hasFlags = flags.some((flag) => flag === 0 || flag === 1)
  const hasOthers = arrays !== 0 || newTotals.length > 0 || (phase !== undefined && phase !== null)
  return !hasCounters && !hasFlags && !hasOthers
}

/** Adds an empty entry of one of KNOWN_ARRAYS and returns its index. */
export function addEntry(fields: RowFields, array: number): number {
  const entry = fields.entries++
  if (entry === fields.arrayOf.length) growEntries(fields)
  const { arrayOf, keysOf, bitsOf } = fields
  arrayOf[entry] = array
  bitsOf[entry] = 0
  for (let index = entry * 4; index < entry * 4 + 4; index++) keysOf[index] = 0
  return entry
}

/** One of an entry's counters; `NaN` where it is unknown. */
export function counterOf({ bitsOf, countersOf }: RowFields, entry: number, counter: number): number {
  const bits = bitsOf[entry] as number
  if (((bits >>> counter) & 1) === 0) return Number.NaN
  return ((bits >>> (PRESENT + counter)) & 1) === 0
    ? 0
    : (countersOf[entry * COUNTER_COUNT + counter] as number)
}

function growEntries(fields: RowFields): void {
  const { arrayOf, keysOf, bitsOf, countersOf } = fields
  const capacity = arrayOf.length * 2
  fields.arrayOf = new Uint8Array(capacity)
  fields.keysOf = new Int32Array(capacity * 4)
  fields.bitsOf = new Int32Array(capacity)
  fields.countersOf = new Float64Array(capacity * COUNTER_COUNT)
  fields.arrayOf.set(arrayOf)
  fields.keysOf.set(keysOf)
  fields.bitsOf.set(bitsOf)
  fields.countersOf.set(countersOf)
}
