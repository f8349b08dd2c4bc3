import { COUNTERS, isObject, isWhole, KNOWN_ARRAYS, objectsOf, sumText } from './numbers.ts'
import type { Json } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { byCodeUnit, joinedRows, newest, sinceUntil, slugOf, teamIds } from './reports.ts'
import type { Row } from './reports.ts'

// One entry of one array of one row, under one dimension.
interface Part {
  row: Row
  dimension: string
  value: string
  second: string
  raw: string
  isRenamed: boolean
  hasId: boolean
  counters: Json
}

const ORDER = ['ide', 'feature', 'language', 'model', 'language_feature', 'language_model', 'model_feature']

// Dimensions that are summed out of the arrays of pairs: an array of their own would count twice.
const SUMMED_FROM_PAIRS = new Set(['language', 'model'])

// Arrays of the CLI's customizations; an early form called their counter user_initiated_interaction_count.
const CUSTOMIZATIONS = new Set(['skill', 'custom_agent', 'mcp', 'slash_cmd', 'plugin'])

/** breakdowns.csv: one line per dimension value of the entity. */
export function breakdownsCsv(question: Question): Line[] {
  const { entity, window } = question
  return ofWindow(question, labelled({ entity }, breakdownLines(question, window.rows)))
}

/** team-breakdowns.csv: one line per team and dimension value. */
export function teamBreakdownsCsv(question: Question): Line[] {
  const { entity, window } = question
  const lines = teamIds(window).flatMap((teamId) =>
    labelled(
      { entity, team_id: teamId, slug: slugOf(window, teamId) },
      breakdownLines(question, joinedRows(window, teamId)),
    ),
  )
  return ofWindow(question, lines)
}

/** breakdown-counters.csv: one line per counter that is none of the seven, for the entity and for each team. */
export function breakdownCountersCsv(question: Question): Line[] {
  const { entity, window } = question
  const ofEntity = labelled({ entity, team_id: '', slug: '' }, counterLines(question, window.rows))
  const ofTeams = teamIds(window).flatMap((teamId) =>
    labelled(
      { entity, team_id: teamId, slug: slugOf(window, teamId) },
      counterLines(question, joinedRows(window, teamId)),
    ),
  )
  return ofWindow(question, [...ofEntity, ...ofTeams])
}

function ofWindow(question: Question, lines: Line[]): Line[] {
  return lines.map((line) => ({ ...line, ...sinceUntil(question) }))
}

function labelled(label: Line, lines: Line[]): Line[] {
  const all: Line[] = []
  for (const line of lines) all.push({ ...label, ...line })
  return all
}

function breakdownLines(question: Question, rows: Row[]): Line[] {
  const parts = rows.flatMap((row) => partsOf(row, question.canonical))
  const groups = Map.groupBy(parts, (part) =>
    JSON.stringify([part.dimension, part.value, part.hasId ? '' : part.second]),
  )
  return [...groups.values()].map((group) => breakdownLine(question, group)).sort(byDimensionAndSize)
}

function breakdownLine(question: Question, parts: Part[]): Line {
  const raws = parts.filter((part) => part.isRenamed && part.raw !== '').map((part) => part.raw)
  return {
    dimension: parts[0]?.dimension ?? '',
    value: parts[0]?.value ?? '',
    second_value: secondOf(question, parts),
    active_users: String(new Set(parts.map((part) => part.row.userId)).size),
    active_user_days: String(new Set(parts.map((part) => `${part.row.userId} ${part.row.day}`)).size),
    ...Object.fromEntries(
      COUNTERS.map((counter) => [
        counter,
        sumText(
          parts.map((part) => part.counters),
          counter,
        ),
      ]),
    ),
    raw_values: [...new Set(raws)].sort(byCodeUnit).join(';'),
  }
}

// The name that belongs to an id is the newest one anywhere in the entity. Of entries of one value some may have it as an
// id and others as a name: they are one line, and the id's name is the line's, in whatever order they come.
function secondOf({ window, canonical }: Question, parts: Part[]): string {
  const part = parts[0]
  if (part === undefined || (part.second !== '' && !part.hasId) || ORDER.includes(part.dimension))
    return part?.second ?? ''
  const all = window.rows.flatMap((row) =>
    newerParts(row, canonical, part.dimension, `totals_by_${part.dimension}`),
  )
  const named = all.filter(({ hasId, value }) => hasId && value === part.value)
  return newest(named.map(({ row, second }) => ({ day: row.day, text: second })))
}

function counterLines(question: Question, rows: Row[]): Line[] {
  // A counter of a pair is listed once, under the pair.
  const parts = rows.flatMap((row) => [
    ...partsOf(row, question.canonical).filter(({ dimension }) => !SUMMED_FROM_PAIRS.has(dimension)),
    ...objectParts(row),
  ])
  const counters = parts.flatMap((part) =>
    otherCounters(part.counters).map(({ counter, count }) => ({
      dimension: part.dimension,
      value: part.value,
      counter,
      count,
    })),
  )
  const groups = Map.groupBy(counters, ({ dimension, value, counter }) =>
    JSON.stringify([dimension, value, counter]),
  )
  const lines = [...groups.values()].map((group) => ({
    dimension: group[0]?.dimension ?? '',
    value: group[0]?.value ?? '',
    counter: group[0]?.counter ?? '',
    sum: group.reduce((sum, { count }) => sum + BigInt(count), 0n).toString(),
  }))
  return lines.sort(byDimensionAndName)
}

