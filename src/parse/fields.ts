import { COUNTERS, FLAGS } from './report-format.ts'

/** Index in `texts` of each text's start offset; the next element is its end offset (exclusive). */
export const TEXT = {
  userId: 0,
  userLogin: 2,
  organizationId: 4,
  enterpriseId: 6,
  teamId: 8,
  slug: 10,
} as const

/**
 * The fields of a membership that are used: a view of the line that was read into it last, valid until the next line is
 * read, since it refers to the bytes of the line (see `LineCursor`). One object is reused for all lines of a file.
 */
export interface MembershipFields {
  bytes: Uint8Array
  /** Offsets in `bytes`, by `TEXT`. Ids have no leading zeros; missing fields are empty. */
  readonly texts: Int32Array
}

/** Values of `RowFields.flags` besides 0 and 1: the row does not carry the flag, or carries it as `null`. */
export const NOT_CARRIED = -1
export const CARRIED_AS_NULL = 2

/** The fields of a row that are used, as numbers and byte offsets, to avoid allocating an object per line. */
export interface RowFields extends MembershipFields {
  /** In the order of COUNTERS; `NaN` if the row does not carry it. */
  readonly counters: Float64Array
  /** In the order of FLAGS: 0, 1, NOT_CARRIED or CARRIED_AS_NULL. */
  readonly flags: Int8Array
  /** AI credits; `NaN` if the row does not carry them. */
  credits: number
  /** The parsed value of `ai_adoption_phase`. */
  phase: unknown
  /** Bitmask of the KNOWN_ARRAYS that the row carries. */
  arrays: number
  /**
   * Total number of entries of these arrays. Layout of an entry:
   *
   * | array        | per entry | holds                                                                             |
   * | ------------ | --------- | --------------------------------------------------------------------------------- |
   * | `arrayOf`    | 1         | index in KNOWN_ARRAYS                                                             |
   * | `keysOf`     | 4         | offsets of the texts that name it: start and end of the first, then of the second |
   * | `bitsOf`     | 1         | bitmask of the counters carried; from bit `PRESENT` on, of the counters above 0   |
   * | `countersOf` | 7         | the counters above 0; the others are unspecified                                  |
   */
  entries: number
  arrayOf: Uint8Array
  keysOf: Int32Array
  bitsOf: Int32Array
  countersOf: Float64Array
  /** Entries with unknown keys: their index and their parsed value. */
  readonly newEntries: [entry: number, value: Readonly<Record<string, unknown>>][]
  /** Other `totals_by_*` fields with their parsed values. */
  readonly newTotals: [name: string, value: unknown][]
  /** Only in rows of the feature engagement preview: whether the user engaged with each feature, by key. */
  features: ReadonlyMap<string, boolean> | undefined
}

const COUNTER_COUNT = COUNTERS.length
/** In `RowFields.bitsOf`: the bit of the first counter in the bitmask of the counters above 0. */
export const PRESENT = COUNTERS.length

export function emptyMembershipFields(): MembershipFields {
  return { bytes: new Uint8Array(), texts: new Int32Array(12) }
}

/** An object to be reused for all rows. */
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

/** Clears the fields before the next row is read into them. */
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

/** Whether a row is a membership: it carries a `team_id` and no activity. */
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

/** A counter of an entry; `NaN` if the entry does not carry it. */
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
