import type { EngagementRow } from './engagement-rows.ts'
import {
  CARRIED_AS_NULL,
  emptyEntry,
  type MembershipFields,
  NOT_CARRIED,
  PRESENT,
  resetFields,
  type RowFields,
} from './fields.ts'
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
} from './report-format.ts'
import { toId } from './validate.ts'

const NAMES = [...new Set(KEYS_OF_ARRAYS.flat())]

/** The fields of a membership that JSON.parse has read. */
export function setMembershipFields(fields: MembershipFields, membership: Membership): void {
  const { user_id, user_login, organization_id, enterprise_id, team_id, slug } = membership
  const texts = [user_id, user_login, organization_id, enterprise_id, team_id, slug]
  fields.bytes = bytesOf(texts, (index, place) => (fields.texts[index] = place))
}

/** The fields of a row that JSON.parse has read. */
export function setRowFields(fields: RowFields, row: Row): void {
  resetFields(fields)
  const teamId = toId(row['team_id']) ?? ''
  const texts = [row.user_id, row.user_login, row.organization_id, row.enterprise_id, teamId]
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
      for (let index = 0; index < COUNTERS.length; index++) {
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

function setCounter(
  { bitsOf, countersOf }: RowFields,
  entry: number,
  counter: number,
  value: number | null | undefined,
): void {
  if (value === null || value === undefined) return
  const bit = 1 << counter
  bitsOf[entry] = (bitsOf[entry] as number) | bit | (value > 0 ? bit << PRESENT : 0)
  countersOf[entry * COUNTERS.length + counter] = value
}

/** The fields of a row of the preview: who it is of, and which features it tells of. */
export function setEngagementFields(fields: RowFields, row: EngagementRow): void {
  resetFields(fields)
  const texts = [row.user_id, row.user_login, row.organization_id, row.enterprise_id]
  fields.bytes = bytesOf(texts, (index, place) => (fields.texts[index] = place))
  fields.features = row.features
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

/** Keys that nobody knows, or an object where a name should be: there may be counters in it. */
function hasNewKeys(entry: Readonly<Record<string, unknown>>): boolean {
  for (const key in entry) if (!KNOWN_KEYS.has(key)) return true
  return NAMES.some((key) => isObject(entry[key]))
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