/** Every entry of every array of a row, once per dimension it counts for. */
function partsOf(row: Row, canonical: Question['canonical']): Part[] {
  const newer = Object.keys(row.fields).filter(
    (name) => name.startsWith('totals_by_') && !KNOWN_ARRAYS.includes(name) && !isSummedFromPairs(name),
  )
  return [
    ...knownParts(row, canonical, 'ide', 'totals_by_ide', ['ide']),
    ...knownParts(row, canonical, 'feature', 'totals_by_feature', ['feature']),
    ...knownParts(row, canonical, 'language', 'totals_by_language_feature', ['language']),
    ...knownParts(row, canonical, 'model', 'totals_by_model_feature', ['model']),
    ...knownParts(row, canonical, 'language_feature', 'totals_by_language_feature', ['language', 'feature']),
    ...knownParts(row, canonical, 'language_model', 'totals_by_language_model', ['language', 'model']),
    ...knownParts(row, canonical, 'model_feature', 'totals_by_model_feature', ['model', 'feature']),
    ...newer.flatMap((name) => newerParts(row, canonical, name.slice('totals_by_'.length), name)),
  ]
}

function knownParts(
  row: Row,
  canonical: Question['canonical'],
  dimension: string,
  array: string,
  keys: string[],
): Part[] {
  return objectsOf(row.fields[array]).map((entry) => {
    const raws = keys.map((key) => (typeof entry[key] === 'string' ? entry[key] : ''))
    const values = raws.map((raw, at) => canonical(keys[at] ?? '', raw) || 'unknown')
    return {
      row,
      dimension,
      value: values[0] ?? '',
      second: values[1] ?? '',
      raw: raws.join('/'),
      isRenamed: raws.some((raw, at) => raw !== values[at]),
      hasId: false,
      counters: entry,
    }
  })
}

function newerParts(row: Row, canonical: Question['canonical'], dimension: string, array: string): Part[] {
  return objectsOf(row.fields[array]).map((entry) => {
    const keys = nameKeys(entry)
    const raw = textOf(keys[0], entry)
    const value = canonical(dimension, raw) || 'unknown'
    return {
      row,
      dimension,
      value,
      second: oneLine(textOf(keys[1], entry)),
      raw,
      isRenamed: raw !== value,
      hasId: keys[0]?.endsWith('_id') ?? false,
      counters: CUSTOMIZATIONS.has(dimension) ? withInteractionCount(entry) : entry,
    }
  })
}

// The keys that name an entry: text that is not empty, but no time and no version; an id, also as a number, before a name.
function nameKeys(entry: Json): string[] {
  const keys = Object.keys(entry).filter(
    (key) =>
      key !== 'sampled_at' &&
      !key.includes('version') &&
      ((typeof entry[key] === 'string' && entry[key] !== '') ||
        (key.endsWith('_id') && typeof entry[key] === 'number')),
  )
  const ids = keys.filter((key) => key.endsWith('_id'))
  return [...ids, ...keys.filter((key) => !key.endsWith('_id'))]
}

function isSummedFromPairs(name: string): boolean {
  return SUMMED_FROM_PAIRS.has(name.slice('totals_by_'.length))
}

function textOf(key: string | undefined, entry: Json): string {
  return key === undefined ? '' : String(entry[key])
}

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ')

function withInteractionCount(entry: Json): Json {
  const { user_initiated_interaction_count: early, interaction_count: count, ...others } = entry
  return { ...others, interaction_count: count ?? early }
}

function objectParts(row: Row): Part[] {
  return Object.entries(row.fields).flatMap(([name, counters]) =>
    name.startsWith('totals_by_') && isObject(counters) && !isSummedFromPairs(name)
      ? [
          {
            row,
            dimension: name.slice('totals_by_'.length),
            value: '',
            second: '',
            raw: '',
            isRenamed: false,
            hasId: false,
            counters,
          },
        ]
      : [],
  )
}

// Counters that are none of the seven, also those one level down, as in token_usage. What GitHub has seen last
// (last_known_ide_version) is no sum of the day.
function otherCounters(entry: Json): { counter: string; count: number }[] {
  const below = Object.entries(entry).flatMap(([name, value]) =>
    isObject(value) && !name.startsWith('last_known_') ? [value] : [],
  )
  const fields = [entry, ...below].flatMap((object) => Object.entries(object))
  return fields.flatMap(([counter, count]) =>
    isOtherCounter(counter) && isWhole(count) ? [{ counter, count }] : [],
  )
}

function isOtherCounter(name: string): boolean {
  const isAdditive = name.endsWith('_count') || name.endsWith('_sum') || name.startsWith('total_')
  return isAdditive && !COUNTERS.includes(name) && !/^(distinct|avg|median|p90)_/.test(name)
}

function byDimensionAndSize(a: Line, b: Line): number {
  return (
    byDimension(a, b) ||
    bucketRank(a) - bucketRank(b) ||
    Number(b['active_users']) - Number(a['active_users']) ||
    byColumn('value', a, b) ||
    byColumn('second_value', a, b)
  )
}

function byDimensionAndName(a: Line, b: Line): number {
  return (
    byDimension(a, b) || bucketRank(a) - bucketRank(b) || byColumn('value', a, b) || byColumn('counter', a, b)
  )
}

function byDimension(a: Line, b: Line): number {
  return dimensionRank(a) - dimensionRank(b) || byColumn('dimension', a, b)
}

function dimensionRank(line: Line): number {
  const at = ORDER.indexOf(line['dimension'] ?? '')
  return at === -1 ? ORDER.length : at
}

// Named values first, then the bucket `others`, then `unknown`.
function bucketRank(line: Line): number {
  const names = new Set([line['value'], line['second_value']])
  return names.has('unknown') ? 2 : names.has('others') ? 1 : 0
}

function byColumn(column: string, a: Line, b: Line): number {
  return byCodeUnit(a[column] ?? '', b[column] ?? '')
}
