import type { Day } from '../../day.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import type { WeekTotals } from '../../lines/weeks.ts'
import { DEFINITIONS_ANCHOR, definitionsMarkdown } from '../sections/definitions.ts'
import { fitPage, REPORT_LEVELS, type ReportDetail, SMALLEST_REPORT } from './detail.ts'
import { featureMeanings, heatTableMarkdown } from '../sections/features.ts'
import { reportGroups } from '../sections/groups.ts'
import { coverageMarkdown, entitiesMarkdown, keyFiguresMarkdown } from '../sections/key-figures.ts'
import { interactiveReportMarkdown, withoutInteractiveReport } from '../sections/interactive-report.ts'
import { blocks, caption, escaped, escapedAttribute, link, section } from '../text/markdown.ts'
import { nextStepsMarkdown } from '../sections/next-steps.ts'
import { notesMarkdown } from '../sections/notes.ts'
import { formatDays } from '../text/numbers.ts'
import { type ReportChart, reportCharts } from '../charts/report-charts.ts'
import { reportFeatureTable, reportTeamTable } from '../sections/report-tables.ts'
import { targetMarkdown } from '../sections/target.ts'
import { teamHighlights } from '../sections/team-highlights.ts'
import { linkedNames } from '../text/team-links.ts'
import { thenAndNowTable, trendCaption, trendOf } from '../sections/trends.ts'
import { verdictMarkdown } from '../sections/verdict.ts'

/** Marks a page that this action wrote, so that it may write it again. */
export const REPORT_MARK =
  '<!-- Written by Copilot Team Metrics: the next run writes it again, so changes are lost. -->'

/** Where the report is kept, and which run made it. */
export interface ReportLocation {
  /** Folder of the charts and name of the history, as seen from the page. */
  readonly charts: string
  readonly history: string
  /** A sentence on how full the history is, or nothing. */
  readonly fullness: string
  readonly runUrl: string
  /** Address of the GitHub that the reports are from; empty: unknown, so that no team is linked. */
  readonly serverUrl: string
  readonly artifactUrl: string | undefined
  /** Address of the interactive report, and the day on which it expires, if known. */
  readonly htmlReportUrl: string | undefined
  readonly htmlReportExpires: Day | undefined
}

/** A chart and the name of its files without theme and ending. */
export interface NamedChart {
  readonly file: string
  readonly chart: ReportChart
}

/** What is committed: the page, and the charts that it shows. */
export interface CommittedReport {
  readonly markdown: string
  readonly charts: readonly NamedChart[]
}

/** GitHub shows a page up to this size. */
const MOST_BYTES = 500_000
/** More would make a commit that nobody can look through. */
const MOST_WITH_CHARTS = 20

/** The page and its charts, for someone who comes back now and then: trends first, no persons, rows in an order that lasts. */
export function committedReport(
  report: Report,
  history: readonly WeekTotals[],
  location: ReportLocation,
): CommittedReport {
  const parts = report.entities.map((entity, index) => {
    const trend = trendOf(entity, history)
    const named =
      index < MOST_WITH_CHARTS ? reportCharts(entity, trend, report.thresholds.adoptionTarget) : []
    const charts = named.map((chart) => ({ file: `${entity.entity.toLowerCase()}-${chart.name}`, chart }))
    return { entity, trend, charts }
  })
  const write = (detail: ReportDetail) => pageMarkdown(report, parts, location, detail)
  return {
    markdown: fitPage(REPORT_LEVELS, MOST_BYTES, write) ?? write(SMALLEST_REPORT),
    charts: parts.flatMap(({ charts }) => charts),
  }
}

/** The page without the links to the run and its artifacts: the same for the same data. */
export function withoutRun(markdown: string): string {
  return withoutInteractiveReport(markdown).replace(/^<sub>Written by .*$/m, '')
}

interface Part {
  readonly entity: EntityReport
  readonly trend: ReturnType<typeof trendOf>
  readonly charts: readonly NamedChart[]
}

