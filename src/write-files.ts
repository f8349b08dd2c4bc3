import type { Identify } from './identities.ts'
import type { Thresholds } from './inputs.ts'
import { breakdownLines, type CounterLine, counterLines, type Subject } from './metrics/breakdown-lines.ts'
import { entityBreakdown } from './metrics/breakdown-summaries.ts'
import type { Breakdown } from './metrics/breakdowns.ts'
import { featureDayColumns, featureDayLines } from './metrics/feature-days.ts'
import type { Fold } from './metrics/fold.ts'
import { teamFeatureLines } from './metrics/feature-lines.ts'
import { teamDayLines, teamsInOrder } from './metrics/lines.ts'
import { personFeatureLines, personLines } from './metrics/people-lines.ts'
import type { Report } from './metrics/report.ts'
import { isChosen } from './metrics/team-patterns.ts'
import { writeText } from './publish/files.ts'
import type { ReadEntity } from './read-days.ts'
import { COLUMNS, type CsvName } from './render/columns.ts'
import { toCsv } from './render/csv.ts'

/** What decides which files there are and whom they show. */
export interface FileOptions {
  readonly teams: readonly string[]
  readonly thresholds: Thresholds
  /** None where people are not shown. */
  readonly identify: Identify | undefined
  readonly engagementExport: boolean
}

/** Writes `totals.json` and every CSV file, line by line, and answers their paths. */
export async function writeFiles(
  directory: string,
  report: Report,
  entities: readonly ReadEntity[],
  options: FileOptions,
): Promise<string[]> {
  const paths = [await writeText(directory, 'totals.json', [`${JSON.stringify(report, null, 2)}\n`])]
  for (const [name, lines] of csvFiles(report, entities, options)) {
    paths.push(await writeText(directory, name, toCsv(COLUMNS[name], lines)))
  }
  const { identify, engagementExport } = options
  if (engagementExport && identify !== undefined) {
    const folds = entities.map(({ fold }) => fold)
    const columns = ['day', 'login', 'user_id', ...featureDayColumns(folds)]
    const lines = chain<object>(folds.map((fold) => featureDayLines(fold, identify)))
    paths.push(await writeText(directory, 'people-feature-days.csv', toCsv(columns, lines)))
  }
  return paths
}

function csvFiles(report: Report, read: readonly ReadEntity[], options: FileOptions): [CsvName, Iterable<object>][] {
  const { teams, thresholds, identify } = options
  const isShown = (slug: string) => isChosen(slug, teams)
  const folds = read.map(({ fold }) => fold)
  const ofEach = <Line>(lines: (fold: (typeof folds)[number]) => Iterable<Line>) => chain(folds.map(lines))
  const files: [CsvName, Iterable<object>][] = [
    ['teams.csv', report.entities.flatMap((entity) => entity.teams)],
    ['team-days.csv', ofEach((fold) => filter(teamDayLines(fold), ({ slug }) => isShown(slug)))],
    ['days.csv', report.entities.flatMap(({ days }) => days)],
    ['features.csv', report.entities.flatMap(({ features }) => features)],
    ['team-features.csv', ofEach((fold) => teamFeatureLines(fold, ({ slug }) => isShown(slug)))],
    ['breakdowns.csv', ofEach((fold) => entityBreakdown(fold, breakdownLines))],
    ['team-breakdowns.csv', ofEach((fold) => teamBreakdowns(fold, isShown, breakdownLines))],
    ['breakdown-counters.csv', ofEach((fold) => counters(fold, isShown))],
  ]
  if (identify !== undefined) {
    files.push(['people.csv', ofEach((fold) => personLines(fold, thresholds, identify))])
    files.push(['people-features.csv', ofEach((fold) => personFeatureLines(fold, identify))])
  }
  const rejected = read.flatMap((entity) => entity.rejected)
  if (rejected.length > 0) files.push(['rejected-lines.csv', rejected])
  return files
}

type LinesOf<Line> = (subject: Subject, breakdown: Breakdown, fold: Fold) => Line[]

function* teamBreakdowns<Line>(fold: Fold, isShown: (slug: string) => boolean, linesOf: LinesOf<Line>): Generator<Line> {
  for (const { team, id, slug } of teamsInOrder(fold)) {
    const breakdown = fold.breakdowns.get(team)
    if (breakdown !== undefined && isShown(slug)) yield* linesOf({ entity: fold.entity.slug, team_id: id, slug }, breakdown, fold)
  }
}

function* counters(fold: Fold, isShown: (slug: string) => boolean): Generator<CounterLine> {
  yield* entityBreakdown(fold, counterLines)
  yield* teamBreakdowns(fold, isShown, counterLines)
}

function* chain<Value>(parts: Iterable<Iterable<Value>>): Generator<Value> {
  for (const part of parts) yield* part
}

function* filter<Value>(values: Iterable<Value>, isWanted: (value: Value) => boolean): Generator<Value> {
  for (const value of values) if (isWanted(value)) yield value
}
