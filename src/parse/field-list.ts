import { TEXT } from './fields.ts'
import { COUNTERS, FLAGS, isNewTotals, KEYS_OF_ARRAYS, KNOWN_ARRAYS, KNOWN_KEYS } from './report-format.ts'

/**
 * What the value of a key is, and so how it is read. `slot` is -1 where none is given:
 *
 * | kind              | value                                                   | slot                                   |
 * | ----------------- | ------------------------------------------------------- | -------------------------------------- |
 * | `day`             | the day of the report                                   | –                                      |
 * | `id`              | a whole number, or its digits as a string               | offset in `texts`, by `TEXT`           |
 * | `text`            | a string                                                | offset in `texts`, by `TEXT`           |
 * | `name`            | a string that names an entry                            | 0 or 2 in its `keysOf`; -1: not used   |
 * | `counter`         | a whole number                                          | index in COUNTERS                      |
 * | `flag`            | true, false or null                                     | index in FLAGS                         |
 * | `credits`         | a number with a fraction                                | –                                      |
 * | `phase`           | any JSON                                                | –                                      |
 * | `array`           | entries of one of KNOWN_ARRAYS                          | index in KNOWN_ARRAYS                  |
 * | `new`             | JSON of an unknown key, which may hold counters         | –                                      |
 * | `unused`          | any JSON                                                | –                                      |
 */
export type FieldKind =
  | 'day'
  | 'id'
  | 'text'
  | 'name'
  | 'counter'
  | 'flag'
  | 'credits'
  | 'phase'
  | 'array'
  | 'new'
  | 'unused'

/** A key of a line or of an entry, and how its value is read. */
export interface Field {
  readonly key: string
  readonly kind: FieldKind
  readonly slot: number
}

const field = (key: string, kind: FieldKind, slot = -1): Field => ({ key, kind, slot })
const UNUSED = field('', 'unused')
const NEW = field('', 'new')

const IDENTITY: readonly Field[] = [
  field('user_id', 'id', TEXT.userId),
  field('day', 'day'),
  field('organization_id', 'id', TEXT.organizationId),
  field('enterprise_id', 'id', TEXT.enterpriseId),
  field('team_id', 'id', TEXT.teamId),
  field('user_login', 'text', TEXT.userLogin),
]
const COUNTER_FIELDS = COUNTERS.map((key, slot) => field(key, 'counter', slot))

/** The fields of a membership that are read. */
export const MEMBERSHIP_FIELDS: readonly Field[] = [...IDENTITY, field('slug', 'text', TEXT.slug)]

/** The fields of a row that are read. */
export const ROW_FIELDS: readonly Field[] = [
  ...IDENTITY,
  field('ai_credits_used', 'credits'),
  ...COUNTER_FIELDS,
  ...FLAGS.map((key, slot) => field(key, 'flag', slot)),
  field('ai_adoption_phase', 'phase'),
  ...KNOWN_ARRAYS.map((key, slot) => field(key, 'array', slot)),
]

/** The fields of an entry that are read, for each of KNOWN_ARRAYS. */
export const ENTRY_FIELDS: readonly (readonly Field[])[] = KEYS_OF_ARRAYS.map((keys: readonly string[]) => [
  ...COUNTER_FIELDS,
  ...[...new Set(KEYS_OF_ARRAYS.flat())].map((key) => field(key, 'name', slotOfName(keys.indexOf(key)))),
])

function slotOfName(index: number): number {
  return index === -1 ? -1 : index * 2
}

/** Returns how the value of a key of a row is read. */
export const fieldOfRow = lookup(ROW_FIELDS, (key) => (isNewTotals(key) ? NEW : UNUSED))

/** Returns how the value of a key of a membership is read. */
export const fieldOfMembership = lookup(MEMBERSHIP_FIELDS, () => UNUSED)

/** For each of KNOWN_ARRAYS: returns how the value of a key of its entries is read. */
export const fieldsOfEntries = ENTRY_FIELDS.map((fields) =>
  lookup(fields, (key) => (KNOWN_KEYS.has(key) ? UNUSED : NEW)),
)

function lookup(fields: readonly Field[], other: (key: string) => Field): (key: string) => Field {
  const byKey = new Map(fields.map((one) => [one.key, one]))
  return (key) => byKey.get(key) ?? other(key)
}
