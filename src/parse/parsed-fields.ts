import type { EngagementRow } from './engagement-rows.ts'
import { ENTRY_FIELDS, type Field, fieldsOfEntries, MEMBERSHIP_FIELDS, ROW_FIELDS } from './field-list.ts'
import {
  CARRIED_AS_NULL,
  addEntry,
  type MembershipFields,
  NOT_CARRIED,
  PRESENT,
  resetFields,
  type RowFields,
} from './fields.ts'
import { type BreakdownEntry, COUNTERS, isNewTotals, type Membership, type Row } from './report-format.ts'
import { type JsonObject, toId } from './validate.ts'

/** Sets the fields of a membership that was read by JSON.parse. */
export function setMembershipFields(fields: MembershipFields, membership: Membership): void {
  const texts = textsOf(membership as unknown as JsonObject, MEMBERSHIP_FIELDS, fields)
  setTexts(fields, texts)
}

/** Sets the fields of a row that was read by JSON.parse. */
export function setRowFields(fields: RowFields, row: Row): void {
  resetFields(fields)
  const texts = textsOf(row, ROW_FIELDS, fields)
  for (const field of ROW_FIELDS) setField(fields, field, row[field.key], texts)
  for (const name in row) if (isNewTotals(name)) fields.newTotals.push([name, row[name]])
  setTexts(fields, texts, fields.keysOf)
}

/** The texts and ids of an object, in the order of `TEXT`; empty if missing. */
function textsOf(object: JsonObject, list: readonly Field[], { texts }: MembershipFields): string[] {
  const found = Array.from({ length: texts.length / 2 }, () => '')
  for (const { key, kind, slot } of list) {
    if (kind === 'text') found[slot / 2] = textOrNone(object[key])
    else if (kind === 'id') found[slot / 2] = toId(object[key]) ?? ''
  }
  return found
}

/** Sets a field of a row by its kind. Appends the names of entries to `texts`. */
function setField(fields: RowFields, { kind, slot }: Field, value: unknown, texts: string[]): void {
  if (kind === 'counter') fields.counters[slot] = (value as number | null | undefined) ?? Number.NaN
  else if (kind === 'flag')
    fields.flags[slot] = value === undefined ? NOT_CARRIED : value === null ? CARRIED_AS_NULL : Number(value)
  else if (kind === 'credits') fields.credits = (value as number | null | undefined) ?? Number.NaN
  else if (kind === 'phase') fields.phase = value
  else if (kind === 'array' && value !== undefined && value !== null) {
    fields.arrays |= 1 << slot
    for (const entry of value as readonly BreakdownEntry[]) setEntry(fields, slot, entry, texts)
  }
}

function setEntry(fields: RowFields, array: number, value: BreakdownEntry, texts: string[]): void {
  const entry = addEntry(fields, array)
  const names = ['', '']
  for (const { key, kind, slot } of ENTRY_FIELDS[array] ?? []) {
    if (kind === 'counter') setCounter(fields, entry, slot, value[key] as number | null | undefined)
    else if (kind === 'name' && slot !== -1) names[slot / 2] = textOrNone(value[key])
  }
  texts.push(...names)
  if (hasNewKeys(array, value)) fields.newEntries.push([entry, value])
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

/** Sets the fields of a row of the feature engagement preview. */
export function setEngagementFields(fields: RowFields, row: EngagementRow): void {
  resetFields(fields)
  setTexts(fields, [row.user_id, row.user_login, row.organization_id, row.enterprise_id])
  fields.features = row.features
}

/** Concatenates texts into `fields.bytes` and sets their offsets: first those of `fields.texts`, then those of `keysOf`. */
function setTexts(fields: MembershipFields, texts: readonly string[], keysOf?: Int32Array): void {
  const together = texts.join('')
  const isAscii = Buffer.byteLength(together) === together.length
  const count = fields.texts.length
  let at = 0
  texts.forEach((text, index) => {
    const offsets = keysOf === undefined || index * 2 < count ? fields.texts : keysOf
    const slot = offsets === fields.texts ? index * 2 : index * 2 - count
    offsets[slot] = at
    at += isAscii ? text.length : Buffer.byteLength(text)
    offsets[slot + 1] = at
  })
  fields.bytes = isAscii
    ? Buffer.from(together, 'latin1')
    : Buffer.concat(texts.map((text) => Buffer.from(text)))
}

function textOrNone(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** Whether an entry has unknown keys, or an object as its name: either may hold counters. */
function hasNewKeys(array: number, entry: BreakdownEntry): boolean {
  const fieldOf = fieldsOfEntries[array]
  for (const key in entry) {
    const kind = fieldOf?.(key).kind
    if (kind === 'new' || (kind === 'name' && isObject(entry[key]))) return true
  }
  return false
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