function pageMarkdown(
  report: Report,
  parts: readonly Part[],
  location: ReportLocation,
  detail: ReportDetail,
): string {
  const [only, ...others] = parts
  const body =
    only !== undefined && others.length === 0
      ? [
          `# GitHub Copilot in ${escaped(only.entity.entity)}`,
          verdictMarkdown(report),
          interactiveReportMarkdown(location.htmlReportUrl, location.htmlReportExpires),
          ...(detail.entities === 0 ? [] : entityParts(report, only, location, detail, '##')),
        ]
      : severalParts(report, parts, location, detail)
  return `${blocks(REPORT_MARK, ...body, ending(report, parts, location))}\n`
}

function severalParts(
  report: Report,
  parts: readonly Part[],
  location: ReportLocation,
  detail: ReportDetail,
): string[] {
  return [
    `# GitHub Copilot in ${parts.length} organizations`,
    verdictMarkdown(report),
    interactiveReportMarkdown(location.htmlReportUrl, location.htmlReportExpires),
    `**${formatDays(report.since, report.until)}** · days are UTC`,
    entitiesMarkdown(report, 1000),
    ...parts
      .slice(0, detail.entities)
      .map((part) =>
        blocks(`## ${escaped(part.entity.entity)}`, ...entityParts(report, part, location, detail, '###')),
      ),
  ]
}

function entityParts(
  report: Report,
  { entity, trend, charts }: Part,
  location: ReportLocation,
  detail: ReportDetail,
  level: string,
): string[] {
  const picture = (name: ReportChart['name']) => {
    const named = charts.find(({ chart }) => chart.name === name)
    return named === undefined ? '' : pictureMarkdown(named, location)
  }
  const nameOf = linkedNames(entity, detail.links ? location.serverUrl : '')
  return [
    coverageMarkdown(report, entity),
    keyFiguresMarkdown(report, entity),
    targetMarkdown(report, entity),
    caption(`What the words mean: [definitions](${DEFINITIONS_ANCHOR}).`),
    teamHighlights(entity, nameOf),
    section(level, 'Trend', ...trendParts(trend, picture)),
    section(level, 'Teams', picture('teams'), reportTeamTable(report, entity, trend, detail.teams, nameOf)),
    reportGroups(report, entity, level, detail.teams),
    section(
      level,
      'Features',
      picture('features'),
      reportFeatureTable(report, entity, trend, detail.features),
      heatTableMarkdown(report, entity, detail.heatTeams),
      featureMeanings(entity),
    ),
    section(level, 'Next steps', nextStepsMarkdown(report, entity, nameOf)),
    section(level, 'Limitations', notesMarkdown(report, entity, undefined)),
  ]
}

function trendParts(trend: Part['trend'], picture: (name: ReportChart['name']) => string): string[] {
  const [only] = trend.weeks
  if (only === undefined)
    return ['No complete week is known yet: it takes seven days, Monday to Sunday, each with a report.']
  return [picture('people'), thenAndNowTable(trend), picture('credits'), trendCaption(trend)]
}

function pictureMarkdown({ file, chart }: NamedChart, { charts }: ReportLocation): string {
  const path = (theme: string) => `${encodeURI(charts)}/${encodeURIComponent(file)}-${theme}.svg`
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${path('dark')}">`,
    `  <img alt="${escapedAttribute(chart.alt)}" src="${path('light')}">`,
    '</picture>',
  ].join('\n')
}

/** Its last line is the one that `withoutRun` removes. */
function ending(report: Report, parts: readonly Part[], location: ReportLocation): string {
  const artifact =
    location.artifactUrl === undefined ? '' : ` · ${link('every number as CSV', location.artifactUrl)}`
  const run = link('this run', location.runUrl)
  const history = parts.some(({ trend }) => trend.weeks.length > 0)
    ? `All weeks of all teams: [${escaped(location.history)}](${encodeURI(location.history)}).${location.fullness === '' ? '' : ` ${location.fullness}`}`
    : ''
  return blocks(
    definitionsMarkdown(report.thresholds),
    '---',
    history,
    caption(`Written by ${run}${artifact}`),
  )
}
