import type { EntityReport, Report } from '../metrics/report.ts'
import type { WeekTotals } from '../metrics/week-lines.ts'
import { definitionsMarkdown } from './definitions.ts'
import { heatTable } from './features.ts'
import { coverageMarkdown, entitiesMarkdown, keyFiguresMarkdown } from './key-figures.ts'
import { blocks, byteLength, escaped, link } from './markdown.ts'
import { nextSteps } from './next-steps.ts'
import { notesMarkdown } from './notes.ts'
import { formatDays } from './numbers.ts'
import { type ReportChart, reportCharts } from './report-charts.ts'
import { reportFeatureTable, reportTeamTable } from './report-tables.ts'
import { thenAndNowTable, trendCaption, trendOf } from './trends.ts'
import { verdictMarkdown } from './verdict.ts'

/** By this line a page is known as one that may be written again. */
export const REPORT_MARK =
  '<!-- Written by Copilot Team Metrics: the next run writes it again, so changes are lost. -->'

/** Where the report lies, and which run made it. */
export interface ReportPlace {
  /** Folder of the charts and name of the history, as seen from the page. */
  readonly charts: string
  readonly history: string
  /** A sentence on how full the history is, or nothing. */
  readonly fullness: string
  readonly runUrl: string
  readonly artifactUrl: string | undefined
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

interface Detail {
  readonly entities: number
  readonly teams: number
  readonly heatTeams: number
  readonly features: number
}

/** GitHub shows a page up to this size. */
const MOST_BYTES = 500_000
/** More would make a commit that nobody can look through. */
const MOST_WITH_CHARTS = 20
const LEVELS: readonly Detail[] = [
  { entities: Infinity, teams: Infinity, heatTeams: 40, features: Infinity },
  { entities: Infinity, teams: 1000, heatTeams: 40, features: 60 },
  { entities: 100, teams: 100, heatTeams: 20, features: 40 },
  { entities: 20, teams: 40, heatTeams: 0, features: 25 },
  { entities: 0, teams: 0, heatTeams: 0, features: 0 },
]

/** The page and its charts, for someone who comes back now and then: trends first, no persons, each line in its place. */
export function committedReport(
  report: Report,
  history: readonly WeekTotals[],
  place: ReportPlace,
): CommittedReport {
  const parts = report.entities.map((entity, index) => {
    const trend = trendOf(entity, history)
    const named = index < MOST_WITH_CHARTS ? reportCharts(entity, trend) : []
    const charts = named.map((chart) => ({ file: `${entity.entity.toLowerCase()}-${chart.name}`, chart }))
    return { entity, trend, charts }
  })
  const pages = LEVELS.map((detail) => () => pageMarkdown(report, parts, place, detail))
  const last = pages.at(-1)
  const page = pages.slice(0, -1).find((write) => byteLength(write()) <= MOST_BYTES) ?? last
  return { markdown: page?.() ?? '', charts: parts.flatMap(({ charts }) => charts) }
}

/** The page without what a run on the same data would change: the links to the run. */
export function withoutRun(markdown: string): string {
  return markdown.replace(/^<sub>Written by .*$/m, '')
}

interface Part {
  readonly entity: EntityReport
  readonly trend: ReturnType<typeof trendOf>
  readonly charts: readonly NamedChart[]
}

function pageMarkdown(report: Report, parts: readonly Part[], place: ReportPlace, detail: Detail): string {
  const [only, ...others] = parts
  const body =
    only !== undefined && others.length === 0
      ? [
          `# GitHub Copilot in ${escaped(only.entity.entity)}`,
          `**${verdictMarkdown(report)}**`,
          ...(detail.entities === 0 ? [] : entityParts(report, only, place, detail, '##')),
        ]
      : severalParts(report, parts, place, detail)
  return `${blocks(REPORT_MARK, ...body, ending(report, parts, place))}\n`
}

function severalParts(report: Report, parts: readonly Part[], place: ReportPlace, detail: Detail): string[] {
  return [
    `# GitHub Copilot in ${parts.length} organizations`,
    `**${verdictMarkdown(report)}**`,
    `**${formatDays(report.since, report.until)}** · days are UTC`,
    entitiesMarkdown(report, 1000),
    ...parts
      .slice(0, detail.entities)
      .map((part) =>
        blocks(`## ${escaped(part.entity.entity)}`, ...entityParts(report, part, place, detail, '###')),
      ),
  ]
}

function entityParts(
  report: Report,
  { entity, trend, charts }: Part,
  place: ReportPlace,
  detail: Detail,
  level: string,
): string[] {
  const picture = (name: ReportChart['name']) => {
    const named = charts.find(({ chart }) => chart.name === name)
    return named === undefined ? '' : pictureMarkdown(named, place)
  }
  const section = (title: string, ...blocksOf: string[]) => {
    const text = blocks(...blocksOf)
    return text === '' ? '' : `${level} ${title}\n\n${text}`
  }
  return [
    coverageMarkdown(report, entity),
    keyFiguresMarkdown(report, entity),
    section('Trend', ...trendParts(trend, picture)),
    section('Teams', picture('teams'), reportTeamTable(report, entity, trend, detail.teams)),
    section(
      'Features',
      picture('features'),
      reportFeatureTable(report, entity, trend, detail.features),
      heatTable(report, entity, detail.heatTeams),
    ),
    section('Next steps', nextSteps(report, entity)),
    section('What these numbers do not say', notesMarkdown(report, entity, undefined)),
  ]
}

function trendParts(trend: Part['trend'], picture: (name: ReportChart['name']) => string): string[] {
  const [only] = trend.weeks
  if (only === undefined)
    return ['No complete week is known yet: it takes seven days, Monday to Sunday, each with a report.']
  return [picture('people'), thenAndNowTable(trend), picture('credits'), trendCaption(trend)]
}

function pictureMarkdown({ file, chart }: NamedChart, { charts }: ReportPlace): string {
  const path = (theme: string) => `${encodeURI(charts)}/${encodeURIComponent(file)}-${theme}.svg`
  return [
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="${path('dark')}">`,
    `  <img alt="${attribute(chart.alt)}" src="${path('light')}">`,
    '</picture>',
  ].join('\n')
}

function attribute(text: string): string {
  return text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`)
}

/** The line on the run is the one that `withoutRun` leaves out. */
function ending(report: Report, parts: readonly Part[], place: ReportPlace): string {
  const artifact =
    place.artifactUrl === undefined ? '' : ` · ${link('every number as CSV', place.artifactUrl)}`
  const run = link('this run', place.runUrl)
  const history = parts.some(({ trend }) => trend.weeks.length > 0)
    ? `All weeks of all teams: [${escaped(place.history)}](${encodeURI(place.history)}).${place.fullness === '' ? '' : ` ${place.fullness}`}`
    : ''
  return blocks(
    definitionsMarkdown(report.thresholds),
    '---',
    history,
    `<sub>Written by ${run}${artifact}</sub>`,
  )
}
