import { compareTexts } from '../compare.ts'
import type { Day } from '../day.ts'
import type { WeekTotals } from '../lines/weeks.ts'

/** A week of an entity or team as the history keeps it. */
export interface HistoryLine extends WeekTotals {
  /** Cells of columns that this version does not know, by the name of the column: kept as they are. */
  readonly unknown?: ReadonlyMap<string, string>
}

/** The complete weeks of entities and their teams that a repository keeps, in the order of the file. */
export type History = readonly HistoryLine[]

/**
 * Merges newly computed weeks: all lines of an entity's week are replaced by the newer computation, other weeks are kept.
 * Idempotent, and independent of the order in which different weeks are merged.
 */
export function mergeWeeks(history: History, computed: readonly WeekTotals[]): History {
  const replaced = new Set(computed.map(weekKey))
  const [others, before] = partition(history, (line) => !replaced.has(weekKey(line)))
  const columns = unknownFeatures(history, computed)
  const older = new Map(before.map((line) => [lineKey(line), line]))
  const renewed = computed.map((line) => withUnknown(line, older.get(lineKey(line)), columns))
  return inOrder([...others, ...renewed])
}

/** Identifies a week of an entity. Slugs of organizations and enterprises are case-insensitive. */
export function weekKey({ week, scope, entity }: { week: Day; scope: string; entity: string }): string {
  return `${week}\n${scope}\n${entity.toLowerCase()}`
}

/** Identifies a line of the history. */
export function lineKey(line: HistoryLine): string {
  return `${weekKey(line)}\n${line.team_id}`
}

/** Features that have a column in the history but are not in the registry of this version. */
function unknownFeatures(history: History, computed: readonly WeekTotals[]): ReadonlySet<string> {
  const known = new Set(computed.flatMap(({ features }) => [...features.keys()]))
  const unknown = new Set<string>()
  for (const { features } of history) for (const key of features.keys()) if (!known.has(key)) unknown.add(key)
  return unknown
}

/**
 * Keeps unknown columns of the older line, since this version cannot compute them, although they may come from an older fetch
 * of the week; a newer version replaces them when it computes the week. A feature that has a column in the file but is not in
 * the registry keeps its column, also in lines of new weeks.
 */
function withUnknown(
  line: WeekTotals,
  older: HistoryLine | undefined,
  columns: ReadonlySet<string>,
): HistoryLine {
  const unknown = older?.unknown === undefined ? {} : { unknown: older.unknown }
  if (columns.size === 0) return { ...line, ...unknown }
  const ours = line.other_features
  const countOf = (key: string) => ours.get(key) ?? older?.features.get(key) ?? null
  return {
    ...line,
    features: new Map([...line.features, ...[...columns].map((key) => [key, countOf(key)] as const)]),
    other_features: new Map([...ours].filter(([key]) => !columns.has(key))),
    ...unknown,
  }
}

function inOrder(lines: readonly HistoryLine[]): History {
  const keyed = lines.map((line) => ({ line, week: weekKey(line), team: line.team_id }))
  keyed.sort(
    (left, right) =>
      compareTexts(left.week, right.week) ||
      left.team.length - right.team.length ||
      compareTexts(left.team, right.team),
  )
  return keyed.map(({ line }) => line)
}

function partition<Value>(values: readonly Value[], isFirst: (value: Value) => boolean): [Value[], Value[]] {
  const parts: [Value[], Value[]] = [[], []]
  for (const value of values) parts[isFirst(value) ? 0 : 1].push(value)
  return parts
}
