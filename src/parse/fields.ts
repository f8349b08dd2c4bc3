import {
  type Counter,
  COUNTERS,
  FLAGS,
  isNewTotals,
  KEYS_OF_ARRAYS,
  KNOWN_ARRAYS,
  KNOWN_KEYS,
  type Membership,
  type Row,
} from './rows.ts'

/** Texts of a line, each as where it begins and, one further, where it ends in the line's bytes. */
export const TEXT = {
  userId: 0,
  userLogin: 2,
  organizationId: 4,
  enterpriseId: 6,
  teamId: 8,
  slug: 10,
} as const

/** What is used of a membership, as places in bytes. It is good until the next line is read. */
export interface MembershipFields {
  bytes: Uint8Array
  /** By `TEXT`. Ids are in their one form; what is not carried is empty. */
  readonly texts: Int32Array
}

/** A flag that a row does not carry, and one that it carries as `null`; 0 and 1 are the others. */
export const NOT_CARRIED = -1
export const CARRIED_AS_NULL = 2

/** What is used of a row, as numbers and as places in bytes, so that nothing is made of a line that would be dropped at once. */
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
   * The entries of these arrays: how many, and of each its array, its two keys (four places), a bit for each counter that
   * it carries and, from `PRESENT` on, one for each that is above 0, and its counters: only those above 0 are written.
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
}

const COUNTER_COUNT = COUNTERS.length
/** In `RowFields.bitsOf`: the bits from here on are those of the counters above 0. */
export const PRESENT = COUNTERS.length

export function emptyMembershipFields(): MembershipFields {
  return { bytes: new Uint8Array(), texts: new Int32Array(12) }
}

/** Room for the fields of one row after the other. */
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
}

/** The number of a new entry of one of KNOWN_ARRAYS, with nothing in it. */
export function emptyEntry(fields: RowFields, array: number): number {
  const entry = fields.entries++
  if (entry === fields.arrayOf.length) growEntries(fields)
  const { arrayOf, keysOf, bitsOf } = fields
  arrayOf[entry] = array
  bitsOf[entry] = 0
  for (let index = entry * 4; index < entry * 4 + 4; index++) keysOf[index] = 0
  return entry
}

/** One of an entry's counters; unknown is `NaN`. */
export function counterOf({ bitsOf, countersOf }: RowFields, entry: number, counter: number): number {
  const bits = bitsOf[entry] as number
  if (((bits >>> counter) & 1) === 0) return Number.NaN
  return ((bits >>> (PRESENT + counter)) & 1) === 0
    ? 0
    : (countersOf[entry * COUNTER_COUNT + counter] as number)
}

function setCounter(
  { bitsOf, countersOf }: RowFields,
  entry: number,
  counter: number,
  value: number | null | undefined,
): void {
  if (value === null || value === undefined) return
  const bit = 1 << counter
  bitsOf[entry] = (bitsOf[entry] as number) | bit | (value > 0 ? bit << PRESENT : 0)
  countersOf[entry * COUNTER_COUNT + counter] = value
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

/** The fields of a membership that JSON.parse has read. */
export function setMembershipFields(fields: MembershipFields, membership: Membership): void {
  const { user_id, user_login, organization_id, enterprise_id, team_id, slug } = membership
  const texts = [user_id, user_login, organization_id, enterprise_id, team_id, slug]
  fields.bytes = bytesOf(texts, (index, place) => (fields.texts[index] = place))
}

/** The fields of a row that JSON.parse has read. */
export function setRowFields(fields: RowFields, row: Row): void {
  resetFields(fields)
  const texts = [row.user_id, row.user_login, row.organization_id, row.enterprise_id]
  const identities = texts.length * 2
  COUNTERS.forEach((name, index) => {
    fields.counters[index] = row[name] ?? Number.NaN
  })
  FLAGS.forEach((name, index) => {
    const flag = row[name]
    fields.flags[index] = flag === undefined ? NOT_CARRIED : flag === null ? CARRIED_AS_NULL : Number(flag)
  })
  fields.credits = row.ai_credits_used ?? Number.NaN
  fields.phase = row.ai_adoption_phase
  KNOWN_ARRAYS.forEach((name, array) => {
    const entries = row[name] ?? undefined
    if (entries === undefined) return
    fields.arrays |= 1 << array
    const [first, second] = KEYS_OF_ARRAYS[array] as readonly [string, string?]
    for (const value of entries) {
      const entry = emptyEntry(fields, array)
      texts.push(textOrNone(value[first]), second === undefined ? '' : textOrNone(value[second]))
      for (let index = 0; index < COUNTER_COUNT; index++) {
        setCounter(fields, entry, index, value[COUNTERS[index] as Counter])
      }
      if (hasNewKeys(value)) fields.newEntries.push([entry, value])
    }
  })
  fields.bytes = bytesOf(texts, (index, place) => {
    if (index < identities) fields.texts[index] = place
    else fields.keysOf[index - identities] = place
  })
  for (const name in row) if (isNewTotals(name)) fields.newTotals.push([name, row[name]])
}

/** Texts one behind the other; tells where each begins (at an even index) and ends (at the odd one behind it). */
function bytesOf(texts: readonly string[], setPlace: (index: number, place: number) => void): Buffer {
  const together = texts.join('')
  const isAscii = Buffer.byteLength(together) === together.length
  let at = 0
  texts.forEach((text, index) => {
    setPlace(index * 2, at)
    at += isAscii ? text.length : Buffer.byteLength(text)
    setPlace(index * 2 + 1, at)
  })
  return isAscii ? Buffer.from(together, 'latin1') : Buffer.concat(texts.map((text) => Buffer.from(text)))
}

function textOrNone(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function hasNewKeys(entry: Readonly<Record<string, unknown>>): boolean {
  for (const key in entry) if (!KNOWN_KEYS.has(key)) return true
  return false
}
