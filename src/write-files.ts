import type { Identify } from './privacy/identities.ts'
import type { Thresholds } from './inputs.ts'
import { breakdownLines, type CounterLine, counterLines, type Subject } from './lines/breakdowns.ts'
import { entityBreakdown } from './lines/breakdown-summaries.ts'
import { featureDayColumns, featureDayLines } from './lines/feature-days.ts'
import { type Breakdown, breakdownOf, eachTeam } from './rollup/reading.ts'
import { groupFeatureLines } from './lines/groups.ts'
import { judgedTeamFeatures } from './lines/features.ts'
import { teamDayLines } from './lines/days.ts'
import { usageOfTeam } from './lines/activity.ts'
import { peopleWithLines, personFeatureLines, personLines, personTeamLines } from './lines/people.ts'
import type { Report } from './lines/report.ts'
import { teamsWithSeats } from './lines/seat-summary.ts'
import { type SeatLine, seatLines } from './lines/seats.ts'
import { ENGAGED_COLUMNS, teamWeekLines, weekLines } from './lines/weeks.ts'
import type { EntitySeats } from './privacy/shown-seats.ts'
import type { ShownGroups } from './privacy/shown-groups.ts'
import type { ShownTotals, ShownWeek } from './privacy/shown-totals.ts'
import { writeChunks, writeText } from './publish/files.ts'
import type { RejectedLine } from './read-report.ts'
import { COLUMNS, type CsvName, SEAT_COLUMNS } from './render/csv/columns.ts'
import { createCsvMemory, toCsv } from './render/csv/csv.ts'
import type { WrittenFile } from './render/csv/data-package.ts'

/** Options that decide which files are written and how persons appear. */
export interface FileOptions {
  readonly thresholds: Thresholds
  /** Undefined if persons are not shown. */
  readonly identify: Identify | undefined
  readonly engagementExport: boolean
}

/** One entity as it may be shown, and its rejected lines. */
export interface FilesPart {
  readonly shown: ShownTotals
  /** Its complete weeks of both windows. */
  readonly weeks: readonly ShownWeek[]
  /** Undefined if seats were not asked for. */
  readonly seats: EntitySeats | undefined
  /** One for each attribute; the same ones in each part. */
  readonly groups: readonly ShownGroups[]
  readonly rejected: readonly RejectedLine[]
}

/** Writes `totals.json` and every CSV file, line by line, and returns what it wrote. */
export async function writeFiles(
  directory: string,
  report: Report,
  parts: readonly FilesPart[],
  options: FileOptions,
): Promise<WrittenFile[]> {
  await writeText(directory, 'totals.json', `${JSON.stringify(report, null, 2)}\n`)
  const written: WrittenFile[] = [{ name: 'totals.json', holds: 'totals' }]
  const files = [...csvFiles(report, parts, options), ...peopleFiles(parts, options)]
  const common = new Map([
    ['since', report.since],
    ['until', report.until],
  ])
  const memory = createCsvMemory()
  for (const { name, lines, columns, header = columns } of files) {
    await writeChunks(directory, name, toCsv(columns, lines, { header, common, memory }))
    written.push({ name, columns: header })
  }
  return written
}

/** A file to be written. */
interface CsvFile {
  readonly name: CsvName
  /** The fields of its lines, and what they are called if not so. */
  readonly columns: readonly string[]
  readonly header?: readonly string[]
  readonly lines: Iterable<object>
}

function csvFiles(report: Report, parts: readonly FilesPart[], options: FileOptions): CsvFile[] {
  return linesOfFiles(report, parts, options).map(([name, lines]) => {
    return { name, columns: [...COLUMNS[name], ...moreColumns(name, report)], lines }
  })
}

/** Columns at the end of a file that not every run has, or that the features of the registry make. */
function moreColumns(name: CsvName, report: Report): readonly string[] {
  if (name === 'weeks.csv' || name === 'team-weeks.csv') return ENGAGED_COLUMNS
  return name === 'teams.csv' && report.seat_rules !== undefined ? SEAT_COLUMNS : []
}

