import { TEXT } from './fields.ts'
import { COUNTERS, FLAGS, isNewTotals, KEYS_OF_ARRAYS, KNOWN_ARRAYS, KNOWN_KEYS } from './report-format.ts'

/**
 * What the value of a key is, and so how it is read:
 *
 * | kind              | value                                                   | slot                                   |
 * | ----------------- | ------------------------------------------------------- | -------------------------------------- |
 * | `day`             | the day of the report                                   | –                                      |
 * | `id`, `text`      | a number or digits in quotes; any text                  | in `texts`, by `TEXT`                  |
 * | `name`            | a text that names an entry                              | 0 or 2 in its `keysOf`; -1: not used   |
 * | `counter`, `flag` | a whole number; true, false or null                     | in the order of COUNTERS, of FLAGS     |
 * | `credits`         | a number with a fraction                                | –                                      |
 * | `phase`           | any JSON                                                | –                                      |
 * | `array`           | entries of one of KNOWN_ARRAYS                          | in their order                         |
 * | `new`             | JSON that nobody knows and that may hold counters       | –                                      |
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

/** A key of a line or of an entry, with all that reading its value takes. */
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

/** What is read of a membership. */
export const MEMBERSHIP_FIELDS: readonly Field[] = [...IDENTITY, field('slug', 'text', TEXT.slug)]

/** What is read of a row. */
export const ROW_FIELDS: readonly Field[] = [
  ...IDENTITY,
  field('ai_credits_used', 'credits'),
  ...COUNTER_FIELDS,
  ...FLAGS.map((key, slot) => field(key, 'flag', slot)),
  field('ai_adoption_phase', 'phase'),
  ...KNOWN_ARRAYS.map((key, slot) => field(key, 'array', slot)),
]

/** What is read of an entry of each of KNOWN_ARRAYS. */
export const ENTRY_FIELDS: readonly (readonly Field[])[] = KEYS_OF_ARRAYS.map((keys: readonly string[]) => [
  ...COUNTER_FIELDS,
  ...[...new Set(KEYS_OF_ARRAYS.flat())].map((key) => field(key, 'name', slotOfName(keys.indexOf(key)))),
])

function slotOfName(index: number): number {
  return index === -1 ? -1 : index * 2
}

/** How the value of a key of a row is read. */
export const fieldOfRow = lookup(ROW_FIELDS, (key) => (isNewTotals(key) ? NEW : UNUSED))

/** How the value of a key of a membership is read. */
export const fieldOfMembership = lookup(MEMBERSHIP_FIELDS, () => UNUSED)

/** How the value of a key of an entry of each of KNOWN_ARRAYS is read. */
export const fieldsOfEntries = ENTRY_FIELDS.map((fields) =>
  lookup(fields, (key) => (KNOWN_KEYS.has(key) ? UNUSED : NEW)),
)

function lookup(fields: readonly Field[], other: (key: string) => Field): (key: string) => Field {
  const byKey = new Map(fields.map((one) => [one.key, one]))
  return (key) => byKey.get(key) ?? other(key)
}
