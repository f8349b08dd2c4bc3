import type { Day } from '../../day.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { breakdownsMarkdown } from '../sections/breakdowns.ts'
import { trendMarkdown } from '../charts/mermaid.ts'
import { definitionsMarkdown } from '../sections/definitions.ts'
import { type Detail, EVERYTHING, fitPage, LEVELS } from './detail.ts'
import { featureMeanings, featureTable, heatTableMarkdown } from '../sections/features.ts'
import { groupsMarkdown } from '../sections/groups.ts'
import { coverageMarkdown, entitiesMarkdown, keyFiguresMarkdown } from '../sections/key-figures.ts'
import { interactiveReportMarkdown } from '../sections/interactive-report.ts'
import { licencesMarkdown } from '../sections/licences.ts'
import { blocks, details, escaped, escapedSentence, link, section, warning } from '../text/markdown.ts'
import { nextStepsMarkdown } from '../sections/next-steps.ts'
import { notesMarkdown } from '../sections/notes.ts'
import { formatDays, formatNumber } from '../text/numbers.ts'
import { breadthMarkdown, peopleLists, segmentsMarkdown } from '../sections/people.ts'
import { reconciliationMarkdown } from '../sections/reconciliation.ts'
import { teamHighlights } from '../sections/team-highlights.ts'
import { linkedNames } from '../text/team-links.ts'
import { targetMarkdown } from '../sections/target.ts'
import { teamTable } from '../sections/teams.ts'
import { verdictMarkdown } from '../sections/verdict.ts'

/** No row of a table of teams is smaller. */
const LEAST_ROW_BYTES = 80
/** More entities than these are collapsed. */
const ENTITIES_OPEN = 4

/** Where the page points to. */
export interface Links {
  readonly runUrl: string
  /** Address of the GitHub that the reports are from; empty: unknown, so that no team is linked. */
  readonly serverUrl: string
  readonly artifactUrl: string | undefined
  /** Empty where no artifact was asked for. */
  readonly artifactName: string
  /** Why GitHub did not take the artifact. */
  readonly artifactRefused?: string | undefined
  /** Name of the file of the interactive report; empty where none was asked for. */
  readonly htmlReportName: string
  readonly htmlReportUrl: string | undefined
  /** Why GitHub did not take it. */
  readonly htmlReportRefused?: string | undefined
  /** The files could not be written at all. */
  readonly hasNoFiles?: boolean
  /** The day of the run, to tell which days are not final; without it the page says when they are. */
  readonly today?: Day | undefined
  /** The page in the repository, where one is kept. */
  readonly reportUrl?: string | undefined
}

/** The page with everything. */
export function summaryMarkdown(report: Report, links: Links): string {
  return page(report, links, EVERYTHING)
}

/** The page with as much detail as fits into `limitBytes` of UTF-8; it always ends with where the rest is. */
export function fitSummary(report: Report, links: Links, limitBytes: number): string {
  const levels = LEVELS.filter((level) => countRows(report, level) * LEAST_ROW_BYTES <= limitBytes)
  return (
    fitPage(levels, limitBytes, (level) => page(report, links, level)) ??
    'The whole page is the file summary.md of this run.\n'
  )
}

/** Rows of teams at a level, to pass over levels that cannot fit without writing them. */
function countRows({ entities }: Report, detail: Detail): number {
  return entities
    .slice(0, detail.entities)
    .reduce((sum, { teams }) => sum + Math.min(detail.teams, teams.length), 0)
}

function page(report: Report, links: Links, detail: Detail): string {
  const [only, ...others] = report.entities
  const parts =
    only !== undefined && others.length === 0
      ? single(report, only, links, detail)
      : several(report, links, detail)
  return `${blocks(...parts, ending(report, links, detail))}\n`
}

function single(report: Report, entity: EntityReport, links: Links, detail: Detail): string[] {
  return [
    `# Copilot in ${escaped(entity.entity)}`,
    verdictMarkdown(report),
    interactiveReportMarkdown(links.htmlReportUrl),
    coverageMarkdown(report, entity),
    ...(detail.entities > 0 ? entityParts(report, entity, links, detail, '##') : []),
  ]
}

