import { compareTexts } from '../compare.ts'
import { type RowFields, TEXT } from '../parse/fields.ts'
import { COUNTERS } from '../parse/report-format.ts'
import { addCells } from './add-cells.ts'
import { cellTexts } from './breakdown-cells.ts'
import { NO_ROW, type OpenRows, ROW, rowOf, intOf } from './day-rows.ts'
import { carriesFeatureArray, type Engagement, engagementOf, userFlagsOf } from './engagement.ts'
import { extend } from '../columns/vector.ts'
import type { Names } from './names.ts'
import { PERSON, SUM } from './totals.ts'

/** Adds a row. Of duplicate rows of a person, the one with the larger activity counts, regardless of their order. */
export function addRow(rows: OpenRows, row: RowFields, names: Names): void {
  if (rows.cells !== undefined) addCells(rows, rows.cells, row, names)
  const person = names.people.intern(row, TEXT.userId)
  const engagement = engagementOf(row, rows.reportable, rows.scratch.rules)
  const number = append(rows, row, person, engagement, names)
  if (row.features !== undefined) rows.hasCounters = false
  const flags = userFlagsOf(row, rows.day)
  const ints = rows.ints.values
  const at = number * ROW.length
  ints[at + ROW.bits] = (ints[at + ROW.bits] as number) | (flags.set << PERSON.flags)
  ints[at + ROW.flags] = flags.known
  resolveDuplicate(rows, number, names)
}

/** Appends the counters of a row, who was active, and with which features. Returns the row's index. */
function append(
  rows: OpenRows,
  row: RowFields,
  person: number,
  { engaged, known, unlisted, generations, acceptances }: Engagement,
  names: Names,
): number {
  const number = rows.count++
  const isEngaged = engaged !== 0 || (unlisted !== undefined && [...unlisted.values()].includes(true))
  const start = extend(rows.sums, SUM.flags)
  const sums = rows.sums.values
  for (let index = 0; index < COUNTERS.length; index++)
    sums[start + SUM.counters + index] = row.counters[index] as number
  sums[start + SUM.credits] = Math.round(row.credits * 1e6)
  sums[start + SUM.completionGenerations] = generations
  sums[start + SUM.completionAcceptances] = acceptances
  sums[start + SUM.activeDays] = 1
  sums[start + SUM.engagedDays] = Number(isEngaged)
  const at = extend(rows.ints, ROW.length)
  const ints = rows.ints.values
  ints[at + ROW.person] = person
  ints[at + ROW.entityId] = names.internEntityId(row)
  ints[at + ROW.login] = names.people.internLabel(row, TEXT.userLogin, person)
  ints[at + ROW.hasFeatureArray] = Number(carriesFeatureArray(row))
  ints[at + ROW.phase] = phaseOf(row.phase)
  ints[at + ROW.bits] = (1 << PERSON.active) | (isEngaged ? 1 << PERSON.engaged : 0)
  ints[at + ROW.bits + PERSON.engagedFeatures] = engaged
  ints[at + ROW.bits + PERSON.reportableFeatures] =
    row.features === undefined ? known | rows.reportable : known
  ints[at + ROW.flags] = 0
  ints[at + ROW.features] = known
  if (unlisted !== undefined && unlisted.size > 0) {
    rows.unlistedFeatures.set(
      number,
      new Map([...unlisted].map(([key, on]) => [names.unlistedFeatures.idOf(key), on])),
    )
  }
  return number
}

/** Sanity limit on phase numbers. */
const LAST_PHASE = 1_000_000

/** `ai_adoption_phase.phase_number`; -1 if there is none. Usually an object; some reports have only its name as a string. */
function phaseOf(phase: unknown): number {
  const number =
    typeof phase === 'object' && phase !== null
      ? (phase as { phase_number?: unknown }).phase_number
      : undefined
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= LAST_PHASE)
    return number
  const text = typeof phase === 'string' ? /^Phase (\d{1,6})$/.exec(phase)?.[1] : undefined
  return text === undefined ? (phase === 'No Cohort' ? 0 : -1) : Number(text)
}

function resolveDuplicate(rows: OpenRows, number: number, names: Names): void {
  const person = intOf(rows, number, ROW.person)
  const { rowByPerson } = rows
  if (person >= rowByPerson.length) extend(rowByPerson, person + 1 - rowByPerson.length, 0)
  const rival = rowOf(rows, person)
  if (rival === NO_ROW) {
    rowByPerson.values[person] = number + 1
    return
  }
  const difference = compareRows(rows, number, rival, names)
  const equals = rows.equals.get(person) ?? 0
  if (difference === 0) {
    rows.repeated++
    rows.equals.set(person, equals + 1)
  } else if (difference < 0) {
    rows.conflicting++
  } else {
    rows.repeated -= equals
    rows.conflicting += equals + 1
    rows.equals.delete(person)
    rowByPerson.values[person] = number + 1
  }
}

/** Above 0 if row `left` has the larger activity (sum of COUNTERS); ties are broken by all other data that is used. */
function compareRows(rows: OpenRows, left: number, right: number, names: Names): number {
  const activity = (row: number) =>
    COUNTERS.reduce((sum, _, index) => sum + (rows.sums.values[row * SUM.flags + index] || 0), 0)
  return (
    activity(left) - activity(right) || compareTexts(textOf(rows, left, names), textOf(rows, right, names))
  )
}

/** All data of a row that is used, with names instead of ids, since ids depend on the order of reading. */
function textOf(rows: OpenRows, row: number, names: Names): string {
  const sums = [...rows.sums.values.subarray(row * SUM.flags, (row + 1) * SUM.flags)]
  const unlisted = [...(rows.unlistedFeatures.get(row) ?? [])].map(([feature, engaged]) => [
    names.unlistedFeatures.textOf(feature),
    engaged,
  ])
  const entityId = names.entityIds.textOf(intOf(rows, row, ROW.entityId))
  const cells = rows.cells === undefined ? [] : cellTexts(rows.cells, row, names, rows.scratch)
  return JSON.stringify([
    sums,
    [...rows.ints.values.subarray(row * ROW.length + ROW.phase, (row + 1) * ROW.length)],
    entityId,
    unlisted.toSorted(),
    cells,
  ])
}
