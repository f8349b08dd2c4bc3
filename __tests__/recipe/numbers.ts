/** An object of a report as GitHub wrote it. */
export type Json = Record<string, unknown>

/** GitHub's seven counters, in the order of the CSV columns. */
export const COUNTERS = [
  'user_initiated_interaction_count',
  'code_generation_activity_count',
  'code_acceptance_activity_count',
  'loc_suggested_to_add_sum',
  'loc_suggested_to_delete_sum',
  'loc_added_sum',
  'loc_deleted_sum',
]

/** The breakdown arrays that every row has. */
export const KNOWN_ARRAYS = [
  'totals_by_ide',
  'totals_by_feature',
  'totals_by_language_feature',
  'totals_by_language_model',
  'totals_by_model_feature',
]

/** A JSON object, not an array and not null. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A whole number from 0 on. */
export function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** The objects of an array; nothing where there is no array. */
export function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The sum of a counter over the objects that carry it, as text; empty where none does. */
export function sumText(objects: Json[], counter: string): string {
  const carried = objects.map((object) => object[counter]).filter(isWhole)
  if (carried.length === 0) return ''
  return carried.reduce((sum, value) => sum + BigInt(value), 0n).toString()
}

/** The seven columns of a line: 0 where nobody was active, empty where nobody carries the counter. */
export function counterColumns(rows: { fields: Json }[]): Record<string, string> {
  return Object.fromEntries(
    COUNTERS.map((counter) => [
      counter,
      rows.length === 0
        ? '0'
        : sumText(
            rows.map((row) => row.fields),
            counter,
          ),
    ]),
  )
}

/** The credits of the rows, added in millionths: 0 where nobody was active, empty where no row carries them. */
export function creditsText(rows: { fields: Json }[]): string {
  if (rows.length === 0) return '0'
  const carried = rows
    .map((row) => row.fields['ai_credits_used'])
    .filter((value) => typeof value === 'number')
  if (carried.length === 0) return ''
  return millionthsText(carried.reduce((sum, value) => sum + BigInt(Math.round(value * 1e6)), 0n))
}

/** `part` of `whole` as a fraction with up to six decimals, half up; empty where the whole is 0. */
export function rateText(part: number | bigint, whole: number | bigint): string {
  if (BigInt(whole) === 0n) return ''
  return millionthsText((BigInt(part) * 2_000_000n + BigInt(whole)) / (2n * BigInt(whole)))
}

function millionthsText(millionths: bigint): string {
  const digits = millionths.toString().padStart(7, '0')
  const decimals = digits.slice(-6).replace(/0+$/, '')
  return decimals === '' ? digits.slice(0, -6) : `${digits.slice(0, -6)}.${decimals}`
}