function several(report: Report, links: Links, detail: Detail): string[] {
  const { entities, since, until } = report
  const parts = entities.slice(0, detail.entities).map((entity) => {
    const body = [coverageMarkdown(report, entity), ...entityParts(report, entity, links, detail, '###')]
    const name = escaped(entity.entity)
    return entities.length > ENTITIES_OPEN
      ? details(`<b>${name}</b>`, blocks(...body))
      : blocks(`## ${name}`, ...body)
  })
  return [
    `# Copilot in ${entities.length} organizations`,
    verdictMarkdown(report),
    interactiveReportMarkdown(links.htmlReportUrl),
    `**${formatDays(since, until)}** · days are UTC`,
    entitiesMarkdown(report, detail.entityLines),
    ...parts,
  ]
}

/** What a page says of one entity. */
function entityParts(
  report: Report,
  entity: EntityReport,
  links: Links,
  detail: Detail,
  level: string,
): string[] {
  const nameOf = linkedNames(entity, detail.links ? links.serverUrl : '')
  return [
    keyFiguresMarkdown(report, entity),
    targetMarkdown(report, entity),
    teamHighlights(entity, nameOf),
    section(level, 'Next steps', nextStepsMarkdown(report, entity, nameOf)),
    section(level, 'Trend', trendMarkdown(report, entity, detail.charts)),
    section(level, 'Teams', teamTable(report, entity, detail.teams, nameOf)),
    groupsMarkdown(report, entity, level, detail.teams),
    section(level, 'Licences', licencesMarkdown(report, entity, detail)),
    section(
      level,
      'Features',
      featureTable(report, entity, detail.features),
      heatTableMarkdown(report, entity, detail.heatTeams),
      detail.collapsed ? featureMeanings(entity) : '',
    ),
    section(
      level,
      'People',
      segmentsMarkdown(report, entity),
      peopleLists(report, entity, detail.people),
      detail.collapsed ? breadthMarkdown(report, entity) : '',
    ),
    detail.collapsed ? breakdownsMarkdown(report, entity, level, detail.values) : '',
    section(level, 'How team numbers relate to the total', reconciliationMarkdown(report, entity)),
    section(level, 'Limitations', notesMarkdown(report, entity, links.today)),
  ]
}

function ending(report: Report, links: Links, detail: Detail): string {
  const teams = report.entities.reduce((sum, entity) => sum + entity.teams.length, 0)
  const isShort = detail !== EVERYTHING
  return blocks(
    detail.collapsed ? definitionsMarkdown(report.thresholds) : '',
    '---',
    isShort
      ? `This page is shortened to what GitHub shows: ${formatNumber(teams)} teams are in the files.`
      : '',
    links.reportUrl === undefined
      ? ''
      : `Over time: ${link('the report in the repository', links.reportUrl)}.`,
    pointer(links, isShort),
    htmlReportPointer(links),
  )
}

/** Where everything is. */
function pointer(links: Links, isShort: boolean): string {
  const { artifactUrl, artifactName, artifactRefused, hasNoFiles, runUrl } = links
  if (hasNoFiles) return warning('The files could not be written: the error of this step says why.')
  const whole = isShort
    ? 'the whole page (summary.md) and every number'
    : 'this page (summary.md) and every number'
  const run = runUrl === '' ? '' : ` of ${link('this run', runUrl)}`
  if (artifactRefused !== undefined) {
    return warning(
      `GitHub did not take the artifact (${escapedSentence(artifactRefused)}): ${whole} are only in the directory that the output \`files\` names.`,
    )
  }
  if (artifactName === '') return `The directory that the output \`files\` names has ${whole}.`
  return `The artifact **${link(escaped(artifactName), artifactUrl)}**${run} has ${whole}, as CSV and as totals.json.`
}

/** Where the interactive report is if there is no link to it. */
function htmlReportPointer(links: Links): string {
  const { htmlReportName, htmlReportUrl, htmlReportRefused, artifactRefused, hasNoFiles } = links
  if (hasNoFiles || htmlReportName === '' || htmlReportUrl !== undefined) return ''
  const file = escapedSentence(htmlReportName)
  if (htmlReportRefused === undefined) return `The interactive report is ${file}, beside summary.md.`
  const place =
    artifactRefused === undefined ? 'in the artifact' : 'only in the directory that the output `files` names'
  return warning(
    `GitHub did not take the interactive report (${escapedSentence(htmlReportRefused)}): ${file} is ${place}.`,
  )
}