/** Files with a line per person, or several; none if persons are not shown. */
function peopleFiles(
  parts: readonly FilesPart[],
  { thresholds, identify, engagementExport }: FileOptions,
): CsvFile[] {
  if (identify === undefined) return []
  const attributes = (parts[0]?.groups ?? []).map(({ attribute }) => attribute)
  // By number: texts from a file are no names of fields.
  const fields = attributes.map((_, index) => groupField(index))
  const people = chain<object>(parts.map((part) => personLinesOf(part, thresholds, identify)))
  const teams = chain<object>(parts.map(({ shown }) => personTeamLines(shown, identify)))
  const features = chain<object>(parts.map(({ shown }) => personFeatureLines(shown, identify)))
  const files: CsvFile[] = [
    { name: 'people.csv', columns: peopleColumns(fields), header: peopleColumns(attributes), lines: people },
    { name: 'people-teams.csv', columns: COLUMNS['people-teams.csv'], lines: teams },
    { name: 'people-features.csv', columns: COLUMNS['people-features.csv'], lines: features },
  ]
  if (engagementExport) {
    const all = parts.map((part) => part.shown)
    const columns = [...COLUMNS['people-feature-days.csv'], ...featureDayColumns(all)]
    const lines = chain<object>(all.map((shown) => featureDayLines(shown, identify)))
    files.push({ name: 'people-feature-days.csv', columns, lines })
  }
  return files
}

/** Attributes stand before the days of the window. */
function peopleColumns(attributes: readonly string[]): string[] {
  const columns = COLUMNS['people.csv']
  return [...columns.slice(0, -2), ...attributes, ...columns.slice(-2)]
}

function* personLinesOf(
  { shown, groups }: FilesPart,
  thresholds: Thresholds,
  identify: Identify,
): Generator<object> {
  if (groups.length === 0) return yield* personLines(shown, thresholds, identify)
  for (const [person, line] of peopleWithLines(shown, thresholds, identify)) {
    const values = groups.map(({ valueOf }, index) => [groupField(index), valueOf(person)])
    yield { ...line, ...Object.fromEntries(values) }
  }
}

function groupField(index: number): string {
  return `group ${index}`
}

function linesOfFiles(
  report: Report,
  parts: readonly FilesPart[],
  { thresholds, identify }: FileOptions,
): [CsvName, Iterable<object>][] {
  const ofEach = <Line>(lines: (shown: ShownTotals) => Iterable<Line>) =>
    chain(parts.map(({ shown }) => lines(shown)))
  const files: [CsvName, Iterable<object>][] = [
    ['teams.csv', report.entities.flatMap(teamsWithSeats)],
    ['team-weeks.csv', chain(parts.map(({ weeks }) => teamWeekLines(weeks)))],
    ['weeks.csv', chain(parts.map(({ weeks }) => weekLines(weeks)))],
    ['team-days.csv', ofEach(teamDayLines)],
    ['days.csv', report.entities.flatMap(({ days }) => days)],
    ['features.csv', report.entities.flatMap(({ features }) => features)],
    ['team-features.csv', ofEach((shown) => judgedTeamFeatures(shown, thresholds.gapShare))],
    ['breakdowns.csv', ofEach((shown) => entityBreakdown(shown, breakdownLines))],
    ['team-breakdowns.csv', ofEach((shown) => teamBreakdowns(shown, breakdownLines))],
    ['breakdown-counters.csv', ofEach(counters)],
  ]
  if (parts.some(({ groups }) => groups.length > 0)) {
    const attributes = report.entities.flatMap(({ groups = [] }) => groups)
    files.push(['groups.csv', attributes.flatMap(({ groups }) => groups)])
    files.push(['group-features.csv', chain(parts.flatMap(({ groups }) => groups.map(groupFeatureLines)))])
  }
  const haveSeats = parts.some(({ seats }) => seats !== undefined && !('refused' in seats))
  if (identify !== undefined && haveSeats) {
    files.push(['seats.csv', chain(parts.map((part) => seatsOf(part, identify)))])
  }
  const rejected = parts.flatMap((part) => part.rejected)
  if (rejected.length > 0) files.push(['rejected-lines.csv', rejected])
  return files
}

function seatsOf({ shown, seats }: FilesPart, identify: Identify): Iterable<SeatLine> {
  return seats === undefined || 'refused' in seats ? [] : seatLines(shown, seats, identify)
}

type LinesOf<Line> = (subject: Subject, breakdown: Breakdown, shown: ShownTotals) => Iterable<Line>

function* teamBreakdowns<Line>(shown: ShownTotals, linesOf: LinesOf<Line>): Generator<Line> {
  for (const { team, id, slug, totals } of eachTeam(shown)) {
    const subject = { entity: shown.entity.slug, team_id: id, slug, usage: usageOfTeam(totals) }
    for (const line of linesOf(subject, breakdownOf(shown, team), shown)) yield line
  }
}

function* counters(shown: ShownTotals): Generator<CounterLine> {
  yield* entityBreakdown(shown, counterLines)
  yield* teamBreakdowns(shown, counterLines)
}

function* chain<Value>(parts: Iterable<Iterable<Value>>): Generator<Value> {
  for (const part of parts) yield* part
}
