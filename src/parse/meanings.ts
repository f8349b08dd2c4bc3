import { TEXT } from './fields.ts'
import { emptyKeys } from './json-bytes.ts'
import { COUNTERS, FLAGS, isNewTotals, KEYS_OF_ARRAYS, KNOWN_ARRAYS, KNOWN_KEYS } from './report-format.ts'

/** What to do with the value of a key: the first ones by themselves, then one number for each counter, flag and array. */
export const UNUSED = 0
export const DAY = 1
export const LOGIN = 2
export const CREDITS = 3
export const PHASE = 4
export const NEW = 5
export const ID = 8
export const SLUG = 20
export const NAME = 24
export const COUNTER = 32
export const FLAG = COUNTER + COUNTERS.length
export const ARRAY = FLAG + FLAGS.length

const IDS: Readonly<Record<string, number>> = {
  user_id: ID + TEXT.userId,
  organization_id: ID + TEXT.organizationId,
  enterprise_id: ID + TEXT.enterpriseId,
}
/** Keys that can name an entry. */
const NAMES = ['ide', 'feature', 'language', 'model']
const OTHERS: Readonly<Record<string, number>> = {
  day: DAY,
  user_login: LOGIN,
  ai_credits_used: CREDITS,
  ai_adoption_phase: PHASE,
}
const ROW_MEANINGS = new Map<string, number>([
  ...Object.entries({ ...IDS, ...OTHERS }),
  ['team_id', ID + TEXT.teamId],
  ...COUNTERS.map((name, index) => [name, COUNTER + index] as const),
  ...FLAGS.map((name, index) => [name, FLAG + index] as const),
  ...KNOWN_ARRAYS.map((name, index) => [name, ARRAY + index] as const),
])
const MEMBERSHIP_MEANINGS = new Map<string, number>([
  ...Object.entries(IDS),
  ['team_id', ID + TEXT.teamId],
  ['day', DAY],
  ['user_login', LOGIN],
  ['slug', SLUG],
])
const ENTRY_MEANINGS = new Map<string, number>([
  ...COUNTERS.map((name, index) => [name, COUNTER + index] as const),
  ...NAMES.map((name, index) => [name, NAME + index] as const),
])

/** The keys of rows, and of memberships, with their meanings. */
export const rowKeys = emptyKeys((name) => ROW_MEANINGS.get(name) ?? (isNewTotals(name) ? NEW : UNUSED))
export const membershipKeys = emptyKeys((name) => MEMBERSHIP_MEANINGS.get(name) ?? UNUSED)
/** By array: its entries have their keys in an order of their own. */
export const entryKeys = KNOWN_ARRAYS.map(() =>
  emptyKeys((name) => ENTRY_MEANINGS.get(name) ?? (KNOWN_KEYS.has(name) ? UNUSED : NEW)),
)
/** Of each array which of `NAMES` are its keys. */
export const firstNames = KEYS_OF_ARRAYS.map(([first]) => NAMES.indexOf(first))
export const secondNames = KEYS_OF_ARRAYS.map(([, second]) =>
  second === undefined ? -1 : NAMES.indexOf(second),
)
